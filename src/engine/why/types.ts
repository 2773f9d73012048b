/** Why does production's vector differ from ours? Hypotheses, each a way to another vector, ranked by cosine. */
import type { EncodeSettings } from '../encode/types'
import type { Rule } from '../text/preprocess/types'

/** The vector that is to be explained, of one head. */
export type WhyTarget =
  | { readonly head: 'dense'; readonly vector: Float64Array }
  | { readonly head: 'sparse'; readonly weights: ReadonlyMap<number, number> }
  | {
      readonly head: 'colbert'
      readonly rows: number
      readonly dimension: number
      /** Flat, [rows, dimension]. */
      readonly data: Float64Array
    }

export interface WhyInput {
  readonly target: WhyTarget
  /** As given: before rules, without prefix. */
  readonly text: string
  /** The other text of the pair, where there is one: A and B may have been swapped. */
  readonly other: string | null
  /** A title that production may join to the text; null: none is known. */
  readonly title: string | null
  /** Before the text, as the page has it. */
  readonly prefix: string
  /** All of them; `enabled` says which are applied now. */
  readonly rules: readonly Rule[]
  readonly leaveOutMetadata: boolean
  readonly settings: EncodeSettings
}

/** One assumption: its name (namespace why, group hypothesis) and what is variable about it. */
export interface Hypothesis {
  readonly name: string
  readonly values: Readonly<Record<string, string | number>>
}

export interface WhyRow {
  /** Empty: as the page encodes it. Two: a pair. */
  readonly hypotheses: readonly Hypothesis[]
  /** Dense: cosine. Sparse: cosine of the two weight vectors. ColBERT: mean cosine of rows; see `rowsDiffer`. */
  readonly cosine: number
  /** Largest absolute difference of a value; null where lengths differ. */
  readonly largestDifference: number | null
  /** L2 norm of the target divided by that of the hypothesis' vector; 1 where both are as long. Null for a zero vector. */
  readonly normRatio: number | null
  /** Why it could not be computed or compared (namespace why, group skipped); its cosine is NaN. */
  readonly skipped: string | null
}

export interface WhyResult {
  readonly explained: boolean
  /** Best first; computed ones before skipped ones. */
  readonly ranked: readonly WhyRow[]
  /** A row explains when its cosine is at least this and its values differ by no more than `largestDifference`. */
  readonly tolerance: { readonly cosine: number; readonly largestDifference: number }
  /** How many runs of the model it took. */
  readonly encoded: number
  /** 1 − cosine of the best row that is left unexplained; 0 when explained. */
  readonly unexplained: number
}

export interface WhyProgress {
  readonly done: number
  readonly total: number
  /** Best so far. */
  readonly best: WhyRow | null
}
