import type { DenseExplanation } from '../../engine/score/types'
import { shareOf } from '../../engine/score/share'
import { toTsv } from '../../ui/tsv'

export interface DimensionRow {
  readonly dim: number
  readonly a: number
  readonly b: number
  readonly product: number
  /** product / dot */
  readonly share: number | null
}

export function dimensionRows(a: Float32Array, b: Float32Array, explained: DenseExplanation): DimensionRow[] {
  return Array.from(explained.contributions, (product, dim) => ({
    dim,
    a: a[dim]!,
    b: b[dim]!,
    product,
    share: shareOf(product, explained.dot),
  }))
}

/** The k rows with the largest |product|, in descending order. Of equal ones, the lower dimension comes first. */
export const largestRows = (rows: readonly DimensionRow[], k: number): DimensionRow[] =>
  [...rows].sort((x, y) => Math.abs(y.product) - Math.abs(x.product) || x.dim - y.dim).slice(0, k)

export interface Extreme {
  readonly dim: number
  readonly value: number
}

/** The component with the largest |value|; null for an empty vector. */
export function extreme(vector: Float32Array): Extreme | null {
  let dim = 0
  for (let i = 1; i < vector.length; i++) if (Math.abs(vector[i]!) > Math.abs(vector[dim]!)) dim = i
  return vector.length === 0 ? null : { dim, value: vector[dim]! }
}

export interface SignSum {
  readonly count: number
  readonly sum: number
}

/** Sums of the contributions that raise the score and of those that lower it. Zeros are in neither. */
export function signSums(contributions: Float64Array): {
  readonly positive: SignSum
  readonly negative: SignSum
} {
  const sumOf = (part: Float64Array) => ({ count: part.length, sum: part.reduce((s, v) => s + v, 0) })
  return {
    positive: sumOf(contributions.filter((v) => v > 0)),
    negative: sumOf(contributions.filter((v) => v < 0)),
  }
}

export const dimensionTsv = (rows: readonly DimensionRow[]): string =>
  toTsv(
    ['dim', 'a_i', 'b_i', 'a_i*b_i', 'share_of_dot'],
    rows.map((row) => [row.dim, row.a, row.b, row.product, row.share]),
  )
