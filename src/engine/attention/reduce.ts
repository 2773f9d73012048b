/** Reductions of attention weights for the view. Pure. */
import type { AttentionLayer } from '../chain/types'

/** −Σ p·ln p in nats (0·ln 0 = 0), and Σ p. The most even row of n weights has ln n. */
export function entropyOf(row: Float32Array | Float64Array): {
  readonly entropy: number
  readonly sum: number
} {
  let entropy = 0
  let sum = 0
  for (const p of row) {
    sum += p
    if (p > 0) entropy -= p * Math.log(p)
  }
  return { entropy, sum }
}

const cells = ({ heads, data }: AttentionLayer): number => data.length / heads.length

/** @returns [rows][n] */
export function meanOverHeads(layer: AttentionLayer): Float32Array {
  const size = cells(layer)
  const sums = new Float64Array(size)
  for (let at = 0; at < layer.data.length; at++) sums[at % size]! += layer.data[at]!
  return Float32Array.from(sums, (sum) => sum / layer.heads.length)
}

/** @returns [rows][n]; rows do not sum to 1 */
export function maxOverHeads(layer: AttentionLayer): Float32Array {
  const size = cells(layer)
  const largest = new Float32Array(size)
  for (let at = 0; at < layer.data.length; at++)
    if (layer.data[at]! > largest[at % size]!) largest[at % size] = layer.data[at]!
  return largest
}

/** @param head of the model @returns [rows][n] */
export function oneHead(layer: AttentionLayer, head: number): Float32Array {
  const size = cells(layer)
  const at = layer.heads.indexOf(head)
  return layer.data.subarray(at * size, (at + 1) * size)
}

/** Indices of the k largest weights, largest first; of equal ones the first. Weights of `leftOut` do not count. */
export function strongest(
  row: ArrayLike<number>,
  k: number,
  leftOut: ReadonlySet<number> = new Set(),
): number[] {
  const best: number[] = []
  for (let at = 0; at < row.length; at++) {
    if (leftOut.has(at) || (best.length === k && row[at]! <= row[best[k - 1]!]!)) continue
    const smaller = best.findIndex((other) => row[other]! < row[at]!)
    best.splice(smaller < 0 ? best.length : smaller, 0, at)
    if (best.length > k) best.pop()
  }
  return best
}
