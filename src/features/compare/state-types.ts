/** The comparison of two models: its state, and what it can do. */
import type { ErrorData } from '../../engine/errors'
import type { Scores } from '../../engine/score/types'
import type { CountProgress, ModelRef } from '../../host/calls'
import type { LoadState } from '../../core/model/load-types'
import type { ModelChoice, Result } from '../../core/state'

/** Two models on the same texts. Model 1 is the page's. */
export interface Compare {
  readonly second: ModelChoice | null
  /** Each non-empty line of B is a document of its own, and both models rank them. */
  readonly ranking: boolean
  readonly run: CompareRun
  readonly result: CompareResult | null
}

export type CompareRun =
  | { readonly phase: 'idle' }
  /** `model`: whose turn it is. */
  | ({ readonly phase: 'loading'; readonly model: 1 | 2 } & LoadState)
  | ({ readonly phase: 'running'; readonly model: 1 | 2 } & CountProgress)
  | { readonly phase: 'done' }
  | { readonly phase: 'failed'; readonly error: ErrorData }
  | { readonly phase: 'cancelled' }

export interface CompareResult {
  readonly first: Result
  readonly second: Result
  /** How they were held: both at once, or one after the other because memory does not allow both. */
  readonly held: 'both' | 'one-after-the-other'
  readonly ranking: CompareRanking | null
}

export interface CompareRanking {
  readonly documents: readonly string[]
  readonly first: readonly Scores[]
  readonly second: readonly Scores[]
}

export interface CompareActions {
  /** Takes it as model 2; nothing is read before the comparison runs. */
  chooseSecond(ref: ModelRef, choice: ModelChoice): void
  clearSecond(): void
  setRanking(ranking: boolean): void
  /** Both models on the present texts and settings. What model 1 has already computed for them is not run again. */
  runCompare(): Promise<void>
  cancelCompare(): void
  /** Gives model 2 and its worker back. */
  releaseSecond(): void
}
