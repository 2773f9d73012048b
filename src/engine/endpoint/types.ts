/** Vectors that a server gave beside ours: what is measured, and what that means. */
import type { Available } from '../model/types'
import type { Scores } from '../score/types'

/** One text's vectors from elsewhere, as they stood there. */
export interface TheirVectors {
  /** [dimension] */
  readonly dense: Float64Array | null
  /** Token id → weight. */
  readonly sparse: ReadonlyMap<number, number> | null
  readonly colbert: TheirRows | null
}

/** Flat, [rows, dimension]. */
export interface TheirRows {
  readonly rows: number
  readonly dimension: number
  readonly data: Float64Array
}

/**
 * The arithmetic on their side whose tolerance, together with that of our own dtype, holds the difference
 * (src/engine/certify/tolerances.ts), the closest first. exact: the same weights in the same arithmetic.
 */
export const CLOSENESS = ['exact', 'fp32', 'fp16', 'q8', 'int8'] as const
export type Closeness = (typeof CLOSENESS)[number]

/**
 * same: within the tolerance of `within`, `expected`: a least cosine, or for sparse a largest difference.
 * cut: the same as the first dimensions of ours.
 * different: the same size, another vector.
 * dimension: another number of dimensions that no cut explains: another model.
 * rows: another number of ColBERT rows: another tokenizer, another cut, or `<s>` kept.
 */
export type Verdict =
  | { readonly kind: 'same' | 'cut'; readonly within: Closeness; readonly expected: number }
  | { readonly kind: 'different'; readonly expected: number }
  | { readonly kind: 'dimension' | 'rows'; readonly ours: number; readonly theirs: number }

export interface DenseComparison {
  readonly dimension: number
  readonly norm: number
  /** Of ours with this many dimensions; null where theirs has more. */
  readonly cosine: number | null
  /** Absolute, of a value as it came; null where theirs has more dimensions. */
  readonly largestDifference: number | null
  /** Of length 1 within 1e-3. */
  readonly isNormalised: boolean
  readonly verdict: Verdict
}

export interface SparseComparison {
  readonly shared: number
  readonly onlyOurs: number
  readonly onlyTheirs: number
  /** Of the two weight vectors; null where one is empty and the other is not. */
  readonly cosine: number | null
  readonly largestDifference: number
  /** Of the heaviest TOP_K of ours, how many are among theirs. */
  readonly top: { readonly k: number; readonly shared: number }
  /** Special ids that ours never holds: `<s>`, `<pad>`, `</s>`, `<unk>`. */
  readonly special: readonly number[]
  readonly verdict: Verdict
}

export interface ColbertComparison {
  readonly rows: number
  readonly dimension: number
  readonly ourRows: number
  /** Over pairs of rows; null where sizes differ. */
  readonly meanCosine: number | null
  readonly leastCosine: number | null
  readonly largestDifference: number | null
  readonly verdict: Verdict
}

/** Unavailable: our model lacks the head. Null: the server gave nothing of it. */
export interface Comparison {
  readonly dense: Available<DenseComparison> | null
  readonly sparse: Available<SparseComparison> | null
  readonly colbert: Available<ColbertComparison> | null
}

/** Of a pair: what production would have given, beside ours. */
export interface ScorePair {
  /** FlagEmbedding's formulas on their vectors as they came; null where the server gave no such head. */
  readonly theirs: Readonly<Record<keyof Scores, number | null>>
  readonly ours: Scores
  /** Cosine of their dense vectors: the score of a database that normalises. */
  readonly denseCosine: number | null
}
