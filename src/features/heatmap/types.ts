/** The heatmap: what is computed, and how it is looked at. */
import type { ErrorData } from '../../engine/errors'
import type { Aggregation } from '../../engine/heatmap/aggregate'
import type { HeatmapDone, ContextMode } from '../../engine/heatmap/types'
import type { HeadName, ModelInfo } from '../../engine/model/types'
import type { ChunkSettings } from '../../engine/text/chunks/types'
import type { CountProgress } from '../../host/calls'
import type { RunInputs } from '../../core/state'
import type { Unit } from '../../core/units'

export type { Unit }

/** What is computed; a change makes the result stale. */
export interface HeatmapOptions {
  readonly against: 'b' | 'self'
  readonly contextMode: ContextMode
  readonly unit: 'sentence' | 'chunk'
  readonly chunk: ChunkSettings
}

/** How it is looked at. */
export interface HeatmapLook {
  readonly sort: 'text' | 'best'
  /** Cells below are faint; null: none. */
  readonly threshold: number | null
  /** Of the colours: from least to largest value, chosen, or from shuffled pairs. */
  readonly range: 'auto' | 'fixed' | 'calibrated'
  readonly fixed: readonly [low: number, high: number]
  /** Of the shuffled pairs. */
  readonly seed: number
  readonly aggregation: Aggregation
  readonly table: boolean
}

export interface HeatmapInputs extends RunInputs, HeatmapOptions {
  /** Offsets of all units, so that an edited split is another input. */
  readonly cuts: string
}

export interface HeatmapResult {
  readonly inputs: HeatmapInputs
  readonly info: ModelInfo
  readonly a: readonly Unit[]
  /** A's again where it is against itself. */
  readonly b: readonly Unit[]
  /** [rows][columns] of each head; NaN where not computed (yet). Written in place: rowsDone tells how far. */
  readonly values: Readonly<Record<HeadName, Float64Array | null>>
  readonly rowsDone: number
  /** Null until every row is there. */
  readonly done: HeatmapDone | null
}

export type HeatmapRun =
  | { readonly phase: 'idle' }
  /** Much work: the user is asked first. `seconds`: estimated; null where nothing was measured yet. */
  | {
      readonly phase: 'asking'
      readonly texts: number
      readonly cells: number
      readonly seconds: number | null
    }
  | ({ readonly phase: 'running' } & CountProgress)
  | { readonly phase: 'done' }
  | { readonly phase: 'cancelled' }
  | { readonly phase: 'failed'; readonly error: ErrorData }

/** What can be opened: a cell, or both whole texts. */
export type Target =
  { readonly kind: 'cell'; readonly i: number; readonly j: number } | { readonly kind: 'whole' }

export interface Heatmap {
  readonly options: HeatmapOptions
  readonly look: HeatmapLook
  readonly run: HeatmapRun
  readonly result: HeatmapResult | null
}

export interface HeatmapActions {
  setHeatmap(change: Partial<HeatmapOptions>): void
  lookAtHeatmap(change: Partial<HeatmapLook>): void
  /** @param confirmed true: without asking, however long it takes */
  runHeatmap(confirmed?: boolean): Promise<void>
  /** Keeps the rows that are there. */
  cancelHeatmap(): void
}
