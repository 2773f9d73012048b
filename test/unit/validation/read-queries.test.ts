/** Files of queries alone: their documents are in a database. */
import { expect, it } from 'vitest'
import { readValidation } from '../../../src/formats/validation/read'

const read = (name: string, text: string) =>
  readValidation(
    {
      files: [{ name, bytes: new TextEncoder().encode(text) }],
      mapping: null,
      encoding: null,
      sheet: null,
    },
    { checkpoint: () => Promise.resolve() },
  )

it.each([
  ['queries.csv', 'query_id,query\na,refund?\nb,充电器坏了\n'],
  ['queries.jsonl', '{"query_id":"a","query":"refund?"}\n{"query_id":"b","query":"充电器坏了"}\n'],
])('%s', async (name, text) => {
  const { set, missing, queries } = await read(name, text)
  expect([set, missing]).toEqual([null, ['document']])
  expect(queries).toEqual({ ids: ['a', 'b'], texts: ['refund?', '充电器坏了'] })
})
it('documents alone are no queries', async () => {
  const { queries, missing } = await read('x.csv', 'document_id,document\na,refund\n')
  expect([queries, missing]).toEqual([undefined, ['query']])
})
