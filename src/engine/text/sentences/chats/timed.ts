/** Chats in which a line, or its beginning, says who spoke and when. */
import { isBlank, type Line } from '../lines'
import type { Dialogue } from '../types'
import { isConversation, type Spoken } from './evidence'
import { linesLeftOut } from './left-out'
import { isOfLog } from './machine'
import { MAY_HOLD_TIME } from './grammar'
import { isExportHeader } from './header'
import { HEAD_LENGTH, headBy, nameThenTime, readLine, type Head } from './heads'
import { LAYOUTS, TIME_ALONE, TWO_LINES, type Layout } from './layouts'
import { turnsOf, wordsBefore } from './turns'

/** What one layout finds in the lines of a text. */
class Found {
  readonly heads: Head[] = []
  readonly notices: Head[] = []
  /** Number of heads whose name is a program's. */
  logged = 0

  constructor(readonly layout: Layout) {}

  /** @returns whether the line has a head of this layout */
  look(tokens: ReturnType<typeof readLine>, lines: readonly Line[], index: number): boolean {
    const { head, notice } = this.layout
    const line = lines[index]!
    const one = head === null ? nameThenTime(tokens, lines, index) : headBy(head, tokens, line, index)
    if (one) {
      if (isOfLog(one.speaker!)) this.logged++
      else this.heads.push(one)
      return true
    }
    const said = notice && headBy(notice, tokens, line, index)
    if (said) this.notices.push(said)
    return false
  }
}

/** The conversation in lines with times, or null. */
export function timedLines(text: string, lines: readonly Line[]): Dialogue | null {
  // A layout that has begun well is asked first, and the others only where it finds nothing. If it turns out that its lines
  // are no conversation, all layouts read all lines.
  const quick = foundIn(lines, true)
  const best = bestOf(quick, text, lines)
  const wasQuick = quick.some(({ heads }) => heads.length >= ESTABLISHED)
  return best ?? (wasQuick ? bestOf(foundIn(lines, false), text, lines) : null)
}

/** From this number of heads on, the layout that has most of them is asked first. */
const ESTABLISHED = 20

function foundIn(lines: readonly Line[], quickly: boolean): readonly Found[] {
  const all = [...LAYOUTS, TWO_LINES].map((layout) => new Found(layout))
  const twoLines = all.at(-1)!
  let leader = all[0]!
  for (const [index, line] of lines.entries()) {
    if (!MAY_HOLD_TIME.test(line.text.slice(0, HEAD_LENGTH))) continue
    const tokens = readLine(line)
    if (TIME_ALONE.test(tokens.kinds)) {
      twoLines.look(tokens, lines, index)
      continue
    }
    const established = quickly && leader.heads.length >= ESTABLISHED
    if (established && leader.look(tokens, lines, index)) continue
    for (const one of all) {
      if (one === twoLines || (established && one === leader)) continue
      one.look(tokens, lines, index)
      if (one.heads.length > leader.heads.length) leader = one
    }
  }
  return all
}

/** The conversation with the most heads; the first of equals. */
function bestOf(all: readonly Found[], text: string, lines: readonly Line[]): Dialogue | null {
  const byHeads = [...all].sort((one, other) => other.heads.length - one.heads.length)
  for (const found of byHeads) {
    const dialogue = found.heads.length === 0 ? null : dialogueOf(found, text, lines)
    if (dialogue) return dialogue
  }
  return null
}

function dialogueOf(
  { layout, heads: all, notices, logged }: Found,
  text: string,
  lines: readonly Line[],
): Dialogue | null {
  const { name: format, strength, isLine, nameFirst } = layout
  const heads = isLine ? all : datedAlike(all)
  if (logged > heads.length / 4) return null
  const dated = heads.every(({ time }) => time?.dated)
  // A time alone may begin a line of what was said; in brackets, or with a date, it does not.
  const own = strength === 'strong' || dated ? notices.filter(({ time }) => time!.dated === dated) : []
  const inOrder = [...heads, ...own].sort((one, other) => one.line - other.line)
  const turns = turnsOf(inOrder, dated ? 'sure' : 'any', text, lines)
  const spoken = turns.flatMap(({ speaker, text: said }, i): Spoken[] =>
    speaker === null ? [] : [{ speaker, time: inOrder[i]!.time, text: said }],
  )
  if (lines.length - blank(lines) > (inOrder.length + 1) * MOST_LINES) return null
  const first = lines.findIndex((line) => !isBlank(line) && !isExportHeader(line.text))
  const single = first === inOrder[0]!.first
  const sure = own.length > 0 && strength !== 'bare' ? 'strong' : strength
  if (!isConversation(spoken, { strength: sure, inline: !isLine, nameFirst, single })) return null
  if (isLine && spoken.filter((one) => one.text !== '').length * 2 <= spoken.length) return null
  const whole = [...wordsBefore(inOrder[0]!.first, text, lines), ...turns]
  return { format, turns: whole, leftOut: linesLeftOut(text, lines, whole) }
}

/** A message has fewer lines than this on average; a document that quotes a chat has more. */
const MOST_LINES = 30
const blank = (lines: readonly Line[]): number => lines.filter(isBlank).length

/** Where messages begin with a date, a line with a time alone is a part of what was said. */
const datedAlike = (heads: readonly Head[]): readonly Head[] =>
  heads[0]?.time?.dated ? heads.filter(({ time }) => time?.dated) : heads
