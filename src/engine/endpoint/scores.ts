/** The scores of a pair, computed from the server's vectors. */
import { cosine, dot } from '../matrix'
import { available, unavailable, type HeadName } from '../model/types'
import { fuse } from '../score/fuse'
import { lexicalMatchingScore } from '../score/sparse'
import { SCORE_NAMES, type ScoreName, type Scores, type Weights } from '../score/types'
import type { Comparison, ScorePair, TheirRows, TheirVectors, Verdict } from './types'

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

/** Heads that a score is made of. */
const PARTS: Readonly<Record<ScoreName, readonly HeadName[]>> = {
  dense: ['dense'],
  sparse: ['sparse'],
  colbert: ['colbert'],
  'sparse+dense': ['sparse', 'dense'],
  'colbert+sparse+dense': ['colbert', 'sparse', 'dense'],
}

/** null: there is nothing to compare. */
export type ScoreVerdict = 'same' | 'undecided' | 'different' | null

/**
 * What the scores of a pair say, by the rule for texts: a score that comes close to ours is no sign that the texts are the
 * same, so it is never better than the vectors that it is made of.
 * @param pair of scorePair, or with other weights @param sides the judged comparisons of both texts
 */
export function scoreVerdicts(
  { theirs, ours }: Pick<ScorePair, 'theirs' | 'ours'>,
  sides: readonly Comparison[],
): Readonly<Record<ScoreName, ScoreVerdict>> {
  const verdictOf = (name: ScoreName): ScoreVerdict => {
    const mine = ours[name]
    const their = theirs[name]
    if (mine.state === 'unavailable' || their === null) return null
    const kinds = sides.flatMap((side) => PARTS[name].map((head) => kindOf(side, head)))
    if (kinds.includes(null)) return null
    // Vectors that are not normalised, or cut to fewer dimensions, are the same and give other scores.
    if (kinds.every((kind) => kind === 'same' || kind === 'cut'))
      return Math.abs(their - mine.value) <= HALF_SCORE ? 'same' : 'different'
    return kinds.every((kind) => kind !== null && FITS.includes(kind)) ? 'undecided' : 'different'
  }
  return Object.fromEntries(SCORE_NAMES.map((name) => [name, verdictOf(name)])) as Record<
    ScoreName,
    ScoreVerdict
  >
}

const FITS: readonly Verdict['kind'][] = ['same', 'cut', 'undecided']

/** What fp16 may cause in a score (src/engine/certify/tolerances.ts). */
const HALF_SCORE = 2e-3

function kindOf(side: Comparison, head: HeadName): Verdict['kind'] | null {
  const part = side[head]
  return part?.state === 'available' ? part.value.verdict.kind : null
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
