import type { CompareResult } from './state-types'

/** What every detail is made from. */
export interface DetailProps {
  readonly result: CompareResult
  /** Of this head's score, second − first; null where one model lacks it. */
  readonly difference: number | null
}
