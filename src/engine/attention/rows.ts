/** The attention of one query token in every layer and attention head, and what a view shows of it. Pure. */
import type { AttentionLayer } from '../chain/types'
import type { AttentionSummary } from './types'

/** The rows of one query token. */
export interface HeadRows {
  readonly layers: number
  readonly heads: number
  readonly n: number
  /** [layers][heads][n] */
  readonly data: Float32Array
}

/** The rows of `<s>`, which a summary has. */
export const firstRows = ({ layers, heads, tokenized, first }: AttentionSummary): HeadRows => ({
  layers,
  heads,
  n: tokenized.ids.length,
  data: first,
})

/**
 * The rows of a query token.
 * @param layers every layer of the model with all of its attention heads, in order
 * @param n tokens
 * @returns null: the layers do not hold the rows of this token
 */
export function queryRows(layers: readonly AttentionLayer[], query: number, n: number): HeadRows | null {
  const [one] = layers
  if (!one || query < one.rows.from || query >= one.rows.to) return null
  const height = one.rows.to - one.rows.from
  const heads = one.heads.length
  const data = new Float32Array(layers.length * heads * n)
  for (const [layer, { data: all }] of layers.entries())
    for (let head = 0; head < heads; head++) {
      const from = (head * height + query - one.rows.from) * n
      data.set(all.subarray(from, from + n), (layer * heads + head) * n)
    }
  return { layers: layers.length, heads, n, data }
}

/** The row in one layer and attention head: [n]. */
export const headRow = ({ heads, n, data }: HeadRows, layer: number, head: number): Float32Array =>
  data.subarray((layer * heads + head) * n, (layer * heads + head + 1) * n)

/** The mean over the attention heads of the layers [from, to): [n]. */
export function meanRow({ heads, n, data }: HeadRows, from: number, to: number): Float32Array {
  const sums = new Float64Array(n)
  for (let at = from * heads * n, key = 0; at < to * heads * n; at++, key = key + 1 === n ? 0 : key + 1)
    sums[key]! += data[at]!
  return Float32Array.from(sums, (sum) => sum / ((to - from) * heads))
}

/** The largest weight of the attention heads of one layer on each token: [n]. It does not sum to 1. */
export function maxRow(rows: HeadRows, layer: number): Float32Array {
  const largest = new Float32Array(rows.n)
  for (let head = 0; head < rows.heads; head++) {
    const row = headRow(rows, layer, head)
    for (let at = 0; at < rows.n; at++) if (row[at]! > largest[at]!) largest[at] = row[at]!
  }
  return largest
}

/** The part of a row's sum that these tokens take; 0 for a row without weights. */
export function shareOf(row: ArrayLike<number>, places: ReadonlySet<number>): number {
  let all = 0
  let taken = 0
  for (let at = 0; at < row.length; at++) {
    all += row[at]!
    if (places.has(at)) taken += row[at]!
  }
  return all === 0 ? 0 : taken / all
}
