/** A server's vectors compared with ours: what is measured, and what it means. */
import type { Available } from '../model/types'
import type { Scores } from '../score/types'

/** One text's vectors from a server, as they came. */
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
 * Arithmetics of the server, the closest first: the first one explains a difference whose tolerance, together with that of
 * our dtype, is large enough (src/engine/certify/tolerances.ts; exact and fp32: proof.ts). exact: the same weights in the same
 * arithmetic.
 */
export const CLOSENESS = ['exact', 'fp32', 'fp16', 'q8', 'int8'] as const
export type Closeness = (typeof CLOSENESS)[number]

/**
 * Why a verdict is undecided. coarse: as far away as a coarse arithmetic or another text. tokens: the vectors are equal,
 * but the server counts other tokens.
 */
export type UndecidedReason = 'coarse' | 'tokens'

/**
 * same: closer than any change of the text would be. cut: the same as the first dimensions of ours. Both are within the
 * tolerance of `within`, `expected`: a least cosine, or for sparse a largest difference.
 * undecided: within the tolerance of `within`, but another text may be as close.
 * different: the same size, another vector. outlier: other texts on this server are as close as `others`. tokens: the
 * server encoded other tokens.
 * dimension: another number of dimensions that no cut explains: another model.
 * rows: another number of ColBERT rows: another tokenizer, another cut, or `<s>` kept.
 */
export type Verdict =
  | { readonly kind: 'same' | 'cut'; readonly within: Closeness; readonly expected: number }
  | {
      readonly kind: 'undecided'
      readonly within: Closeness
      readonly expected: number
      readonly reason: UndecidedReason
    }
  | {
      readonly kind: 'different'
      readonly expected: number
      /** Absent: no arithmetic explains the distance. */
      readonly reason?: 'outlier' | 'tokens'
      /** With the reason `outlier`. */
      readonly others?: Closeness
    }
  | { readonly kind: 'dimension' | 'rows'; readonly ours: number; readonly theirs: number }

export interface DenseComparison {
  /** As it came, zeros at the end included. */
  readonly dimension: number
  /** Zeros that follow our number of dimensions; they are left out of the comparison. */
  readonly zeros: number
  readonly norm: number
  /** With ours cut to the same number of dimensions; null: theirs has more. */
  readonly cosine: number | null
  /** Absolute difference of a value, as it came; null: theirs has more dimensions. */
  readonly largestDifference: number | null
  /** Its length is 1 within 1e-3. */
  readonly isNormalised: boolean
  readonly verdict: Verdict
}

export interface SparseComparison {
  readonly shared: number
  readonly onlyOurs: number
  readonly onlyTheirs: number
  /** Cosine of the two weight vectors; null: one is empty and the other is not. */
  readonly cosine: number | null
  readonly largestDifference: number
  /** How many of our TOP_K heaviest tokens are among theirs. */
  readonly top: { readonly k: number; readonly shared: number }
  /** Special ids of theirs that ours never holds: `<s>`, `<pad>`, `</s>`, `<unk>`. */
  readonly special: readonly number[]
  readonly verdict: Verdict
}

export interface ColbertComparison {
  readonly rows: number
  readonly dimension: number
  readonly ourRows: number
  /** Mean and least cosine of row pairs; null: the sizes differ. */
  readonly meanCosine: number | null
  readonly leastCosine: number | null
  readonly largestDifference: number | null
  readonly verdict: Verdict
}

/** Unavailable: our model lacks the head. Null: the server gave no vector of this head. */
export interface Comparison {
  readonly dense: Available<DenseComparison> | null
  readonly sparse: Available<SparseComparison> | null
  readonly colbert: Available<ColbertComparison> | null
}

/** The scores of a pair from the server's vectors, beside ours. */
export interface ScorePair {
  /** FlagEmbedding's formulas on the server's vectors as they came; null: the server gave no vector of the head. */
  readonly theirs: Readonly<Record<keyof Scores, number | null>>
  readonly ours: Scores
  /** Cosine of the server's dense vectors: the score of a database that normalises. */
  readonly denseCosine: number | null
}
