/**
 * CSV (RFC 4180): CRLF, quotes doubled, UTF-8; a row for each pair, numbers as the shortest text that gives the same double
 * again. Texts are exact, unless the file is for a spreadsheet (ExportOptions.spreadsheet).
 */
import { cells } from '../../csv-cells'
import { madeBy, MADE_BY, tableOf, type Cell } from './rows'
import { selected } from './scored'
import { Counts } from './summary'
import type { ExportWriter } from './types'

export const csvWriter: ExportWriter = {
  form: 'csv',
  extension: 'csv',
  mediaType: 'text/csv',
  *write(rows, options) {
    const counts = new Counts()
    const table = tableOf(rows, options)
    const made = madeBy(rows)
    const line = lineFor(options.spreadsheet)
    yield mark(options.spreadsheet) + line([...table.names, MADE_BY])
    for (const pair of selected(rows)) {
      yield line([...table.row(pair), made])
      counts.written++
    }
    return counts.summary
  },
}

/** Excel reads a CSV file as UTF-8 only with this mark at its start. */
export const mark = (spreadsheet: boolean): string => (spreadsheet ? '\uFEFF' : '')

/** What a spreadsheet takes for the start of a formula. */
const FORMULA = /^[=+\-@\t\r]/

export const lineFor =
  (spreadsheet: boolean) =>
  (values: readonly Cell[]): string =>
    `${cells(spreadsheet ? values.map(withoutFormula) : values)}\r\n`

const withoutFormula = (value: Cell): Cell =>
  typeof value === 'string' && FORMULA.test(value) ? `'${value}` : value
