/** What a run needs of each text, where it comes from, and the scores that two texts have. */
import type { LexicalWeights } from '../score/sparse'
import { lexicalMatchingScore } from '../score/sparse'
import { colbertScore } from '../score/colbert'
import { dot, type Matrix } from '../matrix'
import type { Available } from '../model/types'
import type { ErrorData } from '../errors'
import type { Milliseconds } from '../units'
import { HEAD_NAMES, type HeadName } from './types'

/** The part of Encoded from which scores are computed. */
export interface TextVectors {
  /** [dimension] */
  readonly dense: Available<Float32Array>
  readonly sparse: Available<LexicalWeights>
  /** [rows, dimension]; null: the text has them, but they were not asked for. */
  readonly colbert: Available<Matrix> | null
}

/** A text whose vectors are wanted. */
export interface WantedText {
  /** Index into the run's texts. */
  readonly index: number
  readonly text: string
  /** Tokens that the model sees: the cost of the text. */
  readonly tokens: number
}

export type TextOutcome =
  | { readonly state: 'encoded'; readonly vectors: TextVectors; readonly time: Milliseconds }
  | { readonly state: 'cached'; readonly vectors: TextVectors }
  /** The text has no vectors, and why: its neighbours go on. */
  | { readonly state: 'failed'; readonly error: ErrorData }

/**
 * Where vectors come from: the loaded model (run-model.ts), with a cache before it (run-cache.ts), or anything else that gives
 * vectors for texts, such as a server.
 */
export interface VectorSource {
  /**
   * Calls `take` once for each text, in an order of its own, and waits for it before it goes on.
   * @param rows whether the ColBERT rows are wanted; a source that has them anyway may give them
   * @throws EngineError of whatever ends the whole run, with values.text where a text caused it; run/cancelled
   */
  encode(
    texts: readonly WantedText[],
    rows: boolean,
    take: (text: WantedText, outcome: TextOutcome) => Promise<void>,
  ): Promise<void>
}

/**
 * The scores of a query with a document, bit for bit those of analyzePair: the same functions without the explanation.
 * NaN: one of the two lacks the head.
 */
export function scoresOfPair(query: TextVectors, document: TextVectors): Readonly<Record<HeadName, number>> {
  return {
    dense: both(query.dense, document.dense, dot),
    sparse: both(query.sparse, document.sparse, lexicalMatchingScore),
    colbert: both(query.colbert, document.colbert, colbertScore),
  }
}

function both<T>(a: Available<T> | null, b: Available<T> | null, score: (a: T, b: T) => number): number {
  return a?.state === 'available' && b?.state === 'available' ? score(a.value, b.value) : NaN
}

export const NO_SCORES: Readonly<Record<HeadName, number>> = { dense: NaN, sparse: NaN, colbert: NaN }

export const hasRows = ({ colbert }: TextVectors): boolean => colbert !== null

/** One value for each head. */
export const byHead = <T>(make: (head: HeadName) => T): Record<HeadName, T> =>
  Object.fromEntries(HEAD_NAMES.map((head) => [head, make(head)])) as Record<HeadName, T>
