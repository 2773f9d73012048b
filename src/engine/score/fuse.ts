import { EngineError } from '../errors'
import { available, unavailable, type Available, type HeadName } from '../model/types'
import type { ScoreName, Scores, Weights } from './types'

/** compute_score's default: weights_for_different_modes=None is [1, 1, 1]. */
export const DEFAULT_WEIGHTS: Weights = { dense: 1, sparse: 1, colbert: 1 }

/** The heads of each fused score, in the order in which compute_score adds them. */
export const FUSED_HEADS = {
  'sparse+dense': ['sparse', 'dense'],
  'colbert+sparse+dense': ['colbert', 'sparse', 'dense'],
} as const satisfies Partial<Record<ScoreName, readonly HeadName[]>>

export type FusedName = keyof typeof FUSED_HEADS

/**
 * The five scores of compute_score from the three heads' own:
 *   sparse+dense         = (w1·s + w0·d) / (w1 + w0)
 *   colbert+sparse+dense = (w2·c + w1·s + w0·d) / (w0 + w1 + w2)
 * A fused score is unavailable when a head in it is, and when its weights sum to 0 (0/0 is not a score).
 */
export function fuse(parts: Readonly<Record<HeadName, Available<number>>>, w: Weights): Scores {
  const mean = (heads: readonly HeadName[]): Available<number> => {
    let sum = 0
    let total = 0
    for (const head of heads) {
      const part = parts[head]
      if (part.state === 'unavailable') return unavailable('head-unavailable')
      sum += w[head] * part.value
      total += w[head]
    }
    return total > 0 ? available(sum / total) : unavailable('weights-sum-to-zero')
  }
  return {
    dense: parts.dense,
    sparse: parts.sparse,
    colbert: parts.colbert,
    'sparse+dense': mean(FUSED_HEADS['sparse+dense']),
    'colbert+sparse+dense': mean(FUSED_HEADS['colbert+sparse+dense']),
  }
}

/** The heads' own scores stay; the fused ones follow the weights. */
export const reweighed = ({ dense, sparse, colbert }: Scores, weights: Weights): Scores =>
  fuse({ dense, sparse, colbert }, weights)

export const isWeight = (value: number): boolean => Number.isFinite(value) && value >= 0

/** @throws EngineError settings/invalid */
export function checkWeights(weights: Weights): Weights {
  for (const [head, value] of Object.entries(weights)) {
    if (!isWeight(value))
      throw new EngineError('settings/invalid', `The weight of ${head} must be a number ≥ 0, not ${value}.`, {
        detail: `weights.${head} = ${value}`,
      })
  }
  return weights
}
