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

/** A token of nothing but marks. Around a word it is no piece of it; within (x-ray, a link) it is. */
const MARKS = /^▁?\p{P}+$/u

/**
 * Words of at least MANY_PIECES tokens: from one "▁", or one token of a script without spaces, to the next, without the marks
 * before and after. Empty if the tokenizer gives no offsets.
 */
export function splitWords(tokens: Iterable<Placed>): WordPieces[] {
  const words: WordPieces[] = []
  let open: Placed[] = []
  const close = () => {
    const from = open.findIndex(({ token }) => !MARKS.test(token))
    const word = open.slice(Math.max(0, from), open.findLastIndex(({ token }) => !MARKS.test(token)) + 1)
    open = []
    if (word.length < MANY_PIECES) return
    words.push({
      first: word[0]!.index,
      pieces: word.map(({ token }) => token),
      start: word[0]!.start,
      end: word.reduce((end, one) => Math.max(end, one.end), 0),
    })
  }
  for (const each of tokens) {
    const { token, start, end, special } = each
    const breaks = special || end <= start || NO_SPACES.test(token)
    if (breaks || token.startsWith('▁')) close()
    if (!breaks) open.push(each)
  }
  close()
  return words
}
