/** Where the score of the two texts stands among random pairs of their sentences. */
import { fuseMatrix } from '../../engine/heatmap/fused'
import { shuffledSample, standing } from '../../engine/heatmap/shuffled'
import type { ScoreName, Weights } from '../../engine/score/types'
import { fusedScores } from '../../core/selectors'
import { changedInputs } from '../../core/staleness'
import type { AppState, Result } from '../../core/state'

type Map = NonNullable<AppState['heatmap']['result']>

export interface Standing {
  /** The part of the pairs that score lower, in percent. */
  readonly percentile: number
  /** Number of pairs. */
  readonly n: number
  readonly median: number
}

/** The finished heatmap of the same texts, made with the same settings. Null: there is none. */
export function mapOf(result: Result, map: Map | null): Map | null {
  if (map === null || map.done === null || map.inputs.against !== 'b') return null
  return changedInputs(result.inputs, map.inputs).length === 0 ? map : null
}

/** @returns null: fewer than two sentences in a text, or a head is missing */
export function standingOf(
  result: Result,
  map: Map,
  score: ScoreName,
  weights: Weights,
  seed: number,
): Standing | null {
  const own = fusedScores(result, weights)[score]
  const matrix = fuseMatrix(map.values, score, weights)
  if (own.state === 'unavailable' || matrix.state === 'unavailable') return null
  const sample = shuffledSample(matrix.value, map.a.length, map.b.length, seed, false)
  if (sample === null || sample.length === 0) return null
  const sorted = Float64Array.from(sample).sort()
  return { ...standing(own.value, sample), median: sorted[sorted.length >> 1]! }
}
