/** The table behind a chart, and its file. */

export type Cell = string | number | null

export interface ChartTable {
  readonly columns: readonly string[]
  /** Number of rows, and each of them: a curve of 100,000 points makes its rows only for the file. */
  readonly count: number
  readonly row: (at: number) => readonly Cell[]
}

export const tableOf = (columns: readonly string[], rows: readonly (readonly Cell[])[]): ChartTable => ({
  columns,
  count: rows.length,
  row: (at) => rows[at]!,
})

/** Quoted where RFC 4180 asks for it. A cell that a spreadsheet would run as a formula begins with an apostrophe. */
function cell(value: Cell): string {
  if (value === null) return ''
  if (typeof value === 'number') return String(value)
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

const STRETCH = 2000

const pause = () => new Promise<void>((resolve) => setTimeout(resolve, 0))

/** As CSV with full precision. The page goes on between stretches of rows. */
export async function csvOf({ columns, count, row }: ChartTable): Promise<Blob> {
  const parts = ['\u{feff}', columns.map(cell).join(','), '\r\n']
  for (let from = 0; from < count; from += STRETCH) {
    let part = ''
    for (let at = from; at < Math.min(count, from + STRETCH); at++)
      part += row(at).map(cell).join(',') + '\r\n'
    parts.push(part)
    if (from + STRETCH < count) await pause()
  }
  return new Blob(parts, { type: 'text/csv;charset=utf-8' })
}
