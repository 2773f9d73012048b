/** Selects the attention weights that the view shows. Pure. */
import { maxOverHeads, meanOverHeads, oneHead } from '../../engine/attention/reduce'
import { headRow, maxRow, meanRow, type HeadRows } from '../../engine/attention/rows'
import type { AttentionSummary } from '../../engine/attention/types'
import type { AttentionLayer } from '../../engine/chain/types'
import type { ModelInfo } from '../../engine/model/types'

/** all: the mean over all layers and attention heads. */
export const REDUCES = ['head', 'mean', 'max', 'all', 'rollout'] as const
export type Reduce = (typeof REDUCES)[number]

/** Maximum number of query rows that are fetched at once. A longer text is shown through a window of this size. */
export const WINDOW = 256

/** Weights of all layers and heads that the page keeps for the text: 16 MB. */
const BLOCK = 2 ** 22

export interface Weights {
  /** [rows][n] */
  readonly data: Float32Array
  /** Query rows [from, to). */
  readonly from: number
  readonly to: number
}

/**
 * The matrix to show; null: not loaded, or, for rollout, the text is too long. The mean over all layers has no matrix: it
 * would need the matrices of all layers at once.
 */
export function weightsOf(
  summary: AttentionSummary,
  layer: AttentionLayer | null,
  head: number,
  reduce: Reduce,
): Weights | null {
  const n = summary.tokenized.ids.length
  if (reduce === 'rollout') return summary.rollout && { data: summary.rollout, from: 0, to: n }
  if (layer === null || reduce === 'all') return null
  const data =
    reduce === 'mean' ? meanOverHeads(layer) : reduce === 'max' ? maxOverHeads(layer) : oneHead(layer, head)
  return { data, ...layer.rows }
}

/** An attention head of a layer. */
export interface HeadAt {
  readonly layer: number
  readonly head: number
}

/** What the view is asked to show. */
export interface Chosen extends HeadAt {
  readonly reduce: Reduce
}

/**
 * The weights of one query token: [n].
 * @param rows of this token; null: not loaded
 * @returns null: not loaded, or, for rollout, the text is too long
 */
export function rowOf(
  { rollout, tokenized }: AttentionSummary,
  rows: HeadRows | null,
  query: number,
  { layer, head, reduce }: Chosen,
): Float32Array | null {
  const n = tokenized.ids.length
  if (reduce === 'rollout') return rollout && rollout.subarray(query * n, (query + 1) * n)
  if (rows === null) return null
  switch (reduce) {
    case 'head':
      return headRow(rows, layer, head)
    case 'mean':
      return meanRow(rows, layer, layer + 1)
    case 'max':
      return maxRow(rows, layer)
    case 'all':
      return meanRow(rows, 0, rows.layers)
  }
}

/** The query rows to load for a token: all of the text if they fit, else the ones from this token on that do. */
export function rowsAround(
  query: number,
  { layers, heads, tokenized }: AttentionSummary,
): { readonly from: number; readonly to: number } {
  const n = tokenized.ids.length
  const fit = Math.max(1, Math.floor(BLOCK / (layers * heads * n)))
  return fit >= n ? { from: 0, to: n } : { from: query, to: Math.min(n, query + fit) }
}

/**
 * The matrix without the columns of the tokens that are left out. The weights are as they were: rows do not sum to 1 then.
 * @returns data [rows][keys], and the token of each column
 */
export function matrixOf(
  { data, from, to }: Weights,
  n: number,
  leftOut: ReadonlySet<number>,
): { readonly data: Float32Array; readonly keys: readonly number[] } {
  const keys = Array.from({ length: n }, (_, key) => key).filter((key) => !leftOut.has(key))
  if (keys.length === n) return { data, keys }
  const kept = new Float32Array((to - from) * keys.length)
  for (let row = 0, at = 0; row < to - from; row++) for (const key of keys) kept[at++] = data[row * n + key]!
  return { data: kept, keys }
}

/** Indices of the special tokens: those that the template adds, and those that are written in the text. */
export function specialPlaces(
  ids: ArrayLike<number>,
  specialIds: ModelInfo['tokenizer']['specialIds'],
): ReadonlySet<number> {
  const { unk: _, ...others } = specialIds
  const special = new Set(Object.values(others))
  const places = new Set<number>()
  for (let at = 0; at < ids.length; at++) if (special.has(ids[at]!)) places.add(at)
  return places
}
