/** Best match first: rows by their maximum, then columns by the row that likes them best. */
import type { Cell } from '../../ui/matrix/geometry'

export interface Best {
  readonly rows: Float64Array
  readonly cols: Float64Array
}

/** Stable; what has no value comes last. */
export function orderBy(values: Float64Array): number[] {
  const rank = (at: number) => (Number.isNaN(values[at]!) ? -Infinity : values[at]!)
  return Array.from(values, (_, at) => at).sort((x, y) => rank(y) - rank(x) || x - y)
}

/** Column of each row's best match; -1 where the row has no value. Ties go to the first. */
export function bestColumns(data: ArrayLike<number>, rows: number, cols: number): Int32Array {
  const best = new Int32Array(rows).fill(-1)
  for (let i = 0; i < rows; i++)
    for (let j = 0; j < cols; j++) {
      const value = data[i * cols + j]!
      if (!Number.isNaN(value) && (best[i] === -1 || value > data[i * cols + best[i]!]!)) best[i] = j
    }
  return best
}

/** Columns in the order of the rows that they suit best: the matches run along the diagonal. */
export function columnOrder(data: ArrayLike<number>, rowOrder: readonly number[], cols: number): number[] {
  const place = new Map(rowOrder.map((row, at) => [row, at]))
  const liking = Array.from({ length: cols }, (_, j) => {
    let best: Cell = { i: -1, j }
    for (const i of rowOrder) {
      const value = data[i * cols + j]!
      if (!Number.isNaN(value) && (best.i < 0 || value > data[best.i * cols + j]!)) best = { i, j }
    }
    return best
  })
  return liking
    .sort((x, y) => (place.get(x.i) ?? Infinity) - (place.get(y.i) ?? Infinity) || x.j - y.j)
    .map(({ j }) => j)
}
