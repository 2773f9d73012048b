/** Chats exported as data: JSON Lines, one JSON array, or a table with a header. */
import { isObject } from '../../../values'
import { isBlank, type Line } from '../lines'
import type { Dialogue, Turn } from '../types'

const CONTENT = ['content', 'text', 'message', 'body', 'msg', '内容', '消息', '消息内容']
const TIMES = [
  'timestamp',
  'ts',
  'time',
  'created_at',
  'createdat',
  'datetime',
  'date',
  'sent_at',
  '时间',
  '发送时间',
]
const SPEAKERS = [
  'speaker',
  'user_id',
  'userid',
  'user',
  'username',
  'from',
  'sender',
  'role',
  'name',
  'author',
  'nick',
  'nickname',
  '发送人',
  '发送者',
  '用户',
  '昵称',
  '角色',
]

const keyOf = (keys: readonly string[], wanted: readonly string[]): string | undefined =>
  wanted.map((want) => keys.find((key) => key.toLowerCase() === want)).find((key) => key !== undefined)

interface Fields {
  readonly content: string
  readonly time: string | undefined
  readonly speaker: string | undefined
}

/** Which keys hold content, speaker and time; null: there is no content, or neither speaker nor time. */
function fieldsOf(keys: readonly string[]): Fields | null {
  const content = keyOf(keys, CONTENT)
  const time = keyOf(keys, TIMES)
  const speaker = keyOf(keys, SPEAKERS)
  return content === undefined || (time === undefined && speaker === undefined)
    ? null
    : { content, time, speaker }
}

const plain = (value: unknown): string | null =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : null

function parsed(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch {
    return undefined
  }
}

/** A message whose JSON is text[from, to). */
function turnOf(
  record: Readonly<Record<string, unknown>>,
  text: string,
  from: number,
  to: number,
): Turn | null {
  const fields = fieldsOf(Object.keys(record))
  if (fields === null || typeof record[fields.content] !== 'string') return null
  const key = JSON.stringify(fields.content).replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
  const match = new RegExp(`${key}\\s*:\\s*"((?:[^"\\\\]|\\\\.)*)"`, 'd').exec(text.slice(from, to))
  if (!match) return null
  const [start, end] = match.indices![1]!
  return {
    timestamp: fields.time === undefined ? null : plain(record[fields.time]),
    speaker: fields.speaker === undefined ? null : plain(record[fields.speaker]),
    head: [
      [from, from + start],
      [from + end, to],
    ],
    start: from + start,
    end: from + end,
    text: record[fields.content] as string,
  }
}

export function jsonLines(text: string, lines: readonly Line[]): Dialogue | null {
  const full = lines.filter((line) => !isBlank(line))
  if (!full[0]?.text.trimStart().startsWith('{')) return null
  const turns: Turn[] = []
  for (const { start, end } of full) {
    const record = parsed(text.slice(start, end))
    const turn = isObject(record) ? turnOf(record, text, start, end) : null
    if (turn === null) return null
    turns.push(turn)
  }
  return { format: 'json-lines', turns }
}

/** An array of messages, bare or under one key ({"messages":[…]}). */
export function jsonArray(text: string): Dialogue | null {
  if (!/^[\s\ufeff]*[[{]/.test(text)) return null
  const whole = parsed(text.replace(/^\ufeff/, ' '))
  const list = Array.isArray(whole)
    ? whole
    : isObject(whole)
      ? Object.values(whole).find((value) => Array.isArray(value))
      : undefined
  if (!Array.isArray(list) || list.length === 0 || !list.every(isObject)) return null
  const turns: Turn[] = []
  let at = 0
  for (const record of list as Record<string, unknown>[]) {
    const turn = turnOf(record, text, at, text.length)
    if (turn === null) return null
    turns.push({ ...turn, head: [[at, turn.start]] })
    at = turn.end
  }
  const last = turns.at(-1)!
  turns[turns.length - 1] = { ...last, head: [...last.head, [last.end, text.length]] }
  return { format: 'json', turns }
}

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

/** Comma- or tab-separated, a message a line. */
export function table(_text: string, lines: readonly Line[]): Dialogue | null {
  const [header, ...rest] = lines.filter((line) => !isBlank(line))
  if (!header || rest.length === 0) return null
  const separator = header.text.includes('\t') ? '\t' : ','
  const names = fieldsIn(header, separator).map(({ value }) => value.trim().replace(/^\ufeff/, ''))
  const fields = fieldsOf(names)
  if (fields === null || names.length > 30) return null
  const place = (name: string | undefined) => (name === undefined ? -1 : names.indexOf(name))
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
