/** State and actions of the attention view. */
import type { AttentionSummary, LayerSimilarity } from '../../engine/attention/types'
import type { AttentionLayer } from '../../engine/chain/types'
import type { ErrorData } from '../../engine/errors'
import type { ModelInfo } from '../../engine/model/types'
import type { CountProgress } from '../../host/calls'
import type { PartEnd } from '../../core/run/part'
import type { RunInputs, Side } from '../../core/state'

export type LookRun =
  | { readonly phase: 'idle' }
  /** `progress` counts layers of one text. For the similarity it counts texts, and the layers of the current text. */
  | { readonly phase: 'running'; readonly progress: CountProgress | null }
  | { readonly phase: 'done' }
  | { readonly phase: 'cancelled' }
  | { readonly phase: 'failed'; readonly error: ErrorData }

/** The parts of the view; one is open. */
export const ATTENTION_VIEWS = ['text', 'heads', 'matrix', 'similarity'] as const
export type AttentionPart = (typeof ATTENTION_VIEWS)[number]

export interface Attention {
  /** The part that is open: what a run should compute first. */
  readonly part: AttentionPart
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
  /** All layers and heads for the query rows [rows.from, rows.to), of the text of this summary. */
  readonly rows: { readonly of: AttentionSummary; readonly layers: readonly AttentionLayer[] } | null
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
  openAttentionPart(part: AttentionPart): void
  /** An analysis with the summary of the side that is shown, whatever tab is open. */
  runAttention(): Promise<void>
  /** The summary, as a part of an analysis. Only `analyze` calls it. */
  computeAttention(): Promise<PartEnd>
  /** Loads the weights of one layer, or of all layers (null), for the query rows [from, to). */
  loadAttentionLayer(layer: number | null, from: number, to: number): Promise<void>
  /** An analysis with the similarity of both texts after each layer, whatever tab is open. */
  runLayerSimilarity(): Promise<void>
  /** The similarity, as a part of an analysis. Only `analyze` calls it. */
  computeLayerSimilarity(): Promise<PartEnd>
  /** Cancels the analysis, and the layer that is being loaded. */
  cancelAttention(): void
  /** Stops what this feature computes. Only `cancel` calls it. */
  stopAttention(): void
}
