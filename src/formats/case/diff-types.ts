/** The differences between a stored case and a new run of it. */
import type { ScoreName } from '../../engine/score/types'

/**
 * cause: may change numbers (text, model, setting, rule). outcome: token, weight, vector, score. environment: the machine and
 * the page, which do not change numbers by themselves.
 */
export type RowKind = 'cause' | 'outcome' | 'environment'

/** One token, weight or rule that changed. */
export interface DiffDetail {
  /** Token index; null where the position does not matter. */
  readonly at: number | null
  readonly before: string | null
  readonly after: string | null
}

export interface DiffRow {
  /** "model_hash", "rules", "input_ids.a", "dense_vecs.b", "scores.sparse+dense", "environment.user_agent", … */
  readonly what: string
  readonly kind: RowKind
  /** Null: there was no value. For a score that the model cannot give, the reason. */
  readonly before: string | number | null
  readonly after: string | number | null
  /** after − before of a score; largest |difference| of weights, vectors and rows; null where neither can be computed. */
  readonly difference: number | null
  /** Not the same, bit by bit. */
  readonly changed: boolean
  /**
   * Of an outcome: changed by more than its tolerance. Of a cause: changed, so that what it causes is expected. Never of the
   * environment.
   */
  readonly matters: boolean
  /** For an outcome that is a number. */
  readonly tolerance: number | null
  /** Cosine of the vector before and after; smallest of all rows for ColBERT. */
  readonly cosine: number | null
  /** The first few; `more` says how many are left out. */
  readonly details: readonly DiffDetail[]
  readonly more: number
}

/** identical: every cause and outcome, bit by bit. differs: an outcome is beyond its tolerance. */
export type DiffVerdict = 'identical' | 'within-tolerance' | 'differs'

export interface CaseDiff {
  readonly verdict: DiffVerdict
  readonly rows: readonly DiffRow[]
  /** The tolerance of outcomes: that of the "same" graph and runtime, or that of two arithmetics, "int8 against fp32". */
  readonly tolerance: string
}

/** Whether a case came out as expected. */
export type Judgement =
  | {
      readonly state: 'pass' | 'fail'
      readonly score: ScoreName
      readonly value: number
      readonly threshold: number
    }
  /** Nothing is expected, or no threshold says what a match is. */
  | { readonly state: 'nothing-expected' }
  | { readonly state: 'no-threshold'; readonly score: ScoreName }
  | { readonly state: 'unavailable'; readonly score: ScoreName; readonly reason: string }
