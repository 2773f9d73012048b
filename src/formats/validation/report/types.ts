/** What the HTML report is made of. */
import type { Answer, AnsweredName, AnswerOptions, Classes } from '../../../engine/validate/answer-types'
import type { ExportRows } from '../write/types'

export interface ReportInput {
  readonly language: 'en' | 'zh-CN'
  readonly rows: ExportRows
  readonly answer: Answer
  readonly options: AnswerOptions
  /** Null: not computed. */
  readonly classes: Classes | null
  /** The score that charts, bands, threshold and the worst queries are of. */
  readonly score: AnsweredName
  /** Most queries among "the worst queries". */
  readonly worst: number
  /** What made the inputs of the texts: rule names in order, the query's prefix. */
  readonly preprocessing: {
    readonly rules: readonly string[]
    readonly prefix: string
    readonly leaveOutMetadata: boolean
  }
  /** "m3scope 0.1.0" */
  readonly software: string
  /** ISO 8601. */
  readonly created: string
}
