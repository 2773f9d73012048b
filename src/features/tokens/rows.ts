/** Derives the rows of the tokens view from a tokenization. Pure. */
import type { Tokenized } from '../../engine/tokenizer/types'
import { splitWords, type WordPieces } from '../../engine/tokenizer/words'

export interface TokenRow {
  readonly index: number
  readonly id: number
  readonly token: string
  /**
   * UTF-16 range of the original text; [0, 0]: a template token, a token of the prefix, or the tokenizer gives no
   * offsets.
   */
  readonly start: number
  readonly end: number
  /** Whether it is a special token such as `<s>`, `</s>` or `<mask>`, added by the template or written in the text. */
  readonly special: boolean
  readonly unknown: boolean
  /** Whether the token is after the cut at max_length, so that the model does not read it. */
  readonly beyond: boolean
}

/** Converts a range of the model input to a range of the original text. */
export type Original = (start: number, end: number) => readonly [start: number, end: number]

/**
 * All tokens of a text in order: those that max_length keeps, those after the cut, and the template tokens at the
 * end.
 * @param tokenized cut at max_length
 * @param all the same text without a cut
 * @param special ids of the special tokens
 * @param unknown id of `<unk>`; null: there is none
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

/** Number of template tokens at the end. A cut text has them too. */
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
  /** Index of the first token after the cut. */
  readonly index: number
  /** UTF-16 offset in the original text: the end of the last token before the cut. */
  readonly at: number
}

export function cutPlace(rows: readonly TokenRow[]): CutPlace | null {
  const index = rows.findIndex(({ beyond }) => beyond)
  if (index < 0) return null
  return { index, at: rows.slice(0, index).reduce((at, { end }) => Math.max(at, end), 0) }
}

/** Words of many tokens, those with most tokens first. Empty if the tokenizer gives no offsets. */
export const brokenWords = (rows: readonly TokenRow[]): WordPieces[] =>
  splitWords(rows).sort((x, y) => y.pieces.length - x.pieces.length || x.first - y.first)

/** Equal things of a text, counted. */
export interface Repeated<T> {
  /** The first of them. */
  readonly one: T
  readonly all: readonly T[]
}

/** Groups what has the same key, in the order of the first of each. */
export function repeated<T>(list: readonly T[], keyOf: (one: T) => string): Repeated<T>[] {
  const groups = new Map<string, { one: T; all: T[] }>()
  for (const one of list) {
    const key = keyOf(one)
    const group = groups.get(key)
    if (group) group.all.push(one)
    else groups.set(key, { one, all: [one] })
  }
  return [...groups.values()]
}

export interface ModeDifference {
  /** UTF-16 range [start, end) of the model input. */
  readonly start: number
  readonly end: number
  readonly hf4: readonly string[]
  readonly hf5: readonly string[]
}

const sameIds = ({ ids: x }: Tokenized, { ids: y }: Tokenized): boolean =>
  x.length === y.length && x.every((id, at) => id === y[at])

/** The tokens [from, to) of each mode that cover the same range of the text. */
interface Stretch {
  readonly hf4: readonly [from: number, to: number]
  readonly hf5: readonly [from: number, to: number]
}

/**
 * The ranges in which the two modes give different tokens. The tokens are aligned where both modes end a token;
 * tokens that both share at either end of a range are left out. The same ids with other offsets are not a difference:
 * hf4 counts the space before a word as part of its token, hf5 does not. Null: the ids differ, and the tokenizer gives no
 * offsets to say where.
 */
export function modeDifferences(hf4: Tokenized, hf5: Tokenized): ModeDifference[] | null {
  if (sameIds(hf4, hf5)) return []
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

/**
 * Aligns both modes: yields the shortest ranges of tokens after which both have reached the same offset of the text.
 */
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
    // One character may be encoded as several tokens, which all end at the same offset.
    while (i < iTo && end4[i]! <= at4) i++
    while (j < jTo && end5[j]! <= at5) j++
    yield { hf4: [fromI, i], hf5: [fromJ, j] }
  }
}

/** The range of tokens between the template tokens. */
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
