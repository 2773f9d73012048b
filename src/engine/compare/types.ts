/** Two models on the same pair of texts. */
import type { Encoded } from '../encode/types'
import type { ModelInfo } from '../model/types'
import type { Explanation, Scores } from '../score/types'

/** One model on the pair. */
export interface ModelRun {
  readonly info: ModelInfo
  readonly reply: {
    readonly a: { readonly encoded: Encoded }
    readonly b: { readonly encoded: Encoded }
    readonly scores: Scores
    readonly explanation: Explanation
  }
}

export interface TwoRuns {
  readonly first: ModelRun
  readonly second: ModelRun
}

/** The same documents, each scored against one query by both models. `first` and `second` are parallel to `documents`. */
export interface TwoRankings {
  readonly documents: readonly string[]
  readonly first: readonly Scores[]
  readonly second: readonly Scores[]
}
