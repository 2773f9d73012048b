/** torch.nn.functional.normalize(v, p=2, eps=1e-12) in place, row by row. @returns the norm of each row before */
export function normalizeRows(data: Float32Array, dimension: number): Float64Array {
  const rows = data.length / dimension
  const norms = new Float64Array(rows)
  for (let row = 0; row < rows; row++) {
    const start = row * dimension
    let squares = 0
    for (let i = start; i < start + dimension; i++) squares += data[i]! * data[i]!
    const norm = Math.sqrt(squares)
    norms[row] = norm
    const divisor = Math.max(norm, 1e-12)
    for (let i = start; i < start + dimension; i++) data[i] = data[i]! / divisor
  }
  return norms
}
