/** Another run of the same set beside this one, pair by pair. Pure. */
import type { Weights } from '../../../engine/score/types'
import type { AnsweredName } from '../../../engine/validate/answer-types'
import { scoreColumn } from '../../../engine/validate/rank/columns'
import type { HeadColumns, HeadName, PairColumns } from '../../../engine/validate/types'
import type { AppState } from '../../../core/state'
import type { StoredRunName } from './types'

/** What is kept of a run. Queries and documents have the indices of the set, which both runs share. */
export interface OtherRun {
  readonly id: string
  readonly name: string
  readonly pairs: PairColumns
  readonly heads: HeadColumns
  readonly has: Readonly<Record<HeadName, boolean>>
  readonly weights: Weights
}

/** Runs that are kept in the browser. */
export interface RunShelf {
  list(state: AppState): Promise<readonly StoredRunName[]>
  /** Null: it is not there any more. */
  load(state: AppState, id: string): Promise<OtherRun | null>
}

/** [count of the present pairs] position of the same pair in the other run; -1: it is not there. */
export function samePairs(present: PairColumns, other: PairColumns): Int32Array {
  const known = new Map<number, number>()
  let documents = 1
  for (let at = 0; at < present.count; at++) documents = Math.max(documents, present.document[at]! + 1)
  for (let at = 0; at < other.count; at++) documents = Math.max(documents, other.document[at]! + 1)
  const key = ({ query, document }: PairColumns, at: number) => query[at]! * documents + document[at]!
  for (let at = 0; at < other.count; at++) known.set(key(other, at), at)
  return Int32Array.from({ length: present.count }, (_, at) => known.get(key(present, at)) ?? -1)
}

export interface PairDifferences {
  /** [count] score of the present run less that of the other; NaN: one of them has none. */
  readonly difference: Float64Array
  /** Pairs of the present run that the other has not. */
  readonly missing: number
}

export function pairDifferences(
  present: { readonly pairs: PairColumns; readonly heads: HeadColumns; readonly weights: Weights },
  other: OtherRun,
  score: AnsweredName,
): PairDifferences {
  const same = samePairs(present.pairs, other.pairs)
  const own = scoreColumn(present.pairs, present.heads, score, present.weights)
  const others = scoreColumn(other.pairs, other.heads, score, other.weights)
  const difference = Float64Array.from(same, (at, pair) => (at < 0 ? NaN : own[pair]! - others[at]!))
  return { difference, missing: same.reduce((sum, at) => sum + (at < 0 ? 1 : 0), 0) }
}

/** Positions of the pairs of some queries, ascending. */
export function pairsOfQueries(
  { count, query }: Pick<PairColumns, 'count' | 'query'>,
  queries: Int32Array,
): Int32Array {
  const wanted = new Set(queries)
  const found: number[] = []
  for (let pair = 0; pair < count; pair++) if (wanted.has(query[pair]!)) found.push(pair)
  return Int32Array.from(found)
}
