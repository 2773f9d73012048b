/** The words between the beginnings of messages. */
import type { Range } from '../../mapped'
import { isBlank, trimmed, type Line } from '../lines'
import type { Turn } from '../types'
import { DAY_ALONE, LABELLED_TIME } from './grammar'
import { isExportHeader, isExportTrailer } from './header'
import { readLine, type Head } from './heads'

const DAY_LINE = new RegExp(`^${DAY_ALONE}\\n`)
/** The date of the messages below it, on a line of its own. */
function isDayHeading(line: Line, isSure = false): boolean {
  if (line.text.length > 60 || !/\p{Nd}/u.test(line.text)) return false
  const { kinds } = readLine(line)
  return DAY_LINE.test(kinds) && (!isSure || SURE.test(kinds))
}

const LABELLED = new RegExp(`^${LABELLED_TIME}\\n`)
/** "Saved on: 2024-03-12 11:00", as an export writes it in its language above the messages. */
const isLabelledTime = (line: Line): boolean =>
  line.text.length <= 80 && /\p{Nd}/u.test(line.text) && LABELLED.test(readLine(line).kinds)

/** Words of the calendar, units, or a line drawn around it: what a date that someone writes seldom has. */
const SURE = /[\u0100-\u011fyD]|--/

/**
 * Each head with the words up to the next.
 * @param days headings of days may stand between the messages, and belong to the head below them; 'sure': only those that are
 * more than a date, since the messages have dates themselves
 */
export function turnsOf(
  heads: readonly Head[],
  days: 'none' | 'sure' | 'any',
  text: string,
  lines: readonly Line[],
): Turn[] {
  const firsts = heads.map(({ first }, i) => {
    if (days === 'none') return first
    let at = first
    const least = i === 0 ? -1 : heads[i - 1]!.line
    for (let above = first - 1; above > least; above--) {
      const line = lines[above]!
      if (isDayHeading(line, days === 'sure')) at = above
      else if (!isBlank(line)) break
    }
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
    .filter(
      (line) => !isBlank(line) && !isExportHeader(line.text) && !isDayHeading(line) && !isLabelledTime(line),
    )
  if (before.length === 0) return []
  const [start, end] = trimmed(text, before[0]!.start, before.at(-1)!.end)
  return [{ timestamp: null, speaker: null, head: [], start, end, text: text.slice(start, end) }]
}
