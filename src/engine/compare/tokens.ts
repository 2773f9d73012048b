/** How two models cut the same texts into tokens. */
import type { Tokenized } from '../tokenizer/types'
import type { ModelRun, TwoRuns } from './types'

export interface TokenId {
  readonly token: string
  readonly id: number
}

/** How two models cut one text. */
export type TokensCompared =
  | { readonly equal: true; readonly count: number }
  | {
      readonly equal: false
      /** Index of the first token that differs; where one list ends, its length. */
      readonly at: number
      /** Null: the list ends before. */
      readonly first: TokenId | null
      readonly second: TokenId | null
      readonly firstCount: number
      readonly secondCount: number
    }

/** Equal: the same ids, and each id the same token. */
export function compareTokens(first: Tokenized, second: Tokenized): TokensCompared {
  const shorter = Math.min(first.ids.length, second.ids.length)
  const isSame = (i: number) => first.ids[i] === second.ids[i] && first.tokens[i] === second.tokens[i]
  let at = 0
  while (at < shorter && isSame(at)) at++
  if (at === first.ids.length && at === second.ids.length) return { equal: true, count: at }
  return {
    equal: false,
    at,
    first: tokenIdAt(first, at),
    second: tokenIdAt(second, at),
    firstCount: first.ids.length,
    secondCount: second.ids.length,
  }
}

const tokenIdAt = ({ tokens, ids }: Tokenized, at: number): TokenId | null =>
  at < ids.length ? { token: tokens[at]!, id: ids[at]! } : null

const tokensOf = (result: ModelRun, side: 'a' | 'b') => result.reply[side].encoded.tokenized

export const tokensCompared = ({ first, second }: TwoRuns, side: 'a' | 'b'): TokensCompared =>
  compareTokens(tokensOf(first, side), tokensOf(second, side))

/**
 * Whether ids mean the same tokens under both models: vocabularies of one size, and in these texts no id with two
 * tokens and no token with two ids. Only then may terms be put beside each other.
 */
export function sameVocabulary({ first, second }: TwoRuns): boolean {
  if (first.info.tokenizer.vocabSize !== second.info.tokenizer.vocabSize) return false
  const tokens = new Map<number, string>()
  const ids = new Map<string, number>()
  for (const text of [first, second].flatMap((result) => [tokensOf(result, 'a'), tokensOf(result, 'b')]))
    for (const [i, id] of text.ids.entries()) {
      const token = text.tokens[i]!
      if ((tokens.get(id) ?? token) !== token || (ids.get(token) ?? id) !== id) return false
      tokens.set(id, token)
      ids.set(token, id)
    }
  return true
}
