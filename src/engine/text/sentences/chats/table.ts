/** Chats exported as a table with a header: comma- or tab-separated, a message a line. */
import type { Range } from '../../mapped'
import { isBlank, type Line } from '../lines'
import type { Dialogue, Turn } from '../types'
import { fieldsOf } from './fields'
import { isProse } from './left-out'

interface Field {
  readonly start: number
  readonly end: number
  readonly value: string
}

/** Rows of text[from, …): quotes may hold the separator and line breaks, and "" a quote. Null: a quote is not closed. */
function rowsOf(text: string, from: number, separator: string): Field[][] | null {
  const one = new RegExp(
    `(?:"((?:[^"]|"")*)"|([^"${separator}\\r\\n][^${separator}\\r\\n]*)?)(${separator}|\\r\\n?|\\n|$)`,
    'dy',
  )
  const rows: Field[][] = [[]]
  one.lastIndex = from
  for (;;) {
    const match = one.exec(text)
    if (!match) return null
    const [start, end] = match.indices![match[1] === undefined ? 2 : 1] ?? [match.index, match.index]
    rows.at(-1)!.push({ start, end, value: match[1]?.replaceAll('""', '"') ?? (match[2] ?? '').trim() })
    if (one.lastIndex >= text.length) return rows
    if (match[3] !== separator) rows.push([])
  }
}

const isEmpty = (row: readonly Field[]): boolean => row.every(({ value }) => value === '')

export function table(text: string, lines: readonly Line[]): Dialogue | null {
  const header = lines.find((line) => !isBlank(line))
  if (!header) return null
  const separator = header.text.includes('\t') ? '\t' : ','
  if (!header.text.includes(separator)) return null
  const names = header.text.split(separator).map((name) =>
    name
      .trim()
      .replace(/^\ufeff/, '')
      .replace(/^"(.*)"$/, '$1'),
  )
  const fields = fieldsOf(names)
  if (fields === null || fields.isWeak || names.length > 30) return null
  const rows = rowsOf(text, header.start, separator)
    ?.slice(1)
    .filter((row) => !isEmpty(row))
  if (!rows || rows.length === 0) return null
  const place = (name: string | null) => (name === null ? -1 : names.indexOf(name))
  const [content, time, speaker] = [place(fields.content), place(fields.time), place(fields.speaker)]
  if (rows.some((row) => row.length !== names.length)) return null
  const spoken = rows.filter((row) => row[content]!.value !== '')
  const turns = spoken.map((row): Turn => {
    const { start, end, value } = row[content]!
    return {
      timestamp: row[time]?.value ?? null,
      speaker: row[speaker]?.value ?? null,
      head: [
        [row[0]!.start, start],
        [end, row.at(-1)!.end],
      ],
      start,
      end,
      text: value,
    }
  })
  if (turns.length === 0) return null
  const leftOut = rows.flatMap((row) =>
    row.flatMap(({ start, end, value }, i): Range[] =>
      i !== time && i !== speaker && i !== content && isProse(value) ? [[start, end]] : [],
    ),
  )
  return { format: 'table', turns, leftOut }
}
