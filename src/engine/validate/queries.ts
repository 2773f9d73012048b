/** The pairs of each query, and their order. */
import type { PairColumns } from './types'

/** Pairs of query q: `order` from starts[q] to starts[q + 1]. */
export interface ByQuery {
  /** Positions of pairs. */
  readonly order: Int32Array
  /** [queries + 1] */
  readonly starts: Int32Array
}

/** In the order of the pairs within each query. @param subset [pairs] null: all of them */
export function groupByQuery(pairs: PairColumns, queries: number, subset: Uint8Array | null): ByQuery {
  const starts = new Int32Array(queries + 1)
  for (let i = 0; i < pairs.count; i++) if (subset === null || subset[i]) starts[pairs.query[i]! + 1]!++
  for (let q = 0; q < queries; q++) starts[q + 1]! += starts[q]!
  const next = starts.slice(0, queries)
  const order = new Int32Array(starts[queries]!)
  for (let i = 0; i < pairs.count; i++) if (subset === null || subset[i]) order[next[pairs.query[i]!]!++] = i
  return { order, starts }
}

/** What has no number (or an infinite one, which is no score either) comes last. */
const orLast = (value: number): number => (Number.isFinite(value) ? value : Infinity)

/**
 * Each query's pairs from best to worst. The largest score first; equal scores by the given rank, then by row, then as they
 * stand. Pairs without a score are last, in the same order; pairs without a rank come after those with one.
 * @param scores [pairs] null: by the given rank alone @param sign -1: the smallest score is the best one
 */
export function rankByQuery(
  pairs: PairColumns,
  { order, starts }: ByQuery,
  scores: Float64Array | null,
  sign: 1 | -1 = 1,
): ByQuery {
  const { rank, row } = pairs
  const byGiven = (a: number, b: number): number => {
    const first = orLast(rank[a]!)
    const second = orLast(rank[b]!)
    if (first !== second) return first - second
    return row[a]! - row[b]! || a - b
  }
  const byScore = (a: number, b: number): number => {
    const first = orLast(-sign * scores![a]!)
    const second = orLast(-sign * scores![b]!)
    return first === second ? byGiven(a, b) : first < second ? -1 : 1
  }
  const ranked = order.slice()
  const compare = scores === null ? byGiven : byScore
  for (let q = 0; q + 1 < starts.length; q++) sortPart(ranked, starts[q]!, starts[q + 1]!, compare)
  return { order: ranked, starts }
}

/** Up to so many items, insertion is faster than a sort of a view. */
const FEW = 24

function sortPart(
  items: Int32Array,
  start: number,
  end: number,
  compare: (a: number, b: number) => number,
): void {
  if (end - start > FEW) {
    items.subarray(start, end).sort(compare)
    return
  }
  for (let at = start + 1; at < end; at++) {
    const item = items[at]!
    let to = at
    for (; to > start && compare(items[to - 1]!, item) > 0; to--) items[to] = items[to - 1]!
    items[to] = item
  }
}

/** [pairs] place in its query's list, 1 is the best; 0: the pair is in none. */
export function placesOf({ order, starts }: ByQuery, pairs: number): Int32Array {
  const places = new Int32Array(pairs)
  for (let q = 0; q + 1 < starts.length; q++)
    for (let at = starts[q]!; at < starts[q + 1]!; at++) places[order[at]!] = at - starts[q]! + 1
  return places
}
