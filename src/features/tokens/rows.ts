/** What the tokens view shows of a tokenization. Pure. */
import type { Tokenized } from '../../engine/tokenizer/types'

export interface TokenRow {
  readonly index: number
  readonly id: number
  readonly token: string
  /** UTF-16 range of the text as given; [0, 0] for template tokens, those of the prefix and where there are none. */
  readonly start: number
  readonly end: number
  /** `<s>`, `</s>`, `<mask>` …, of the template or written in the text. */
  readonly special: boolean
  readonly unknown: boolean
  /** Behind the cut at max_length: the model never sees it. */
  readonly beyond: boolean
}

/** From a range of the model input to the text as given. */
export type Original = (start: number, end: number) => readonly [start: number, end: number]

/**
 * All tokens of a text, in order: those that max_length keeps, those beyond it, the template's end.
 * @param special ids by role @param unknown id of `<unk>`
 */
export function tokenRows(
  tokenized: Tokenized,
  all: Tokenized,
  special: ReadonlySet<number>,
  unknown: number | null,
  original: Original,
): TokenRow[] {
  const tail = templateEnd(tokenized, all, special)
  const kept = tokenized.truncated ? tokenized.ids.length - tail : all.ids.length
  return Array.from(all.ids, (id, index) => {
    const [start, end] = isPlaced(all, index) ? original(all.starts![index]!, all.ends![index]!) : [0, 0]
    return {
      index,
      id,
      token: all.tokens[index]!,
      start,
      end,
      special: special.has(id),
      unknown: id === unknown,
      beyond: index >= kept && index < all.ids.length - tail,
    }
  })
}

const isPlaced = ({ starts, ends }: Tokenized, index: number): boolean =>
  starts !== null && ends![index]! > starts[index]!

/** Template tokens at the end, which a cut text has too. */
function templateEnd(tokenized: Tokenized, all: Tokenized, special: ReadonlySet<number>): number {
  let count = 0
  for (;;) {
    const at = all.ids.length - 1 - count
    const id = all.ids[at]
    if (id === undefined || !special.has(id) || isPlaced(all, at)) return count
    if (tokenized.ids[tokenized.ids.length - 1 - count] !== id) return count
    count++
  }
}

export interface CutPlace {
  /** Index of the first token beyond. */
  readonly index: number
  /** UTF-16 offset in the text as given: the end of the last token that is kept. */
  readonly at: number
}

export function cutPlace(rows: readonly TokenRow[]): CutPlace | null {
  const index = rows.findIndex(({ beyond }) => beyond)
  if (index < 0) return null
  return { index, at: rows.slice(0, index).reduce((at, { end }) => Math.max(at, end), 0) }
}

export interface WordRow {
  readonly first: number
  readonly pieces: readonly string[]
  readonly start: number
  readonly end: number
}

/** From here on a word has fallen to pieces. */
export const MANY_PIECES = 4

/** Written without spaces: a sentence is no word. */
const NO_SPACES =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u

/** Words (from one "▁" to the next) of many pieces, most first. None where tokens have no places. */
export function brokenWords(rows: readonly TokenRow[]): WordRow[] {
  const words: { first: number; pieces: string[]; start: number; end: number }[] = []
  let open = false
  for (const { index, token, start, end, special } of rows) {
    if (special || end <= start) {
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
  return words
    .filter(({ pieces }) => pieces.length >= MANY_PIECES && !NO_SPACES.test(pieces.join('')))
    .sort((x, y) => y.pieces.length - x.pieces.length || x.first - y.first)
}

export interface ModeDifference {
  /** Range of the model input. */
  readonly start: number
  readonly end: number
  readonly hf4: readonly string[]
  readonly hf5: readonly string[]
}

/** Tokens [from, to) of either side that cover the same stretch of the text. */
interface Stretch {
  readonly hf4: readonly [from: number, to: number]
  readonly hf5: readonly [from: number, to: number]
}

/**
 * Differing stretches, aligned by the places where both modes end a token, without the tokens that they share.
 * The same ids with other places are no difference: hf4 counts the space before a word to it, hf5 does not.
 * Null where tokens have no places.
 */
export function modeDifferences(hf4: Tokenized, hf5: Tokenized): ModeDifference[] | null {
  if (!hf4.starts || !hf5.starts) return null
  const differing: Stretch[] = []
  for (const stretch of stretches(hf4, hf5)) {
    const left = withoutShared(stretch, hf4, hf5)
    if (left === null) continue
    const last = differing.at(-1)
    if (last?.hf4[1] === left.hf4[0] && last.hf5[1] === left.hf5[0])
      differing[differing.length - 1] = {
        hf4: [last.hf4[0], left.hf4[1]],
        hf5: [last.hf5[0], left.hf5[1]],
      }
    else differing.push(left)
  }
  return differing.map((stretch) => {
    const starts = [hf4.starts![stretch.hf4[0]], hf5.starts![stretch.hf5[0]]]
    const empty = { hf4: stretch.hf4[0] === stretch.hf4[1], hf5: stretch.hf5[0] === stretch.hf5[1] }
    return {
      start: Math.min(empty.hf4 ? Infinity : starts[0]!, empty.hf5 ? Infinity : starts[1]!),
      end: Math.max(
        empty.hf4 ? 0 : hf4.ends![stretch.hf4[1] - 1]!,
        empty.hf5 ? 0 : hf5.ends![stretch.hf5[1] - 1]!,
      ),
      hf4: hf4.tokens.slice(...stretch.hf4),
      hf5: hf5.tokens.slice(...stretch.hf5),
    }
  })
}

/** The shortest stretches of tokens after which both have come to the same place of the text. */
function* stretches(hf4: Tokenized, hf5: Tokenized): Generator<Stretch> {
  const [from4, iTo] = body(hf4)
  const [from5, jTo] = body(hf5)
  let i = from4
  let j = from5
  const end4 = hf4.ends!
  const end5 = hf5.ends!
  while (i < iTo || j < jTo) {
    const [fromI, fromJ] = [i, j]
    let at4 = -1
    let at5 = -1
    do {
      if (i < iTo && (j >= jTo || (at4 === at5 ? end4[i]! <= end5[j]! : at4 < at5))) at4 = end4[i++]!
      else if (j < jTo) at5 = end5[j++]!
      else break
    } while (at4 !== at5)
    // One character may have become several tokens.
    while (i < iTo && end4[i]! <= at4) i++
    while (j < jTo && end5[j]! <= at5) j++
    yield { hf4: [fromI, i], hf5: [fromJ, j] }
  }
}

/** Tokens between those of the template. */
function body({ ids, starts, ends }: Tokenized): [from: number, to: number] {
  let from = 0
  let to = ids.length
  while (from < to && ends![from]! <= starts![from]!) from++
  while (to > from && ends![to - 1]! <= starts![to - 1]!) to--
  return [from, to]
}

function withoutShared(stretch: Stretch, hf4: Tokenized, hf5: Tokenized): Stretch | null {
  let [i, iTo] = stretch.hf4
  let [j, jTo] = stretch.hf5
  while (i < iTo && j < jTo && hf4.ids[i] === hf5.ids[j]) {
    i++
    j++
  }
  while (i < iTo && j < jTo && hf4.ids[iTo - 1] === hf5.ids[jTo - 1]) {
    iTo--
    jTo--
  }
  return i === iTo && j === jTo ? null : { hf4: [i, iTo], hf5: [j, jTo] }
}
