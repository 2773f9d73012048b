/** What the comparison of two models can do. */
import type { ModelRef } from '../host/calls'
import type { ModelChoice } from './types'

export interface CompareActions {
  /** Takes it as model 2; nothing is read before the comparison runs. */
  chooseSecond(ref: ModelRef, choice: ModelChoice): void
  clearSecond(): void
  setRanking(ranking: boolean): void
  /** Both models on the present texts and settings. What model 1 has already computed for them is not run again. */
  runCompare(): Promise<void>
  cancelCompare(): void
}
