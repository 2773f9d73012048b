/** CSV, TSV and their relatives as a table. */
import { DelimitedReader, guessDelimiter } from './delimited'
import { readLabel } from './labels'
import { isKnownName } from './names'
import { DAMAGED } from './text'
import { namesOf, shown, TableWriter, type FileHooks, type Table } from './table'

/** Records between two checkpoints. */
const EVERY = 2000
/** Rows that are looked at to find out whether the first one is a header. */
const PREVIEW = 20

export interface DelimitedTable extends Table {
  readonly delimiter: string
}

export async function delimitedTable(
  text: string,
  hooks: FileHooks,
  given?: string,
): Promise<DelimitedTable> {
  // The first line by which Excel is told the delimiter.
  const told = /^sep=([,;\t|])\r?\n/i.exec(text)
  if (told) return delimitedTable(text.slice(told[0].length), hooks, told[1])
  const comments = commentsOf(text, given)
  if (comments.count > 0) {
    const table = await delimitedTable(text.slice(comments.length), hooks, given)
    return { ...table, notes: [{ code: 'comment-lines', about: '', count: comments.count }, ...table.notes] }
  }
  const delimiter = given ?? guessDelimiter(text)
  const names = headerOf(text, delimiter)
  const reader = new DelimitedReader(text, delimiter)
  const first = reader.record()
  const writer = new TableWriter(names ?? namesOf((first?.cells ?? []).map(() => '')))
  if (names === null) {
    writer.note('no-header')
    reader.at = 0
  }
  reader.expected = first?.cells.length ?? 0
  await addRecords(reader, writer, text, hooks)
  return { ...writer.table(), delimiter }
}

async function addRecords(
  reader: DelimitedReader,
  writer: TableWriter,
  text: string,
  hooks: FileHooks,
): Promise<void> {
  const expected = reader.expected ?? 0
  for (let row = 1; ; row++) {
    const record = reader.record()
    if (!record) break
    if (row % EVERY === 0) {
      hooks.part(record.end / text.length)
      await hooks.checkpoint()
    }
    const { cells } = record
    if (record.unbalanced) writer.skip(row, 'unbalanced-quotes', shown(text.slice(record.start, record.end)))
    else if (cells.some((cell) => cell.includes(DAMAGED)))
      writer.skip(row, 'wrong-encoding', shown(text.slice(record.start, record.end).replaceAll(DAMAGED, '')))
    else if (cells.length !== expected && !isOnlyEmpty(cells, expected))
      writer.skip(row, 'wrong-number-of-cells', `${cells.length} / ${expected}`)
    else if (cells.every((cell) => cell.trim() === '')) continue
    else writer.addCells(row, cells)
  }
}

/**
 * Lines that begin with "#" above a header, and how many characters they take. A line that itself names columns is the header
 * ("#query,document"), and where no header follows, "#" is part of the data.
 */
function commentsOf(text: string, given?: string): { readonly count: number; readonly length: number } {
  const [above] = /^(?:[ \t]*#[^\r\n]*(?:\r\n|\r|\n)|[ \t]*(?:\r\n|\r|\n))+/.exec(text) ?? ['']
  const lines = above.split(/\r\n|\r|\n/).filter((line) => line.trim() !== '')
  const none = { count: 0, length: 0 }
  if (lines.length === 0) return none
  const rest = text.slice(above.length)
  const delimiter = given ?? guessDelimiter(rest)
  if (headerOf(rest, delimiter) === null) return none
  const named = lines
    .at(-1)!
    .replace(/^[ \t]*#/, '')
    .split(delimiter)
  if (named.filter((name) => isKnownName(name.trim())).length > 1) return none
  return { count: lines.length, length: above.length }
}

/** More cells than columns, and nothing in them: a spreadsheet's commas at the end of a line. */
const isOnlyEmpty = (cells: readonly string[], expected: number): boolean =>
  cells.length > expected && cells.slice(expected).every((cell) => cell.trim() === '')

/** Null: the first record is data. */
function headerOf(text: string, delimiter: string): string[] | null {
  const reader = new DelimitedReader(text, delimiter)
  const rows: (readonly string[])[] = []
  for (let record = reader.record(); record && rows.length < PREVIEW; record = reader.record())
    rows.push(record.cells)
  return headerAmong(rows)
}

/** The names in the first row; null: it is data. */
export function headerAmong(rows: readonly (readonly string[])[]): string[] | null {
  const [first, ...others] = rows
  if (!first) return []
  const filled = first.filter((cell) => cell.trim() !== '')
  // "relevant" may be a name as well as a value.
  const known = filled.filter((cell) => isKnownName(cell) && readLabel(cell) === null)
  if (known.length > 1 || (known.length === 1 && filled.length <= 4)) return namesOf(first)
  if (filled.length < first.length || new Set(filled).size < filled.length || others.length === 0) return null
  const isNumber = (cell: string | undefined) => cell !== undefined && /^[+-]?[\d.,]+%?$/.test(cell.trim())
  if (first.some(isNumber)) return null
  const overNumbers = first.some((_, at) => others.every((row) => row[at] === undefined || isNumber(row[at])))
  if (overNumbers) return namesOf(first)
  const length = (cells: readonly string[]) => cells.reduce((sum, cell) => sum + cell.length, 0)
  const mean = others.reduce((sum, row) => sum + length(row), 0) / others.length
  const isShort = filled.every((cell) => cell.length <= 30) && length(first) * 3 < mean
  return isShort ? namesOf(first) : null
}
