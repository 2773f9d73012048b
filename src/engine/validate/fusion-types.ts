/** Fusing the heads' scores otherwise, over scores that are there: nothing is encoded. */
import type { FusedName } from '../score/fuse'
import type { Weights } from '../score/types'
import type { AnswerRequest, Comparison, RankingAnswer, RankingMetric } from './answer-types'
import type { HeadName } from './types'

export const MILVUS_METRICS = ['COSINE', 'IP', 'L2', 'BM25'] as const
export type MilvusMetric = (typeof MILVUS_METRICS)[number]

/** How each head's list is made before lists are fused. */
export interface Lists {
  readonly heads: readonly HeadName[]
  /** Hits of each list, as a prefetch limits them; null: all candidates of the query. */
  readonly limit: number | null
  /** False: pairs whose sparse score is exactly 0 are not in the sparse list, since no inverted index finds them. */
  readonly zeroSparse: boolean
}

export type FusionMethod =
  /** compute_score's fused scores: exactly those of src/engine/score/fuse.ts. */
  | { readonly kind: 'weights'; readonly name: FusedName; readonly weights: Weights }
  /**
   * Reciprocal rank fusion. Weights null: Σ 1 / (k + rank), where the first rank is `first`. With weights, Qdrant's way
   * (first 0): Σ 1 / ((rank + 1) / weight + k - 1), else Elasticsearch's: Σ weight / (k + rank).
   */
  | (Lists & {
      readonly kind: 'rrf'
      readonly k: number
      readonly first: 0 | 1
      readonly weights: Weights | null
    })
  /** Qdrant's distribution-based fusion: each list from mean - 3σ to mean + 3σ becomes 0 to 1 (σ of a sample), then the sum. */
  | (Lists & { readonly kind: 'dbsf' })
  /** Milvus' WeightedRanker: Σ weight × score, each normalised by its metric where `normScore` is set. */
  | (Lists & {
      readonly kind: 'milvus-weighted'
      readonly weights: Weights
      readonly normScore: boolean
      readonly metrics: Readonly<Record<HeadName, MilvusMetric>>
    })

export interface FusionRequest {
  readonly kind: 'apply'
  readonly of: AnswerRequest
  readonly method: FusionMethod
  readonly metric: RankingMetric
  /** What it is compared with. */
  readonly against: FusionMethod
}

export interface FusionApplied {
  readonly kind: 'apply'
  /** [pairs] NaN: the pair is in no list. */
  readonly scores: Float64Array
  readonly ranking: RankingAnswer
  /** Places [pairs], 1 is the best, of the new order and of the one it is compared with; 0: not in the subset. */
  readonly place: Int32Array
  readonly placeBefore: Int32Array
  /** [queries] of the metric, after - before; NaN: the query takes no part. */
  readonly delta: Float64Array
  readonly comparison: Comparison
}

export interface GridRequest {
  readonly kind: 'grid'
  readonly of: AnswerRequest
  readonly name: FusedName
  readonly metric: RankingMetric
  /** Weights are multiples of 1 / steps that sum to 1. */
  readonly steps: number
  readonly folds: number
}

/** Why the grid has no answer. */
export type GridFailure = 'no-labels' | 'head-unavailable' | 'too-few-queries'

export interface GridFound {
  readonly kind: 'grid'
  readonly points: readonly { readonly weights: Weights; readonly mean: number }[]
  /** The middle of the best region. */
  readonly best: Weights
  /** Points whose mean is the best one (within 1e-9) and that hang together. */
  readonly plateau: number
  /** Mean of the metric with the best weights, on the queries that chose them. */
  readonly inSample: number
  /** Mean over queries, each with the weights that the other folds' queries chose. */
  readonly heldOut: number
  /** Mean with the weights of the request. */
  readonly current: number
  readonly folds: readonly {
    readonly weights: Weights
    readonly inSample: number
    readonly heldOut: number
    readonly queries: number
  }[]
  /**
   * True: less than half of the gain over the current weights is left on queries that had no part in the choice
   * (heldOut - current < (inSample - current) / 2).
   */
  readonly overfits: boolean
  /** Held out against the current weights, query by query. */
  readonly comparison: Comparison
}

export type FusionReply =
  | FusionApplied
  | GridFound
  | { readonly kind: 'failed'; readonly reason: GridFailure }
