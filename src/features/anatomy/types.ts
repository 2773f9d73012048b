/** A cell of the heatmap, or both whole texts, opened. */
import type { Anatomy, ContextMode } from '../../engine/heatmap/types'
import type { ModelInfo } from '../../engine/model/types'
import type { Scores } from '../../engine/score/types'
import type { RunInputs, Side } from '../../core/state'
import type { Unit } from '../../core/units'
import type { HeatmapRun, Target } from '../heatmap'

/** The score that the anatomy takes apart: the open tab. */
export const PARTS = ['colbert', 'sparse', 'dense'] as const
export type Part = (typeof PARTS)[number]

export interface OccludedPart {
  /** Range of the side's model input. */
  readonly start: number
  readonly end: number
  readonly text: string
  /** Without this part; null: not computed (yet). */
  readonly scores: Scores | null
}

export interface Occlusion {
  readonly kind: 'sentence' | 'word'
  readonly run: Exclude<HeatmapRun, { phase: 'asking' }>
  readonly base: Scores | null
  readonly parts: readonly OccludedPart[]
  /** Milliseconds that it took; null before it has ended. */
  readonly time: number | null
}

export interface AnatomyState {
  readonly target: Target
  /** Another cell opens with the same tab. */
  readonly part: Part
  readonly run: Exclude<HeatmapRun, { phase: 'asking' }>
  /** The opened units; for whole texts they are the only ones. */
  readonly a: Unit
  readonly b: Unit
  readonly inputs: RunInputs
  readonly contextMode: ContextMode
  readonly info: ModelInfo
  readonly anatomy: Anatomy | null
  readonly occlusion: Readonly<Record<Side, Occlusion | null>>
}

export interface AnatomyActions {
  openAnatomy(target: Target): Promise<void>
  closeAnatomy(): void
  showAnatomyPart(part: Part): void
  /** Leaves out each sentence or word of a side, one at a time. */
  occlude(side: Side, kind: Occlusion['kind']): Promise<void>
  /** Keeps the parts that are there. */
  cancelOcclusion(): void
}
