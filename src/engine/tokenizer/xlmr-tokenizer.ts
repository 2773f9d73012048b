import { charOffset } from '../units'
import { AddedTokenSplitter } from './added-tokens'
import { AlignedText } from './aligned-text'
import { preTokenize } from './pre-tokenize'
import { STEPS_LIMIT, type NormalizedText, type TokenSteps } from './steps-types'
import { requireWellFormed } from './text'
import { TokenList } from './token-list'
import type { Tokenizer } from './tokenizer'
import type { Tokenized, TokenizerInfo, TokenizerMode } from './types'
import type { Emit } from './unigram'
import type { Pipeline, XlmrFile } from './xlmr-file'

/** One mode of a loaded file. */
export class XlmrTokenizer implements Tokenizer {
  readonly info: TokenizerInfo
  /** One finds added tokens in the raw text, the other those that are matched in normalised text. */
  private readonly raw: AddedTokenSplitter
  private readonly normalized: AddedTokenSplitter

  constructor(
    private readonly file: XlmrFile,
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
    return this.withTemplate(text, this.tokenize(text), maxLength)
  }

  count(text: string): number {
    return this.file.before.length + this.tokenize(text).length + this.file.after.length
  }

  steps(text: string, maxLength: number): TokenSteps {
    const body = this.tokenize(text)
    return {
      mode: this.info.mode,
      tokenized: this.withTemplate(text, body, maxLength),
      all: this.withTemplate(text, body, STEPS_LIMIT),
      normalized: this.normalizedText(text),
    }
  }

  idToToken(id: number): string | null {
    return this.file.idToToken(id)
  }

  private withTemplate(text: string, body: TokenList, maxLength: number): Tokenized {
    const { before, after } = this.file
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

  private normalize(text: string, start: number, end: number): AlignedText {
    let aligned = AlignedText.of(text, start, end)
    for (const normalize of this.pipeline.normalizers) aligned = normalize(aligned)
    return aligned
  }

  /** The whole text in which pieces are searched. Added tokens stay as they are written. */
  private normalizedText(text: string): NormalizedText {
    const whole = new AlignedText(0, text.length)
    for (const { id, start, end } of this.raw.split(text)) {
      const part = id >= 0 ? AlignedText.of(text, start, end) : this.normalize(text, start, end)
      whole.append(part, 0, part.length)
    }
    const { starts, ends, length } = whole
    return { text: whole.toString(), starts: starts.slice(0, length), ends: ends.slice(0, length) }
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
