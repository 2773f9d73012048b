import type { EncodeSettings } from '../../../engine/encode/types'
import type { Weights } from '../../../engine/score/types'
import type { Identity } from '../../../engine/model/identity'
import type { RunSummary } from '../../../platform/web/validations/store'
import type { RunInputs } from '../../../core/state'
import type { ErrorData } from '../../../engine/errors'
import type { ModelInfo } from '../../../engine/model/types'
import type { ValidateReply } from '../../../engine/validate/run-types'
import type { HeadColumns, PairColumns, ValidationSet } from '../../../engine/validate/types'
import type { Milliseconds } from '../../../engine/units'

export interface ValidateRun {
  readonly phase: 'idle' | 'running' | 'paused' | 'done' | 'failed'
  /** Distinct texts. */
  readonly done: number
  readonly total: number
  readonly cached: number
  /** Of a run that is done: texts that the model encoded for it, also before a pause; `cached` are the others. Null: not known. */
  readonly encoded: number | null
  /** Texts in a second, over the last seconds; null: not known yet. */
  readonly rate: number | null
  /** Milliseconds; null: not known yet. */
  readonly remaining: Milliseconds | null
  readonly error: ErrorData | null
  readonly result: ValidationResult | null
  /** What a running run does before texts are encoded; null: it encodes, or nothing runs. */
  readonly step: 'model' | 'preparing' | null
  /** Stored vectors. Null: not known yet, or the browser stores nothing. */
  readonly vectors: {
    readonly texts: number
    readonly bytes: number
    readonly limit: number
  } | null
  /** Why vectors, and why results, are not stored: the browser's words. Null: they are. */
  readonly vectorsOff: string | null
  readonly resultsOff: string | null
  /** Stored runs, the latest first. */
  readonly runs: readonly RunSummary[]
}

export const noRun: ValidateRun = {
  phase: 'idle',
  done: 0,
  total: 0,
  cached: 0,
  encoded: null,
  rate: null,
  remaining: null,
  error: null,
  result: null,
  step: null,
  vectors: null,
  vectorsOff: null,
  resultsOff: null,
  runs: [],
}

/** What made the numbers: everything of the page's settings except the weights, which only combine what is there. */
export type ValidationInputs = Pick<RunInputs, 'prefix' | 'rules' | 'leaveOutMetadata'>

/**
 * The arrays are filled in place while rows arrive; `version` grows with each arrival, so that readers know. A new object is
 * stored each time, with the same arrays.
 */
export interface ValidationResult {
  /** Of the set and everything that makes its numbers: the same run has the same id. */
  readonly id: string
  readonly set: ValidationSet
  /** The set's pairs, or those that a search found (with the labels of the set's pairs). */
  readonly pairs: PairColumns
  readonly heads: HeadColumns
  /** [pairs] 0 waiting, 1 scored, 2 without a score (not finite). */
  readonly state: Uint8Array
  readonly version: number
  /** Null until the run is done. */
  readonly reply: ValidateReply | null
  readonly info: ModelInfo
  readonly identity: Identity
  readonly settings: EncodeSettings
  readonly inputs: ValidationInputs
  /** What its search was made with; null: given pairs. Left out: not known. */
  readonly search?: { readonly k: number; readonly weights: Weights } | null
  /** Texts that the rules could not prepare: their pairs have no score. */
  readonly refused: readonly { readonly name: string; readonly error: ErrorData }[]
  /** Index into the run's distinct inputs: [queries] and [documents]. */
  readonly queryInput: Int32Array
  readonly documentInput: Int32Array
}

export interface RunPartActions {
  /** Starts, or goes on where a checkpoint of the same set, model and settings ends. */
  runValidation(): Promise<void>
  pauseValidation(): Promise<void>
  /** Ends the run; what was computed stays. */
  cancelValidation(): Promise<void>
  /** Deletes the stored vectors of all models. */
  clearVectorCache(): Promise<void>
  /**
   * Shows the stored run of the set that is on the page; where there is none, as after a reload, the last set with its run.
   * @param id that run and its set instead
   */
  restoreValidation(id?: string): Promise<void>
  /** Deletes a stored run. */
  deleteValidationRun(id: string): Promise<void>
}
