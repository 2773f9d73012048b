/** Selects the attention weights that the view shows. Pure. */
import { maxOverHeads, meanOverHeads, oneHead } from '../../engine/attention/reduce'
import type { AttentionSummary } from '../../engine/attention/types'
import type { AttentionLayer } from '../../engine/chain/types'

export const REDUCES = ['head', 'mean', 'max', 'rollout'] as const
export type Reduce = (typeof REDUCES)[number]

/** Maximum number of query rows that are fetched at once. A longer text is shown through a window of this size. */
export const WINDOW = 256

export interface Weights {
  /** [rows][n] */
  readonly data: Float32Array
  /** Query rows [from, to). */
  readonly from: number
  readonly to: number
}

/** The weights to show; null: not loaded, or, for rollout, the text is too long. */
export function weightsOf(
  summary: AttentionSummary,
  layer: AttentionLayer | null,
  head: number,
  reduce: Reduce,
): Weights | null {
  const n = summary.tokenized.ids.length
  if (reduce === 'rollout') return summary.rollout && { data: summary.rollout, from: 0, to: n }
  if (layer === null) return null
  const data =
    reduce === 'mean' ? meanOverHeads(layer) : reduce === 'max' ? maxOverHeads(layer) : oneHead(layer, head)
  return { data, ...layer.rows }
}

/** The weights of one query token; null: its row is outside the window. */
export function rowOf({ data, from, to }: Weights, query: number, n: number): Float32Array | null {
  return query >= from && query < to ? data.subarray((query - from) * n, (query - from + 1) * n) : null
}

/** The weights of the query token `<s>` in one layer and attention head: [n]. */
export const firstRow = (
  { first, heads, tokenized }: AttentionSummary,
  layer: number,
  head: number,
): Float32Array => {
  const n = tokenized.ids.length
  return first.subarray((layer * heads + head) * n, (layer * heads + head + 1) * n)
}

/** The range of colours: from 0 to the largest weight, or to 1 if no weight is above 0. */
export function rangeOf(data: Float32Array): { readonly low: number; readonly high: number } {
  let high = 0
  for (const value of data) high = Math.max(high, value)
  return { low: 0, high: high > 0 ? high : 1 }
}
