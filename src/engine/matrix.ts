/** Rows of the same length, flat: row r is data[r * dimension … (r + 1) * dimension). */
export interface Matrix {
  readonly rows: number
  readonly dimension: number
  readonly data: Float32Array
}

type Vector = Float32Array | Float64Array

/** Σ a[i]·b[i], accumulated in double precision. */
export function dot(a: Vector, b: Vector): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!
  return sum
}

/** L2 norm, accumulated in double precision. */
export const norm = (v: Vector): number => Math.sqrt(dot(v, v))

/** a·b / (|a|·|b|), in double precision; 0 if one has length 0. */
export function cosine(a: Vector, b: Vector): number {
  const lengths = norm(a) * norm(b)
  return lengths > 0 ? dot(a, b) / lengths : 0
}

/** Every row of one matrix with every row of another, in double precision. @returns [a.rows, b.rows] */
export function products({ rows, dimension, data }: Matrix, b: Matrix): Float64Array {
  const out = new Float64Array(rows * b.rows)
  for (let row = 0; row < rows; row++)
    multiply(
      b,
      Float64Array.from(data.subarray(row * dimension, (row + 1) * dimension)),
      out.subarray(row * b.rows, (row + 1) * b.rows),
    )
  return out
}

/**
 * out = matrix · vector, in double precision.
 * Four rows at once: one sum alone makes every addition wait for the one before (2.6 times slower).
 * @param vector [dimension] @param out [rows]
 */
export function multiply(
  { rows, dimension: d, data }: Matrix,
  vector: Float64Array,
  out: Float64Array,
): void {
  let row = 0
  for (; row + 3 < rows; row += 4) {
    const r0 = row * d
    const r1 = r0 + d
    const r2 = r1 + d
    const r3 = r2 + d
    let s0 = 0
    let s1 = 0
    let s2 = 0
    let s3 = 0
    for (let k = 0; k < d; k++) {
      const x = vector[k]!
      s0 += x * data[r0 + k]!
      s1 += x * data[r1 + k]!
      s2 += x * data[r2 + k]!
      s3 += x * data[r3 + k]!
    }
    out[row] = s0
    out[row + 1] = s1
    out[row + 2] = s2
    out[row + 3] = s3
  }
  for (; row < rows; row++) {
    let sum = 0
    for (let k = 0; k < d; k++) sum += vector[k]! * data[row * d + k]!
    out[row] = sum
  }
}
