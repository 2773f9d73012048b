/** Chats exported as data: JSON of any nesting, or JSON Lines. */
import type { Range } from '../../mapped'
import { isBlank, type Line } from '../lines'
import type { Dialogue, SaidPart, Turn } from '../types'
import { isRole } from './talk'
import { exampleFieldsOf, fieldsOf, timeKeyOf, typedFieldsOf, type Fields } from './fields'
import { placedJson, type JsonValue } from './json'
import { isProse, valuesLeftOut } from './left-out'

const field = ({ fields }: JsonValue, key: string): JsonValue => fields.find(([name]) => name === key)![1]

/** Where an object says the thing itself. */
const INNER_TEXT = ['text', 'content', 'body', 'parts', 'value']
const INNER_NAME = [
  'display_name',
  'displayName',
  'real_name',
  'nickname',
  'name',
  'username',
  'login',
  'role',
  'user',
  'userId',
  'type',
  'id',
]

const within = (value: JsonValue, keys: readonly string[]): JsonValue | undefined =>
  keys.map((key) => value.fields.find(([name]) => name === key)?.[1]).find((one) => one !== undefined)

/** The strings that were said: a string, or a list of strings and of objects with a text. */
function partsOf(value: JsonValue, depth = 0): readonly JsonValue[] {
  if (value.kind === 'string') return value.text === '' ? [] : [opened(value)]
  if (depth > 3) return []
  if (value.kind === 'array') return value.items.flatMap((item) => partsOf(item, depth + 1))
  const inner = within(value, INNER_TEXT)
  return inner ? partsOf(inner, depth + 1) : []
}

/** Feishu writes the content as JSON in a string: {"text":…}, or a title and lines of pieces. */
function opened(value: JsonValue): JsonValue {
  if (!/^\s*\{\s*"(?:text|title|content|zh_cn|en_us)"\s*:/.test(value.text)) return value
  try {
    const text = wordsIn(JSON.parse(value.text))
    return text === '' ? value : { ...value, text }
  } catch {
    return value
  }
}

function wordsIn(inner: unknown): string {
  if (Array.isArray(inner)) return inner.map(wordsIn).join(inner.some(Array.isArray) ? '\n' : '')
  if (typeof inner !== 'object' || inner === null) return ''
  const { text, title, content, ...rest } = inner as Record<string, unknown>
  if (typeof text === 'string') return text
  const lines = [typeof title === 'string' ? title : '', wordsIn(content)]
  return [...lines, ...Object.values(rest).map(wordsIn)].filter((line) => line !== '').join('\n')
}

/** Parts of a request to a chat model are texts of their own; runs of styled text are one. */
const areSeparate = (value: JsonValue): boolean =>
  value.kind === 'array' &&
  value.items.length > 0 &&
  value.items.every((item) => {
    const type = item.fields.find(([key]) => key === 'type')?.[1].text
    return item.kind === 'object' && (type === undefined || /(?:^|_)(?:text|image|url|audio|file)/.test(type))
  })

/** A name, a number, or the name inside of an object. */
function plainOf(value: JsonValue, depth = 0): string | null {
  if (value.kind === 'string') return value.text
  if (value.kind === 'other') return value.text === 'null' ? null : value.text
  if (depth > 3) return null
  for (const key of INNER_NAME) {
    const inner = within(value, [key])
    const name = inner ? plainOf(inner, depth + 1) : null
    if (name !== null) return name
  }
  return null
}

interface Message {
  readonly speaker: string | null
  readonly timestamp: string | null
  readonly parts: readonly JsonValue[]
  readonly joiner: '' | '\n'
  readonly isWeak: boolean
}

interface Gathered {
  readonly messages: Message[]
  /** Objects beside messages that are none. */
  others: number
}

/** Parts of a request and of an export that nobody said. */
const NOT_SAID = /^(?:about|description|topic|tools|functions|response_format|metadata|personal_information)$/

interface Outer {
  readonly time: string | null
  readonly speaker: string | null
}
const NOBODY: Outer = { time: null, speaker: null }

const said = (parts: readonly JsonValue[], speaker: string | null): Message => ({
  speaker,
  timestamp: null,
  parts,
  joiner: '',
  isWeak: false,
})

/** An example of a training set: each field is a turn, and a history of pairs too. @returns false: it is none */
function gatherExample({ fields }: JsonValue, found: Gathered): boolean {
  const keys = exampleFieldsOf(fields.map(([key]) => key))
  const spoken = fields.filter(([key, { kind }]) => keys?.includes(key) && kind === 'string')
  if (keys === null || spoken.length < 2) return false
  const answered = spoken.at(-1)![0]
  for (const [key, value] of fields) {
    if (spoken.some(([one]) => one === key)) {
      if (value.text !== '') found.messages.push(said([value], key))
    } else if (key === 'history')
      for (const pair of value.items)
        for (const [i, one] of pair.items.entries())
          found.messages.push(said(partsOf(one), i % 2 === 0 ? spoken[0]![0] : answered))
    else gather(value, found)
  }
  return true
}

function messageFields(value: JsonValue): Fields | null {
  const keys = value.fields.map(([key]) => key)
  const typed = typedFieldsOf(keys)
  return fieldsOf(keys) ?? (typed && TYPES.test(field(value, typed.speaker).text) ? typed : null)
}
const TYPES = /^(?:human|ai|user|bot|system|assistant|tool)$/

/** Messages in the order of the text. Prose outside of messages is a message without a speaker, so nothing is lost. */
function gather(value: JsonValue, found: Gathered, outer: Outer = NOBODY): void {
  if (value.kind === 'string') {
    if (isProse(value.text)) found.messages.push(said([value], outer.speaker))
    return
  }
  let speaker: string | null = null
  const fields = value.kind === 'object' ? messageFields(value) : null
  if (fields) {
    speaker = plainOf(field(value, fields.speaker))
    const content = field(value, fields.content)
    const parts = partsOf(content)
    if (parts.length > 0 || (speaker !== null && content.kind !== 'other')) {
      found.messages.push({
        speaker,
        timestamp: fields.time === null ? outer.time : plainOf(field(value, fields.time)),
        parts,
        joiner: areSeparate(content) ? '\n' : '',
        isWeak: fields.isWeak,
      })
      return
    }
  } else if (value.kind === 'object' && gatherExample(value, found)) return
  const before = found.messages.length
  // The time of one message may stand beside it: {"created_at": …, "source": {"body": …}}.
  const time = timeIn(value)
  for (const [key, inner] of value.fields)
    if (!NOT_SAID.test(key)) gather(inner, found, { time, speaker: speaker ?? outer.speaker })
  for (const item of value.items) {
    const had = found.messages.length
    gather(item, found, { time: null, speaker: outer.speaker })
    if (item.kind === 'object' && found.messages.length === had) found.others++
  }
  if (value.kind === 'object' && found.messages.length === before && value.fields.length === 0) found.others++
}

function timeIn(value: JsonValue): string | null {
  const key = timeKeyOf(value.fields.map(([name]) => name))
  return key === null ? null : plainOf(field(value, key))
}

function dialogueOf(
  format: string,
  { messages, others }: Gathered,
  roots: readonly JsonValue[],
  text: string,
): Dialogue | null {
  const spoken = messages.filter(({ speaker, parts }) => speaker !== null && parts.length > 0)
  if (spoken.length === 0 || others > spoken.length) return null
  const names = spoken.map(({ speaker }) => speaker!)
  const weak = spoken.some(({ isWeak }) => isWeak)
  if (weak && new Set(names).size === names.length && !names.every(isRole)) return null
  const said = messages.filter(({ parts }) => parts.length > 0)
  const turns = said.map(({ speaker, timestamp, parts, joiner }, i): Turn => {
    const last = parts.at(-1)!
    const before = said[i - 1]?.parts.at(-1)!.end ?? 0
    const after: Range[] = i === said.length - 1 ? [[last.end, text.length]] : []
    return {
      timestamp,
      speaker,
      head: [[before, parts[0]!.start], ...after],
      start: parts[0]!.start,
      end: last.end,
      text: parts.map((part) => part.text).join(joiner),
      parts: parts.map(({ start, end }, at): SaidPart => ({ start, end, joiner: at === 0 ? '' : joiner })),
    }
  })
  return { format, turns, leftOut: valuesLeftOut(roots, turns) }
}

export function jsonLines(text: string, lines: readonly Line[]): Dialogue | null {
  const full = lines.filter((line) => !isBlank(line))
  if (!/^[\s\ufeff]*\{.*\}\s*$/s.test(full[0]?.text ?? '')) return null
  const found: Gathered = { messages: [], others: 0 }
  const roots: JsonValue[] = []
  for (const { start, end } of full) {
    const value = placedJson(text, start, end)
    const had = found.messages.length
    if (value?.kind !== 'object') return null
    roots.push(value)
    gather(value, found)
    if (found.messages.length === had) found.others++
  }
  return dialogueOf('json-lines', found, roots, text)
}

/** JSON that holds messages anywhere: a list, a request, an export of several chats. */
export function json(text: string): Dialogue | null {
  const value = placedJson(text, 0, text.length)
  if (!value) return null
  const found: Gathered = { messages: [], others: 0 }
  gather(value, found)
  return dialogueOf('json', found, [value], text)
}
