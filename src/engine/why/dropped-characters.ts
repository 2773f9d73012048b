/** Characters that an encoding lacks: dropped, replaced or escaped, as str.encode(codec, errors) and databases do. */
import { decode, encode, type Codec, type OnEncodeError } from './python-codecs/codec'
import { NAMES, type WrongEncoding } from './encoding-names'
import { hypothesis, type Hypothesis } from './names'

type Edit = (text: string) => string

const ASTRAL = /[\u{10000}-\u{10ffff}]/gu
const escaped = (unit: string): string => {
  const point = unit.codePointAt(0)!
  const hex = (digits: number) => point.toString(16).padStart(digits, '0')
  return point < 0x100 ? `\\x${hex(2)}` : point < 0x10000 ? `\\u${hex(4)}` : `\\U${hex(8)}`
}

const WAYS: readonly (readonly [how: string, edit: Edit])[] = [
  ['non-ascii-dropped', (text) => text.replaceAll(/[^\0-\x7f]/gu, '')],
  ['non-ascii-to-question-marks', (text) => text.replaceAll(/[^\0-\x7f]/gu, '?')],
  ['non-ascii-to-spaces', (text) => text.replaceAll(/[^\0-\x7f]/gu, ' ')],
  ['non-ascii-runs-to-space', (text) => text.replaceAll(/[^\0-\x7f]+/gu, ' ')],
  [
    'non-ascii-as-references',
    (text) => text.replaceAll(/[^\0-\x7f]/gu, (each) => `&#${each.codePointAt(0)};`),
  ],
  ['non-ascii-escaped', (text) => text.replaceAll(/[^\0-\x7f]/gu, escaped)],
  ['utf-8-read-as-ascii-python-replace', (text) => text.replaceAll(/[^\0-\x7f]/gu, (each) => '\uFFFD'.repeat(new TextEncoder().encode(each).length))], // oxfmt-ignore
  // Java and JavaScript count a character beyond U+FFFF as two.
  ['non-ascii-to-question-marks-utf-16', (text) => text.replaceAll(/[^\0-\x7f]/g, '?')],
  // MySQL's utf8 (utf8mb3).
  ['beyond-utf8mb3-to-question-mark', (text) => text.replaceAll(ASTRAL, '?')],
  ['beyond-utf8mb3-to-two-question-marks', (text) => text.replaceAll(ASTRAL, '??')],
  ['beyond-utf8mb3-to-two-replacements', (text) => text.replaceAll(ASTRAL, '\uFFFD\uFFFD')],
  ['beyond-utf8mb3-to-four-question-marks', (text) => text.replaceAll(ASTRAL, '????')],
  ['beyond-utf8mb3-to-replacement', (text) => text.replaceAll(ASTRAL, '\uFFFD')],
  ['beyond-utf8mb3-dropped', (text) => text.replaceAll(ASTRAL, '')],
  ['cut-at-beyond-utf8mb3', (text) => text.slice(0, Math.max(0, text.search(ASTRAL))) || text],
]

/** Encodings through which a text goes and comes back without what they lack. */
const STORED: readonly Codec[] = ['latin_1', 'cp1252', 'gbk', 'gb2312', 'big5', 'cp932', 'cp949', 'cp1251']
const LOST: readonly (readonly [OnEncodeError, string])[] = [
  ['ignore', 'dropped'],
  ['replace', 'to-question-marks'],
]

export function droppedCharacters(text: string): WrongEncoding[] {
  const found: WrongEncoding[] = []
  const seen = new Set([text])
  const add = (id: string, apply: Edit, isLikely: boolean, values: Hypothesis['values'] = { how: id }) => {
    const made = apply(text)
    if (seen.has(made)) return
    seen.add(made)
    found.push({ hypothesis: hypothesis('characters-lost', id, values), apply, isLikely })
  }
  WAYS.forEach(([how, edit], at) => add(how, edit, at < 2))
  for (const codec of STORED)
    for (const [lossy, how] of LOST)
      add(
        `outside-${codec.replaceAll('_', '-')}-${how}`,
        (each) => decode(codec, encode(codec, each, lossy)!, 'ignore'),
        false,
        { how: `outside-${how}`, encoding: NAMES[codec] },
      )
  return found
}
