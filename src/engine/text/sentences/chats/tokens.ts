/** The beginning of a line as a short string with one character for each token, which the grammar of times reads. */
import { calendarWord, isLetter, isUnspaced } from './calendar'

export interface Tokens {
  /**
   * '1', '2', '4', 'n': a number of one, two, four or another number of digits. A character from WORDS on: a word of the
   * calendar. 'x': another word. ' ': spaces. 't': a tab. '[', ']': any bracket. '-': any dash. Others: `UNITS`, marks.
   */
  readonly kinds: string
  /** Lower case, ASCII digits, plain spaces, without marks of direction. */
  readonly text: string
  /** Offset of each token in `text`; the last is its end. */
  readonly starts: readonly number[]
  /** UTF-16 offset in the line of each character of `text`; the last is its end. */
  readonly at: readonly number[]
}

/** Kind of a calendar word: this plus its bits. */
export const WORDS = 0x100

/** The class of all kinds of words that may stand for any of these bits. */
export const classOf = (bits: number): string =>
  `[${Array.from({ length: 32 }, (_, kinds) => (kinds & bits ? String.fromCharCode(WORDS + kinds) : '')).join('')}]`

const same = (chars: string, kind: string): (readonly [string, string])[] =>
  [...chars].map((char) => [char, kind] as const)

/** Units that stand beside numbers. */
const UNITS = new Map([
  ...same('年년', 'y'),
  ...same('月월', 'm'),
  ['tháng', 'm'] as const,
  ['năm', 'y'] as const,
  ...same('日일', 'D'),
  ...same('时時시点點h', 'h'),
  ...same('分분', 'i'),
  ...same('秒초', 's'),
  ...same('t', 'T'),
  ...[
    'z',
    'utc',
    'gmt',
    'est',
    'edt',
    'cst',
    'cdt',
    'mst',
    'mdt',
    'pst',
    'pdt',
    'cet',
    'cest',
    'bst',
    'ist',
    'jst',
  ].map((zone) => [zone, 'Z'] as const),
  ...['st', 'nd', 'rd', 'th', 'er', 'º', 'ª'].map((ordinal) => [ordinal, 'o'] as const),
])

const MARKS = new Map([
  ...same('[(（【［', '['),
  ...same('])）】］', ']'),
  ...same('–—―−‐', '-'),
  ...same('：', ':'),
  ...same('，،', ','),
  ...same('“”„«»"', 'q'),
  ['\t', 't'] as const,
])

const INVISIBLE = /[\u061c\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/

/** A digit of any script as an ASCII digit: a block of ten begins at 0 or at 6 of sixteen. */
function asciiDigit(char: string): string {
  const code = char.charCodeAt(0)
  const low = code & 15
  return String(/\p{Nd}/u.test(String.fromCharCode(code - low)) && low < 10 ? low : low - 6)
}

function plain(char: string): string {
  if (char < '\x80') return char.toLowerCase()
  if (/\s/.test(char)) return ' '
  if (/\p{Nd}/u.test(char)) return asciiDigit(char)
  const lower = char.toLowerCase()
  return lower.length === 1 ? lower : char
}

/** @param head a line, or as much of it as a head may take */
export function tokensOf(head: string): Tokens {
  const at: number[] = []
  let text = ''
  for (let i = 0; i < head.length; i++) {
    const char = head[i]!
    if (char >= '\x80' && INVISIBLE.test(char)) continue
    at.push(i)
    text += plain(char)
  }
  at.push(head.length)
  const starts: number[] = []
  let kinds = ''
  for (let i = 0; i < text.length;) {
    const [kind, length] = tokenAt(text, i)
    starts.push(i)
    kinds += kind
    i += length
  }
  starts.push(text.length)
  return { kinds, text, starts, at }
}

const NUMBER = /\d+/y
const SPACES = / +/y
const WORD = /[\p{L}\p{M}'’_]+/uy
const LENGTHS: Partial<Record<number, string>> = { 1: '1', 2: '2', 4: '4' }

function tokenAt(text: string, at: number): readonly [kind: string, length: number] {
  const found = (pattern: RegExp): number => {
    pattern.lastIndex = at
    return pattern.exec(text)?.[0].length ?? 0
  }
  const digits = found(NUMBER)
  if (digits > 0) return [LENGTHS[digits] ?? 'n', digits]
  const spaces = found(SPACES)
  if (spaces > 0) return [' ', spaces]
  const char = text[at]!
  if (isLetter(char)) {
    const word = calendarWord(text, at)
    // 日 and 月 are weekdays too: beside a number they are units.
    if (word && !UNITS.has(word[0])) return [String.fromCharCode(WORDS + word[1]), word[0].length]
    if (isUnspaced(char)) return [UNITS.get(char) ?? 'x', 1]
  }
  const letters = found(WORD)
  if (letters > 0) return [UNITS.get(text.slice(at, at + letters)) ?? 'x', letters]
  if (/[\ud800-\udbff]/.test(char)) return ['x', 2]
  return [MARKS.get(char) ?? char, 1]
}
