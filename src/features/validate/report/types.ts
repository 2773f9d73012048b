import type { ErrorData } from '../../../engine/errors'

export interface ValidateReport {
  readonly phase: 'idle' | 'running' | 'done' | 'failed'
  readonly error: ErrorData | null
}

export const noReport: ValidateReport = { phase: 'idle', error: null }

export interface ReportActions {
  /** Downloads the HTML report of all pairs of the run, for the score that is shown. */
  saveReport(): Promise<void>
}
