/** Computes how much each part of a text contributes to a score, from runs that leave out one part at a time. Pure. */
import type { HeadName } from '../../engine/model/types'
import type { OccludedPart, Occlusion } from './types'

export interface Delta extends OccludedPart {
  /** Score − score without this part; null: not computed (yet). */
  readonly delta: number | null
}

export interface Deltas {
  /** The score of the complete text. */
  readonly base: number
  readonly parts: readonly Delta[]
  /** The sum of the deltas that are computed. */
  readonly sum: number
}

/** Null: occlusion has not run, or the model does not have the head. */
export function deltasOf(occlusion: Occlusion | null, head: HeadName): Deltas | null {
  const base = occlusion?.base?.[head]
  if (occlusion === null || base?.state !== 'available') return null
  const parts = occlusion.parts.map((part) => {
    const without = part.scores?.[head]
    return { ...part, delta: without?.state === 'available' ? base.value - without.value : null }
  })
  return { base: base.value, parts, sum: parts.reduce((sum, { delta }) => sum + (delta ?? 0), 0) }
}
