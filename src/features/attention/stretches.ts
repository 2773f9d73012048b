/** The text of the attention view, token by token. Pure. */
import type { Tokenized } from '../../engine/tokenizer/types'
import { piecesOf } from '../../ui/pieces'
import { visibleToken } from '../../ui/token-parts'

export interface Stretch {
  /** Its place in the list. */
  readonly place: number
  readonly text: string
  /** Null: text that no token stands for. */
  readonly token: number | null
}

/**
 * The whole text in the order of its tokens. Tokens without a range of their own (`<s>`, `</s>`, a "▁" that shares its place
 * with the word after it) stand where their number says, written as tokens.
 */
export function stretchesOf(tokenized: Tokenized): readonly Stretch[] {
  const { pieces, elsewhere } = piecesOf(tokenized)
  const found: Stretch[] = []
  const add = (text: string, token: number | null) => found.push({ place: found.length, text, token })
  let next = 0
  const addElsewhere = (before: number) => {
    for (; next < elsewhere.length && elsewhere[next]! < before; next++)
      add(visibleToken(tokenized.tokens[elsewhere[next]!]!), elsewhere[next]!)
  }
  // Without offsets the text stands first, as a whole: it is not in tokens.
  const first = pieces.find(({ token }) => token !== null)?.token
  if (first !== undefined && first !== null) addElsewhere(first)
  for (const { text, token } of pieces) {
    if (token !== null) addElsewhere(token)
    add(text, token)
  }
  addElsewhere(Infinity)
  return found
}
