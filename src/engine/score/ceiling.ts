/** The highest score that a pair could reach with the weights and lengths that its two texts have. */
import type { Explanation, ScoreName, Weights } from './types'

/**
 * Dense and ColBERT: 1, as cosines are at most 1; unknown where vectors are not of length 1. Sparse: √(A×A · B×B), by
 * Cauchy and Schwarz. A fused score: the weighted mean of those of its heads.
 * @param normalized whether dense and ColBERT vectors have length 1
 * @returns null: there is none
 */
export function ceilingOf(
  name: ScoreName,
  { dense, sparse, colbert }: Explanation,
  weights: Weights,
  normalized: boolean,
): number | null {
  const cosine = normalized ? 1 : null
  const tops = {
    dense: dense.state === 'available' ? cosine : null,
    sparse: sparse.state === 'available' ? Math.sqrt(sparse.value.selfA * sparse.value.selfB) : null,
    colbert: colbert.state === 'available' ? cosine : null,
  }
  if (name === 'dense' || name === 'sparse' || name === 'colbert') return tops[name]
  const heads =
    name === 'sparse+dense' ? (['dense', 'sparse'] as const) : (['dense', 'sparse', 'colbert'] as const)
  let sum = 0
  let total = 0
  for (const head of heads) {
    const top = tops[head]
    if (top === null) return null
    sum += weights[head] * top
    total += weights[head]
  }
  return total > 0 ? sum / total : null
}
