/** What other weights do to the order of all queries. */
import { orderOf, pairsOf, type ByQuery, type Given } from './order'

export interface OrderEffect {
  /** Queries that have at least two documents with a score. */
  readonly queries: number
  readonly otherFirst: number
  /** Queries in which any two documents change places. */
  readonly changed: number
}

/**
 * Rests at each `yield`: a page may have 100,000 pairs.
 * @param before [count] scores
 * @param after [count] scores of the same pairs
 */
export function* orderEffect(
  given: Given,
  groups: ByQuery,
  before: Float64Array,
  after: Float64Array,
): Generator<void, OrderEffect> {
  let queries = 0
  let otherFirst = 0
  let changed = 0
  for (let query = 0; query + 1 < groups.starts.length; query++) {
    if (query % 128 === 127) yield
    const scored = pairsOf(groups, query).filter(
      (pair) => !Number.isNaN(before[pair]!) && !Number.isNaN(after[pair]!),
    )
    if (scored.length < 2) continue
    queries++
    const old = orderOf(scored, before, given)
    const now = orderOf(scored, after, given)
    if (old[0] !== now[0]) otherFirst++
    if (old.some((pair, at) => pair !== now[at])) changed++
  }
  return { queries, otherFirst, changed }
}

/** Queries whose metric grows and falls, and its mean over the queries that both know. Null: no query has it. */
export function metricEffect(
  before: Float64Array,
  after: Float64Array,
): { better: number; worse: number; before: number; after: number } | null {
  let better = 0
  let worse = 0
  let old = 0
  let now = 0
  let count = 0
  for (let query = 0; query < before.length; query++) {
    const x = before[query]!
    const y = after[query]!
    if (Number.isNaN(x) || Number.isNaN(y)) continue
    count++
    old += x
    now += y
    if (y > x) better++
    if (y < x) worse++
  }
  return count === 0 ? null : { better, worse, before: old / count, after: now / count }
}
