import { resolveSpecialIds } from './special-ids'
import type { Tokenizer } from './tokenizer'
import { readXlmrConfig, type TokenizerJson, type XlmrConfig } from './tokenizer-json'
import type { SpecialIds, TokenizerMode } from './types'
import { XlmrFile, type SpecialIdsOf } from './xlmr-file'
import { XlmrTokenizer } from './xlmr-tokenizer'

export type { TokenizerJson } from './tokenizer-json'

/** One tokenizer.json, loaded once: its modes share vocabulary and charsmap. */
export interface Xlmr {
  tokenizer(mode: TokenizerMode): Tokenizer
}

/**
 * @param special ids by role; null takes those of transformers' XLM-R class
 * @throws EngineError tokenizer/invalid when a field is malformed
 * @throws Unsupported when the file is of another kind than XLM-R's Unigram
 */
export const loadXlmr = (json: TokenizerJson, special: SpecialIds | null): Xlmr =>
  loadXlmrConfig(readXlmrConfig(json), (tokenToId) => special ?? resolveSpecialIds(null, null, tokenToId))

/** The same for a file that has been read already. */
export function loadXlmrConfig(config: XlmrConfig, specialIds: SpecialIdsOf): Xlmr {
  const file = new XlmrFile(config, specialIds)
  return { tokenizer: (mode) => new XlmrTokenizer(file, mode, file.pipelines[mode]) }
}
