/** Sparse weights name the tokens that were encoded: what production had, and what the page has. */
import type { LoadedModel } from '../model/load'
import { skippedIds } from '../heads/sparse'
import type { Bag, BagToken } from './note-types'
import { idsOf, recipeOf } from './recipe'
import type { WhyInput } from './types'

/** @param shift 1 where the ids of the target are counted from 1 */
export function bagOf(
  model: LoadedModel,
  input: WhyInput,
  weights: ReadonlyMap<number, number>,
  shift: 0 | 1,
): Bag {
  const tokenizer = model.tokenizers.get(input.settings.tokenizerMode)
  const skipped = skippedIds(model.info.tokenizer.specialIds)
  const ours = [...new Set(idsOf(model, recipeOf(input)))].filter((id) => !skipped.has(id))
  const token = (id: number, weight: number | null): BagToken => ({
    id,
    token: tokenizer.idToToken(id),
    weight,
  })
  const theirs = [...weights]
    .map(([id, weight]) => token(id - shift, weight))
    .toSorted((a, b) => b.weight! - a.weight!)
  const known = new Set(ours)
  const has = new Set(theirs.map(({ id }) => id))
  return {
    theirs,
    onlyTheirs: theirs.filter(({ id }) => !known.has(id) && !skipped.has(id)),
    onlyOurs: ours.filter((id) => !has.has(id)).map((id) => token(id, null)),
  }
}
