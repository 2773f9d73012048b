/**
 * Where sentences end, by punctuation. Written by hand: Intl.Segmenter cuts at "e.g. 30%", "No. 12" and "v2.3.1 (",
 * keeps Chinese semicolons and list items together, and differs between browsers; it is used for the scripts that
 * end sentences without any of these marks (Thai, Khmer, Arabic, Devanagari, …).
 */
const CLOSERS = /[”’"'」』）)】\]》〉〕｣»]/u
const EMOJI = /^(?:\p{Extended_Pictographic}|\p{Emoji_Modifier}|\p{Regional_Indicator}|\u200d|\ufe0f)+/u
const CJK =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}，、。：；！？“”‘’「」『』（）《》【】…—～]/u
/** Marks that end a sentence anywhere. */
const FULL = /[。！？；‥｡﹒．]/u
const RUN = /[。！？；…‥｡!?.~～]/u
const URL =
  /(?:https?:\/\/|www\.|ftp:\/\/)[^\s，。；！？、“”「」『』（）《》【】<>"]+|(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}/gu
const OTHER_SCRIPTS =
  /[\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}\p{Script=Arabic}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Tamil}\p{Script=Tibetan}\p{Script=Armenian}\p{Script=Ethiopic}]/u

const ABBREVIATIONS = new Set(
  `e.g i.e etc vs cf al approx est dept inc ltd co corp llc mr mrs ms dr prof sr jr st gen col capt lt sgt rev hon gov
  a.m p.m u.s u.k u.n e.u ph.d b.a m.a b.sc m.sc d.c jan feb mar apr jun jul aug sep sept oct nov dec mon tue wed thu fri
  sat sun ave blvd rd tel ext min max avg incl excl resp viz ibid op`.split(/\s+/),
)
/** Abbreviations that may also end a sentence; then a capital letter follows. */
const ENDING = new Set('etc inc ltd corp llc a.m p.m'.split(' '))
/** Abbreviations only before a number: "No. 12", "Fig. 3". */
const BEFORE_NUMBER = new Set('no nos fig figs vol pp p art sec eq ch para ver v nr item tab'.split(' '))

/** Ends of sentences in text[from, to), which is one line; the last is `to`. */
export function endsIn(text: string, from: number, to: number): number[] {
  const line = text.slice(from, to)
  if (OTHER_SCRIPTS.test(line)) return byIntl(line).map((end) => from + end)
  const links = [...line.matchAll(URL)].map(
    ({ index, 0: link }) => [index, index + link.replace(/[.,!?;:)'"]+$/, '').length] as const,
  )
  const ends: number[] = []
  let link = 0
  for (let at = 0; at < line.length; at++) {
    while (link < links.length && links[link]![1] <= at) link++
    if (link < links.length && at >= links[link]![0]) {
      at = links[link]![1] - 1
      continue
    }
    const end = endAt(line, at)
    if (end === null) continue
    ends.push(from + end)
    at = end - 1
  }
  if (ends.at(-1) !== to) ends.push(to)
  return ends
}

/** End of the sentence whose closing mark stands at `at`, or null where none ends there. */
function endAt(line: string, at: number): number | null {
  const mark = line[at]!
  if (FULL.test(mark)) return mark === '．' && /\d/.test(line[at + 1] ?? '') ? null : pastMarks(line, at)
  if (mark === '!' || mark === '?') return closesLatin(line, pastMarks(line, at))
  if (mark === '…') return afterEllipsis(line, pastMarks(line, at))
  if (mark === ';') return CJK.test(line[at - 1] ?? '') || CJK.test(line[at + 1] ?? '') ? at + 1 : null
  if (mark !== '.') return null
  if (line[at + 1] === '.') return afterEllipsis(line, pastMarks(line, at))
  return isFullStop(line, at) ? closesLatin(line, pastMarks(line, at)) : null
}

/** The position after a run of marks, the closing quotes and brackets after it, and emoji that belong to it. */
function pastMarks(line: string, at: number): number {
  let end = at
  while (end < line.length && RUN.test(line[end]!)) end++
  while (end < line.length && CLOSERS.test(line[end]!) && !opensHere(line, end)) end++
  const emoji = EMOJI.exec(line.slice(end).replace(/^ /, ''))
  if (emoji) end += emoji[0].length + (line[end] === ' ' ? 1 : 0)
  // Such as "！！」！": marks after a closing quote, or after an emoji.
  return end < line.length && end > at + 1 && RUN.test(line[end]!) && line[end] !== '.'
    ? pastMarks(line, end)
    : end
}

/** A straight quote after a mark is a closing quote, unless it is between a space and a letter. */
const opensHere = (line: string, at: number): boolean =>
  /["']/.test(line[at]!) && /\s/.test(line[at - 1] ?? '') && /\S/.test(line[at + 1] ?? '')

/** Latin marks end a sentence before white space, CJK, an opening quote or the end of the line. */
function closesLatin(line: string, end: number): number | null {
  const next = line[end]
  if (next === undefined || /\s/.test(next) || CJK.test(next)) return end
  return EMOJI.test(line.slice(end - 2, end)) ? end : null
}

/** An ellipsis may be inside a sentence: if a lower-case letter or a comma follows, the sentence goes on. */
function afterEllipsis(line: string, end: number): number | null {
  const rest = line.slice(end)
  if (rest.trim() === '') return end
  if (/^\s*[，,、：:）)]/.test(rest) || /^\s*\p{Ll}/u.test(rest)) return null
  return /^\s/.test(rest) || CJK.test(rest[0]!) ? end : null
}

function isFullStop(line: string, at: number): boolean {
  const next = line[at + 1]
  if (next !== undefined && !/\s/.test(next) && !CLOSERS.test(next) && !CJK.test(next)) return false
  const before = /[\p{L}\d.]*$/u.exec(line.slice(Math.max(0, at - 24), at))![0]
  const rest = line.slice(at + 1).replace(/^[\s”’"')\]]+/, '')
  if (rest === '') return true
  // "1. First", "12. Twelfth", "a. first": a marker of a list at the beginning of the line.
  if (/^(?:\d{1,3}|[a-zA-Z]|[ivxIVX]{1,4})$/.test(before) && line.slice(0, at - before.length).trim() === '')
    return false
  if (/^\p{Ll}/u.test(rest)) return false
  const word = before.toLowerCase()
  if (ABBREVIATIONS.has(word)) return ENDING.has(word) && /^\p{Lu}/u.test(rest)
  if (BEFORE_NUMBER.has(word) && /^[\d#]/.test(rest)) return false
  // An initial ("J. Smith"); "I." ends a sentence.
  if (/^\p{Lu}$/u.test(before) && before !== 'I') return false
  return !/^(?:\p{L}\.)+\p{L}$/u.test(before)
}

let segmenter: Intl.Segmenter | undefined

function byIntl(line: string): number[] {
  segmenter ??= new Intl.Segmenter(undefined, { granularity: 'sentence' })
  return Array.from(segmenter.segment(line), ({ index, segment }) => index + segment.length)
}
