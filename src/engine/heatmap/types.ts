/** Every unit of one text (sentence or chunk) against every unit of another. */
import type { Encoded, EncodeSettings } from '../encode/types'
import type { LayerProgress } from '../model/ports'
import type { Available, HeadName } from '../model/types'
import type { Explanation, Scores } from '../score/types'
import type { Milliseconds } from '../units'

/**
 * isolated: each unit is encoded by itself. context: one pass over the whole text, then each unit's part of it: dense is
 * the normalised mean of its tokens' last hidden states, sparse the weights of its tokens, ColBERT its tokens' rows.
 */
export type Way = 'isolated' | 'context'

export interface UnitInput {
  /** Model input of the unit by itself (a prefix included). */
  readonly text: string
  /** Its range in `whole`. */
  readonly start: number
  readonly end: number
}

export interface UnitsInput {
  /** Model input of the whole text (a prefix included); read for way 'context'. */
  readonly whole: string
  readonly units: readonly UnitInput[]
}

export interface HeatmapInput {
  readonly a: UnitsInput
  /** Null: A against itself. */
  readonly b: UnitsInput | null
  readonly way: Way
  readonly settings: EncodeSettings
}

/** Rows [from, from + count) of the matrix, of each head that the model has: [count][columns]. NaN: no token of the unit was encoded. */
export interface HeatmapRows {
  readonly from: number
  readonly count: number
  readonly values: Readonly<Record<HeadName, Float64Array | null>>
}

export interface HeatmapProgress {
  /** Texts encoded, of how many (whole texts for way 'context'). */
  readonly done: number
  readonly total: number
  readonly layer?: LayerProgress
  readonly rows?: HeatmapRows
}

/** How one side was encoded. */
export interface UnitFacts {
  /** [units] tokens of each; way 'isolated' counts `<s>` and `</s>`. */
  readonly tokens: Int32Array
  /** Units that max_length cuts, or cuts off altogether. */
  readonly truncated: readonly number[]
}

export interface HeatmapDone {
  readonly heads: Readonly<Record<HeadName, Available<true>>>
  readonly a: UnitFacts
  readonly b: UnitFacts
  /** Texts that were run; the others were known. */
  readonly encoded: number
  readonly time: Milliseconds
}

/** One cell, opened. */
export interface AnatomyInput extends HeatmapInput {
  /** Unit of A, unit of B (of A where it is against itself). */
  readonly i: number
  readonly j: number
}

export interface Anatomy {
  /**
   * For way 'context' the unit's part: tokenized.text is the unit's text and offsets point into it, there is no `<s>`,
   * denseVecs is the mean of its hidden states.
   */
  readonly a: Encoded
  readonly b: Encoded
  readonly scores: Scores
  readonly explanation: Explanation
  /** Each unit against itself: the ceiling. */
  readonly self: { readonly a: Scores; readonly b: Scores }
  readonly time: Milliseconds
}

/** Parts of one text left out, one at a time. */
export interface OccludeInput {
  /** Model inputs. */
  readonly a: string
  readonly b: string
  readonly side: 'a' | 'b'
  /** Ranges of that side's model input. */
  readonly parts: readonly { readonly start: number; readonly end: number }[]
  readonly settings: EncodeSettings
}

export interface OccludeProgress {
  readonly done: number
  readonly total: number
  readonly layer?: LayerProgress
  /** Scores without part `index`. */
  readonly part?: { readonly index: number; readonly scores: Scores }
}

export interface Occluded {
  /** With nothing left out. */
  readonly base: Scores
  /** In the order of the parts. */
  readonly parts: readonly Scores[]
  readonly encoded: number
  readonly time: Milliseconds
}
