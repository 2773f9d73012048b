import type { SpecialIds } from '../tokenizer/types'

/** relu(sparse_linear(h)) squeezed to [n]. Changes its argument. Does nothing if the graph has applied ReLU already. */
export function relu(weights: Float32Array): Float32Array {
  for (let i = 0; i < weights.length; i++) if (!(weights[i]! > 0)) weights[i] = 0
  return weights
}

/** The ids that lexical_weights never holds: cls, eos, pad, unk; `<mask>` is kept, as in FlagEmbedding. */
export const skippedIds = (special: SpecialIds): ReadonlySet<number> =>
  new Set([special.cls, special.eos, special.pad, special.unk].filter((id) => id !== null))

/**
 * FlagEmbedding's _process_token_weights: special ids skipped, weights > 0 only, maximum over duplicates, keys in
 * order of first positive occurrence.
 * @param ids [n] @param weights [n] after ReLU
 */
export function lexicalWeights(
  ids: Int32Array,
  weights: Float32Array,
  skipped: ReadonlySet<number>,
): ReadonlyMap<number, number> {
  const result = new Map<number, number>()
  for (let i = 0; i < ids.length; i++) {
    const id = ids[i]!
    const weight = weights[i]!
    if (!skipped.has(id) && weight > (result.get(id) ?? 0)) result.set(id, weight)
  }
  return result
}
