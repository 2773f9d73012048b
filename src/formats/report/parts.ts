/** What several reports write in the same way. */
import type { Encoded } from '../../engine/encode/types'
import type { Matrix } from '../../engine/matrix'
import type { Available, Unavailable } from '../../engine/model/types'
import { SCORE_NAMES, type ScoreName, type Scores, type Weights } from '../../engine/score/types'

export interface Reason {
  readonly unavailable: Unavailable
}

/** A value, or in its place the reason why the model gives none. */
export function orReason<T>(part: Available<T>): T | Reason
export function orReason<T, R>(part: Available<T>, write: (value: T) => R): R | Reason
export function orReason<T>(part: Available<T>, write: (value: T) => unknown = (value) => value): unknown {
  return part.state === 'available' ? write(part.value) : { unavailable: part.reason }
}

/** Typed arrays as lists: JSON writes a typed array as an object. */
export const list = (values: Iterable<number>): number[] => Array.from(values)

export const rowsOf = ({ rows, dimension, data }: Matrix): number[][] =>
  Array.from({ length: rows }, (_, row) => list(data.subarray(row * dimension, (row + 1) * dimension)))

/** One field for each score, in the order of SCORE_NAMES. */
export const byScore = <T>(of: (name: ScoreName) => T): Record<ScoreName, T> =>
  Object.fromEntries(SCORE_NAMES.map((name) => [name, of(name)])) as Record<ScoreName, T>

export const scoresOf = (scores: Scores): Record<ScoreName, number | Reason> =>
  byScore((name) => orReason(scores[name]))

/** compute_score's weights_for_different_modes. */
export const weightList = ({ dense, sparse, colbert }: Weights): [number, number, number] => [
  dense,
  sparse,
  colbert,
]

export const idsOf = ({ tokenized }: Encoded): number[] => list(tokenized.ids)

/**
 * Facts about a model without their words in the page's languages: files carry the English text, such as `source`,
 * `fallbackReason` and `detail`.
 */
export function withoutWords<T>(facts: T): T {
  if (Array.isArray(facts)) return facts.map(withoutWords) as T
  if (typeof facts !== 'object' || facts === null || ArrayBuffer.isView(facts)) return facts
  const kept = Object.entries(facts).filter(
    ([key]) => key !== 'words' || !ENGLISH.some((name) => name in facts),
  )
  return Object.fromEntries(kept.map(([key, value]) => [key, withoutWords(value)])) as T
}

/** Fields that say in English what `words` beside them says by a code. */
const ENGLISH = ['source', 'fallbackReason', 'tableReason', 'detail'] as const
