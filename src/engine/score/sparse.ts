import type { OneSidedToken, SharedToken, SparseExplanation } from './types'

/** Id → weight, as FlagEmbedding's lexical_weights of one text. */
export type LexicalWeights = ReadonlyMap<number, number>

/**
 * Σ over shared ids of w1·w2. Equals BGEM3FlagModel.compute_lexical_matching_score for two dicts, and
 * compute_score's "sparse" for a pair.
 */
export function lexicalMatchingScore(a: LexicalWeights, b: LexicalWeights): number {
  let sum = 0
  for (const [id, weight] of a) {
    const other = b.get(id)
    if (other !== undefined) sum += weight * other
  }
  return sum
}

/** The sparse score token by token. @param tokenOf the vocabulary's piece for an id */
export function explainSparse(
  a: LexicalWeights,
  b: LexicalWeights,
  tokenOf: (id: number) => string,
): SparseExplanation {
  const shared: SharedToken[] = []
  for (const [id, weightA] of a) {
    const weightB = b.get(id)
    if (weightB === undefined) continue
    shared.push({ id, token: tokenOf(id), weightA, weightB, product: weightA * weightB })
  }
  shared.sort((x, y) => y.product - x.product)
  return {
    shared,
    onlyA: onesided(a, b, tokenOf),
    onlyB: onesided(b, a, tokenOf),
    score: lexicalMatchingScore(a, b),
    selfA: lexicalMatchingScore(a, a),
    selfB: lexicalMatchingScore(b, b),
  }
}

/** The weights that `mine` has and `other` lacks, heaviest first. */
function onesided(
  mine: LexicalWeights,
  other: LexicalWeights,
  tokenOf: (id: number) => string,
): OneSidedToken[] {
  return [...mine]
    .filter(([id]) => !other.has(id))
    .map(([id, weight]) => ({ id, token: tokenOf(id), weight }))
    .sort((x, y) => y.weight - x.weight)
}
