/** Words of a text in tokens. */

interface Placed {
  readonly index: number
  readonly token: string
  /** UTF-16 range; empty: the token has no place in the text. */
  readonly start: number
  readonly end: number
  readonly special: boolean
}

export interface WordPieces {
  /** Index of its first token. */
  readonly first: number
  readonly pieces: readonly string[]
  readonly start: number
  readonly end: number
}

/** The number of tokens from which a word counts as split. */
export const MANY_PIECES = 4

/** Scripts that are written without spaces. There, everything between two spaces is a sentence, so such a token ends a word. */
const NO_SPACES =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u

/** Words of at least MANY_PIECES tokens: from one "▁", or one token of a script without spaces, to the next. Empty if the tokenizer gives no offsets. */
export function splitWords(tokens: Iterable<Placed>): WordPieces[] {
  const words: { first: number; pieces: string[]; start: number; end: number }[] = []
  let open = false
  for (const { index, token, start, end, special } of tokens) {
    if (special || end <= start || NO_SPACES.test(token)) {
      open = false
      continue
    }
    const last = words.at(-1)
    if (open && last && !token.startsWith('▁')) {
      last.pieces.push(token)
      last.end = Math.max(last.end, end)
    } else words.push({ first: index, pieces: [token], start, end })
    open = true
  }
  return words.filter(({ pieces }) => pieces.length >= MANY_PIECES)
}
