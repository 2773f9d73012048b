/** What the parts of a text gave to a score, by leaving each out. Pure. */
import type { HeadName } from '../../engine/model/types'
import type { OccludedPart, Occlusion } from './types'

export interface Delta extends OccludedPart {
  /** Score − score without this part; null: not computed (yet). */
  readonly delta: number | null
}

export interface Deltas {
  /** The score with nothing left out. */
  readonly base: number
  readonly parts: readonly Delta[]
  /** Of those that are there. */
  readonly sum: number
}

/** Null: nothing was left out, or the model lacks the head. */
export function deltasOf(occlusion: Occlusion | null, head: HeadName): Deltas | null {
  const base = occlusion?.base?.[head]
  if (occlusion === null || base?.state !== 'available') return null
  const parts = occlusion.parts.map((part) => {
    const without = part.scores?.[head]
    return { ...part, delta: without?.state === 'available' ? base.value - without.value : null }
  })
  return { base: base.value, parts, sum: parts.reduce((sum, { delta }) => sum + (delta ?? 0), 0) }
}
