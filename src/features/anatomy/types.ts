/** Types for the pair that is open in the anatomy view: a cell of the heatmap, or both whole texts. */
import type { Anatomy, ContextMode } from '../../engine/heatmap/types'
import type { ModelInfo } from '../../engine/model/types'
import type { Scores } from '../../engine/score/types'
import type { RunInputs, Side } from '../../core/state'
import type { Unit } from '../../core/units'
import type { HeatmapRun, Target } from '../heatmap'

/** The tabs of the view; each explains one score. */
export const PARTS = ['colbert', 'sparse', 'dense'] as const
export type Part = (typeof PARTS)[number]

export interface OccludedPart {
  /** UTF-16 range [start, end) of the side's model input. */
  readonly start: number
  readonly end: number
  readonly text: string
  /** The scores without this part; null: not computed (yet). */
  readonly scores: Scores | null
}

export interface Occlusion {
  readonly kind: 'sentence' | 'word'
  readonly run: Exclude<HeatmapRun, { phase: 'asking' }>
  readonly base: Scores | null
  readonly parts: readonly OccludedPart[]
  /** Duration in milliseconds; null: the run has not ended. */
  readonly time: number | null
}

export interface AnatomyState {
  readonly target: Target
  /** The open tab. It stays open when another cell is opened. */
  readonly part: Part
  readonly run: Exclude<HeatmapRun, { phase: 'asking' }>
  /** The units of the pair. For whole texts, each is the only unit of its side. */
  readonly a: Unit
  readonly b: Unit
  /** Of a cell: those of its heatmap, which say what A was compared with. */
  readonly inputs: RunInputs & { readonly against?: 'b' | 'self' }
  readonly contextMode: ContextMode
  readonly info: ModelInfo
  readonly anatomy: Anatomy | null
  readonly occlusion: Readonly<Record<Side, Occlusion | null>>
}

export interface AnatomyActions {
  openAnatomy(target: Target): Promise<void>
  closeAnatomy(): void
  /** Puts the two texts of the opened cell into A and B, as they are before rules; can be undone. */
  loadPair(): void
  showAnatomyPart(part: Part): void
  /** Leaves out each sentence or word of a side, one at a time. */
  occlude(side: Side, kind: Occlusion['kind']): Promise<void>
  /** Cancels the occlusion. The parts that are already computed stay. */
  cancelOcclusion(): void
}
