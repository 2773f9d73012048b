import type { CompareResult } from './state-types'

/** Props of every detail view. */
export interface DetailProps {
  readonly result: CompareResult
  /** Score of model 2 − score of model 1 for this head; null: one of the models does not have the head. */
  readonly difference: number | null
}
