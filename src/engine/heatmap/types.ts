/** The heatmap: every unit (sentence or chunk) of one text with every unit of another. */
import type { Encoded, EncodeSettings } from '../encode/types'
import type { LayerProgress } from '../model/ports'
import type { Available, HeadName } from '../model/types'
import type { Explanation, Scores } from '../score/types'
import type { Milliseconds } from '../units'

/**
 * isolated: each unit is encoded by itself. context: the whole text is encoded once, and each unit gets its part of that run:
 * dense is the normalised mean of its tokens' last hidden states, sparse the weights of its tokens, ColBERT its tokens' rows.
 * In case files and reports the key is "way".
 */
export const CONTEXT_MODES = ['isolated', 'context'] as const
export type ContextMode = (typeof CONTEXT_MODES)[number]

export interface UnitInput {
  /** Model input of the unit by itself (a prefix included). */
  readonly text: string
  /** Its range in `whole`. */
  readonly start: number
  readonly end: number
}

export interface UnitsInput {
  /** Model input of the whole text (a prefix included); read in mode 'context' only. */
  readonly whole: string
  readonly units: readonly UnitInput[]
}

export interface HeatmapInput {
  readonly a: UnitsInput
  /** Null: A is compared with itself. */
  readonly b: UnitsInput | null
  readonly contextMode: ContextMode
  readonly settings: EncodeSettings
}

/**
 * Rows [from, from + count) of the matrix of each head that the model has: [count][columns]. NaN: no token of the unit was
 * encoded.
 */
export interface HeatmapRows {
  readonly from: number
  readonly count: number
  readonly values: Readonly<Record<HeadName, Float64Array | null>>
}

export interface HeatmapHooks {
  readonly onProgress?: (progress: HeatmapProgress) => void
  /** Called before each text, layer and row; may wait, and throws to cancel. */
  readonly checkpoint?: () => Promise<void>
}

export interface HeatmapProgress {
  /** Texts that are encoded, of how many (in mode 'context': whole texts). */
  readonly done: number
  readonly total: number
  readonly layer?: LayerProgress
  readonly rows?: HeatmapRows
}

/** How one side was encoded. */
export interface UnitFacts {
  /** [units] Tokens of each unit. Mode 'isolated' counts `<s>` and `</s>`. */
  readonly tokens: Int32Array
  /** Units that max_length cuts, or cuts off altogether. */
  readonly truncated: readonly number[]
}

export interface HeatmapDone {
  readonly heads: Readonly<Record<HeadName, Available<true>>>
  readonly a: UnitFacts
  readonly b: UnitFacts
  /** Number of texts that were run; the others were in the cache. */
  readonly encoded: number
  readonly time: Milliseconds
}

/** One cell in detail. */
export interface AnatomyInput extends HeatmapInput {
  /** Index of the unit of A, and of the unit of B (of A, if A is compared with itself). */
  readonly i: number
  readonly j: number
}

export interface Anatomy {
  /**
   * In mode 'context' the unit's part of the run: tokenized.text is the unit's text and offsets point into it, there is no `<s>`,
   * denseVecs is the mean of its hidden states.
   */
  readonly a: Encoded
  readonly b: Encoded
  readonly scores: Scores
  readonly explanation: Explanation
  /** The scores of each unit with itself: the highest that it could reach. */
  readonly self: { readonly a: Scores; readonly b: Scores }
  readonly time: Milliseconds
}

/** Leaves out parts of one text, one at a time. */
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
