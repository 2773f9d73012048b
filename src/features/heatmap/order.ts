/** Sorts the heatmap by best match: rows by their maximum, then columns by the row in which they have their maximum. */
import type { Cell } from '../../ui/matrix/geometry'

/** The indices in descending order of their values. The sort is stable; NaN comes last. */
export function orderBy(values: Float64Array): number[] {
  const rank = (at: number) => (Number.isNaN(values[at]!) ? -Infinity : values[at]!)
  return Array.from(values, (_, at) => at).sort((x, y) => rank(y) - rank(x) || x - y)
}

/**
 * Sorts columns by the position of the row in which they have their maximum, so that matches lie along the diagonal.
 * @param isSelf columns are the rows again: a unit's match with itself does not count
 */
export function columnOrder(
  data: ArrayLike<number>,
  rowOrder: readonly number[],
  cols: number,
  isSelf: boolean,
): number[] {
  const place = new Map(rowOrder.map((row, at) => [row, at]))
  const bestCells = Array.from({ length: cols }, (_, j) => {
    let best: Cell = { i: -1, j }
    for (const i of rowOrder) {
      const value = data[i * cols + j]!
      if (Number.isNaN(value) || (isSelf && i === j)) continue
      if (best.i < 0 || value > data[best.i * cols + j]!) best = { i, j }
    }
    return best
  })
  return bestCells
    .sort((x, y) => (place.get(x.i) ?? Infinity) - (place.get(y.i) ?? Infinity) || x.j - y.j)
    .map(({ j }) => j)
}
