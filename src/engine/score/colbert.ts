import type { Matrix } from '../matrix'
import { multiply } from '../matrix'
import type { ColbertDirection, ColbertExplanation } from './types'

/**
 * ColBERT in both directions from one pass over the similarity matrix.
 *
 * `forward.score` equals BGEM3FlagModel.colbert_score(a, b), `einsum('in,jn->ij').max(-1).sum() / len(a)`, and
 * compute_score's "colbert" of an unpadded pair: a padded passage would add similarities of 0 and so put a floor
 * under every maximum, a number that comes from the batch and not from the texts.
 * @param a [rowsA, d] colbert_vecs of the query: `<s>` dropped, `</s>` kept
 * @param b [rowsB, d] colbert_vecs of the passage
 * @param firstA token of row 0: Encoded.colbertFirst
 */
export function explainColbert(a: Matrix, b: Matrix, firstA = 1, firstB = 1): ColbertExplanation {
  const bestOfA = new BestMatches(a.rows)
  const bestOfB = new BestMatches(b.rows)
  eachRow(a, b, (i, similarities) => {
    for (let j = 0; j < b.rows; j++) {
      bestOfA.offer(i, j, similarities[j]!)
      bestOfB.offer(j, i, similarities[j]!)
    }
  })
  return { forward: bestOfA.direction(firstA, firstB), backward: bestOfB.direction(firstB, firstA) }
}

/** `forward.score` of explainColbert to the last bit, without the matches that only views show. */
export function colbertScore(a: Matrix, b: Matrix): number {
  let sum = 0
  eachRow(a, b, (_, similarities) => {
    let best = -Infinity
    for (let j = 0; j < b.rows; j++) if (similarities[j]! > best) best = similarities[j]!
    sum += best
  })
  return sum / a.rows
}

/** @param visit gets the similarities of row i of `a` with all rows of `b`; the array is used again for the next row */
function eachRow(a: Matrix, b: Matrix, visit: (row: number, similarities: Float64Array) => void): void {
  const similarities = new Float64Array(b.rows)
  const vector = new Float64Array(a.dimension)
  for (let i = 0; i < a.rows; i++) {
    vector.set(a.data.subarray(i * a.dimension, (i + 1) * a.dimension))
    multiply(b, vector, similarities)
    visit(i, similarities)
  }
}

class BestMatches {
  private readonly best: Int32Array
  private readonly similarity: Float64Array
  constructor(rows: number) {
    this.best = new Int32Array(rows)
    this.similarity = new Float64Array(rows).fill(-Infinity)
  }

  offer(row: number, candidate: number, similarity: number): void {
    if (similarity > this.similarity[row]!) {
      this.similarity[row] = similarity
      this.best[row] = candidate
    }
  }

  direction(first: number, firstOfBest: number): ColbertDirection {
    const rows = this.best.length
    const sum = this.similarity.reduce((total, value) => total + value, 0)
    return {
      queryTokens: Int32Array.from({ length: rows }, (_, row) => row + first),
      bestTokens: this.best.map((row) => row + firstOfBest),
      similarities: this.similarity,
      sum,
      rows,
      score: sum / rows,
    }
  }
}
