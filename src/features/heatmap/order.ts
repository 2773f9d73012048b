/** Sorts the heatmap by best match: rows by their maximum, then columns by the row in which they have their maximum. */
import type { Cell } from '../../ui/matrix/geometry'

/** The indices in descending order of their values. The sort is stable; NaN comes last. */
export function orderBy(values: Float64Array): number[] {
  const rank = (at: number) => (Number.isNaN(values[at]!) ? -Infinity : values[at]!)
  return Array.from(values, (_, at) => at).sort((x, y) => rank(y) - rank(x) || x - y)
}

/** The column of a row's best match; -1: the row has no value. Of equal values, the first is taken. */
export function bestColumn(data: ArrayLike<number>, row: number, cols: number): number {
  let best = -1
  for (let j = 0; j < cols; j++) {
    const value = data[row * cols + j]!
    if (!Number.isNaN(value) && (best === -1 || value > data[row * cols + best]!)) best = j
  }
  return best
}

export const bestColumns = (data: ArrayLike<number>, rows: number, cols: number): Int32Array =>
  Int32Array.from({ length: rows }, (_, row) => bestColumn(data, row, cols))

/**
 * Sorts columns by the position of the row in which they have their maximum, so that matches lie along the diagonal.
 */
export function columnOrder(data: ArrayLike<number>, rowOrder: readonly number[], cols: number): number[] {
  const place = new Map(rowOrder.map((row, at) => [row, at]))
  const bestCells = Array.from({ length: cols }, (_, j) => {
    let best: Cell = { i: -1, j }
    for (const i of rowOrder) {
      const value = data[i * cols + j]!
      if (!Number.isNaN(value) && (best.i < 0 || value > data[best.i * cols + j]!)) best = { i, j }
    }
    return best
  })
  return bestCells
    .sort((x, y) => (place.get(x.i) ?? Infinity) - (place.get(y.i) ?? Infinity) || x.j - y.j)
    .map(({ j }) => j)
}
