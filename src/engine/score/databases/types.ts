/** What a database's score is in terms of the scores here. */
import type { Available } from '../../model/types'
import type { CurveName } from './curves'
import type { LostReason, MetricNote } from './words'

/**
 * What a database's score is a function of.
 * dot, cosine: of the dense vectors. squared-l2: Σ (aᵢ − bᵢ)² = ‖a‖² + ‖b‖² − 2·dot. angle: arccos of the cosine, in radians.
 * query-distance: 1 − dot ÷ ‖a‖², where a is the query. sparse: Σ of products of weights. max-sim: the sum (not the mean) of
 * the best similarities of A's ColBERT rows.
 */
export const BASES = ['cosine', 'dot', 'squared-l2', 'angle', 'query-distance', 'sparse', 'max-sim'] as const
export type Base = (typeof BASES)[number]

/** A number of which ours can be computed, and the reverse. */
export interface Metric {
  readonly kind: 'metric'
  /** Unique in its database; what the terminal takes after the colon. */
  readonly name: string
  /** Other names that people use, such as an operator. */
  readonly aliases: readonly string[]
  readonly of: Base
  readonly curve: CurveName
  /** As people write it: "(1 + cos) / 2". */
  readonly formula: string
  /** False: a distance. */
  readonly largerIsCloser: boolean
  readonly notes: readonly MetricNote[]
}

/** A number that no longer tells the score of a pair. */
export interface LostScore {
  readonly kind: 'lost'
  readonly name: string
  readonly aliases: readonly string[]
  readonly formula: string
  readonly reason: LostReason
  /** Reciprocal rank fusion whose constants are documented: the ranks can still be looked for. */
  readonly ranks: { readonly k: number; readonly first: 0 | 1 } | null
}

export interface Database {
  readonly name: string
  /** As the product writes itself. */
  readonly label: string
  /** Where its documentation says so. */
  readonly source: string
  readonly scores: readonly (Metric | LostScore)[]
}

/** The dense vectors of a pair in three numbers. */
export interface DenseMeasures {
  readonly dot: number
  readonly cosine: number
  readonly normA: number
  readonly normB: number
}

/** The scores of a pair, with what databases compute theirs of. A is the query. */
export interface Measures {
  readonly dense: Available<DenseMeasures>
  readonly sparse: Available<number>
  /** `score` is the mean over `rows` rows of A. */
  readonly colbert: Available<{ readonly score: number; readonly rows: number }>
}
