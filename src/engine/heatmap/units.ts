/** Encodes units in their order, each distinct text once. Texts share runs where the model allows it. */
import { canBatch, encodeBatch, mayJoin } from '../encode/batch'
import type { EncodedCache } from '../encode/cache'
import { checkSettings, encodeText } from '../encode/encode'
import type { RunHooks } from '../encode/pass'
import type { Encoded, EncodeSettings } from '../encode/types'
import { EngineError, type ErrorValues } from '../errors'
import type { LoadedModel } from '../model/load'
import type { LayerProgress, TextProgress } from '../model/ports'
import type { Tokenized } from '../tokenizer/types'

export interface UnitHooks {
  readonly onProgress?: (progress: TextProgress) => void
  /** Called before each text, layer and block of rows; may wait, and throws to cancel. */
  readonly checkpoint?: () => Promise<void>
}

/** How many later texts are searched for texts that may share a run. A text that is encoded early is kept until its turn. */
const LOOKAHEAD = 256

/** Encodes texts in the order in which they are requested, through the cache, and counts the runs. */
export class UnitEncoder {
  /** Number of texts that were run. */
  encoded = 0
  private done = 0
  private readonly texts: readonly string[]
  private readonly places: ReadonlyMap<string, number>
  private readonly lengths = new Map<string, number>()
  /** Texts that were encoded before they were requested. */
  private readonly ready = new Map<string, Encoded>()

  /** @param texts that will be requested, in this order; equal texts count once */
  constructor(
    private readonly model: LoadedModel,
    private readonly cache: EncodedCache,
    private readonly settings: EncodeSettings,
    private readonly hooks: UnitHooks,
    texts: Iterable<string>,
  ) {
    checkSettings(model, settings)
    this.texts = [...new Set(texts)]
    this.places = new Map(this.texts.map((text, place) => [text, place]))
  }

  /**
   * @param place values for an error, which say where the text is
   * @throws EngineError as encodeText
   */
  async encode(text: string, place: ErrorValues = {}): Promise<Encoded> {
    await this.hooks.checkpoint?.()
    const ahead = this.ready.get(text)
    if (ahead) {
      this.model.recorder?.cache(0, 1)
      this.ready.delete(text)
      return ahead
    }
    const known = this.cache.get(text, this.settings)
    this.model.recorder?.cache(known ? 1 : 0, known ? 0 : 1)
    if (known) {
      this.finish(1)
      return known
    }
    try {
      return (await this.together(text)) ?? (await this.alone(text))
    } catch (error) {
      if (error instanceof EngineError) throw error.with(place)
      throw error
    }
  }

  /** Number of tokens of a text as it will be encoded. Null: the tokenizer refuses the text; the error comes in its turn. */
  lengthOf(text: string): number | null {
    const known = this.lengths.get(text)
    if (known !== undefined) return known
    try {
      const { length } = this.tokenize(text).ids
      this.lengths.set(text, length)
      return length
    } catch {
      return null
    }
  }

  /** True: the text is available without a run of the model. */
  isKnown(text: string): boolean {
    return this.ready.has(text) || this.cache.has(text, this.settings)
  }

  private tokenize(text: string): Tokenized {
    return this.model.tokenizers.get(this.settings.tokenizerMode).encode(text, this.settings.maxLength)
  }

  private async alone(text: string): Promise<Encoded> {
    const encoded = await encodeText(this.model, text, this.settings, this.runHooks())
    this.keep(text, encoded)
    this.finish(1)
    return encoded
  }

  /** Encodes the text with later texts that may share its run. Null: there are none, or they must run one by one. */
  private async together(text: string): Promise<Encoded | null> {
    const texts = [text, ...this.matesOf(text)]
    if (texts.length === 1) return null
    let batch: Encoded[] | null
    try {
      batch = await encodeBatch(
        this.model,
        texts.map((one) => this.tokenize(one)),
        this.settings,
        this.runHooks(),
      )
    } catch (error) {
      // The texts then run one by one, and the error names the text that fails.
      if (error instanceof EngineError && BATCH_FAILURES.includes(error.code)) return null
      throw error
    }
    if (batch === null) return null
    for (const [at, encoded] of batch.entries()) {
      this.keep(texts[at]!, encoded)
      if (at > 0) this.ready.set(texts[at]!, encoded)
    }
    this.finish(batch.length)
    return batch[0]!
  }

  private matesOf(text: string): string[] {
    const from = this.places.get(text)
    if (from === undefined || canBatch(this.model, this.settings) === false) return []
    const length = this.lengthOf(text)
    if (length === null) return []
    const mates: string[] = []
    let tokens = length
    for (const other of this.texts.slice(from + 1, from + 1 + LOOKAHEAD)) {
      // No text is shorter than <s></s>.
      if (!mayJoin(this.model, this.settings, { texts: mates.length + 1, tokens }, this.leastMore(length)))
        break
      if (this.isKnown(other)) continue
      const more = this.lengthOf(other)
      if (more === null || !mayJoin(this.model, this.settings, { texts: mates.length + 1, tokens }, more))
        continue
      mates.push(other)
      tokens += more
    }
    return mates
  }

  /** Tokens of the shortest text that could join. */
  private leastMore(length: number): number {
    return this.model.session.runMany ? 2 : length
  }

  private keep(text: string, encoded: Encoded): void {
    this.encoded++
    this.cache.set(text, this.settings, encoded)
  }

  private finish(texts: number): void {
    this.done += texts
    this.report()
  }

  private runHooks(): RunHooks {
    return {
      onLayer: (done, total) => this.report({ done, total }),
      ...(this.hooks.checkpoint && { checkpoint: this.hooks.checkpoint }),
    }
  }

  private report(layer?: LayerProgress): void {
    this.hooks.onProgress?.({ done: this.done, total: this.texts.length, ...(layer && { layer }) })
  }
}

const BATCH_FAILURES: readonly string[] = ['model/run-failed', 'model/not-finite', 'run/out-of-memory']
