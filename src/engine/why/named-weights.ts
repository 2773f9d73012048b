/** Lexical weights whose keys are tokens: their ids are looked up in the model's vocabulary. */
import { EngineError } from '../errors'
import type { Tokenizer } from '../tokenizer/tokenizer'
import type { WhyTarget } from './types'

/** FlagEmbedding's convert_id_to_token decodes each id by itself, which drops the mark of white space before a word. */
const SPACE = '▁'

/** What `why` explains, before ids are looked up. */
export type GivenTarget =
  | WhyTarget
  | { readonly head: 'sparse'; readonly byToken: ReadonlyMap<string, number> }

/**
 * A token with and without white space before it may both be in the vocabulary: the one that the text has is meant.
 * @param texts whose tokens decide
 * @throws EngineError why/token-name, with the tokens that the vocabulary has not, or has twice while no text decides
 */
export function withIds(target: GivenTarget, tokenizer: Tokenizer, texts: readonly string[]): WhyTarget {
  if (!('byToken' in target)) return target
  const { byToken } = target
  const ids = idsOf(new Set([...byToken.keys()].flatMap(formsOf)), tokenizer)
  const limit = Math.max(2, ...texts.map((text) => tokenizer.count(text)))
  const inTexts = new Set(texts.flatMap((text) => [...tokenizer.encode(text, limit).ids]))
  const weights = new Map<number, number>()
  const unknown: string[] = []
  for (const [token, weight] of byToken) {
    const all = formsOf(token).flatMap((form) => ids.get(form) ?? [])
    const present = all.filter((id) => inTexts.has(id))
    const chosen = present.length > 0 ? present : all
    // Decoded tokens that the text has in both forms are one key, with the larger weight; which of them had it is lost.
    if (chosen.length !== 1) unknown.push(all.length > 1 ? formsOf(token).join(' | ') : token)
    else weights.set(chosen[0]!, Math.max(weight, weights.get(chosen[0]!) ?? 0))
  }
  if (unknown.length === 0) return { head: 'sparse', weights }
  const found = unknown.slice(0, 8).join(', ')
  throw new EngineError(
    'why/token-name',
    `The ids of these tokens cannot be told from the vocabulary: ${found}. Give lexical_weights with ids as keys.`,
    { found },
  )
}

const formsOf = (token: string): string[] =>
  token.startsWith(SPACE) ? [token] : [token, SPACE + token.replace(/^ /, '')]

function idsOf(wanted: ReadonlySet<string>, tokenizer: Tokenizer): ReadonlyMap<string, number> {
  const found = new Map<string, number>()
  for (let id = 0; id < tokenizer.info.vocabSize; id++) {
    const token = tokenizer.idToToken(id)
    if (token !== null && wanted.has(token)) found.set(token, id)
  }
  return found
}
