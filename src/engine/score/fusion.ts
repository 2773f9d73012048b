/** A fused score, head by head. */
import type { HeadName } from '../model/types'
import { FUSED_HEADS, type FusedName } from './fuse'
import { shareOf } from './share'
import type { Scores, Weights } from './types'

export interface FusionTerm {
  readonly head: HeadName
  /** Place in weights_for_different_modes: w0 dense, w1 sparse, w2 ColBERT. */
  readonly place: 0 | 1 | 2
  readonly weight: number
  readonly score: number
  /** weight · score */
  readonly product: number
  /** product / divisor: what this head adds to the fused score. */
  readonly contribution: number
  /** product / numerator */
  readonly share: number | null
}

export interface Fusion {
  readonly terms: readonly FusionTerm[]
  readonly numerator: number
  readonly divisor: number
}

const PLACES = { dense: 0, sparse: 1, colbert: 2 } as const

/** The parts of a fused score; null when a head of it is unavailable or its weights sum to 0. */
export function fusionOf(name: FusedName, scores: Scores, weights: Weights): Fusion | null {
  const heads = FUSED_HEADS[name].map((head) => {
    const score = scores[head]
    return score.state === 'available' ? { head, weight: weights[head], score: score.value } : null
  })
  const parts = heads.filter((part) => part !== null)
  const divisor = parts.reduce((sum, part) => sum + part.weight, 0)
  if (parts.length < heads.length || divisor === 0) return null
  const numerator = parts.reduce((sum, part) => sum + part.weight * part.score, 0)
  const terms = parts.map((part) => {
    const product = part.weight * part.score
    return {
      ...part,
      place: PLACES[part.head],
      product,
      contribution: product / divisor,
      share: shareOf(product, numerator),
    }
  })
  return { terms, numerator, divisor }
}
