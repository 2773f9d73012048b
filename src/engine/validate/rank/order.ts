/** Ranks within each query. */
import type { PairColumns } from '../types'

type Ranked = Pick<PairColumns, 'count' | 'query' | 'rank' | 'row'>

/** [queries + 1] where each query's pairs begin in `pairs`, which holds positions of pairs, query by query, ascending. */
export interface ByQuery {
  readonly starts: Int32Array
  readonly pairs: Int32Array
}

export function groupByQuery(
  { count, query }: Pick<PairColumns, 'count' | 'query'>,
  queries: number,
): ByQuery {
  const starts = new Int32Array(queries + 1)
  for (let pair = 0; pair < count; pair++) starts[query[pair]! + 1]!++
  for (let at = 0; at < queries; at++) starts[at + 1]! += starts[at]!
  const next = starts.slice(0, queries)
  const pairs = new Int32Array(count)
  for (let pair = 0; pair < count; pair++) pairs[next[query[pair]!]!++] = pair
  return { starts, pairs }
}

export const pairsOf = ({ starts, pairs }: ByQuery, query: number): Int32Array =>
  pairs.subarray(starts[query]!, starts[query + 1]!)

/** What ties are decided by. */
export type Given = Pick<PairColumns, 'rank' | 'row'>

/**
 * Order of two pairs of one query: the higher score first; ties by the given rank, then by the row of the file. A pair without a
 * score comes after all others, one without a given rank after those that tie with it and have one.
 * @param sign -1: the smallest score is the best one (a distance)
 */
export function comesBefore(
  scores: Float64Array,
  { rank, row }: Given,
  one: number,
  other: number,
  sign: 1 | -1 = 1,
): number {
  const x = scores[one]!
  const y = scores[other]!
  if (x !== y && !(Number.isNaN(x) && Number.isNaN(y)))
    return Number.isNaN(x) ? 1 : Number.isNaN(y) ? -1 : sign * (y - x)
  const r = rank[one]!
  const s = rank[other]!
  if (r !== s && !(Number.isNaN(r) && Number.isNaN(s)))
    return Number.isNaN(r) ? 1 : Number.isNaN(s) ? -1 : r - s
  return row[one]! - row[other]! || one - other
}

/** Pairs of one query from the best to the worst. */
export const orderOf = (
  pairs: Int32Array,
  scores: Float64Array,
  given: Given,
  sign: 1 | -1 = 1,
): Int32Array => pairs.slice().sort((one, other) => comesBefore(scores, given, one, other, sign))

/** [count] rank of each pair among those of its query, 1 is the best; 0: it has no score. */
export function ranksOf(pairs: Ranked, groups: ByQuery, scores: Float64Array): Int32Array {
  const ranks = new Int32Array(pairs.count)
  for (let query = 0; query + 1 < groups.starts.length; query++) {
    let place = 0
    for (const pair of orderOf(pairsOf(groups, query), scores, pairs))
      if (!Number.isNaN(scores[pair]!)) ranks[pair] = ++place
  }
  return ranks
}
