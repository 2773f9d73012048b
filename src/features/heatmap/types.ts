/** Types for the heatmap: options of the run, options of the view, and results. */
import type { ErrorData } from '../../engine/errors'
import type { Aggregation } from '../../engine/heatmap/aggregate'
import type { HeatmapDone, ContextMode } from '../../engine/heatmap/types'
import type { HeadName, ModelInfo } from '../../engine/model/types'
import type { ChunkSettings } from '../../engine/text/chunks/types'
import type { CountProgress } from '../../host/calls'
import type { PartEnd } from '../../core/run/part'
import type { RunInputs } from '../../core/state'
import type { Unit } from '../../core/units'

export type { Unit }

/** Options of the run. If one of them changes, the result is stale. */
export interface HeatmapOptions {
  readonly against: 'b' | 'self'
  readonly contextMode: ContextMode
  readonly unit: 'sentence' | 'chunk'
  readonly chunk: ChunkSettings
}

/** Options of the view. They do not affect the result. */
export interface HeatmapLook {
  /** `speaker`: rows and columns in groups of one speaker each. */
  readonly sort: 'text' | 'best' | 'speaker'
  /** Cells below this value are faint; null: no threshold. */
  readonly threshold: number | null
  /**
   * The range of colours. `auto`: from the least to the largest value. `fixed`: chosen by the user. `calibrated`:
   * from shuffled pairs.
   */
  readonly range: 'auto' | 'fixed' | 'calibrated'
  readonly fixed: readonly [low: number, high: number]
  /** Seed of the random order of the shuffled pairs. */
  readonly seed: number
  readonly aggregation: Aggregation
  readonly table: boolean
  /** Whether the lists of sentences are open; null: nobody has said, so they are until there is a map. */
  readonly lists: boolean | null
}

export interface HeatmapInputs extends RunInputs, HeatmapOptions {
  /** Offsets of all units, so that an edited split counts as another input. */
  readonly cuts: string
}

export interface HeatmapResult {
  readonly inputs: HeatmapInputs
  readonly info: ModelInfo
  readonly a: readonly Unit[]
  /** The units of B, or those of A again if A is compared with itself. */
  readonly b: readonly Unit[]
  /**
   * Values of each head, [rows][columns]; NaN: not computed (yet). The arrays are changed in place; `rowsDone` says
   * how many rows are computed.
   */
  readonly values: Readonly<Record<HeadName, Float64Array | null>>
  readonly rowsDone: number
  /** Null: not every row is computed. */
  readonly done: HeatmapDone | null
}

/** A result without the number of its rows. While rows arrive, it stays the same object. */
export type SteadyResult = Omit<HeatmapResult, 'rowsDone'>

export type HeatmapRun =
  | { readonly phase: 'idle' }
  /**
   * The run would take long, so the page asks the user first. `seconds`: the estimated time; null: nothing was
   * measured.
   */
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

/** The pair that the anatomy view can open: a cell, or both whole texts. */
export type Target =
  | { readonly kind: 'cell'; readonly i: number; readonly j: number }
  | { readonly kind: 'whole' }

export interface Heatmap {
  readonly options: HeatmapOptions
  readonly look: HeatmapLook
  readonly run: HeatmapRun
  readonly result: HeatmapResult | null
}

export interface HeatmapActions {
  setHeatmap(change: Partial<HeatmapOptions>): void
  lookAtHeatmap(change: Partial<HeatmapLook>): void
  /**
   * An analysis with the heatmap, whatever tab is open.
   * @param confirmed true: the page does not ask before a long run
   */
  runHeatmap(confirmed?: boolean): Promise<void>
  /** Cancels the analysis; here also the answer "no" to a long run. The rows that are computed stay. */
  cancelHeatmap(): void
  /** The heatmap, as a part of an analysis. Only `analyze` calls it. */
  computeHeatmap(confirmed: boolean): Promise<PartEnd>
  /** Stops what this feature computes. Only `cancel` calls it. */
  stopHeatmap(): void
}
