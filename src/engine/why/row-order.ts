import { cosine, dot, norm } from '../matrix'
import { rowAt, type Rows } from './rows'

/** Maximum number of rows for the search: each row is compared with each. */
const MOST_ROWS = 1024

/**
 * Finds an order in which the rows of `made` equal those of the target: order[row of target] = row of made. Null: there is
 * none.
 * @param least smallest cosine of two rows that count as equal
 */
export function bestOrder(target: Rows, made: Rows, least: number): number[] | null {
  if (target.rows !== made.rows || target.dimension !== made.dimension) return null
  if (target.rows < 2 || target.rows > MOST_ROWS) return null
  // The sum of all rows does not depend on their order.
  if (cosine(sumOf(target), sumOf(made)) < least) return null
  const units = Array.from({ length: made.rows }, (_, row) => rowAt(made, row))
  const free = new Set(units.keys())
  const order: number[] = []
  for (let row = 0; row < target.rows; row++) {
    const values = rowAt(target, row)
    const length = norm(values)
    let best = -1
    let most = least
    for (const candidate of free) {
      const other = units[candidate]!
      const similarity = dot(values, other) / Math.max(length * norm(other), 1e-12)
      if (similarity > most) [best, most] = [candidate, similarity]
    }
    if (best < 0) return null
    free.delete(best)
    order.push(best)
  }
  return order
}

function sumOf({ dimension, data }: Rows): Float64Array {
  const sum = new Float64Array(dimension)
  data.forEach((value, index) => (sum[index % dimension]! += value))
  return sum
}
