/** A field `tokens` with strings: the pieces of one text, or texts. */
import { isObject } from '../../engine/values'

/** Marks of SentencePiece, WordPiece and byte-level BPE, and special tokens. */
const PIECE = /^(?:[▁Ġ]|##)|^(?:<\/?s>|\[CLS\]|\[SEP\])$/
/** Without a mark: each is one word. */
const isWord = (text: string) => !/\s/.test(text.trim()) && text.length <= 12

function stringsOf(body: unknown): readonly string[] | null {
  const tokens = isObject(body) ? body['tokens'] : undefined
  return Array.isArray(tokens) && tokens.length > 0 && tokens.every((token) => typeof token === 'string')
    ? tokens
    : null
}

const arePieces = (tokens: readonly string[]) =>
  tokens.some((token) => PIECE.test(token)) || tokens.every(isWord)

/** Null: there is no such field, or it holds pieces. */
export function tokenTexts(body: unknown): readonly string[] | null {
  const tokens = stringsOf(body)
  return tokens === null || arePieces(tokens) ? null : tokens
}

/** Null: there is no such field, or it holds texts. */
export function tokenPieces(body: unknown): readonly string[] | null {
  const tokens = stringsOf(body)
  return tokens !== null && arePieces(tokens) ? tokens : null
}
