/** The state and the actions of the comparison of two models. */
import type { ErrorData } from '../../engine/errors'
import type { Scores } from '../../engine/score/types'
import type { CountProgress, ModelRef } from '../../host/calls'
import type { LoadState } from '../../core/model/load-types'
import type { PeerActions, PeerState } from './peer-types'
import type { ModelChoice, Result } from '../../core/state'

/** Model 2: how it is loaded, and how it is shown before it is loaded. */
export interface SecondChoice extends ModelChoice {
  readonly ref: ModelRef
}

/** Two models on the same texts. Model 1 is the page's own model. */
export interface Compare {
  /** Null: the user has not chosen a second model. */
  readonly second: SecondChoice | null
  /** True: each non-empty line of B is a document, and both models rank the documents. */
  readonly ranking: boolean
  readonly run: CompareRun
  readonly result: CompareResult | null
  /** transformers.js on the page's model. Absent: it was not asked. */
  readonly peer?: PeerState
}

export type CompareRun =
  | { readonly phase: 'idle' }
  /** `model`: the model that is loading or running. */
  | ({ readonly phase: 'loading'; readonly model: 1 | 2 } & LoadState)
  | ({ readonly phase: 'running'; readonly model: 1 | 2 } & CountProgress)
  | { readonly phase: 'done' }
  | { readonly phase: 'failed'; readonly error: ErrorData }
  | { readonly phase: 'cancelled' }

export interface CompareResult {
  readonly first: Result
  readonly second: Result
  /** Whether both models were in memory at once, or one after the other because memory cannot hold both. */
  readonly held: 'both' | 'one-after-the-other'
  readonly ranking: CompareRanking | null
}

export interface CompareRanking {
  readonly documents: readonly string[]
  readonly first: readonly Scores[]
  readonly second: readonly Scores[]
}

export interface CompareActions extends PeerActions {
  /** Chooses model 2. No file is read before the comparison runs. */
  chooseSecond(ref: ModelRef, choice: ModelChoice): void
  clearSecond(): void
  setRanking(ranking: boolean): void
  /** Runs both models on the present texts and settings. Results that model 1 already has for them are used again. */
  runCompare(): Promise<void>
  cancelCompare(): void
  /** Unloads model 2 and ends its worker. */
  releaseSecond(): void
}
