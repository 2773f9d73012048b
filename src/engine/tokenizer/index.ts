import { saidBy, type Detail } from '../detail-words'
import { detail } from '../details'
import { isObject } from '../values'
import { createFallbackTokenizer } from './fallback'
import { invalid } from './invalid'
import { resolveSpecialIds, type ConfigFields } from './special-ids'
import { readXlmrConfig, Unsupported, type TokenizerJson, type XlmrConfig } from './tokenizer-json'
import type { Tokenizer } from './tokenizer'
import { TOKENIZER_MODES, type TokenizerMode } from './types'
import { loadXlmrConfig } from './xlmr'

/** The texts of a model folder's tokenizer files. */
export interface TokenizerFiles {
  readonly tokenizerJson: string
  readonly tokenizerConfig: string | null
  readonly specialTokensMap: string | null
}

export interface TokenizerSet {
  /** The modes that the tokenizer has; none for the fallback. */
  readonly modes: readonly TokenizerMode[]
  /** The tokenizer of a mode. The fallback is the same for every mode. */
  get(mode: TokenizerMode): Tokenizer
  /** tokenizer_config.json's model_max_length; null: absent, or a placeholder for "no limit". */
  readonly maxLength: number | null
}

/** Transformers writes 1e30 for "no limit"; no model takes more tokens than this. */
const MAX_PLAUSIBLE_LENGTH = 1e9

/**
 * Loads a model's tokenizer: ours if it handles the file exactly, else that of transformers.js.
 * @throws EngineError tokenizer/invalid with {file, detail} when a file is malformed
 */
export async function createTokenizers(files: TokenizerFiles): Promise<TokenizerSet> {
  const json = parse('tokenizer.json', files.tokenizerJson)
  const config = parseOptional('tokenizer_config.json', files.tokenizerConfig)
  const map = parseOptional('special_tokens_map.json', files.specialTokensMap)
  const maxLength = readMaxLength(config)
  const specialIds = (tokenToId: (token: string) => number | null) =>
    resolveSpecialIds(config, map, tokenToId)
  const xlmr = readOrReason(json)
  if (isDetail(xlmr)) {
    const fallback = await createFallbackTokenizer(json, config, xlmr, specialIds)
    return { modes: [], get: () => fallback, maxLength }
  }
  const loaded = loadXlmrConfig(xlmr, specialIds)
  const byMode = { hf4: loaded.tokenizer('hf4'), hf5: loaded.tokenizer('hf5') }
  return { modes: TOKENIZER_MODES, get: (mode) => byMode[mode], maxLength }
}

function parse(file: string, text: string): TokenizerJson {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    throw invalid(file, detail('not-json', { said: saidBy(error) }))
  }
  if (!isObject(value)) throw invalid(file, detail('not-json-object'))
  return value
}

const parseOptional = (file: string, text: string | null): ConfigFields | null =>
  text === null ? null : parse(file, text)

const isDetail = (read: XlmrConfig | Detail): read is Detail => 'words' in read

/** The parts that our tokenizer needs, or why it cannot use the file. */
function readOrReason(json: TokenizerJson): XlmrConfig | Detail {
  try {
    return readXlmrConfig(json)
  } catch (error) {
    if (error instanceof Unsupported) return error.what
    throw error
  }
}

function readMaxLength(config: ConfigFields | null): number | null {
  const value = config?.model_max_length
  if (value === undefined || value === null) return null
  if (typeof value !== 'number' || !(value > 0))
    throw invalid('tokenizer_config.json', detail('length-not-positive'))
  return value > MAX_PLAUSIBLE_LENGTH ? null : value
}
