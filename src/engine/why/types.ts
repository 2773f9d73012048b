/** Why does production's vector differ from ours? Hypotheses are tried and ranked by the cosine of their vectors. */
import type { EncodeSettings } from '../encode/types'
import type { HeadName } from '../model/types'
import type { LayerProgress } from '../model/ports'
import type { Rule } from '../text/preprocess/types'
import type { Milliseconds } from '../units'
import type { Mojibake } from './mojibake'
import type { Hypothesis } from './names'
import type { Bag, WhyNote } from './note-types'

/** The vector that is to be explained, of one head. Finite values. */
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
  /** The user's own, tried first: `{title}\n{text}`, `s/from/to/flags`. */
  readonly templates?: readonly string[]
  /** The page's prefix of the text. */
  readonly prefix: string
  /** The page's prefix of the other text. */
  readonly otherPrefix: string
  /** All of them; `enabled` says which are applied now. */
  readonly rules: readonly Rule[]
  readonly leaveOutMetadata: boolean
  readonly settings: EncodeSettings
}

/** Why a row has no numbers (namespace why, group skipped). */
export const SKIP_REASONS = [
  'hidden-states-inside', // pooling needs hidden states, and the graph does not output them
  'same-tokens', // another text with the same token ids as the page's, so the vectors are equal
  'row-count', // the text has another number of tokens than the target has rows
  'too-long', // it would not fit into memory
  'not-encodable', // a character cut in two
] as const
export type SkipReason = (typeof SKIP_REASONS)[number]

export interface WhyRow {
  /** Empty: as the page encodes it. */
  readonly hypotheses: readonly Hypothesis[]
  /** Dense: cosine. Sparse: cosine of the two weight vectors. ColBERT: mean cosine of the rows. NaN where skipped. */
  readonly cosine: number
  /** Smallest cosine of a row; ColBERT only. */
  readonly leastRow: number | null
  /** Largest absolute difference of a value; null where lengths differ. */
  readonly largestDifference: number | null
  /** L2 norm of the target divided by that of the hypothesis' vector. Null for a vector without length. */
  readonly normRatio: number | null
  /** ‖target − vector‖ ÷ ‖target‖; infinite where lengths differ. */
  readonly distance: number
  /** Ids that both have, of all that either has; sparse only. */
  readonly overlap: { readonly shared: number; readonly all: number } | null
  /** Tokens of the run, `<s>` and `</s>` counted; null where skipped before it. */
  readonly tokens: number | null
  /** Within the tolerance: explains the target, unless a simpler row does. */
  readonly within: boolean
  readonly skipped: SkipReason | null
  /** Which token sequence it is of: rows with the same number have the same token ids. Null where skipped. */
  readonly sequence: number | null
}

/** What the target shows by itself, without any text. */
export interface Observed {
  /** L2 norm; ColBERT: mean of the rows' norms. */
  readonly norm: number
  /** Values: dimensions, ids, or dimensions of a row. */
  readonly size: number
  /** ColBERT. */
  readonly rows: number | null
  /** All values lie on the grid of this rounding. */
  readonly rounding: Hypothesis | null
}

export interface WhyTolerance {
  /** A row explains when its cosine is at least this … */
  readonly cosine: number
  /** … and no value differs by more (of a vector of length 1; else times its length). */
  readonly largestDifference: number
  /** The arithmetic whose differences are within the tolerance: src/engine/certify/tolerances.ts. */
  readonly arithmetic: 'fp16'
  /** The loaded model's. */
  readonly dtype: string
  /**
   * How far a server with the original weights may be from the loaded model because that is quantised; null: it is not. A
   * cosine between this and `cosine` is neither explained nor a sign of anything else.
   */
  readonly quantised: number | null
}

export interface WhyResult {
  readonly head: HeadName
  readonly explained: boolean
  /** The explanation, or what comes nearest: the simplest within tolerance. Null where nothing could be compared. */
  readonly best: WhyRow | null
  /** Rows that are as good as the best within the precision of the numbers. */
  readonly equallyGood: readonly WhyRow[]
  /** `best` first, then by cosine; skipped rows last. */
  readonly ranked: readonly WhyRow[]
  readonly observed: Observed
  readonly tolerance: WhyTolerance
  /** True: not explained, but the distance is within what quantisation of the loaded model causes. */
  readonly nearQuantised: boolean
  /** Number of runs of the model; known token sequences are not run again. */
  readonly encoded: number
  /** Number of different token sequences that were compared. */
  readonly compared: number
  /** 1 − cosine of the best row that is left unexplained; 0 when explained. */
  readonly unexplained: number
  /** What else can be said; never a proof. */
  readonly notes: readonly WhyNote[]
  /** Sparse only: the tokens of both sides; null for other heads. */
  readonly bag: Bag | null
  /** Null: the page's own text does not look garbled. */
  readonly mojibake: Mojibake | null
  readonly time: Milliseconds
}

export interface WhyProgress {
  /** Token sequences. */
  readonly done: number
  readonly total: number
  readonly pairs: boolean
  readonly layer?: LayerProgress
  /** Best so far. */
  readonly best: WhyRow | null
}
