/** State and actions of the attention view. */
import type { AttentionSummary, LayerSimilarity } from '../../engine/attention/types'
import type { AttentionLayer } from '../../engine/chain/types'
import type { ErrorData } from '../../engine/errors'
import type { ModelInfo } from '../../engine/model/types'
import type { CountProgress } from '../../host/calls'
import type { RunInputs, Side } from '../../core/state'

export type LookRun =
  | { readonly phase: 'idle' }
  /** `progress` counts layers of one text. For the similarity it counts texts, and the layers of the current text. */
  | { readonly phase: 'running'; readonly progress: CountProgress | null }
  | { readonly phase: 'done' }
  | { readonly phase: 'cancelled' }
  | { readonly phase: 'failed'; readonly error: ErrorData }

export interface Attention {
  readonly side: Side
  readonly run: LookRun
  /** The summary, with the inputs and the model that it was computed from. */
  readonly summary: {
    readonly side: Side
    readonly inputs: RunInputs
    readonly info: ModelInfo
    readonly value: AttentionSummary
  } | null
  /** All attention heads of one layer for the query rows [rows.from, rows.to). Belongs to `summary`. */
  readonly layer: AttentionLayer | null
  readonly layerRun: LookRun
  readonly similarity: {
    readonly inputs: RunInputs
    readonly info: ModelInfo
    readonly value: LayerSimilarity
  } | null
  readonly similarityRun: LookRun
}

export interface AttentionActions {
  showAttentionOf(side: Side): void
  /** Computes the summary of the side that is shown. */
  runAttention(): Promise<void>
  /** Loads the weights of one layer for the query rows [from, to). */
  loadAttentionLayer(layer: number, from: number, to: number): Promise<void>
  runLayerSimilarity(): Promise<void>
  /** Cancels all of these runs. */
  cancelAttention(): void
}
