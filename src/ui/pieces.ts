/** A text cut along its tokens, so that each can be marked. Pure. */
import type { Tokenized } from '../engine/tokenizer/types'

/** A stretch of the text: a token's, or what lies between two. */
export interface Piece {
  readonly text: string
  /** Null: of no token. */
  readonly token: number | null
}

export interface Pieces {
  readonly pieces: readonly Piece[]
  /** Tokens that stand for no place in the text: `<s>`, `</s>`, and all of them without offsets. */
  readonly elsewhere: readonly number[]
}

/**
 * Of two tokens that share a place, the first has it and the other is elsewhere; but the "▁" before a word, which has the
 * place of the word's first character, leaves it to the word.
 */
export function piecesOf({ text, starts, ends, tokens }: Tokenized): Pieces {
  if (starts === null || ends === null)
    return { pieces: [{ text, token: null }], elsewhere: tokens.map((_, at) => at) }
  const pieces: Piece[] = []
  const elsewhere: number[] = []
  let at = 0
  for (let token = 0; token < tokens.length; token++) {
    const start = Math.max(at, starts[token]!)
    const end = ends[token]!
    const yields = tokens[token] === '▁' && starts[token + 1] === starts[token] && ends[token + 1]! >= end
    if (end <= start || yields) {
      elsewhere.push(token)
      continue
    }
    if (start > at) pieces.push({ text: text.slice(at, start), token: null })
    pieces.push({ text: text.slice(start, end), token })
    at = end
  }
  if (at < text.length) pieces.push({ text: text.slice(at), token: null })
  return { pieces, elsewhere }
}
