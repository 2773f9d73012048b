/** The words of an export that nobody said: they are in no turn, and a reader must be able to see which they are. */
import type { Range } from '../../mapped'
import { trimmed, type Line } from '../lines'
import type { Turn } from '../types'
import type { JsonValue } from './json'

/** Four words, two with a full stop, or twenty characters of a script without spaces. */
export const isProse = (text: string): boolean =>
  /\S\s+\S+\s+\S+\s+\S/.test(text) ||
  /\S\s+\S.*[.!?…]\s*$/.test(text) ||
  /[。！？]\s*$/.test(text) ||
  (text.match(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/gu)?.length ?? 0) >= 20

const WORDS = /[\p{L}\p{N}]/u
const TIMING = /-->/

/** Whole lines that are in no turn and hold more than a time and a name. Times of cues, and their numbers, are none. */
export function linesLeftOut(text: string, lines: readonly Line[], turns: readonly Turn[]): Range[] {
  const found: Range[] = []
  let next = 0
  for (const [index, line] of lines.entries()) {
    while (next < turns.length && turns[next]!.end <= line.start) next++
    // A head without words ends where its turn begins.
    const turn = turns[next] ?? turns.at(-1)!
    const [start, end] = trimmed(text, line.start, line.end)
    const isSaid = turn.start < line.end && turn.end > line.start
    if (start === end || isSaid || !WORDS.test(line.text)) continue
    if (TIMING.test(line.text) || (TIMING.test(lines[index + 1]?.text ?? '') && isIdentifier(line.text)))
      continue
    if (isHead(line, turns, next)) continue
    const last = found.at(-1)
    if (last && text.slice(last[1], start).trim() === '') found[found.length - 1] = [last[0], end]
    else found.push([start, end])
  }
  return found
}

/** "12", "0f5d-1/12-0": what stands above the times of a cue. */
const isIdentifier = (line: string): boolean => /^\s*\S*\d\S*\s*$/.test(line)

/** Whether a line holds nothing but the time and the name of the turn around it. */
function isHead({ text }: Line, turns: readonly Turn[], next: number): boolean {
  return [turns[next], turns[next - 1]].some((turn) => {
    const known = [turn?.timestamp, turn?.speaker].filter((one) => one && text.includes(one))
    // Beside both stand "to Everyone" and a status.
    if (known.length === 2) return true
    return known.length === 1 && !/[\p{L}\p{N}]{2}/u.test(text.replace(known[0]!, ' '))
  })
}

/** Prose in the values that no turn says, such as what a model thought, or a tool was asked. Copies are none. */
export function valuesLeftOut(roots: readonly JsonValue[], turns: readonly Turn[]): Range[] {
  const known = new Set(turns.flatMap(({ text, speaker }) => (speaker === null ? [text] : [text, speaker])))
  const starts = new Set(turns.flatMap(({ parts, start }) => parts?.map((part) => part.start) ?? [start]))
  const found: Range[] = []
  const look = (value: JsonValue): void => {
    const { kind, start, end, text } = value
    if (kind === 'string' && !starts.has(start) && isProse(text) && !known.has(text)) found.push([start, end])
    for (const [, inner] of value.fields) look(inner)
    for (const item of value.items) look(item)
  }
  for (const root of roots) look(root)
  return found
}
