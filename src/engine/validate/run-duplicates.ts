/** Documents that are nearly the same: pairs of dense vectors whose cosine is at least SAME. */
import { dot, norm } from '../matrix'
import type { ValidateReply } from './run-types'

/** Whoever reads the reply is told this number: it is a choice, no property of the model. */
export const SAME = 0.98
/** Pairs that are compared at most: 10,000 documents are 50 million. */
export const MOST_PAIRS = 50_000_000
/** Pairs after which others may have their turn. */
const TURN = 200_000
/** The first dimensions tell most pairs apart. */
const HEAD_SHARE = 8
/** Above the rounding errors of both sums. */
const MARGIN = 1e-6

export type Duplicates = NonNullable<ValidateReply['nearDuplicates']>

/**
 * Exact, yet few products are computed whole: by Cauchy and Schwarz the rest of two vectors adds at most the product of
 * the rests' lengths to what the first dimensions give.
 * @param documents indices into the run's texts @param vectors [documents] of one length each, any norm
 * @returns null: more than MOST_PAIRS
 */
export async function nearDuplicates(
  documents: readonly number[],
  vectors: readonly Float32Array[],
  turn: () => Promise<void> = async () => undefined,
): Promise<Duplicates | null> {
  const n = documents.length
  if ((n * (n - 1)) / 2 > MOST_PAIRS) return null
  const heads = vectors.map((vector) => vector.subarray(0, Math.ceil(vector.length / HEAD_SHARE)))
  const norms = Float64Array.from(vectors, norm)
  const rests = Float64Array.from(vectors, (vector, at) => norm(vector.subarray(heads[at]!.length)))
  const found: { a: number; b: number; cosine: number }[] = []
  let since = 0
  for (let i = 0; i < n; i++) {
    for (let j = i + 1; j < n; j++) {
      const lengths = norms[i]! * norms[j]!
      if (lengths === 0) continue
      const needed = (SAME - MARGIN) * lengths
      if (dot(heads[i]!, heads[j]!) + rests[i]! * rests[j]! < needed) continue
      const cosine = dot(vectors[i]!, vectors[j]!) / lengths
      if (cosine >= SAME) found.push({ a: documents[i]!, b: documents[j]!, cosine })
    }
    since += n - i
    if (since < TURN) continue
    since = 0
    await turn()
  }
  return {
    a: Int32Array.from(found, ({ a }) => a),
    b: Int32Array.from(found, ({ b }) => b),
    cosine: Float64Array.from(found, ({ cosine }) => cosine),
    from: SAME,
  }
}
