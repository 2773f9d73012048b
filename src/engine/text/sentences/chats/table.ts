/** Chats exported as a table with a header: comma- or tab-separated, a message a line. */
import { isBlank, type Line } from '../lines'
import type { Dialogue, Turn } from '../types'
import { fieldsOf } from './fields'

interface Field {
  readonly start: number
  readonly end: number
  readonly value: string
}

/** Fields of one line; quotes may hold the separator, and "" a quote. */
function fieldsIn(line: Line, separator: string): Field[] {
  const fields: Field[] = []
  const one =
    separator === ',' ? /(?:"((?:[^"]|"")*)"|([^,]*))(?:,|$)/dy : /(?:"((?:[^"]|"")*)"|([^\t]*))(?:\t|$)/dy
  while (one.lastIndex <= line.text.length) {
    const match = one.exec(line.text)
    if (!match) break
    const [start, end] = match.indices![match[1] === undefined ? 2 : 1]!
    fields.push({
      start: line.start + start,
      end: line.start + end,
      value: match[1]?.replaceAll('""', '"') ?? match[2]!.trim(),
    })
    if (match.index + match[0].length >= line.text.length && !match[0].endsWith(separator)) break
  }
  return fields
}

export function table(lines: readonly Line[]): Dialogue | null {
  const [header, ...rest] = lines.filter((line) => !isBlank(line))
  if (!header || rest.length === 0) return null
  const separator = header.text.includes('\t') ? '\t' : ','
  const names = fieldsIn(header, separator).map(({ value }) => value.trim().replace(/^\ufeff/, ''))
  const fields = fieldsOf(names)
  if (fields === null || fields.isWeak || names.length > 30) return null
  const place = (name: string | null) => (name === null ? -1 : names.indexOf(name))
  const [content, time, speaker] = [place(fields.content), place(fields.time), place(fields.speaker)]
  const turns: Turn[] = []
  for (const line of rest) {
    const row = fieldsIn(line, separator)
    const said = row[content]
    if (row.length !== names.length || !said) return null
    turns.push({
      timestamp: row[time]?.value ?? null,
      speaker: row[speaker]?.value ?? null,
      head: [
        [line.start, said.start],
        [said.end, line.end],
      ],
      start: said.start,
      end: said.end,
      text: said.value,
    })
  }
  return { format: 'table', turns }
}
