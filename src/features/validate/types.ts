/** The state of the tab Validate, in six parts; each part has its types, actions and views in its folder. */
import type { ValidateAnswer, AnswerActions } from './answer/types'
import type { ValidateData, DataActions } from './data/types'
import type { LiveActions, ValidateLive } from './live/types'
import type { ReportActions, ValidateReport } from './report/types'
import type { RunPartActions, ValidateRun } from './run/types'
import type { TriageActions, ValidateTriage } from './triage/types'

export interface Validate {
  /** The file and what was read from it. */
  readonly data: ValidateData
  /** What is running, and what it has computed. */
  readonly run: ValidateRun
  /** Options of metrics and charts, and the answer. */
  readonly answer: ValidateAnswer
  /** Labels, filters, order and the selected row. */
  readonly triage: ValidateTriage
  /** Databases and servers that are searched where they are. */
  readonly live: ValidateLive
  /** The HTML report that is being made. */
  readonly report: ValidateReport
}

/** All of them are fetched when one is first called, so all are asynchronous. */
export interface ValidateActions
  extends DataActions, RunPartActions, AnswerActions, TriageActions, LiveActions, ReportActions {}
