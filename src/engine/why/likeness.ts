/** How alike two lists of ColBERT rows are, whatever their numbers. */
import { dot, norm } from '../matrix'
import { rowAt, type Rows } from './rows'
import type { RunVectors } from './run-vectors'
import type { WhyTarget } from './types'

/** Larger tables of cosines would take longer than the model. */
const MOST_CELLS = 1_000_000

/**
 * The mean over all rows of both sides of the highest cosine with a row of the other side; rows of `<s>` are not among
 * ours. Null: not ColBERT, or too many rows.
 */
export function likenessOf(target: WhyTarget, { colbert }: RunVectors): number | null {
  if (target.head !== 'colbert' || colbert === null) return null
  const { rows, first } = { rows: colbert.rows, first: colbert.first }
  const skip = Math.max(0, 1 - first) * rows.dimension
  const theirs = unitRows(target)
  const ours = unitRows({
    rows: rows.rows - Math.max(0, 1 - first),
    dimension: rows.dimension,
    data: Float64Array.from(rows.data.subarray(skip)),
  })
  if (theirs.length * ours.length > MOST_CELLS || theirs.length === 0 || ours.length === 0) return null
  const ofOurs = new Float64Array(ours.length).fill(-1)
  let sum = 0
  for (const row of theirs) {
    let most = -1
    ours.forEach((other, at) => {
      const cosine = dot(row, other.length === row.length ? other : other.subarray(0, row.length))
      most = Math.max(most, cosine)
      ofOurs[at] = Math.max(ofOurs[at]!, cosine)
    })
    sum += most / theirs.length
  }
  return (sum + ofOurs.reduce((total, cosine) => total + cosine, 0) / ours.length) / 2
}

/** Rows of zeros, which are padding, are left out. */
function unitRows(rows: Rows): Float64Array[] {
  return Array.from({ length: rows.rows }, (_, at) => rowAt(rows, at)).flatMap((row) => {
    const length = norm(row)
    return length > 0 ? [row.map((value) => value / length)] : []
  })
}
