/** JSON and JSON Lines as a table: objects are records, what they hold in lists of objects is taken apart. */
import { EngineError } from '../../../engine/errors'
import { saidBy, type Detail } from '../../../engine/detail-words'
import { detail as detailOf } from '../../../engine/details'
import { isTooDeep } from '../../depth'
import { headerAmong } from './text-table'
import { nameFits } from './names'
import { scalar } from './lists'
import { namesOf, shown, TableWriter, type Cell, type FileHooks, type Table } from './table'
import { DAMAGED } from './text'

type Obj = Readonly<Record<string, unknown>>

const EVERY = 1000
/** Objects in objects that become columns "a.b.c"; what is deeper stays JSON. */
const DEEPEST_COLUMN = 4

const isObject = (value: unknown): value is Obj =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const isObjects = (value: unknown): value is readonly Obj[] =>
  Array.isArray(value) && value.length > 0 && value.every(isObject)

/** Undefined: not JSON. Python writes NaN and Infinity, which JSON has not: they become texts, which the reader of scores refuses. */
export function parseJson(text: string): unknown {
  if (isTooDeep(text)) return undefined
  try {
    return JSON.parse(text)
  } catch {
    if (!/\b(?:NaN|Infinity)\b/.test(text)) return undefined
    try {
      return JSON.parse(
        text.replace(/"(?:[^"\\]|\\.)*"|-?\b(?:NaN|Infinity)\b/g, (part) =>
          part[0] === '"' ? part : `"${part}"`,
        ),
      )
    } catch {
      return undefined
    }
  }
}

/** Whether each line is a value by itself. */
export function isJsonLines(text: string): boolean {
  const lines = text
    .slice(0, 2 ** 20)
    .split('\n', 40)
    .map((line) => line.trim())
    .filter((line) => line !== '')
  if (text.length > 2 ** 20) lines.pop()
  const whole = lines.filter((line) => line.startsWith('{') && isObject(parseJson(line)))
  return lines.length > 1 && whole.length >= 0.5 * lines.length
}

export async function jsonLinesTable(text: string, hooks: FileHooks): Promise<Table> {
  const writer = new TableWriter()
  let row = 0
  for (let at = 0; at < text.length;) {
    const found = text.indexOf('\n', at)
    const end = found < 0 ? text.length : found
    const line = text.slice(at, end).trim()
    at = end + 1
    if (line === '') continue
    if (++row % EVERY === 0) {
      hooks.part(end / text.length)
      await hooks.checkpoint()
    }
    if (line.includes(DAMAGED)) {
      writer.skip(row, 'wrong-encoding', shown(line.replaceAll(DAMAGED, '')))
      continue
    }
    const value = parseJson(line)
    if (value === undefined) writer.skip(row, 'not-json', shown(line))
    else if (!isObject(value)) writer.skip(row, 'no-object', shown(line))
    else addRecord(writer, row, value)
  }
  return writer.table()
}

/** @throws EngineError validation/not-json, validation/no-records */
export async function jsonTable(text: string, file: string, hooks: FileHooks): Promise<Table> {
  const whole = text.replaceAll(DAMAGED, '')
  const value = parseJson(whole)
  if (value === undefined) throw notJson(whole, file)
  await hooks.checkpoint()
  const writer = new TableWriter()
  const records = recordsOf(value)
  if (records === null || records.length === 0)
    throw new EngineError('validation/no-records', `${file} has no list of records.`, { file })
  let row = 0
  for (const record of records) {
    if (++row % EVERY === 0) {
      hooks.part(row / records.length)
      await hooks.checkpoint()
    }
    if (isObject(record)) addRecord(writer, row, record)
    else writer.skip(row, 'no-object', shown(JSON.stringify(record)))
  }
  return writer.table()
}

function notJson(text: string, file: string): EngineError {
  let detail: string | Detail = detailOf('json-deep')
  try {
    JSON.parse(text.length > 2 ** 27 ? text.slice(0, 2 ** 27) : text)
  } catch (error) {
    detail = saidBy(error)
  }
  return new EngineError(
    'validation/not-json',
    `${file} is not JSON: ${typeof detail === 'string' ? detail : detail.text}`,
    {
      file,
      detail,
    },
  )
}

function recordsOf(value: unknown): readonly unknown[] | null {
  if (Array.isArray(value)) return value.every(Array.isArray) && value.length > 0 ? ofRows(value) : value
  if (!isObject(value)) return null
  const isRecord = Object.entries(value).some(
    ([name, held]) => typeof held === 'string' && nameFits(name, 'query') !== null,
  )
  if (isRecord) return [value]
  return ofColumns(value) ?? ofSplit(value) ?? ofGrades(value) ?? ofTexts(value) ?? largestList(value, 3)
}

/** Rows as lists, with or without names in the first one. */
function ofRows(rows: readonly (readonly unknown[])[]): Obj[] {
  const texts = rows.slice(0, 20).map((row) => row.map((cell) => scalar(cell) ?? JSON.stringify(cell)))
  const names = headerAmong(texts)
  const used = names ?? namesOf((texts[0] ?? []).map(() => ''))
  return rows.slice(names === null ? 0 : 1).map((row) => named(used, row))
}

const named = (names: readonly string[], row: readonly unknown[]): Obj =>
  Object.fromEntries(names.map((name, at) => [name, row[at]]))

/** {"query": [...], "document": [...]}, or pandas' {"query": {"0": ..., "1": ...}, ...}. */
function ofColumns(value: Obj): Obj[] | null {
  const columns = Object.entries(value).map(
    ([name, held]) => [name, isIndexed(held) ? Object.values(held) : held] as const,
  )
  const [, first] = columns[0] ?? []
  if (columns.length < 2 || !Array.isArray(first) || first.length === 0) return null
  if (!columns.every(([, held]) => Array.isArray(held) && held.length === first.length)) return null
  if (isObject(first[0])) return null
  return Array.from({ length: first.length }, (_, at) =>
    Object.fromEntries(columns.map(([name, held]) => [name, (held as readonly unknown[])[at]])),
  )
}

const isIndexed = (held: unknown): held is Obj =>
  isObject(held) && Object.keys(held).length > 0 && Object.keys(held).every((key, at) => key === String(at))

/** pandas' {"columns": [...], "data": [[...], ...]}. */
function ofSplit({ columns, data }: Obj): Obj[] | null {
  if (!Array.isArray(columns) || !Array.isArray(data) || !data.every(Array.isArray)) return null
  const names = namesOf(columns.map(String))
  return data.map((row: readonly unknown[]) => named(names, row))
}

/** {query id: {document id: grade}}, as pytrec_eval and ranx have qrels. */
function ofGrades(value: Obj): Obj[] | null {
  const entries = Object.entries(value)
  const isGrades = (held: unknown): held is Obj =>
    isObject(held) &&
    Object.keys(held).length > 0 &&
    Object.values(held).every((grade) => typeof grade === 'number')
  if (entries.length === 0 || !entries.every(([, held]) => isGrades(held))) return null
  const isWhole = entries.every(([, held]) => Object.values(held as Obj).every(Number.isInteger))
  const name = isWhole ? 'label' : 'score'
  return entries.flatMap(([query, held]) =>
    Object.entries(held as Obj).map(([document, grade]) => ({
      'query-id': query,
      'document-id': document,
      [name]: grade,
    })),
  )
}

/** {id: text}. */
function ofTexts(value: Obj): Obj[] | null {
  const entries = Object.entries(value)
  if (entries.length < 2 || !entries.every(([, held]) => typeof held === 'string')) return null
  return entries.map(([_id, text]) => ({ _id, text }))
}

function largestList(value: Obj, depth: number): readonly unknown[] | null {
  let best: readonly unknown[] | null = null
  for (const held of Object.values(value)) {
    const list = isObjects(held) ? held : isObject(held) && depth > 1 ? largestList(held, depth - 1) : null
    if (list && list.length > (best?.length ?? 0)) best = list
  }
  return best
}

/** A list of objects (hits of a query, say) gives one record for each; everything else of the row stands in each of them. */
export function addRecord(writer: TableWriter, row: number, record: Obj): void {
  const cells = new Map<string, Cell>()
  const lists: [string, readonly Obj[]][] = []
  collect(record, '', 1, cells, lists)
  const [inner, ...others] = lists.toSorted((a, b) => Number(hasText(b[1])) - Number(hasText(a[1])))
  for (const [name, held] of others) cells.set(name, JSON.stringify(held))
  if (!inner) {
    writer.addNamed(row, cells)
    return
  }
  writer.takeApart(inner[0])
  for (const item of inner[1]) {
    const all = new Map(cells)
    const own = new Map<string, Cell>()
    collect(item, '', 1, own, null)
    for (const [name, cell] of own) all.set(cells.has(name) ? `${inner[0]}.${name}` : name, cell)
    writer.addNamed(row, all)
  }
}

const hasText = (items: readonly Obj[]): boolean =>
  Object.keys(items[0] ?? {}).some((name) => nameFits(name, 'document') !== null)

function collect(
  value: Obj,
  path: string,
  depth: number,
  cells: Map<string, Cell>,
  lists: [string, readonly Obj[]][] | null,
): void {
  for (const [key, held] of Object.entries(value)) {
    const name = path + key
    if (Array.isArray(held) && held.length === 0) {
      cells.set(name, '')
      continue
    }
    const text = scalar(held)
    if (text !== null) cells.set(name, text)
    else if (isObjects(held) && lists !== null) lists.push([name, held])
    else if (Array.isArray(held)) {
      const items = held.map(scalar)
      cells.set(name, items.every((item) => item !== null) ? items : JSON.stringify(held))
    } else if (depth < DEEPEST_COLUMN) collect(held as Obj, `${name}.`, depth + 1, cells, lists)
    else cells.set(name, JSON.stringify(held))
  }
}
