import { detail } from '../details'
import { AlignedText } from './aligned-text'
import { invalid } from './invalid'

/** Finds what a Replace normaliser replaces. */
export interface Pattern {
  /** Matches from left to right, none of them empty, as [start, end). */
  readonly matches: (text: string) => Iterable<readonly [start: number, end: number]>
}

/** Characters that one step may add: replacements one after the other may double a text each time. */
const MOST_ADDED = 2 ** 21

/**
 * The Replace normaliser. Equals tokenizers 0.22.2's `NormalizedString::replace`: what is written in place of a
 * match stands for the last character of the match.
 * @throws EngineError tokenizer/invalid when the replacement adds millions of characters
 */
export function normalizeReplace(input: AlignedText, pattern: Pattern, content: string): AlignedText {
  let output: AlignedText | null = null
  let copied = 0
  for (const [start, end] of pattern.matches(input.toString())) {
    output ??= new AlignedText(input.origin, input.length)
    output.append(input, copied, start)
    copied = end
    for (let i = 0; i < content.length; i++)
      output.push(content.charCodeAt(i), input.starts[copied - 1]!, input.ends[copied - 1]!)
    if (output.length - copied > MOST_ADDED)
      throw invalid('tokenizer.json', detail('replace-grows', { limit: MOST_ADDED }))
  }
  if (output === null) return input
  output.append(input, copied, input.length)
  return output
}

const ESCAPED = String.raw`\\[\\[\](){}.*+?^$|/-]`
const ONE = String.raw`(?:[^\\[\](){}.*+?^$|]|${ESCAPED}|\[(?:[^\\[\]^&-]|\\[\\\]^-])+\])`
const COUNT = String.raw`(?:\+|\{[1-9]\d*(?:,\d*)?\})?`
const PLAIN = new RegExp(`^(?:${ONE}${COUNT})+$`, 'u')
const ITEM = new RegExp(`(${ONE})(${COUNT})`, 'gu')
/** Longer ones are not taken: a text is looked at once for each item. */
const MOST_ITEMS = 64
const LONGEST = 1000

/** A character of a set, that many times. */
interface Item {
  readonly has: ReadonlySet<number>
  readonly least: number
  readonly most: number
}

/**
 * A Regex pattern (Oniguruma's dialect), or null when JavaScript might understand it in another way: only literal characters,
 * sets of literals, `+` and counts are taken, and nothing that can match emptiness. XLM-R's own pattern is ` {2,}`.
 * It does not run as a RegExp: of several counts one after the other that would try all ways to share a text among them.
 */
export function plainPattern(source: string): Pattern | null {
  if (source.length > LONGEST || !PLAIN.test(source)) return null
  const items = [...source.matchAll(ITEM)].map(([, one = '', count = '']) => itemOf(one, count))
  if (items.length > MOST_ITEMS || items.some(({ least, most }) => least > most)) return null
  return { matches: (text) => matchesOf(items, text) }
}

function itemOf(one: string, count: string): Item {
  const set = one.length > 1 && one.startsWith('[') ? one.slice(1, -1) : one
  const has = new Set(
    [...set.matchAll(/\\(.)|(.)/gsu)].map(([, escaped, plain]) => (escaped ?? plain)!.codePointAt(0)!),
  )
  const [, least = '1', range, most = ''] = /^\{(\d+)(,(\d*))?\}$/.exec(count) ?? []
  if (count === '+') return { has, least: 1, most: Infinity }
  return {
    has,
    least: Number(least),
    most: range === undefined ? Number(least) : most === '' ? Infinity : Number(most),
  }
}

/**
 * Greedy matches. Of items one after the other, each as long as can be, a later end of one never gives an earlier end of all:
 * so it is enough to know, for each place, the last end of what follows.
 */
function* matchesOf(items: readonly Item[], text: string): Generator<readonly [number, number]> {
  const points: number[] = []
  const places: number[] = []
  for (let at = 0; at < text.length;) {
    const point = text.codePointAt(at)!
    points.push(point)
    places.push(at)
    at += point > 0xffff ? 2 : 1
  }
  places.push(text.length)
  const n = points.length
  // ends[i]: where the items that were looked at so far end if they begin at i; -1: they do not match there.
  let ends = Int32Array.from({ length: n + 1 }, (_, i) => i)
  for (const item of items.toReversed()) ends = endsBefore(item, ends, points)
  for (let at = 0; at < n;) {
    const end = ends[at]!
    if (end > at) yield [places[at]!, places[end]!]
    at = end > at ? end : at + 1
  }
}

function endsBefore(
  { has, least, most }: Item,
  after: Int32Array,
  points: readonly number[],
): Int32Array<ArrayBuffer> {
  const n = points.length
  // last[i]: the last place up to i from which what follows matches; -1: none.
  const last = new Int32Array(n + 1)
  for (let i = 0; i <= n; i++) last[i] = after[i]! >= 0 ? i : i > 0 ? last[i - 1]! : -1
  const ends = new Int32Array(n + 1).fill(-1)
  let run = 0
  for (let i = n - 1; i >= 0; i--) {
    run = has.has(points[i]!) ? run + 1 : 0
    if (run < least) continue
    const from = last[i + Math.min(run, most)]!
    if (from >= i + least) ends[i] = after[from]!
  }
  return ends
}

/** A text itself, not empty. */
export const literalPattern = (literal: string): Pattern => ({
  *matches(text) {
    for (let at = text.indexOf(literal); at >= 0; at = text.indexOf(literal, at + literal.length))
      yield [at, at + literal.length]
  },
})

export const escapeRegex = (text: string) => text.replace(/[\\[\](){}.*+?^$|/]/g, '\\$&')
