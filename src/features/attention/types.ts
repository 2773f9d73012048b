/** The attention view: a summary of one text, one layer of it, and the similarity of both texts by layer. */
import type { AttentionSummary, LayerSimilarity } from '../../engine/attention/types'
import type { AttentionLayer } from '../../engine/chain/types'
import type { ErrorData } from '../../engine/errors'
import type { ModelInfo } from '../../engine/model/types'
import type { CountProgress } from '../../host/calls'
import type { RunInputs, Side } from '../../core/state'

export type LookRun =
  | { readonly phase: 'idle' }
  /** In layers of one text; of the similarity in texts, with the layers of the text at hand. */
  | { readonly phase: 'running'; readonly progress: CountProgress | null }
  | { readonly phase: 'done' }
  | { readonly phase: 'cancelled' }
  | { readonly phase: 'failed'; readonly error: ErrorData }

export interface Attention {
  readonly side: Side
  readonly run: LookRun
  /** Of the inputs at that time. */
  readonly summary: {
    readonly side: Side
    readonly inputs: RunInputs
    readonly info: ModelInfo
    readonly value: AttentionSummary
  } | null
  /** All heads of one layer, query rows [rows.from, rows.to); belongs to `summary`. */
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
  /** Weights of one layer for query rows [from, to). */
  loadAttentionLayer(layer: number, from: number, to: number): Promise<void>
  runLayerSimilarity(): Promise<void>
  /** Whatever of these runs. */
  cancelAttention(): void
}
