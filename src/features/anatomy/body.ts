/** What of a side's model input is its text, and how long leaving out each word of it takes. Pure. */
import { prefixOf } from '../../core/prepared'
import type { Side } from '../../core/state'
import type { AnatomyState, Occlusion } from './types'

/** Length of the prefix before a side's text. When A is compared with itself, both are sentences of A, with A's prefix. */
export const bodyStart = ({ inputs }: Pick<AnatomyState, 'inputs'>, side: Side): number =>
  prefixOf(inputs, inputs.against === 'self' ? 'a' : side).length

export interface TimePerText {
  readonly milliseconds: number
  /** The model's first run of this text: later ones take a third of it, or all of it. */
  readonly isFirst: boolean
}

/**
 * Measured on the parts that were left out, if there are any. A text without one of n sentences is shorter by an nth.
 * @param first milliseconds of the text's own run
 */
export function timePerText(found: Occlusion | null, first: number): TimePerText {
  const count = found?.parts.length ?? 0
  if (found === null || found.time === null || found.run.phase !== 'done' || count === 0)
    return { milliseconds: first, isFirst: true }
  const share = found.kind === 'sentence' && count > 1 ? 1 - 1 / count : 1
  return { milliseconds: found.time / count / share, isFirst: false }
}
