/** A file as a table, whatever it was: names of columns, and one cell for each record and column. */
import type { SkippedRow, SkipReason } from '../../../engine/validate/types'
import type { ReadNote } from '../types'

/** A list: several documents of one query, or what belongs to each of them. */
export type Cell = string | readonly string[]

/** More columns than a table of people has; a JSON file whose keys are ids would have one for each. */
const MAX_COLUMNS = 500

export interface Column {
  readonly name: string
  readonly cells: Cell[]
  /** Names of the columns that it was made of. Absent: a column of the file. */
  readonly from?: readonly string[]
}

export interface Table {
  readonly columns: readonly Column[]
  /** Row of each record: 1 is the first row of data. Several records of one row: a list was taken apart. */
  readonly rows: readonly number[]
  readonly rowCount: number
  readonly skipped: readonly SkippedRow[]
  readonly notes: readonly ReadNote[]
}

export class TableWriter {
  private readonly columns = new Map<string, Column>()
  private readonly rows: number[] = []
  private readonly skipped: SkippedRow[] = []
  private readonly notes: ReadNote[] = []
  private readonly leftOut = new Set<string>()
  private readonly apart = new Set<string>()
  private rowCount = 0

  constructor(names: readonly string[] = []) {
    for (const name of names) this.column(name)
  }

  /** Cells of a table whose columns are all known. */
  addCells(row: number, cells: readonly Cell[]): void {
    let at = 0
    for (const { cells: column } of this.columns.values()) column.push(cells[at++] ?? '')
    this.count(row)
  }

  /** Cells by name; a new name is a new column, which is empty in the records before. */
  addNamed(row: number, cells: ReadonlyMap<string, Cell>): void {
    for (const name of cells.keys()) this.column(name)
    for (const { name, cells: column } of this.columns.values()) column.push(cells.get(name) ?? '')
    this.count(row)
  }

  skip(row: number, reason: SkipReason, value = ''): void {
    this.skipped.push({ row, reason, value })
    this.rowCount = Math.max(this.rowCount, row)
  }

  note(code: ReadNote['code'], about = '', count = 0): void {
    this.notes.push({ code, about, count })
  }

  get length(): number {
    return this.rows.length
  }

  /** What this column holds in other records became columns of its own: where it is empty, nothing is left of it. */
  takeApart(name: string): void {
    this.apart.add(name)
  }

  table(): Table {
    for (const name of this.apart)
      if (this.columns.get(name)?.cells.every((cell) => cell === '')) this.columns.delete(name)
    if (this.leftOut.size > 0) this.note('columns-left-out', '', this.leftOut.size)
    const { rows, rowCount, skipped, notes } = this
    return { columns: [...this.columns.values()], rows, rowCount, skipped, notes }
  }

  private count(row: number): void {
    this.rows.push(row)
    this.rowCount = Math.max(this.rowCount, row)
  }

  private column(name: string): void {
    if (this.columns.has(name)) return
    if (this.columns.size >= MAX_COLUMNS) this.leftOut.add(name.slice(0, 100))
    else this.columns.set(name, { name, cells: Array.from<Cell>({ length: this.rows.length }).fill('') })
  }
}

/** Names of columns, each once: an empty one is "column 3", a repeated one gets a number. */
export function namesOf(cells: readonly string[]): string[] {
  const taken = new Set<string>()
  return cells.map((cell, at) => {
    const wanted = cell.trim() || `column ${at + 1}`
    let name = wanted
    for (let n = 2; taken.has(name); n++) name = `${wanted} (${n})`
    taken.add(name)
    return name
  })
}

/** First characters of a cell, for a report: a cell may have megabytes. */
export const shown = (cell: Cell): string => {
  const text = typeof cell === 'string' ? cell : JSON.stringify(cell)
  return text.length > 200 ? `${text.slice(0, 200)}…` : text
}

/** What the reader calls between two pieces of work. */
export interface ReadHooks {
  /** Rejects to stop the work. */
  readonly checkpoint: () => Promise<void>
  readonly onProgress?: (progress: { readonly done: number; readonly total: number }) => void
}

/** A file under work; `part` tells how much of it is done, 0 to 1. */
export interface FileHooks {
  readonly checkpoint: () => Promise<void>
  readonly part: (share: number) => void
}
