/** Reads the beginning of a message: who spoke, and when. */
import { isBlank, type Line } from '../lines'
import type { Spoken } from './evidence'
import { clockOf } from './grammar'
import { NAME_ALONE, TIME_ALONE } from './layouts'
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
export const HEAD_LENGTH = 110

export function readLine({ text }: Line): Tokens {
  const cut = text.length > HEAD_LENGTH
  const tokens = tokensOf(cut ? text.slice(0, HEAD_LENGTH) : text)
  return cut ? tokens : { ...tokens, kinds: `${tokens.kinds}\n` }
}

const placeOf = ({ starts, at }: Tokens, token: number): number =>
  at[starts[Math.min(token, starts.length - 1)]!]!

export function headBy(pattern: RegExp, tokens: Tokens, line: Line, index: number): Head | null {
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
    (speaker.length > 64 || !/[\p{L}\p{N}\p{S}\p{Extended_Pictographic}]/u.test(speaker))
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

/** Zoom: "From Ana to Everyone", "From Ana". */
const withoutReceiver = (name: string): string => /^From\s+(.+?)(?:\s+to\s+\S.*)?$/.exec(name)?.[1] ?? name

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

const DASH_ALONE = /^\s*[—–·•|-]\s*$/

/** Name on a line, time on the next, as Slack copies it. */
export function nameThenTime(tokens: Tokens, lines: readonly Line[], index: number): Head | null {
  // Discord writes a dash between them, on a line of its own.
  const beside = lines[index - 1]
  const at = beside && DASH_ALONE.test(beside.text) ? index - 2 : index - 1
  const before = lines[at]
  const time = before && headBy(TIME_ALONE, tokens, lines[index]!, index)
  if (!time || isBlank(before)) return null
  const above = readLine(before)
  const name = TIME_ALONE.test(above.kinds) ? null : headBy(NAME_ALONE, above, before, at)
  return name && { ...time, first: at, speaker: name.speaker }
}
