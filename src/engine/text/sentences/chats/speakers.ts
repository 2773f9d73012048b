/** Chats without times: each message begins with a name and a colon. */
import { isBlank, type Line } from '../lines'
import type { Dialogue } from '../types'
import { areSpeakers, type Spoken } from './evidence'
import { isExportHeader } from './header'
import type { Head } from './heads'
import { isFieldName } from './machine'
import { linesLeftOut } from './left-out'
import { isPersonal, isRole } from './talk'
import { turnsOf, wordsBefore } from './turns'

const HEAD =
  /^[\s\p{Cf}]*(?:#{1,6}\s+|\*\*|__|[—–]\s*)?([^\s:：，。！？!?;；<>{}=|"/\\*#+•·—–-][^:：，。！？!?;；<>{}=|"/\\\n]{0,19}?)\s?(?:\*\*|__)?(?:(?<!\d\s?)[:：]|[:：](?!\d\d))(?:\*\*|__)?(?!\/\/)[\s\p{Cf}]?/u

/** A role needs no colon in brackets, in bold or as a heading: 【用户】…, ### User. */
const MARKED =
  /^[\s\p{Cf}]*(?:[【[]([^\s【】[\]:：][^【】[\]:：\n]{0,19})[】\]](?![([])\s?[:：]?|#{1,6}\s+([^\s#:：][^:：\n]{0,19}?)\s*$|\*\*([^\s*:：][^*:：\n]{0,19})\*\*\s*$)[\s\p{Cf}]?/u
function roleIn(line: string): RegExpExecArray | null {
  const match = MARKED.exec(line)
  if (!match) return null
  const name = match[1] ?? match[2] ?? match[3]!
  if (!isRole(name)) return null
  match[1] = name
  return match
}

/** What may stand above a conversation: a title in brackets, a heading, a line that ends with a colon. */
const isTitle = (line: string): boolean =>
  isExportHeader(line) || /^\s*(?:[【[].{1,40}[】\]]|#{1,6}\s.{1,60}|.{1,60}[:：])\s*$/u.test(line)

function isTitleAlone([head, next]: readonly Head[], text: string, lines: readonly Line[]): boolean {
  if (!next || isRole(head!.speaker!)) return false
  return text.slice(head!.end, lines[next.first]!.start).trim() === ''
}

/** A field of a form inside of a message begins no message; where most names are fields, there are no messages. */
function withoutFields(heads: readonly Head[]): readonly Head[] {
  const people = heads.filter(({ speaker }) => !isFieldName(speaker!))
  const distinct = (list: readonly Head[]) => new Set(list.map(({ speaker }) => speaker)).size
  const areSides = people.every(({ speaker }) => isRole(speaker!) || isPersonal(speaker!))
  const most =
    distinct(people) * 2 > distinct(heads) ||
    (areSides && distinct(people) > 1 && people.length > distinct(people))
  return people[0] === heads[0] && most ? people : heads
}

export function namedLines(text: string, lines: readonly Line[]): Dialogue | null {
  const found: Head[] = []
  const first = lines.findIndex((line) => !isBlank(line))
  for (const [index, line] of lines.entries()) {
    const match = roleIn(line.text) ?? HEAD.exec(line.text)
    if (match)
      found.push({
        line: index,
        first: index,
        timestamp: null,
        time: null,
        speaker: match[1]!.replace(/[\s\p{Cf}]+$/u, '').replace(/^[【[](.*)[】\]]$/, '$1'),
        end: line.start + match[0].length,
      })
    else if (index === first && !isTitle(line.text)) return null
  }
  // "The chat:" is a title and no speaker.
  if (isTitleAlone(found, text, lines)) found.shift()
  const heads = withoutFields(found)
  if (heads.length < 2) return null
  const turns = turnsOf(heads, 'none', text, lines)
  const spoken = turns.map(({ speaker, text: said }): Spoken => ({
    speaker: speaker!,
    time: null,
    text: said,
  }))
  const loose = lines.filter((line) => !isBlank(line)).length - found.length
  if (!areSpeakers(spoken, loose, blocksOf(heads, lines))) return null
  const whole = [...wordsBefore(heads[0]!.first, text, lines), ...turns]
  return { format: 'speaker', turns: whole, leftOut: linesLeftOut(text, lines, whole) }
}

/** The names of each paragraph, one a line. */
function blocksOf(heads: readonly Head[], lines: readonly Line[]): string[] {
  const blocks: string[][] = [[]]
  let last = heads[0]!.line
  for (const { line, speaker } of heads) {
    while (last < line) if (isBlank(lines[last++]!) && blocks.at(-1)!.length > 0) blocks.push([])
    blocks.at(-1)!.push(speaker!)
  }
  return blocks.map((names) => names.join('\n'))
}
