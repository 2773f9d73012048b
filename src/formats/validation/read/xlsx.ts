/** One sheet of an XLSX file. Formulas give the values that the file holds; nothing is computed. */
import { unzip, type Merged, type SheetFacts } from './zip'
import { EngineError } from '../../../engine/errors'
import { saidBy } from '../../../engine/detail-words'
import { headerAmong } from './text-table'
import { namesOf, TableWriter, type FileHooks, type Table } from './table'
import { LONG_TEXTS } from '../own'
import { nameFits } from './names'

export interface SheetTable extends Table {
  readonly sheets: readonly string[]
  readonly sheet: string
}

type Value = string | number | boolean | Date | null

const EVERY = 5000

/** @param wanted name of a sheet; null: the first that has data @throws EngineError validation/xlsx, validation/no-sheet */
export async function xlsxTable(
  bytes: Uint8Array,
  file: string,
  wanted: string | null,
  hooks: FileHooks,
): Promise<SheetTable> {
  const { default: readXlsx } = await import('read-excel-file/universal')
  await hooks.checkpoint()
  const xml = unzip(bytes, file)
  let read: Awaited<ReturnType<typeof readXlsx>>
  try {
    read = await readXlsx(xml.archive, { trim: false })
  } catch (error) {
    throw new EngineError('validation/xlsx', `${file} cannot be read as XLSX: ${saidBy(error)}`, {
      file,
      detail: saidBy(error),
    })
  }
  await hooks.checkpoint()
  const sheets = read.map(({ sheet }) => sheet)
  const found =
    wanted === null
      ? (read.find(({ data }) => data.length > 1) ?? read[0])
      : read.find(({ sheet }) => sheet === wanted)
  if (!found)
    throw new EngineError('validation/no-sheet', `${file} has no sheet "${wanted ?? ''}".`, {
      file,
      sheet: wanted ?? '',
      known: sheets.join(', '),
    })
  const long = read.find(({ sheet }) => sheet === LONG_TEXTS.sheet)
  if (long && long !== found) putLongTexts(found.data as Value[][], found.sheet, long.data as Value[][])
  const table = await sheetTable(found.data as Value[][], xml.sheet(found.sheet), hooks)
  const notes =
    sheets.length > 1
      ? [...table.notes, { code: 'one-sheet' as const, about: found.sheet, count: sheets.length }]
      : table.notes
  return { ...table, notes, sheets, sheet: found.sheet }
}

/**
 * A file of ours: what no cell can hold stands on a sheet of its own, in parts (write/xlsx.ts). The cell itself has only the beginning,
 * which would be another text.
 */
function putLongTexts(data: Value[][], sheet: string, long: readonly Value[][]): void {
  const [header, ...rows] = long
  if (LONG_TEXTS.names.some((name, at) => header?.[at] !== name)) return
  const texts = new Map<string, { readonly row: number; readonly column: number; parts: string[] }>()
  const columns = data[0] ?? []
  for (const [name, row, column, part, text] of rows) {
    if (name !== sheet || typeof row !== 'number' || typeof part !== 'number') continue
    const at = columns.indexOf(column ?? null)
    const key = `${row} ${at}`
    const known = texts.get(key) ?? { row: row - 1, column: at, parts: [] }
    known.parts[part - 1] = String(text ?? '')
    texts.set(key, known)
  }
  for (const { row, column, parts } of texts.values())
    if (column >= 0 && data[row]) data[row][column] = parts.join('')
}

async function sheetTable(data: Value[][], xml: SheetFacts, hooks: FileHooks): Promise<Table> {
  const rows = data.map((row) => row.map(textOf))
  const wide = (row: readonly string[]) => row.filter((cell) => cell.trim() !== '').length
  // A title above the table has one cell, mostly a merged one.
  const widest = Math.max(0, ...rows.slice(0, 50).map(wide))
  const first = Math.max(
    0,
    rows.findIndex((row) => wide(row) >= Math.min(2, widest)),
  )
  const names = headerAmong(rows.slice(first, first + 20))
  const writer = new TableWriter(names ?? namesOf((rows[first] ?? []).map(() => '')))
  if (names === null) writer.note('no-header')
  if (xml.withoutValue > 0) writer.note('formula-without-value', '', xml.withoutValue)
  const start = first + (names === null ? 0 : 1)
  fillMerged(rows, xml.merged, start, names ?? [], writer)
  for (let at = start; at < rows.length; at++) {
    if (at % EVERY === 0) {
      hooks.part(at / rows.length)
      await hooks.checkpoint()
    }
    // Empty rows count, so that the row of the sheet is always this number plus that of the header.
    if (wide(rows[at]!) > 0) writer.addCells(at - start + 1, rows[at]!)
  }
  return writer.table()
}

/** A date as the sheet shows it is a matter of its format; ISO is one that sorts. */
function textOf(value: Value): string {
  if (value === null || value === undefined) return ''
  if (value instanceof Date) {
    if (Number.isNaN(value.getTime())) return ''
    const iso = value.toISOString()
    return iso.endsWith('T00:00:00.000Z') ? iso.slice(0, 10) : iso.replace(/\.\d+Z$/, '').replace('T', ' ')
  }
  return String(value)
}

/**
 * Cells merged over rows in one column say that these rows share the value: a query over its documents. A merged score, rank, label
 * or document could be meant for the first row alone, so it is left.
 */
function fillMerged(
  rows: string[][],
  merged: readonly Merged[],
  start: number,
  names: readonly string[],
  writer: TableWriter,
): void {
  const filled = new Map<string, number>()
  const left = new Map<string, number>()
  for (const { top, bottom, left: column, right } of merged) {
    if (bottom < start || top < start || bottom === top) continue
    const name = names[column] ?? `column ${column + 1}`
    const isShared =
      column === right &&
      !['score', 'rank', 'label', 'document', 'document-id'].some(
        (role) => nameFits(name, role as 'score') !== null,
      )
    const count = isShared ? filled : left
    count.set(name, (count.get(name) ?? 0) + bottom - top)
    if (isShared)
      for (let row = top + 1; row <= Math.min(bottom, rows.length - 1); row++)
        rows[row]![column] = rows[top]![column] ?? ''
  }
  for (const [name, count] of filled) writer.note('merged-filled', name, count)
  for (const [name, count] of left) writer.note('merged-left', name, count)
}
