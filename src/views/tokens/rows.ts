/** What the tokens view shows of a tokenization. Pure. */
import type { Tokenized } from '../../engine/tokenizer/types'

export interface TokenRow {
  readonly index: number
  readonly id: number
  readonly token: string
  /** UTF-16 range of the text as given; [0, 0] for template tokens and where there are none. */
  readonly start: number
  readonly end: number
  /** Of the template: `<s>`, `</s>`. */
  readonly special: boolean
  readonly unknown: boolean
  /** Behind the cut at max_length: the model never sees it. */
  readonly beyond: boolean
}

export type Original = (start: number, end: number) => readonly [number, number]

/**
 * All tokens of a text. Those that max_length keeps come first; `</s>` then stands behind the cut ones in `all`.
 * @param special ids of the template @param unknown id of `<unk>`
 */
export function tokenRows(
  tokenized: Tokenized,
  all: Tokenized,
  special: ReadonlySet<number>,
  unknown: number | null,
  original: Original,
): TokenRow[] {
  const { truncated } = tokenized
  const kept = tokenized.ids.length - (truncated ? 1 : 0)
  return Array.from(all.ids, (id, index) => {
    const from = all.starts?.[index] ?? 0
    const to = all.ends?.[index] ?? 0
    const placed = to > from
    const [start, end] = placed ? original(from, to) : [0, 0]
    const template = !placed && special.has(id)
    return {
      index,
      id,
      token: all.tokens[index]!,
      start,
      end,
      special: template,
      unknown: id === unknown,
      beyond: truncated && index >= kept && !(template && index === all.ids.length - 1),
    }
  })
}

export interface WordRow {
  readonly first: number
  readonly pieces: readonly string[]
  readonly start: number
  readonly end: number
}

/** From here on a word has fallen to pieces. */
export const MANY_PIECES = 4

/** Words (from one "▁" to the next) of many pieces, most first. */
export function brokenWords(rows: readonly TokenRow[]): WordRow[] {
  const words: { first: number; pieces: string[]; start: number; end: number }[] = []
  for (const { index, token, start, end, special } of rows) {
    if (special) continue
    const last = words.at(-1)
    if (token.startsWith('▁') || !last || last.end !== start)
      words.push({ first: index, pieces: [token], start, end })
    else {
      last.pieces.push(token)
      last.end = Math.max(last.end, end)
    }
  }
  // Chinese is written without spaces: a sentence is no word.
  return words
    .filter(
      ({ pieces }) =>
        pieces.length >= MANY_PIECES &&
        !/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u.test(pieces.join('')),
    )
    .sort((x, y) => y.pieces.length - x.pieces.length || x.first - y.first)
}

export interface ModeDifference {
  readonly start: number
  readonly end: number
  readonly hf4: readonly string[]
  readonly hf5: readonly string[]
}

/** Where two tokenizations of the same text part, between places where both begin a token. */
export function modeDifferences(hf4: Tokenized, hf5: Tokenized): ModeDifference[] | null {
  if (!hf4.starts || !hf5.starts) return null
  const found: ModeDifference[] = []
  let i = 0
  let j = 0
  const same = () =>
    hf4.ids[i] === hf5.ids[j] && hf4.starts![i] === hf5.starts![j] && hf4.ends![i] === hf5.ends![j]
  while (i < hf4.ids.length && j < hf5.ids.length) {
    if (same()) {
      i++
      j++
      continue
    }
    const [fromI, fromJ] = [i, j]
    // To the next token that both have.
    const ahead = new Map<string, number>()
    for (let k = j; k < Math.min(hf5.ids.length, j + 200); k++) ahead.set(key(hf5, k), k)
    while (i < hf4.ids.length && !ahead.has(key(hf4, i))) i++
    j = i < hf4.ids.length ? ahead.get(key(hf4, i))! : hf5.ids.length
    found.push(difference(hf4, hf5, fromI, i, fromJ, j))
  }
  if (i < hf4.ids.length || j < hf5.ids.length)
    found.push(difference(hf4, hf5, i, hf4.ids.length, j, hf5.ids.length))
  return found
}

const key = ({ ids, starts, ends }: Tokenized, at: number): string => `${ids[at]} ${starts![at]} ${ends![at]}`

function difference(
  hf4: Tokenized,
  hf5: Tokenized,
  i: number,
  iTo: number,
  j: number,
  jTo: number,
): ModeDifference {
  const start = Math.min(hf4.starts![i] ?? Infinity, hf5.starts![j] ?? Infinity)
  return {
    start: Number.isFinite(start) ? start : 0,
    end: Math.max(hf4.ends![iTo - 1] ?? 0, hf5.ends![jTo - 1] ?? 0),
    hf4: hf4.tokens.slice(i, iTo),
    hf5: hf5.tokens.slice(j, jTo),
  }
}
