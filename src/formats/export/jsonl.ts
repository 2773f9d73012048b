/** One object per line. Each line has `made_by`, so that lines of several files can be mixed. */
import { json, objectOf } from './pieces'
import { madeByLine, vectorFields } from './rows'
import { TARGET_TITLES, type ExportTarget } from './types'

export const jsonlTarget: ExportTarget = {
  name: 'jsonl',
  title: TARGET_TITLES.jsonl,
  extension: 'jsonl',
  mediaType: 'application/x-ndjson',
  binary: false,
  cannot: {},
  limits: { uniqueIds: false },
  setup: null,
  load: (file) => `head -n 1 ${file} | jq 'del(.dense, .colbert)'`,
  async *write(job, records) {
    const madeBy = json(madeByLine(job))
    for await (const record of records) {
      yield* objectOf([
        ['id', json(record.id)],
        ['text', json(record.text)],
        ...vectorFields(record, job),
        ['made_by', madeBy],
      ])
      yield '\n'
    }
  },
}
