import type { Available } from '../model/types'
import { dot, norm } from '../matrix'
import type { DenseExplanation } from './types'

/**
 * The dense score q·p and what it is made of. Equals compute_score's "dense"
 * (EncoderOnlyEmbedderM3ModelForInference.compute_dense_score: a plain dot product, temperature 1), which is the
 * cosine only because encode normalises.
 * @param a [dimension] query vector
 * @param b [dimension] passage vector
 */
export function explainDense(
  a: Float32Array,
  b: Float32Array,
  rawNormA: Available<number>,
  rawNormB: Available<number>,
): DenseExplanation {
  const contributions = new Float64Array(a.length)
  for (let i = 0; i < a.length; i++) contributions[i] = a[i]! * b[i]!
  const product = dot(a, b)
  const normA = norm(a)
  const normB = norm(b)
  const lengths = normA * normB
  return {
    dimension: a.length,
    dot: product,
    cosine: lengths > 0 ? product / lengths : 0,
    normA,
    normB,
    rawNormA,
    rawNormB,
    contributions,
  }
}
