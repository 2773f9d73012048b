import { detail } from '../../engine/details'
import { EngineError } from '../../engine/errors'

/** Ids that FlagEmbedding skips: `<s>`, `<pad>`, `</s>`, `<unk>`. */
const UNUSED = new Set([0, 1, 2, 3])

/**
 * Lexical weights from weights by position, as FlagEmbedding's _process_token_weights (m3.py:354-369): the largest of each
 * token, only positive ones, without `<s>`, `<pad>`, `</s>` and `<unk>`.
 * @param ids with `<s>` and `</s>`, or without
 * @throws EngineError vector/ragged when there is not one weight for each token
 */
export function weightsByToken(ids: readonly number[], weights: Float64Array): Map<number, number> {
  const body = ids.length === weights.length + 2 ? ids.slice(1, -1) : ids
  if (body.length !== weights.length)
    throw new EngineError(
      'vector/ragged',
      `${weights.length} weights for ${ids.length} tokens: they do not belong together.`,
      { where: detail('token-weights'), row: 0, found: weights.length, expected: body.length },
    )
  const largest = new Map<number, number>()
  body.forEach((id, at) => {
    const weight = weights[at]!
    if (weight > 0 && !UNUSED.has(id)) largest.set(id, Math.max(weight, largest.get(id) ?? 0))
  })
  return largest
}
