/** The units of both sides, encoded as the way of the heatmap says. */
import type { EncodedCache } from '../encode/cache'
import { encodeText, type RunHooks } from '../encode/encode'
import type { Encoded, EncodeSettings } from '../encode/types'
import { EngineError, type ErrorValues } from '../errors'
import type { LoadedModel } from '../model/load'
import type { LayerProgress, TextProgress } from '../model/ports'

export interface UnitHooks {
  readonly onProgress?: (progress: TextProgress) => void
  /** Called before each text, layer and block of rows; may wait, and throws to cancel. */
  readonly checkpoint?: () => Promise<void>
}

/** Encodes each distinct text once, through the cache, and counts. */
export class UnitEncoder {
  /** Texts that were run. */
  encoded = 0
  private done = 0

  /** @param total texts that will be asked for */
  constructor(
    private readonly model: LoadedModel,
    private readonly cache: EncodedCache,
    private readonly settings: EncodeSettings,
    private readonly hooks: UnitHooks,
    private readonly total: number,
  ) {}

  async encode(text: string, place: ErrorValues = {}): Promise<Encoded> {
    await this.hooks.checkpoint?.()
    const known = this.cache.get(text, this.settings)
    const encoded = known ?? (await this.run(text, place))
    this.done++
    this.report()
    return encoded
  }

  report(layer?: LayerProgress): void {
    this.hooks.onProgress?.({ done: this.done, total: this.total, ...(layer && { layer }) })
  }

  private async run(text: string, place: ErrorValues): Promise<Encoded> {
    const hooks: RunHooks = {
      onLayer: (done, total) => this.report({ done, total }),
      ...(this.hooks.checkpoint && { checkpoint: this.hooks.checkpoint }),
    }
    try {
      const encoded = await encodeText(this.model, text, this.settings, hooks)
      this.encoded++
      this.cache.set(text, this.settings, encoded)
      return encoded
    } catch (error) {
      if (error instanceof EngineError) throw error.with(place)
      throw error
    }
  }
}
