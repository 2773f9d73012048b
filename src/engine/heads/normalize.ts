import { norm } from '../matrix'

/** L2 norm of each row. @param data [rows, dimension] */
export const rowNorms = (data: Float32Array, dimension: number): Float64Array =>
  Float64Array.from({ length: data.length / dimension }, (_, row) =>
    norm(data.subarray(row * dimension, (row + 1) * dimension)),
  )

/** torch.nn.functional.normalize(v, p=2, eps=1e-12) in place, row by row. @returns the norm of each row before it */
export function normalizeRows(data: Float32Array, dimension: number): Float64Array {
  const norms = rowNorms(data, dimension)
  norms.forEach((norm, row) => {
    const divisor = Math.max(norm, 1e-12)
    for (let i = row * dimension; i < (row + 1) * dimension; i++) data[i] = data[i]! / divisor
  })
  return norms
}

/** A copy of the vector with length 1. */
export function normalized(vector: Float32Array): Float32Array {
  const unit = vector.slice()
  normalizeRows(unit, unit.length)
  return unit
}
