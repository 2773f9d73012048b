/** The search for the text that a vector was made of: what it is given, and what it gives. */
import type { LayerProgress } from '../model/ports'
import type { Milliseconds } from '../units'
import type { Level } from './edit-moves'
import type { DiffPart } from './text-diff'
import type { WhyInput, WhyRow, WhyTolerance } from './types'

export interface EditSearchInput {
  readonly why: WhyInput
  /** Ids of the hypotheses of the row to start from; those that are not about the text are left out. Empty: the page's text. */
  readonly from: readonly string[]
  /** Most texts that are compared. */
  readonly budget: number
}

export interface EditSearchProgress {
  /** Texts compared. */
  readonly done: number
  /** The budget. */
  readonly total: number
  readonly level: Level
  /** The best so far, as in the result; null before the first text is compared. */
  readonly likeness: number | null
  readonly layer?: LayerProgress
}

export interface EditSearchResult {
  /** The model's exact input with the highest cosine. */
  readonly text: string
  /** How its vector compares; its hypotheses are those after the text (pooling, rounding). */
  readonly row: WhyRow
  /**
   * What the search maximised, at its end and where it began. Dense, sparse: the cosine. ColBERT: the mean over all rows of
   * both sides of the highest cosine with a row of the other side, because texts differ in their number of rows.
   */
  readonly likeness: number
  readonly startLikeness: number
  /** From the page's own model input to `text`. */
  readonly diff: readonly DiffPart[]
  /** Of `row`: within the tolerance. The text is then one that gives this vector; others may give it too. */
  readonly within: boolean
  /** Why it ended: the vector is reached, nothing comes nearer, or the budget is spent. */
  readonly ended: 'reached' | 'no-better' | 'budget'
  /** Texts that were compared; each may have cost a run of the model. */
  readonly compared: number
  readonly budget: number
  readonly tolerance: WhyTolerance
  readonly time: Milliseconds
}
