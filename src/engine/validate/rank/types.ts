/** Why one document of a query ranks below another, in numbers. */
import type { Weights } from '../../score/types'
import type { HeadName } from '../types'

/** What a head gives to the distance between two documents. */
export interface Contribution {
  readonly head: HeadName
  readonly below: number
  readonly above: number
  /** The head's share of the fused score: its weight ÷ the sum of the weights. */
  readonly share: number
  /** share · (below − above): negative where the head holds the document down. All of them sum to the scores' difference. */
  readonly part: number
}

/** A new value of one weight. `limit` is where both documents tie; `value` is just past it, with few digits. */
export interface OneWeight {
  readonly head: HeadName
  readonly from: number
  readonly limit: number
  readonly value: number
  readonly weights: Weights
}

/**
 * Weights that rank the document above the other one. `none`: no weights do (it is not higher in any head). `fixed`: the
 * score has no weights. `above`: it ranks above already.
 */
export type WeightLift =
  | { readonly state: 'found'; readonly one: OneWeight | null; readonly all: VectorLift }
  | { readonly state: 'none' | 'fixed' | 'above' }

export interface VectorLift {
  /** The nearest weights at which both documents tie (Euclidean distance in the weights as given). */
  readonly limit: Weights
  readonly distance: number
  /** Just past them, with few digits. */
  readonly weights: Weights
}
