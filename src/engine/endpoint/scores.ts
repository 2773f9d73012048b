/** The scores of a pair, computed from the server's vectors. */
import { cosine, dot } from '../matrix'
import { available, unavailable } from '../model/types'
import { fuse } from '../score/fuse'
import { lexicalMatchingScore } from '../score/sparse'
import { SCORE_NAMES, type ScoreName, type Scores, type Weights } from '../score/types'
import type { ScorePair, TheirRows, TheirVectors } from './types'

/**
 * FlagEmbedding's formulas on vectors as the server gave them: dense a dot product (which is the cosine only of
 * normalised vectors), sparse Σ w1·w2 over shared ids, ColBERT the mean of maxima over A's rows. A fused score needs
 * all its heads.
 */
export function scorePair(a: TheirVectors, b: TheirVectors, weights: Weights, ours: Scores): ScorePair {
  const sameSize = a.dense !== null && b.dense !== null && a.dense.length === b.dense.length
  const parts = {
    dense: sameSize ? available(dot(a.dense!, b.dense!)) : unavailable('head-unavailable'),
    sparse:
      a.sparse && b.sparse
        ? available(lexicalMatchingScore(a.sparse, b.sparse))
        : unavailable('head-unavailable'),
    colbert:
      a.colbert && b.colbert && a.colbert.rows > 0 && a.colbert.dimension === b.colbert.dimension
        ? available(maxSim(a.colbert, b.colbert))
        : unavailable('head-unavailable'),
  } as const
  const fused = fuse(parts, weights)
  const theirs = Object.fromEntries(
    SCORE_NAMES.map((name) => {
      const part = fused[name]
      return [name, part.state === 'available' ? part.value : null]
    }),
  ) as Record<ScoreName, number | null>
  return { theirs, ours, denseCosine: sameSize ? cosine(a.dense!, b.dense!) : null }
}

/** colbert_score(a, b) in double precision. */
function maxSim(a: TheirRows, b: TheirRows): number {
  let sum = 0
  for (let i = 0; i < a.rows; i++) {
    const row = a.data.subarray(i * a.dimension, (i + 1) * a.dimension)
    let best = -Infinity
    for (let j = 0; j < b.rows; j++)
      best = Math.max(best, dot(row, b.data.subarray(j * b.dimension, (j + 1) * b.dimension)))
    sum += best
  }
  return sum / a.rows
}
