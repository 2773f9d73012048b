import type { Pooling, PoolingMode } from '../model/types'

/** The modes of a pooling: one, or several whose vectors are put one after the other. */
export const modesOf = (pooling: Pooling): PoolingMode[] => pooling.split('+') as PoolingMode[]

/**
 * One sentence vector from hidden states of one unpadded text, not normalised. CLS equals
 * EncoderOnlyEmbedderM3ModelForInference._dense_embedding for an all-ones mask; every mode equals sentence-transformers'
 * Pooling.
 * @param hidden [n, dimension] @returns [modes × dimension]
 */
export function pool(hidden: Float32Array, n: number, dimension: number, pooling: Pooling): Float32Array {
  const modes = modesOf(pooling)
  if (modes.length === 1) return poolBy(modes[0]!, hidden, n, dimension)
  const all = new Float32Array(modes.length * dimension)
  for (const [at, mode] of modes.entries()) all.set(poolBy(mode, hidden, n, dimension), at * dimension)
  return all
}

function poolBy(mode: PoolingMode, hidden: Float32Array, n: number, dimension: number): Float32Array {
  switch (mode) {
    case 'cls':
      return hidden.slice(0, dimension)
    case 'lasttoken':
      return hidden.slice((n - 1) * dimension, n * dimension)
    case 'max':
      return largest(hidden, n, dimension)
    case 'mean':
      return weighted(hidden, n, dimension, () => 1, n)
    case 'mean_sqrt_len_tokens':
      return weighted(hidden, n, dimension, () => 1, Math.sqrt(n))
    case 'weightedmean':
      return weighted(hidden, n, dimension, (row) => row + 1, (n * (n + 1)) / 2)
  }
}

function largest(hidden: Float32Array, n: number, dimension: number): Float32Array {
  const most = hidden.slice(0, dimension)
  for (let at = dimension; at < n * dimension; at++)
    most[at % dimension] = Math.max(most[at % dimension]!, hidden[at]!)
  return most
}

function weighted(
  hidden: Float32Array,
  n: number,
  dimension: number,
  weightOf: (row: number) => number,
  divisor: number,
): Float32Array {
  const sum = new Float64Array(dimension)
  for (let row = 0; row < n; row++) {
    const weight = weightOf(row)
    for (let k = 0; k < dimension; k++) sum[k]! += weight * hidden[row * dimension + k]!
  }
  return Float32Array.from(sum, (total) => total / divisor)
}
