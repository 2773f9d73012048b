import { addTokens, type AddedVocabulary } from './added-tokens'
import type { AlignedText } from './aligned-text'
import { Charsmap } from './charsmap'
import { invalid } from './invalid'
import { normalizePrecompiled } from './precompiled'
import type { PreTokenizer } from './pre-tokenize'
import { normalizeReplace } from './replace'
import { resolveSpecialIds } from './special-ids'
import { readXlmrConfig, type Normalizer, type TokenizerJson, type XlmrConfig } from './tokenizer-json'
import type { SpecialIds, Tokenizer, TokenizerMode } from './types'
import { Unigram } from './unigram'
import { XlmrTokenizer } from './xlmr-tokenizer'

export type { TokenizerJson } from './tokenizer-json'

/** One tokenizer.json, loaded once: its modes share vocabulary and charsmap. */
export interface Xlmr {
  tokenizer(mode: TokenizerMode): Tokenizer
}

/** The roles, as soon as the vocabulary can be asked. */
type SpecialIdsOf = (tokenToId: (token: string) => number | null) => SpecialIds

/** Null when this parsed tokenizer.json is an XLM-R Unigram that `loadXlmr` does exactly, else why not. */
export function whyNotXlmr(json: unknown): string | null {
  try {
    readXlmrConfig(json)
    return null
  } catch (error) {
    return (error as Error).message
  }
}

/**
 * @param special ids by role; null takes those of transformers' XLM-R class
 * @throws EngineError tokenizer/invalid when a field is malformed
 * @throws Unsupported when whyNotXlmr gives another reason
 */
export const loadXlmr = (json: TokenizerJson, special: SpecialIds | null): Xlmr =>
  loadXlmrConfig(readXlmrConfig(json), (tokenToId) => special ?? resolveSpecialIds(null, null, tokenToId))

/** The same for a file that has been read already. */
export const loadXlmrConfig = (config: XlmrConfig, specialIds: SpecialIdsOf): Xlmr =>
  new LoadedXlmr(config, specialIds)

/** @see loadXlmr, which serves both modes from one load */
export const createXlmrTokenizer = (
  json: TokenizerJson,
  special: SpecialIds | null,
  mode: TokenizerMode,
): Tokenizer => loadXlmr(json, special).tokenizer(mode)

export type Normalize = (text: AlignedText) => AlignedText

/** What a mode does with a text: the rest is common to both. */
export interface Pipeline {
  readonly normalizers: readonly Normalize[]
  readonly preTokenizers: readonly PreTokenizer[]
}

const METASPACE = 0x2581

/** Transformers 5 keeps of the file only the charsmap, and brings its own pre-tokenizer (facts §2). */
const HF5_PRE_TOKENIZERS: readonly PreTokenizer[] = [
  { type: 'WhitespaceSplit' },
  { type: 'Metaspace', replacement: METASPACE, prepend: 'always', split: true },
]

export class LoadedXlmr implements Xlmr {
  readonly unigram: Unigram
  readonly added: AddedVocabulary
  readonly before: readonly number[]
  readonly after: readonly number[]
  readonly vocabSize: number
  readonly special: SpecialIds
  private readonly pipelines: Record<TokenizerMode, Pipeline>

  constructor(config: XlmrConfig, specialIds: SpecialIdsOf) {
    this.unigram = new Unigram(config.vocab, config.unkId)
    this.added = addTokens(config.addedTokens, config.vocab.length, (content) => this.unigram.idOf(content))
    this.before = config.before
    this.after = config.after
    const extra = [...this.added.tokenOf.keys()].filter((id) => id >= config.vocab.length)
    this.vocabSize = config.vocab.length + extra.length
    const unknown = [...this.before, ...this.after].find((id) => this.idToToken(id) === null)
    if (unknown !== undefined)
      throw invalid('tokenizer.json', `post_processor: id ${unknown} is not in the vocabulary`)
    this.special = specialIds((token) => this.tokenToId(token))
    const normalizers = config.normalizers.map(normalizeWith)
    this.pipelines = {
      hf4: { normalizers, preTokenizers: config.preTokenizers },
      hf5: {
        normalizers: normalizers.filter((_, i) => config.normalizers[i]!.type === 'Precompiled'),
        preTokenizers: HF5_PRE_TOKENIZERS,
      },
    }
  }

  tokenizer(mode: TokenizerMode): Tokenizer {
    return new XlmrTokenizer(this, mode, this.pipelines[mode])
  }

  idToToken(id: number): string | null {
    return this.added.tokenOf.get(id)?.content ?? this.unigram.pieces[id] ?? null
  }

  private tokenToId(token: string): number | null {
    const id = this.added.idOf.get(token) ?? this.unigram.idOf(token)
    return id < 0 ? null : id
  }
}

function normalizeWith(step: Normalizer): Normalize {
  if (step.type === 'Replace') return (text) => normalizeReplace(text, step.pattern, step.content)
  const charsmap = new Charsmap(step.charsmap)
  return (text) => normalizePrecompiled(text, charsmap)
}
