/** Transcripts as subtitles: WebVTT and SRT. */
import { isBlank, trimmed, type Line } from '../lines'
import type { Dialogue, Turn } from '../types'
import { isFieldName, isOfLog } from './evidence'
import { wordsBefore } from './turns'

const TIME = String.raw`(?:\d{1,3}:)?\d{1,2}:\d{2}[.,]\d{1,3}`
const TIMING = new RegExp(String.raw`^\s*(${TIME})\s+-->\s+${TIME}(?:\s.*)?$`)
/** <v Ana>, <v.loud Ana> */
const VOICE = /<v(?:\.[^\s<>]*)?[ \t]+([^>]{1,80})>/g
const END_OF_VOICE = '</v>'
const NAMED =
  /^(?:>>|-)?\s*([^\s:：，。！？!?;；<>{}=|"][^:：，。！？!?;；<>{}=|"\n]{0,39}?)\s?[:：](?!\d\d|\/\/)\s?/u
/** Comments and styles stand between cues. */
const BESIDE = /(?:^|\n)[ \t]*(?:\r?\n)(?:NOTE|STYLE|REGION)(?:[ \t].*)?\r?\n[^]*$/

interface Cue {
  readonly timestamp: string
  /** Where its number or its timing begins. */
  readonly from: number
  readonly start: number
  readonly end: number
}

export function cues(text: string, lines: readonly Line[]): Dialogue | null {
  if (!text.includes('-->')) return null
  const timings = lines.flatMap((line, index) => {
    const match = TIMING.exec(line.text)
    return match ? [{ index, timestamp: match[1]! }] : []
  })
  if (timings.length === 0) return null
  const firsts = timings.map(({ index }) => firstLine(lines, index))
  const found = timings.map(({ index, timestamp }, i): Cue => {
    const until = firsts[i + 1] === undefined ? text.length : lines[firsts[i + 1]!]!.start
    const from = Math.min(lines[index]!.end + 1, until)
    const beside = BESIDE.exec(text.slice(from, until))
    const [start, end] = trimmed(text, from, beside ? from + beside.index : until)
    return { timestamp, from: lines[firsts[i]!]!.start, start, end }
  })
  // Above the first cue of WebVTT are its header, comments and styles.
  const isVtt = /^[\s\ufeff]*WEBVTT/.test(text)
  const areNamed = haveNames(text, found)
  const turns = found.flatMap((cue) => turnsOf(text, cue, areNamed))
  return { format: 'cues', turns: isVtt ? turns : [...wordsBefore(firsts[0]!, text, lines), ...turns] }
}

/** A cue may begin with its number or name on a line of its own. */
function firstLine(lines: readonly Line[], timing: number): number {
  const above = lines[timing - 1]
  if (!above || isBlank(above) || /^[\s\ufeff]*WEBVTT/.test(above.text)) return timing
  const before = lines[timing - 2]
  return !before || isBlank(before) || /^\s*\d+\s*$/.test(above.text) ? timing - 1 : timing
}

/** At least half of the cues begin with a name, and one of the names comes again. */
function haveNames(text: string, found: readonly Cue[]): boolean {
  const names = found.flatMap(
    ({ start, end }) => NAMED.exec(text.slice(start, Math.min(end, start + 60)))?.[1] ?? [],
  )
  return (
    names.length * 2 >= found.length &&
    (new Set(names).size < names.length || (names.length === found.length && names.length === 2)) &&
    !names.some((name) => isFieldName(name) || isOfLog(name))
  )
}

/** One turn for each voice of a cue. */
function turnsOf(text: string, { timestamp, from, start, end }: Cue, areNamed: boolean): Turn[] {
  const said = text.slice(start, end)
  const voices = [...said.matchAll(VOICE)]
  if (voices.length === 0) {
    const named = areNamed ? NAMED.exec(said) : null
    return [turn(text, timestamp, named?.[1] ?? null, from, start + (named?.[0].length ?? 0), end)]
  }
  const turns: Turn[] = []
  if (said.slice(0, voices[0]!.index).trim() !== '')
    turns.push(turn(text, timestamp, null, from, start, start + voices[0]!.index))
  for (const [i, { index, 0: tag, 1: name }] of voices.entries()) {
    const until = start + (voices[i + 1]?.index ?? said.length)
    turns.push(
      turn(text, timestamp, name!.trim(), turns.at(-1)?.end ?? from, start + index + tag.length, until),
    )
  }
  return turns
}

function turn(
  text: string,
  timestamp: string,
  speaker: string | null,
  from: number,
  start: number,
  end: number,
): Turn {
  const [first, last] = trimmed(text, start, end)
  const to = text.slice(first, last).endsWith(END_OF_VOICE)
    ? trimmed(text, first, last - END_OF_VOICE.length)[1]
    : last
  return { timestamp, speaker, head: [[from, first]], start: first, end: to, text: text.slice(first, to) }
}
