/** Chats in which a line, or its beginning, says who spoke and when. */
import { isBlank, trimmed, type Line } from '../lines'
import type { Dialogue, Turn } from '../types'
import { DATED, isLogLevel, isRole, NAME, STAMP, TIME } from './stamp'

interface Head {
  /** Index of its (last) line. */
  readonly line: number
  /** Index of its first line: name and time may stand on two. */
  readonly first: number
  readonly timestamp: string | null
  readonly speaker: string | null
  /** Offset in the text where the head ends and the spoken words begin. */
  readonly end: number
}

export interface Form {
  readonly name: string
  readonly find: (lines: readonly Line[], at: number) => Head | null
  /** Whether these heads belong to a conversation, and not to a log, an agenda or a list. */
  readonly holds?: (heads: readonly Head[], turns: readonly Turn[], lines: readonly Line[]) => boolean
}

type Groups = Partial<Record<'time' | 'name', string>>

const byLine =
  (source: string): Form['find'] =>
  (lines, at) => {
    const line = lines[at]!
    const match = new RegExp(source, 'iu').exec(line.text)
    if (!match) return null
    const { time, name } = match.groups as Groups
    if (name !== undefined && isLogLevel(name)) return null
    return {
      line: at,
      first: at,
      timestamp: time?.trim() ?? null,
      speaker: name?.trim() ?? null,
      end: line.start + match[0].length,
    }
  }

const time = (stamp: string) => `(?<time>${stamp})`
const name = `(?<name>${NAME})`
/** A name in brackets may hold a colon. */
const anyName = String.raw`(?<name>[^\s[(（【][^\n[(（【]{0,39}?)`
const colon = String.raw`\s?[:：](?!\d\d)\s?`
const begin = String.raw`^[\s\ufeff\u200e\u200f]*`

/** A time without date and seconds may be from an agenda: then a name must be repeated, or be a role. */
const sameNamesAgain: Form['holds'] = (heads) => {
  const names = heads.map(({ speaker }) => speaker ?? '')
  return new Set(names).size < names.length || names.every(isRole)
}

/** At least half of the heads have words after them. */
const mostSaySomething: Form['holds'] = (_, turns) =>
  turns.filter(({ text }) => text !== '').length * 2 > turns.length

const SECONDS = String.raw`\d{1,2}[:：]\d{2}[:：]\d{2}(?:[.,]\d{1,6})?`

/** All forms are tried; the one with the most turns wins, the first of equals. */
export const FORMS: readonly Form[] = [
  { name: 'bracketed', find: byLine(`${begin}[[(（【]${time(STAMP)}[\\])）】][ ,-]*${name}${colon}`) },
  {
    name: 'time-name',
    find: byLine(`${begin}${time(`(?:${DATED}|${SECONDS})`)}(?: -)?\\s+${name}${colon}`),
  },
  {
    name: 'time-name',
    find: byLine(`${begin}${time(TIME)}(?: -)?\\s+${name}${colon}`),
    holds: sameNamesAgain,
  },
  { name: 'name-time', find: byLine(`${begin}${anyName}\\s*[[(（【]${time(STAMP)}[\\])）】]${colon}`) },
  {
    name: 'name-time',
    find: byLine(`${begin}${name},? *[[(（【]${time(STAMP)}[\\])）】]\\s*$`),
    holds: mostSaySomething,
  },
  { name: 'name-time', find: byLine(`${begin}${name}\\s+${time(DATED)}${colon}`) },
  {
    name: 'head-line',
    find: byLine(`${begin}${time(`(?:${DATED}|${SECONDS})`)}\\s+${name}\\s*$`),
    holds: mostSaySomething,
  },
  {
    name: 'head-line',
    find: byLine(`${begin}${name}\\s+${time(`(?:${DATED}|${SECONDS})`)}\\s*$`),
    holds: mostSaySomething,
  },
  { name: 'name-line', find: nameThenTime, holds: mostSaySomething },
  {
    name: 'speaker',
    find: byLine(
      `${begin}(?<name>[^\\s:：，。！？!?;；<>{}=|"/\\\\][^:：，。！？!?;；<>{}=|"/\\\\\\n]{0,19}?)${colon}`,
    ),
    holds: looksSpoken,
  },
]

const TIME_ALONE = new RegExp(`^\\s*${time(STAMP)}\\s*$`, 'iu')
const NAME_ALONE = new RegExp(`^\\s*${name}\\s*$`, 'u')

/** Name on a line, time on the next, as Slack copies it. */
function nameThenTime(lines: readonly Line[], at: number): Head | null {
  const stamp = TIME_ALONE.exec(lines[at]!.text)
  const before = at > 0 ? NAME_ALONE.exec(lines[at - 1]!.text) : null
  if (!stamp || !before || TIME_ALONE.test(lines[at - 1]!.text)) return null
  return {
    line: at,
    first: at - 1,
    timestamp: stamp.groups!.time!,
    speaker: before.groups!.name!.trim(),
    end: lines[at]!.end,
  }
}

/** Lists, notes and forms begin with names too, so names alone need more evidence. */
function looksSpoken(heads: readonly Head[], _turns: readonly Turn[], lines: readonly Line[]): boolean {
  const names = heads.map(({ speaker }) => speaker ?? '')
  const distinct = new Set(names).size
  const first = lines.findIndex((line) => !isBlank(line))
  if (heads.length < 2 || heads[0]!.line !== first) return false
  if (names.every(isRole)) return true
  // At least two people speak repeatedly, and few lines have no speaker.
  const loose = lines.filter((line) => !isBlank(line)).length - heads.length
  return distinct >= 2 && heads.length >= 4 && distinct * 2 <= heads.length && loose <= heads.length
}

/** Lines that an export puts before the first message. */
const EXPORT_HEADER =
  /^[\s\ufeff]*(?:[=\-—_*~#]{3,}.*|消息(?:记录|对象|分组).*|(?:聊天|会话|对话)记录.*|导出.*|(?:日期|时间)[:：].*|chat (?:transcript|with|history|log|started).*|(?:conversation|transcript)\b.{0,60}|exported.*|.*end-to-end encrypted.*)\s*$/i

/** The conversation in lines of this form, or null. */
export function byForm(
  { name: format, find, holds }: Form,
  text: string,
  lines: readonly Line[],
): Dialogue | null {
  const heads: Head[] = []
  for (let at = 0; at < lines.length; at++) {
    const head = find(lines, at)
    if (head) heads.push(head)
  }
  if (heads.length === 0) return null
  const turns = heads.map((head, i): Turn => {
    const until = heads[i + 1] ? lines[heads[i + 1]!.first]!.start : text.length
    const [start, end] = trimmed(text, head.end, until)
    return {
      timestamp: head.timestamp,
      speaker: head.speaker,
      head: [[lines[head.first]!.start, head.end]],
      start,
      end,
      text: text.slice(start, end),
    }
  })
  const complete = heads[0]!.timestamp !== null && heads[0]!.speaker !== null
  // A single message is a conversation only if the text holds nothing else.
  const alone = complete && lines.findIndex((line) => !isBlank(line)) === heads[0]!.first
  if (heads.length === 1 && !alone) return null
  if (holds && !holds(heads, turns, lines)) return null
  const before = lines
    .slice(0, heads[0]!.first)
    .filter((line) => !isBlank(line) && !EXPORT_HEADER.test(line.text))
  if (before.length === 0) return { format, turns }
  // Words without a speaker are kept.
  const [start, end] = trimmed(text, before[0]!.start, before.at(-1)!.end)
  const said: Turn = { timestamp: null, speaker: null, head: [], start, end, text: text.slice(start, end) }
  return { format, turns: [said, ...turns] }
}
