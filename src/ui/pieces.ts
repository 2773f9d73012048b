/** Splits a text into the pieces of its tokens, so that each token can be marked. Pure. */
import type { Tokenized } from '../engine/tokenizer/types'

/** A range of the text: the range of a token, or a range between two tokens. */
export interface Piece {
  readonly text: string
  /** Index of the token; null for a range between two tokens. */
  readonly token: number | null
}

export interface Pieces {
  readonly pieces: readonly Piece[]
  /** Tokens without a range in the text: `<s>`, `</s>`, and every token if the tokenizer gives no offsets. */
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
