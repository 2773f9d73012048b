/** Chats in which a line, or its beginning, says who spoke and when. */
import type { Range } from '../../mapped'
import { isBlank, trimmed, type Line } from '../lines'
import type { Dialogue, Turn } from '../types'
import { isConversation, isOfLog, type Spoken } from './evidence'
import { clockOf, DAY_ALONE, MAY_HOLD_TIME } from './grammar'
import { LAYOUTS, NAME_ALONE, TIME_ALONE, type Layout } from './layouts'
import { isExportHeader, isExportTrailer } from './header'
import { tokensOf, type Tokens } from './tokens'

/** The beginning of a message. */
export interface Head {
  /** Index of its last line. */
  readonly line: number
  /** Index of its first line: name and time may stand on two. */
  readonly first: number
  readonly timestamp: string | null
  readonly time: Spoken['time']
  /** Null: a notice, or words without a speaker. */
  readonly speaker: string | null
  /** Offset in the text where the head ends and the spoken words begin. */
  readonly end: number
}

/** A head takes no more of a line than this. */
const HEAD_LENGTH = 160

function readLine({ text }: Line): Tokens {
  const cut = text.length > HEAD_LENGTH
  const tokens = tokensOf(cut ? text.slice(0, HEAD_LENGTH) : text)
  return cut ? tokens : { ...tokens, kinds: `${tokens.kinds}\n` }
}

const placeOf = ({ starts, at }: Tokens, token: number): number =>
  at[starts[Math.min(token, starts.length - 1)]!]!

function headBy(pattern: RegExp, tokens: Tokens, line: Line, index: number): Head | null {
  const match = pattern.exec(tokens.kinds)
  if (!match) return null
  const groups = match.indices!.groups! as Readonly<Record<string, [number, number] | undefined>>
  const written = (range: [number, number] | undefined) =>
    range === undefined
      ? null
      : cleaned(line.text.slice(placeOf(tokens, range[0]), placeOf(tokens, range[1])))
  const time = timeOf(groups, tokens)
  if (groups.time && time === null) return null
  const speaker = written(groups.speaker)
  if (
    speaker !== null &&
    (speaker.length > 48 || !/[\p{L}\p{N}\p{S}\p{Extended_Pictographic}]/u.test(speaker))
  )
    return null
  return {
    line: index,
    first: index,
    timestamp: written(groups.time),
    time,
    speaker: speaker && withoutReceiver(speaker),
    end: line.start + placeOf(tokens, match.indices![0]![1]),
  }
}

/** Marks of direction and white space at the ends are not part of a name or a time. */
const cleaned = (written: string): string => written.replace(/^[\s\p{Cf}]+|[\s\p{Cf}]+$/gu, '')

/** Zoom: "From Ana to Everyone". */
const withoutReceiver = (name: string): string => /^From\s+(.+?)\s+to\s+\S.*$/i.exec(name)?.[1] ?? name

function timeOf(
  { time, dated, near, speaker }: Readonly<Record<string, [number, number] | undefined>>,
  { starts, text, kinds }: Tokens,
): Spoken['time'] {
  if (!time) return null
  const written = text.slice(starts[time[0]], starts[time[1]])
  const clock = clockOf(written)
  if (clock === null) return null
  const words = /[\u0100-\u011f]/u.test(kinds.slice(...time))
  const seconds = /\d[:.]\d\d[:.]\d\d(?:[.,]\d+)?(?:\D|$)/.test(written)
  // Two spaces, a comma or a dash between a name and a time are not written by hand.
  const apart = speaker !== undefined && speaker[1] <= time[0] && starts[time[0]]! - starts[speaker[1]]! > 1
  return {
    dated: dated !== undefined,
    exact: near !== undefined || words || seconds || apart,
    seconds,
    minute: clock.minute,
  }
}

interface Found {
  readonly heads: Head[]
  readonly notices: Head[]
  /** Heads whose name is a program's. */
  logged: number
}

const DAY_LINE = new RegExp(`^${DAY_ALONE}\\n`, 'u')

/** The conversation in lines with times, or null. */
export function timedLines(text: string, lines: readonly Line[]): Dialogue | null {
  const found = LAYOUTS.map((): Found => ({ heads: [], notices: [], logged: 0 }))
  const twoLines: Found = { heads: [], notices: [], logged: 0 }
  const days = new Set<number>()
  lines.forEach((line, index) => {
    const head = line.text.slice(0, HEAD_LENGTH)
    const mayHoldTime = MAY_HOLD_TIME.test(head)
    if (!mayHoldTime && !(line.text.length < 60 && /\p{Nd}[^\p{Nd}]{1,4}\p{Nd}/u.test(head))) return
    const tokens = readLine(line)
    if (DAY_LINE.test(tokens.kinds)) days.add(index)
    if (!mayHoldTime) return
    if (TIME_ALONE.test(tokens.kinds)) {
      const below = nameThenTime(tokens, lines, index)
      if (below) twoLines.heads.push(below)
    } else LAYOUTS.forEach((layout, at) => find(layout, found[at]!, tokens, line, index))
  })
  let best: Dialogue | null = null
  let most = 0
  const consider = (dialogue: Dialogue | null, heads: number) => {
    if (dialogue && heads > most) [best, most] = [dialogue, heads]
  }
  LAYOUTS.forEach((layout, at) => {
    const { heads } = found[at]!
    if (heads.length > most) consider(dialogueOf(layout, found[at]!, days, text, lines), heads.length)
  })
  const { heads } = twoLines
  if (heads.length > most)
    consider(
      dialogueOf({ name: 'name-line', strength: 'weak', isLine: true }, twoLines, days, text, lines),
      heads.length,
    )
  return best
}

function find({ head, notice }: Layout, found: Found, tokens: Tokens, line: Line, index: number): void {
  const one = headBy(head, tokens, line, index)
  if (one) {
    if (isOfLog(one.speaker!)) found.logged++
    else found.heads.push(one)
    return
  }
  const said = notice && headBy(notice, tokens, line, index)
  if (said) found.notices.push(said)
}

/** Name on a line, time on the next, as Slack copies it. */
function nameThenTime(tokens: Tokens, lines: readonly Line[], index: number): Head | null {
  const before = lines[index - 1]
  const time = before && headBy(TIME_ALONE, tokens, lines[index]!, index)
  if (!time || isBlank(before)) return null
  const above = readLine(before)
  const name = TIME_ALONE.test(above.kinds) ? null : headBy(NAME_ALONE, above, before, index - 1)
  return name && { ...time, first: index - 1, speaker: name.speaker }
}

type Style = Pick<Layout, 'name' | 'strength' | 'isLine'>

function dialogueOf(
  { name: format, strength, isLine }: Style,
  { heads, notices, logged }: Found,
  days: ReadonlySet<number>,
  text: string,
  lines: readonly Line[],
): Dialogue | null {
  if (heads.length === 0 || logged > heads.length / 4) return null
  const dated = heads.every(({ time }) => time?.dated)
  // A time alone may begin a line of what was said; in brackets, or with a date, it does not.
  const own = strength === 'strong' || dated ? notices.filter(({ time }) => time!.dated === dated) : []
  const all = [...heads, ...own].sort((one, other) => one.line - other.line)
  const turns = turnsOf(all, dated ? NO_DAYS : days, text, lines)
  const spoken = turns.flatMap(({ speaker, text: said }, i): Spoken[] =>
    speaker === null ? [] : [{ speaker, time: all[i]!.time, text: said }],
  )
  const first = lines.findIndex((line) => !isBlank(line) && !isExportHeader(line.text))
  const single = first === all[0]!.first
  const sure = own.length > 0 ? 'strong' : strength
  if (!isConversation(spoken, { strength: sure, inline: !isLine, single })) return null
  if (isLine && spoken.filter((one) => one.text !== '').length * 2 <= spoken.length) return null
  return { format, turns: [...wordsBefore(all[0]!.first, text, lines), ...turns] }
}

const NO_DAYS: ReadonlySet<number> = new Set()

/** Each head with the words up to the next. Headings of days belong to the head below them. */
export function turnsOf(
  heads: readonly Head[],
  days: ReadonlySet<number>,
  text: string,
  lines: readonly Line[],
): Turn[] {
  const firsts = heads.map(({ first }, i) => {
    let at = first
    const least = i === 0 ? -1 : heads[i - 1]!.line
    for (let above = first - 1; above > least && (isBlank(lines[above]!) || days.has(above)); above--)
      if (days.has(above)) at = above
    return at
  })
  return heads.map((head, i): Turn => {
    const next = firsts[i + 1]
    const until = next === undefined ? endOfWords(head.line, text, lines) : lines[next]!.start
    const [start, end] = trimmed(text, head.end, Math.max(until, head.end))
    const after: Range[] = next === undefined && until < text.length ? [[until, text.length]] : []
    return {
      timestamp: head.timestamp,
      speaker: head.speaker,
      head: [[lines[firsts[i]!]!.start, head.end], ...after],
      start,
      end,
      text: text.slice(start, end),
    }
  })
}

/** Where the last message ends: lines that an export puts below it are left out. */
function endOfWords(from: number, text: string, lines: readonly Line[]): number {
  let end = lines.length
  while (end > from + 1 && (isBlank(lines[end - 1]!) || isExportTrailer(lines[end - 1]!.text))) end--
  return end === lines.length ? text.length : lines[end]!.start
}

/** Words before the first head, which have no speaker; what an export writes there is left out. */
export function wordsBefore(first: number, text: string, lines: readonly Line[]): Turn[] {
  const before = lines
    .slice(0, first)
    .filter((line) => !isBlank(line) && !isExportHeader(line.text) && !isDayHeading(line))
  if (before.length === 0) return []
  const [start, end] = trimmed(text, before[0]!.start, before.at(-1)!.end)
  return [{ timestamp: null, speaker: null, head: [], start, end, text: text.slice(start, end) }]
}

const isDayHeading = (line: Line): boolean => line.text.length < 60 && DAY_LINE.test(readLine(line).kinds)
