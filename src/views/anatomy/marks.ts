/** Which tokens belong to the one that is looked at. Pure. */
import type { ColbertDirection, ColbertExplanation } from '../../engine/score/types'

export type Side = 'a' | 'b'

export interface At {
  readonly side: Side
  /** Token index. */
  readonly index: number
}

export const other = (side: Side): Side => (side === 'a' ? 'b' : 'a')

/** The direction in which a side asks. */
export const directionOf = ({ forward, backward }: ColbertExplanation, side: Side): ColbertDirection =>
  side === 'a' ? forward : backward

/** Best match on the other side of a token; null for one without a row (`<s>`). */
export function bestOf(colbert: ColbertExplanation, { side, index }: At): number | null {
  const direction = directionOf(colbert, side)
  const row = direction.queryTokens.indexOf(index)
  return row < 0 ? null : direction.bestTokens[row]!
}

/** Similarity of each token with its best match, by token index. */
export const similaritiesBy = ({
  queryTokens,
  similarities,
}: ColbertDirection): ReadonlyMap<number, number> =>
  new Map(Array.from(queryTokens, (token, row) => [token, similarities[row]!]))
