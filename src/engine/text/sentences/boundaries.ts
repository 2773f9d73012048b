import { lengthWithoutEnd } from '../ends'

/**
 * Where sentences end, by punctuation. Written by hand: Intl.Segmenter cuts at "e.g. 30%", "No. 12" and "v2.3.1 (",
 * keeps Chinese semicolons and list items together, and differs between browsers; it is used for the scripts that
 * end sentences without any of these marks (Thai, Khmer, Arabic, Devanagari, …).
 */
const CLOSERS = /[”’"'」』）)】\]》〉〕｣»]/u
const EMOJI = /(?:\p{Extended_Pictographic}|\p{Emoji_Modifier}|\p{Regional_Indicator}|\u200d|\ufe0f)+/uy
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
/** Marks at the end of a link that belong to the sentence around it. */
const AFTER_LINK = new Set('.,!?;:)\'"')

/** Ends of sentences in text[from, to), which is one line; the last is `to`. Takes time linear in the line's length. */
export function endsIn(text: string, from: number, to: number): number[] {
  const line = text.slice(from, to)
  if (OTHER_SCRIPTS.test(line)) return byIntl(line).map((end) => from + end)
  const links = [...line.matchAll(URL)].map(
    ({ index, 0: link }) => [index, index + lengthWithoutEnd(link, AFTER_LINK)] as const,
  )
  const marks = new Marks(line)
  const ends: number[] = []
  let link = 0
  for (let at = nextMark(line, 0); at >= 0; at = nextMark(line, at + 1)) {
    while (link < links.length && links[link]![1] <= at) link++
    if (link < links.length && at >= links[link]![0]) {
      at = links[link]![1] - 1
      continue
    }
    const end = marks.endAt(at)
    if (end === null) continue
    ends.push(from + end)
    at = end - 1
  }
  if (ends.at(-1) !== to) ends.push(to)
  return ends
}

const MARK = /[。！？；‥｡﹒．!?…;.]/g

/** Place of the next mark that may end a sentence; -1: there is none. */
function nextMark(line: string, from: number): number {
  MARK.lastIndex = from
  return MARK.exec(line)?.index ?? -1
}

const isWhite = (char: string | undefined): boolean => char !== undefined && /\s/.test(char)
/** Whether the pattern, which is sticky, matches at this place of the line. */
function matchesAt(pattern: RegExp, line: string, at: number): boolean {
  pattern.lastIndex = at
  return pattern.test(line)
}
const COMMA = /[，,、：:）)]/
const LOWER = /\p{Ll}/uy
const UPPER = /\p{Lu}/uy

/**
 * The marks of one line. What is found out about a run of marks, and about the white space at the ends of the line, is kept:
 * asked again for each mark of a run, a line would take time quadratic in the length of the run.
 */
class Marks {
  /** The last run of marks, [from, end), and whether an ellipsis in it ends a sentence. */
  private run: { readonly from: number; readonly end: number; isEnd?: boolean } = { from: 0, end: 0 }
  private readonly first: number
  private readonly last: number

  constructor(private readonly line: string) {
    this.last = line.trimEnd().length
    this.first = line.length - line.trimStart().length
  }

  /** End of the sentence whose closing mark stands at `at`, or null where none ends there. */
  endAt(at: number): number | null {
    const { line } = this
    const mark = line[at]!
    if (FULL.test(mark))
      return mark === '．' && /\p{Nd}/u.test(line[at + 1] ?? '') ? null : this.runAt(at).end
    if (mark === '!' || mark === '?') return closesLatin(line, this.runAt(at).end)
    if (mark === '…') return this.afterEllipsis(at)
    if (mark === ';') return CJK.test(line[at - 1] ?? '') || CJK.test(line[at + 1] ?? '') ? at + 1 : null
    if (mark !== '.') return null
    if (line[at + 1] === '.') return this.afterEllipsis(at)
    return this.isFullStop(at) ? closesLatin(line, this.runAt(at).end) : null
  }

  /** All marks of a run have the same end. */
  private runAt(at: number): { readonly from: number; readonly end: number; isEnd?: boolean } {
    if (at < this.run.from || at >= this.run.end) this.run = { from: at, end: pastMarks(this.line, at) }
    return this.run
  }

  /** An ellipsis may be inside a sentence: if a lower-case letter or a comma follows, the sentence goes on. */
  private afterEllipsis(at: number): number | null {
    const run = this.runAt(at)
    run.isEnd ??= this.endsAfter(run.end)
    return run.isEnd ? run.end : null
  }

  private endsAfter(end: number): boolean {
    const { line } = this
    const next = this.pastWhite(end)
    if (next >= line.length) return true
    if (COMMA.test(line[next]!) || matchesAt(LOWER, line, next)) return false
    return next > end || CJK.test(line[end]!)
  }

  private pastWhite(from: number): number {
    if (from >= this.last) return this.line.length
    let at = from
    while (isWhite(this.line[at])) at++
    return at
  }

  private isFullStop(at: number): boolean {
    const { line } = this
    const next = line[at + 1]
    if (next !== undefined && !isWhite(next) && !CLOSERS.test(next) && !CJK.test(next)) return false
    const before = /[\p{L}\d.]*$/u.exec(line.slice(Math.max(0, at - 24), at))![0]
    let rest = at + 1
    while (rest < line.length && /[\s”’"')\]]/.test(line[rest]!)) rest++
    if (rest === line.length) return true
    // "1. First", "12. Twelfth", "a. first": a marker of a list at the beginning of the line.
    if (/^(?:\d{1,3}|[a-zA-Z]|[ivxIVX]{1,4})$/.test(before) && at - before.length <= this.first) return false
    if (matchesAt(LOWER, line, rest)) return false
    const word = before.toLowerCase()
    if (ABBREVIATIONS.has(word)) return ENDING.has(word) && matchesAt(UPPER, line, rest)
    if (BEFORE_NUMBER.has(word) && /[\d#]/.test(line[rest]!)) return false
    // An initial ("J. Smith"); "I." ends a sentence.
    if (/^\p{Lu}$/u.test(before) && before !== 'I') return false
    return !/^(?:\p{L}\.)+\p{L}$/u.test(before)
  }
}

/** The position after a run of marks, the closing quotes and brackets after it, and emoji that belong to it. */
function pastMarks(line: string, from: number): number {
  for (let at = from; ;) {
    let end = at + 1
    while (end < line.length && RUN.test(line[end]!)) end++
    while (end < line.length && CLOSERS.test(line[end]!) && !opensHere(line, end)) end++
    const emoji = end + (line[end] === ' ' ? 1 : 0)
    if (matchesAt(EMOJI, line, emoji)) end = EMOJI.lastIndex
    // Such as "！！」！": marks after a closing quote, or after an emoji.
    if (end >= line.length || !RUN.test(line[end]!) || line[end] === '.') return end
    at = end
  }
}

/** A straight quote after a mark is a closing quote, unless it is between a space and a letter. */
const opensHere = (line: string, at: number): boolean =>
  /["']/.test(line[at]!) && /\s/.test(line[at - 1] ?? '') && /\S/.test(line[at + 1] ?? '')

/** Latin marks end a sentence before white space, CJK, an opening quote or the end of the line. */
function closesLatin(line: string, end: number): number | null {
  const next = line[end]
  if (next === undefined || isWhite(next) || CJK.test(next)) return end
  return matchesAt(EMOJI, line.slice(end - 2, end), 0) ? end : null
}

let segmenter: Intl.Segmenter | undefined
/** Without one of these, Unicode's rules for sentences (UAX #29) leave a line whole; to ask costs 20 µs a line. */
const MAY_END = /[\p{Sentence_Terminal}.\u2024\ufe52\uff0e;\u037e\n\r\u0085\u2028\u2029]/u

function byIntl(line: string): number[] {
  if (!MAY_END.test(line)) return [line.length]
  segmenter ??= new Intl.Segmenter(undefined, { granularity: 'sentence' })
  return Array.from(segmenter.segment(line), ({ index, segment }) => index + segment.length)
}
