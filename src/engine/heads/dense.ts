import type { Pooling } from '../model/types'

/**
 * One sentence vector from hidden states of one unpadded text, not normalised. Equals
 * EncoderOnlyEmbedderM3ModelForInference._dense_embedding for an all-ones mask.
 * @param hidden [n, dimension] @returns [dimension]
 */
export function pool(hidden: Float32Array, n: number, dimension: number, pooling: Pooling): Float32Array {
  if (pooling === 'cls') return hidden.slice(0, dimension)
  const mean = new Float64Array(dimension)
  for (let row = 0; row < n; row++)
    for (let k = 0; k < dimension; k++) mean[k]! += hidden[row * dimension + k]!
  return Float32Array.from(mean, (sum) => sum / n)
}
