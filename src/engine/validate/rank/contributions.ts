/** The distance between two documents, head by head. */
import { FUSED_HEADS } from '../../score/fuse'
import type { Weights } from '../../score/types'
import type { AnsweredName } from '../answer-types'
import { HEAD_NAMES, type HeadName } from '../types'
import { isFused } from './columns'
import type { Contribution } from './types'

type Values = Readonly<Record<HeadName, number>>

/**
 * @param below the heads' scores of the document that ranks lower
 * @returns one part for each head of the score, in the order dense, sparse, ColBERT; they sum to (score of `below` − score of
 *   `above`), up to the rounding of the last digits of a double. Empty: the score has no heads (production's), or the weights sum to 0
 */
export function contributionsOf(
  name: AnsweredName,
  weights: Weights,
  below: Values,
  above: Values,
): Contribution[] {
  if (name === 'production') return []
  const heads: readonly HeadName[] = isFused(name)
    ? HEAD_NAMES.filter((head) => (FUSED_HEADS[name] as readonly HeadName[]).includes(head))
    : [name]
  const total = isFused(name) ? heads.reduce((sum, head) => sum + weights[head], 0) : 1
  if (!(total > 0)) return []
  return heads.map((head) => {
    const share = isFused(name) ? weights[head] / total : 1
    return { head, below: below[head], above: above[head], share, part: share * (below[head] - above[head]) }
  })
}
