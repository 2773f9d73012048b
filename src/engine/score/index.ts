import { available, mapAvailable, type Available } from '../model/types'
import type { Encoded } from '../encode/types'
import { explainColbert } from './colbert'
import { explainDense } from './dense'
import { fuse } from './fuse'
import { explainSparse } from './sparse'
import type { Explanation, Scores, Weights } from './types'

function both<T, R>(a: Available<T>, b: Available<T>, make: (a: T, b: T) => R): Available<R> {
  if (a.state === 'unavailable') return a
  if (b.state === 'unavailable') return b
  return available(make(a.value, b.value))
}

/** Every number from which the scores of the pair are computed (a is the query, b the passage). @param tokenOf the vocabulary's piece for an id */
export function explain(a: Encoded, b: Encoded, tokenOf: (id: number) => string): Explanation {
  return {
    dense: both(a.denseVecs, b.denseVecs, (x, y) => explainDense(x, y, a.denseRawNorm, b.denseRawNorm)),
    sparse: both(a.lexicalWeights, b.lexicalWeights, (x, y) => explainSparse(x, y, tokenOf)),
    colbert: both(a.colbertVecs, b.colbertVecs, (x, y) =>
      explainColbert(x, y, a.colbertFirst, b.colbertFirst),
    ),
  }
}

/** The five scores, taken from the explanation, so that a score and its explanation cannot differ. */
export function scoresOf(explanation: Explanation, weights: Weights): Scores {
  return fuse(
    {
      dense: mapAvailable(explanation.dense, (d) => d.dot),
      sparse: mapAvailable(explanation.sparse, (s) => s.score),
      colbert: mapAvailable(explanation.colbert, (c) => c.forward.score),
    },
    weights,
  )
}
