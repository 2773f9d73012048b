/**
 * XLSX: a sheet "pairs" with a header that stays in place, and a sheet "made by" with what made the numbers. A text is a
 * text cell, never a formula. A text that is longer than a cell may be stands whole, in parts, on the sheet "long texts".
 */
import { EngineError } from '../../../engine/errors'
import { SCORE_NAMES } from '../../../engine/score/types'
import { LONG_TEXTS } from '../own'
import { tableOf, type Cell } from './rows'
import { selected } from './scored'
import { Counts } from './summary'
import { cellText } from './xlsx-text'
import type { ExportOptions, ExportRows, ExportSummary, ExportWriter } from './types'
import type { Row, Sheet } from 'write-excel-file/universal'

/** UTF-16 units of one cell (Excel's specification). */
export const CELL_LIMIT = 32_767
/** Rows of one sheet are 1,048,576; what is more goes to a further sheet. */
const SHEET_ROWS = 1_000_000

export const xlsxWriter: ExportWriter = {
  form: 'xlsx',
  extension: 'xlsx',
  mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  async *write(rows, options): AsyncGenerator<Uint8Array, ExportSummary> {
    const { default: writeXlsx } = await import('write-excel-file/universal')
    const counts = new Counts()
    const sheets = sheetsOf(rows, options, counts)
    let blob: Blob
    try {
      blob = await writeXlsx(sheets).toBlob()
    } catch (error) {
      if (!(error instanceof RangeError)) throw error
      throw tooLarge(counts.written, error)
    }
    yield new Uint8Array(await blob.arrayBuffer())
    return counts.summary
  },
}

/** A workbook is made in memory: its sheets are single strings. */
const tooLarge = (written: number, error: RangeError) =>
  new EngineError(
    'export/too-large',
    `${written} rows are too much text for one XLSX file (${error.message}). Select fewer rows, or take CSV.`,
    { form: 'XLSX', rows: written },
  )

function sheetsOf(rows: ExportRows, options: ExportOptions, counts: Counts): Sheet<Blob>[] {
  const table = tableOf(rows, options)
  const header = table.names.map(head)
  const long: Row[] = []
  const sheets: Sheet<Blob>[] = []
  let data: Row[] = []
  const close = () => {
    if (data.length === 0 && sheets.length > 0) return
    sheets.push({
      sheet: sheets.length === 0 ? 'pairs' : `pairs ${sheets.length + 1}`,
      data: [header, ...data],
      stickyRowsCount: 1,
      columns: table.names.map((name) => ({ width: widthOf(name) })),
    })
    data = []
  }
  for (const pair of selected(rows)) {
    const at = { sheet: sheets.length === 0 ? 'pairs' : `pairs ${sheets.length + 1}`, row: data.length + 2 }
    data.push(
      table.row(pair).map((value, column) => {
        if (typeof value !== 'string') return value
        const text = cellText(value)
        if (text.length <= CELL_LIMIT) return textCell(text)
        counts.longTexts++
        for (const [part, piece] of partsOf(value).entries())
          long.push([textCell(at.sheet), at.row, textCell(table.names[column]!), part + 1, textCell(piece)])
        return textCell(`${partsOf(value)[0]!.slice(0, 1000)} … (whole on the sheet "long texts")`)
      }),
    )
    counts.written++
    if (data.length === SHEET_ROWS) close()
  }
  close()
  if (long.length > 0)
    sheets.push({
      sheet: LONG_TEXTS.sheet,
      data: [LONG_TEXTS.names.map(head), ...long],
      stickyRowsCount: 1,
    })
  sheets.push({ sheet: 'made by', data: identityRows(rows), columns: [{ width: 24 }, { width: 80 }] })
  return sheets
}

/** Without a type the library makes a text of it all the same; with one, nothing can be taken for anything else. */
const textCell = (value: string) => (value === '' ? null : { value, type: String })
const head = (name: string) => ({ value: cellText(name), type: String, fontWeight: 'bold' as const })

/** Pieces whose escaped form fits a cell; no surrogate pair is torn apart. */
function partsOf(text: string): string[] {
  const parts: string[] = []
  for (let from = 0; from < text.length;) {
    // An escape is seven units for one.
    let to = Math.min(text.length, from + CELL_LIMIT)
    while (cellText(text.slice(from, to)).length > CELL_LIMIT) to = from + Math.floor((to - from) / 2)
    if (to < text.length && /[\uD800-\uDBFF]/.test(text[to - 1]!)) to--
    parts.push(cellText(text.slice(from, to)))
    from = to
  }
  return parts
}

const WIDE: Readonly<Record<string, number>> = { query: 50, document: 70, note: 30 }
const widthOf = (name: string): number =>
  WIDE[name] ??
  ((SCORE_NAMES as readonly string[]).includes(name) ? 20 : Math.max(10, Math.min(30, name.length + 3)))

function identityRows({ identity, weights, set }: ExportRows): Row[] {
  const line = (name: string, value: Cell | boolean | undefined): Row => [
    textCell(name),
    typeof value === 'number' ? value : textCell(cellText(String(value ?? 'none'))),
  ]
  return [
    line('file', set.name),
    line('file_hash', set.hash),
    ...Object.entries(identity ?? {}).map(([name, value]) => line(name, value as Cell | boolean)),
    ...Object.entries(weights).map(([head, value]) => line(`weight.${head}`, value as number)),
  ]
}
