import { charOffset } from '../units'
import { AddedTokenSplitter, addTokens, type AddedVocabulary } from './added-tokens'
import { AlignedText } from './aligned-text'
import { Charsmap } from './charsmap'
import { invalid } from './invalid'
import { normalizePrecompiled } from './precompiled'
import { preTokenize, type PreTokenizer } from './pre-tokenize'
import { normalizeReplace } from './replace'
import { resolveSpecialIds } from './special-ids'
import { requireWellFormed } from './text'
import { TokenList } from './token-list'
import { readXlmrConfig, type Normalizer, type TokenizerJson, type XlmrConfig } from './tokenizer-json'
import type { SpecialIds, Tokenized, Tokenizer, TokenizerInfo, TokenizerMode } from './types'
import { Unigram, type Emit } from './unigram'

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

type Normalize = (text: AlignedText) => AlignedText

/** What a mode does with a text: the rest is common to both. */
interface Pipeline {
  readonly normalizers: readonly Normalize[]
  readonly preTokenizers: readonly PreTokenizer[]
}

const METASPACE = 0x2581

/** Transformers 5 keeps of the file only the charsmap, and brings its own pre-tokenizer (facts §2). */
const HF5_PRE_TOKENIZERS: readonly PreTokenizer[] = [
  { type: 'WhitespaceSplit' },
  { type: 'Metaspace', replacement: METASPACE, prepend: 'always', split: true },
]

class LoadedXlmr implements Xlmr {
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

class XlmrTokenizer implements Tokenizer {
  readonly info: TokenizerInfo
  /** Added tokens sought in the raw text, and those sought in normalised text. */
  private readonly raw: AddedTokenSplitter
  private readonly normalized: AddedTokenSplitter

  constructor(
    private readonly file: LoadedXlmr,
    mode: TokenizerMode,
    private readonly pipeline: Pipeline,
  ) {
    const { added } = file
    const entries = added.list.map((token) => ({
      token,
      id: added.idOf.get(token.content)!,
      text: token.normalized
        ? this.normalize(token.content, 0, token.content.length).toString()
        : token.content,
    }))
    this.raw = new AddedTokenSplitter(
      entries.filter(({ token }) => !token.normalized),
      added,
    )
    this.normalized = new AddedTokenSplitter(
      entries.filter(({ token }) => token.normalized),
      added,
    )
    this.info = {
      kind: 'xlmr-unigram',
      engine: 'm3scope XLM-R Unigram = tokenizers 0.22.2',
      mode,
      vocabSize: file.vocabSize,
      fallbackReason: null,
      specialIds: file.special,
    }
  }

  encode(text: string, maxLength: number): Tokenized {
    const { before, after } = this.file
    const body = this.tokenize(text)
    const kept = Math.min(body.length, Math.max(0, maxLength - before.length - after.length))
    const length = before.length + kept + after.length
    const ids = new Int32Array(length)
    const starts = new Int32Array(length)
    const ends = new Int32Array(length)
    ids.set(before)
    ids.set(body.ids.subarray(0, kept), before.length)
    ids.set(after, before.length + kept)
    starts.set(body.starts.subarray(0, kept), before.length)
    ends.set(body.ends.subarray(0, kept), before.length)
    const truncated = kept < body.length
    return {
      text,
      ids,
      tokens: Array.from(ids, (id) => this.file.idToToken(id)!),
      starts,
      ends,
      fullLength: before.length + body.length + after.length,
      maxLength,
      truncated,
      cut: truncated ? charOffset(kept ? body.ends[kept - 1]! : 0) : null,
    }
  }

  count(text: string): number {
    return this.file.before.length + this.tokenize(text).length + this.file.after.length
  }

  idToToken(id: number): string | null {
    return this.file.idToToken(id)
  }

  private normalize(text: string, start: number, end: number): AlignedText {
    let aligned = AlignedText.of(text, start, end)
    for (const normalize of this.pipeline.normalizers) aligned = normalize(aligned)
    return aligned
  }

  private tokenize(text: string): TokenList {
    requireWellFormed(text)
    const tokens = new TokenList()
    for (const { id, start, end } of this.raw.split(text)) {
      if (id >= 0) tokens.push(id, start, end)
      else this.tokenizeNormalized(this.normalize(text, start, end), tokens)
    }
    return tokens
  }

  private tokenizeNormalized(text: AlignedText, tokens: TokenList): void {
    if (this.normalized.isEmpty) {
      this.tokenizeOrdinary(text, tokens)
      return
    }
    for (const { id, start, end } of this.normalized.split(text.toString())) {
      if (id >= 0) {
        tokens.push(id, text.starts[start]!, text.ends[end - 1]!)
        continue
      }
      const part = new AlignedText(text.starts[start]!, end - start)
      part.append(text, start, end)
      this.tokenizeOrdinary(part, tokens)
    }
  }

  private tokenizeOrdinary(text: AlignedText, tokens: TokenList): void {
    const { text: split, bounds } = preTokenize(text, this.pipeline.preTokenizers)
    const { units, starts, ends } = split
    const emit: Emit = (id, from, to) => tokens.push(id, starts[from]!, ends[to - 1]!)
    for (let i = 0; i < bounds.length; i += 2)
      this.file.unigram.tokenize(units, bounds[i]!, bounds[i + 1]!, emit)
  }
}
