/** Changes of a text that a pipeline may have made, from coarse to fine. Pure. */
import { splitSentences } from '../text/sentences/split'
import { wordsOf } from '../text/words'

/** One change: the text after it. */
export interface Move {
  readonly text: string
  /** Range of the text before it that is deleted; null: another kind of change. Disjoint deletions can be combined. */
  readonly deletes: readonly [start: number, end: number] | null
}

/** Texts that a part may be taken from: title, the other text of the pair. */
export interface Around {
  readonly title: string | null
  readonly other: string | null
}

/** What is changed; words: namespace why, group level. */
export type Level = 'whole' | 'headers' | 'paragraphs' | 'lines' | 'sentences' | 'signs' | 'words'

export function movesOf(level: Level, text: string, around: Around): Move[] {
  const seen = new Set([text])
  return MOVES[level](text, around).filter((move) => {
    if (seen.has(move.text) || move.text.trim() === '') return false
    seen.add(move.text)
    return true
  })
}

const MOVES: Readonly<Record<Level, (text: string, around: Around) => Move[]>> = {
  whole: wholeMoves,
  headers: (text) => headers(text).flatMap((range) => cutAndKept(text, [range])),
  paragraphs: (text) => cutAndKept(text, blocks(text, /\n[^\S\n]*\n\s*/g)),
  lines: (text) => cutAndKept(text, blocks(text, /\r\n|[\n\r]/g)),
  sentences: (text) => {
    const { sentences } = splitSentences(text, { dialogue: false })
    return cutAndKept(text, sentences.map(({ start, end }) => [start, end] as const)) // oxfmt-ignore
  },
  signs: signMoves,
  words: (text) =>
    wordsOf(text).map(({ start, end }) => without(text, [start, text[end] === ' ' ? end + 1 : end])),
}

type Range = readonly [start: number, end: number]

const without = (text: string, [start, end]: Range): Move => ({
  text: text.slice(0, start) + text.slice(end),
  deletes: [start, end],
})

const changed = (text: string): Move => ({ text, deletes: null })

/** Joins of what is around, and changes of the text as a whole. */
function wholeMoves(text: string, { title, other }: Around): Move[] {
  const joins = [title, other].flatMap((each) =>
    each === null || each.trim() === ''
      ? []
      : ['\n', ' ', ''].flatMap((between) => [each + between + text, text + between + each]),
  )
  return [
    ...joins,
    text.trim(),
    text.toLowerCase(),
    withoutBreaks(text, ' '),
    withoutBreaks(text, ''),
    text.replaceAll(/\s+/g, ' ').trim(),
    text.normalize('NFKC'),
    ...halves(text),
  ].map(changed)
}

/** The beginning and the end, in eighths. */
function halves(text: string): string[] {
  const units = Array.from(text)
  return [1, 2, 3, 4, 5, 6, 7].flatMap((n) => {
    const at = Math.round((units.length * n) / 8)
    return [units.slice(0, at).join(''), units.slice(at).join('')]
  })
}

/** "key: value" and "[label]" at the beginning of a line, timestamps, Markdown's signs. */
function headers(text: string): Range[] {
  const found: Range[] = []
  for (const pattern of [
    /^[^\S\n]*[#>*-]+[^\S\n]+/gm,
    /^[^\n:：]{1,40}[:：][^\S\n]*/gm,
    /^[^\S\n]*[[(【（][^\n\])】）]{1,60}[\])】）][^\S\n]*/gm,
    /^[^\S\n]*\d[\d:./,\- TZ年月日时分秒]{3,}[^\S\n]*/gm,
  ])
    for (const match of text.matchAll(pattern)) found.push([match.index, match.index + match[0].length])
  return found
}

function blocks(text: string, between: RegExp): Range[] {
  const found: Range[] = []
  let start = 0
  for (const match of text.matchAll(between)) {
    found.push([start, match.index + match[0].length])
    start = match.index + match[0].length
  }
  if (start < text.length) found.push([start, text.length])
  return found.length > 1 ? found : []
}

/** Each part deleted, each part alone, and everything before or after a part. */
function cutAndKept(text: string, parts: readonly Range[]): Move[] {
  return [
    ...parts.map((range) => without(text, range)),
    ...parts.map(([start, end]) => changed(text.slice(start, end).trim())),
    ...parts.slice(0, -1).map(([, end]) => changed(text.slice(0, end).trimEnd())),
    ...parts.slice(1).map(([start]) => changed(text.slice(start))),
  ]
}

/** White space with a line break in it becomes this. */
const withoutBreaks = (text: string, by: string): string =>
  text.replaceAll(/\s+/g, (space) => (/[\n\r]/.test(space) ? by : space))

/** Classes of signs, deleted or made a space, and each sign that occurs by itself. */
function signMoves(text: string): Move[] {
  const classes = [
    /[\p{P}\p{S}]+/gu,
    /[!-/:-@[-`{-~]+/g,
    /[\u3000-\u303f\uff00-\uffef]+/g,
    /\p{Extended_Pictographic}[\ufe0f\u200d\p{Extended_Pictographic}]*/gu,
    /[^\0-\x7f]+/g,
    /\d+/g,
    /https?:\/\/\S+/g,
    /["'“”‘’«»]+/g,
  ]
  const inBrackets = [
    [/<[^>]*>/g, '>'],
    [/[(（[【][^)）\]】]*[)）\]】]/g, ')）]】'],
  ] as const
  const signs = [...new Set(text.match(/[\p{P}\p{S}]/gu) ?? [])].slice(0, 24)
  return [
    ...classes.flatMap((pattern) => [text.replaceAll(pattern, ''), text.replaceAll(pattern, ' ')]),
    ...inBrackets.flatMap(([pattern, closing]) =>
      ['', ' '].map((by) => {
        // Nothing behind the last closing bracket is in brackets; to look there takes time quadratic in the opening ones.
        const end = Math.max(...Array.from(closing, (mark) => text.lastIndexOf(mark))) + 1
        return text.slice(0, end).replaceAll(pattern, by) + text.slice(end)
      }),
    ),
    ...signs.flatMap((sign) => [text.replaceAll(sign, ''), text.replaceAll(sign, ' ')]),
  ].map(changed)
}
