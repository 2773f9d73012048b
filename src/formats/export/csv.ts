/**
 * CSV (RFC 4180): CRLF, quotes doubled, UTF-8 without a byte order mark. Vectors are JSON in their cells, as Milvus imports them.
 * A text that could be taken for a number or a missing value has quotes, an empty one too. Texts are exact: no escape is added before "=" or "+". In a spreadsheet, import the column as text.
 */
import { cells } from '../csv-cells'
import { piecesOf } from './pieces'
import { madeByLine, vectorFields } from './rows'
import { TARGET_TITLES, type ExportTarget } from './types'
import { writtenHeads } from './values'

export const csvTarget: ExportTarget = {
  name: 'csv',
  title: TARGET_TITLES.csv,
  extension: 'csv',
  mediaType: 'text/csv',
  binary: false,
  cannot: {},
  limits: { uniqueIds: false },
  setup: null,
  load: (file) =>
    `python3 -c "import csv, json, sys; csv.field_size_limit(sys.maxsize); print(len(json.loads(next(csv.DictReader(open('${file}', encoding='utf-8', newline='')))['dense'])))"`,
  async *write(job, records) {
    const heads = writtenHeads(job, csvTarget)
    const madeBy = madeByLine(job)
    yield line(['id', 'text', ...heads, 'made_by'])
    for await (const record of records) {
      const fields = new Map(vectorFields(record, job))
      yield `${cells([record.id, record.text])},`
      for (const head of heads) {
        // Of CSV's special characters JSON of numbers has only quotes; each piece doubles its own.
        yield '"'
        for (const piece of piecesOf(fields.get(head)!)) yield piece.replaceAll('"', '""')
        yield '",'
      }
      yield line([madeBy])
    }
  },
}

const line = (values: readonly string[]): string => `${cells(values)}\r\n`
