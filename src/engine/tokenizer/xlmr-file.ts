import { detail } from '../details'
import { addTokens, type AddedVocabulary } from './added-tokens'
import type { AlignedText } from './aligned-text'
import { Charsmap } from './charsmap'
import { invalid } from './invalid'
import { normalizePrecompiled } from './precompiled'
import type { PreTokenizer } from './pre-tokenize'
import { normalizeReplace } from './replace'
import type { Normalizer, XlmrConfig } from './tokenizer-json'
import type { SpecialIds, TokenizerMode } from './types'
import { Unigram } from './unigram'

/** Gives the ids by role, once the vocabulary can be asked. */
export type SpecialIdsOf = (tokenToId: (token: string) => number | null) => SpecialIds

export type Normalize = (text: AlignedText) => AlignedText

/** What differs between the modes: what happens to a text before it is cut into pieces. */
export interface Pipeline {
  readonly normalizers: readonly Normalize[]
  readonly preTokenizers: readonly PreTokenizer[]
}

const METASPACE = 0x2581

/** Of the file's normalizers and pre-tokenizers, transformers 5 keeps only the charsmap; it has its own pre-tokenizers. */
const HF5_PRE_TOKENIZERS: readonly PreTokenizer[] = [
  { type: 'WhitespaceSplit' },
  { type: 'Metaspace', replacement: METASPACE, prepend: 'always', split: true },
]

/** What all modes of one tokenizer.json share, and the pipeline of each mode. */
export class XlmrFile {
  readonly unigram: Unigram
  readonly added: AddedVocabulary
  readonly before: readonly number[]
  readonly after: readonly number[]
  readonly vocabSize: number
  readonly special: SpecialIds
  readonly pipelines: Record<TokenizerMode, Pipeline>

  constructor(config: XlmrConfig, specialIds: SpecialIdsOf) {
    this.unigram = new Unigram(config.vocab, config.unkId)
    this.added = addTokens(config.addedTokens, config.vocab.length, (content) => this.unigram.idOf(content))
    this.before = config.before
    this.after = config.after
    const extra = [...this.added.tokenOf.keys()].filter((id) => id >= config.vocab.length)
    this.vocabSize = config.vocab.length + extra.length
    const unknown = [...this.before, ...this.after].find((id) => this.idToToken(id) === null)
    if (unknown !== undefined)
      throw invalid('tokenizer.json', detail('id-unknown', { path: 'post_processor', id: unknown }))
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
