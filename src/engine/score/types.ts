import type { Available } from '../model/types'

/** Order and meaning of compute_score's weights_for_different_modes. */
export interface Weights {
  readonly dense: number
  readonly sparse: number
  readonly colbert: number
}

/** The keys of FlagEmbedding's compute_score, as it writes them. */
export type ScoreName = 'dense' | 'sparse' | 'colbert' | 'sparse+dense' | 'colbert+sparse+dense'
export const SCORE_NAMES: readonly ScoreName[] = [
  'dense',
  'sparse',
  'colbert',
  'sparse+dense',
  'colbert+sparse+dense',
]

export type Scores = Readonly<Record<ScoreName, Available<number>>>

/** How the dense score was computed. a and b are the vectors that were multiplied. */
export interface DenseExplanation {
  readonly dimension: number
  readonly dot: number
  readonly cosine: number
  readonly normA: number
  readonly normB: number
  /** Length before normalisation, if the model gives that vector. */
  readonly rawNormA: Available<number>
  readonly rawNormB: Available<number>
  /** [dimension] a[i]·b[i]; they sum to dot. */
  readonly contributions: Float64Array
}

export interface SharedToken {
  readonly id: number
  readonly token: string
  readonly weightA: number
  readonly weightB: number
  readonly product: number
}

export interface OneSidedToken {
  readonly id: number
  readonly token: string
  readonly weight: number
}

export interface SparseExplanation {
  /** Largest product first; products sum to the score. */
  readonly shared: readonly SharedToken[]
  readonly onlyA: readonly OneSidedToken[]
  readonly onlyB: readonly OneSidedToken[]
  readonly score: number
  /** Score of a text with itself: the highest that it could reach. */
  readonly selfA: number
  readonly selfB: number
}

/** One direction of ColBERT: for each query row its best row in the other text. */
export interface ColbertDirection {
  /** [rows] token index of the query row (of a whole text row r is token r + 1: `<s>` has no row). */
  readonly queryTokens: Int32Array
  /** [rows] token index of the best match; ties go to the first, as torch's max does on CPU. */
  readonly bestTokens: Int32Array
  /** [rows] its similarity. */
  readonly similarities: Float64Array
  readonly sum: number
  readonly rows: number
  /** sum / rows */
  readonly score: number
}

export interface ColbertExplanation {
  /** A asks B: the score that FlagEmbedding gives for (A, B). */
  readonly forward: ColbertDirection
  /** B asks A. ColBERT is not symmetric. */
  readonly backward: ColbertDirection
}

export interface Explanation {
  readonly dense: Available<DenseExplanation>
  readonly sparse: Available<SparseExplanation>
  readonly colbert: Available<ColbertExplanation>
}
