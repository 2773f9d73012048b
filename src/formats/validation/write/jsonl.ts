/** One object for each pair, with the names of the CSV file. What a pair does not have is null. */
import { jsonLine } from '../../json-line'
import { madeBy, MADE_BY, tableOf } from './rows'
import { selected } from './scored'
import { Counts } from './summary'
import type { ExportWriter } from './types'

export const jsonlWriter: ExportWriter = {
  form: 'jsonl',
  extension: 'jsonl',
  mediaType: 'application/x-ndjson',
  *write(rows, options) {
    const counts = new Counts()
    const { names, row } = tableOf(rows, options)
    const made = madeBy(rows)
    for (const pair of selected(rows)) {
      const values = row(pair)
      // Entries, so that a column called "__proto__" is a field as any other.
      const object = Object.fromEntries([
        ...names.map((name, at) => [name, values[at]] as const),
        [MADE_BY, made],
      ])
      yield `${jsonLine(object)}\n`
      counts.written++
    }
    return counts.summary
  },
}
