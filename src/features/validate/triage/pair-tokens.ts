/** The tokens behind a pair's score. Pure. */
import type { AnalyzeReply } from '../../../host/calls'
import type { Encoded } from '../../../engine/encode/types'
import type { ColbertDirection, OneSidedToken } from '../../../engine/score/types'
import type { LoneToken, PairTokens } from './why-types'

/** Tokens of each list that are shown. */
const MOST = 8

type Pair = Pick<AnalyzeReply, 'a' | 'b' | 'explanation'>

export function pairTokens({ a, b, explanation: { sparse, colbert } }: Pair): PairTokens {
  const forward = colbert.state === 'available' ? colbert.value.forward : null
  const backward = colbert.state === 'available' ? colbert.value.backward : null
  const only = sparse.state === 'available' ? sparse.value : null
  return {
    shared: (only?.shared ?? []).slice(0, MOST).map(({ token, product }) => ({ token, product })),
    loneQuery: loneTokens(a.encoded, only?.onlyA ?? null, forward),
    loneDocument: loneTokens(b.encoded, only?.onlyB ?? null, backward),
  }
}

/**
 * Tokens that the other text does not have, first the one that costs most: the highest product of its lexical weight and of what
 * its best match lacks (1 − similarity). Where one of the heads is missing, the other one decides.
 * @param only null: the model has no sparse head; then these are the tokens with the lowest similarity
 */
function loneTokens(
  { tokenized }: Pick<Encoded, 'tokenized'>,
  only: readonly OneSidedToken[] | null,
  direction: ColbertDirection | null,
): LoneToken[] {
  const similarities = bestById(tokenized.ids, direction)
  const all: LoneToken[] =
    only !== null
      ? only.map(({ id, token, weight }) => ({ token, weight, similarity: similarities?.get(id) ?? null }))
      : [...(similarities ?? [])].map(([id, similarity]) => ({
          token: tokenized.tokens[tokenized.ids.indexOf(id)] ?? `#${id}`,
          similarity,
          weight: null,
        }))
  const cost = ({ weight, similarity }: LoneToken) =>
    (weight ?? 1) * (similarity === null ? 1 : 1 - similarity)
  return all.sort((one, other) => cost(other) - cost(one)).slice(0, MOST)
}

/** The best similarity of each token id: a token may stand in a text more than once. */
function bestById(ids: Int32Array, direction: ColbertDirection | null): ReadonlyMap<number, number> | null {
  if (direction === null) return null
  const best = new Map<number, number>()
  direction.queryTokens.forEach((index, row) => {
    const id = ids[index]!
    if (index === ids.length - 1) return // </s> stands for no word
    best.set(id, Math.max(best.get(id) ?? -Infinity, direction.similarities[row]!))
  })
  return best
}
