/** The loaded model as a source of vectors: shortest texts first, several in one pass where the model allows it. */
import { encodeBatch, mayJoin } from '../encode/batch'
import type { EncodedCache } from '../encode/cache'
import { encodeTokens } from '../encode/encode'
import type { RunHooks } from '../encode/pass'
import type { Encoded, EncodeSettings } from '../encode/types'
import { EngineError, toErrorData, type ErrorCode } from '../errors'
import type { LoadedModel } from '../model/load'
import type { Tokenized } from '../tokenizer/types'
import type { TextOutcome, TextVectors, VectorSource, WantedText } from './run-vectors'

export interface ModelSourceHooks {
  /** Called before each layer; throws to cancel. */
  readonly checkpoint?: () => Promise<void>
  /** Called between two passes: another call may use the model while it waits. */
  readonly between?: () => Promise<void>
}

/** What concerns one text alone: the others are encoded all the same. */
const OF_ONE_TEXT: readonly ErrorCode[] = [
  'text/lone-surrogate',
  'model/not-finite',
  'run/too-large',
  'run/fused-attention',
]
const BATCH_FAILURES: readonly ErrorCode[] = ['model/run-failed', 'model/not-finite', 'run/out-of-memory']

export const isOfOneText = (error: unknown): error is EngineError =>
  error instanceof EngineError && OF_ONE_TEXT.includes(error.code)

export class ModelVectors implements VectorSource {
  /** @param known texts that the editors have encoded; null: none */
  constructor(
    private readonly model: LoadedModel,
    private readonly known: EncodedCache | null,
    private readonly settings: EncodeSettings,
    private readonly hooks: ModelSourceHooks,
  ) {}

  async encode(
    texts: readonly WantedText[],
    _rows: boolean,
    take: (text: WantedText, outcome: TextOutcome) => Promise<void>,
  ): Promise<void> {
    const waiting = [...texts].sort((one, other) => one.tokens - other.tokens || one.index - other.index)
    for (let at = 0; at < waiting.length;) {
      await this.hooks.between?.()
      const group = this.groupAt(waiting, at)
      at += group.length
      for (const [text, outcome] of await this.outcomes(group)) await take(text, outcome)
    }
  }

  /** The texts that share the next pass. */
  private groupAt(texts: readonly WantedText[], at: number): readonly WantedText[] {
    let { tokens } = texts[at]!
    let end = at + 1
    for (; end < texts.length; end++) {
      const more = texts[end]!.tokens
      if (!mayJoin(this.model, this.settings, { texts: end - at, tokens }, more)) break
      tokens += more
    }
    return texts.slice(at, end)
  }

  private async outcomes(group: readonly WantedText[]): Promise<[WantedText, TextOutcome][]> {
    const done: [WantedText, TextOutcome][] = []
    const left: { readonly text: WantedText; readonly tokenized: Tokenized }[] = []
    for (const text of group) {
      const known = this.known?.get(text.text, this.settings)
      if (known) done.push([text, { state: 'cached', vectors: vectorsOf(known) }])
      else
        try {
          left.push({ text, tokenized: this.tokenize(text.text) })
        } catch (error) {
          done.push([text, failed(error, text)])
        }
    }
    const together =
      left.length > 1
        ? await this.together(
            left.map(({ tokenized }) => tokenized),
            left[0]!.text,
          )
        : null
    for (const [at, { text, tokenized }] of left.entries())
      done.push([text, together ? encoded(together[at]!) : await this.alone(text, tokenized)])
    return done
  }

  /** Null: the texts must run one by one, and an error then names the text that fails. */
  private async together(texts: readonly Tokenized[], first: WantedText): Promise<Encoded[] | null> {
    try {
      return await encodeBatch(this.model, texts, this.settings, this.runHooks())
    } catch (error) {
      if (error instanceof EngineError && BATCH_FAILURES.includes(error.code)) return null
      throw named(error, first)
    }
  }

  private async alone(text: WantedText, tokenized: Tokenized): Promise<TextOutcome> {
    try {
      return encoded(await encodeTokens(this.model, tokenized, this.settings, this.runHooks()))
    } catch (error) {
      return failed(error, text)
    }
  }

  private tokenize(text: string): Tokenized {
    return this.model.tokenizers.get(this.settings.tokenizerMode).encode(text, this.settings.maxLength)
  }

  private runHooks(): RunHooks {
    return this.hooks.checkpoint ? { checkpoint: this.hooks.checkpoint } : {}
  }
}

const vectorsOf = ({ denseVecs, lexicalWeights, colbertVecs }: Encoded): TextVectors => ({
  dense: denseVecs,
  sparse: lexicalWeights,
  colbert: colbertVecs,
})

const encoded = (text: Encoded): TextOutcome => ({
  state: 'encoded',
  vectors: vectorsOf(text),
  time: text.time,
})

/** @throws EngineError what ends the run, with values.text */
function failed(error: unknown, text: WantedText): TextOutcome {
  if (isOfOneText(error)) return { state: 'failed', error: toErrorData(error) }
  throw named(error, text)
}

const named = (error: unknown, { index }: WantedText): unknown =>
  error instanceof EngineError && error.code !== 'run/cancelled' ? error.with({ text: index }) : error
