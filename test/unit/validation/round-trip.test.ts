/** What is written can be read again: our own files give the pairs that they were made of. */
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { readValidation } from '../../../src/formats/validation/read'
import {
  DEFAULT_EXPORT_OPTIONS,
  exportPieces,
  type ExportForm,
  type ExportRows,
} from '../../../src/formats/validation/write'
import { handRows, type HandPair } from '../../validation'

async function bytesOf(form: ExportForm, rows: ExportRows): Promise<Uint8Array> {
  const parts: Uint8Array[] = []
  for await (const piece of exportPieces(form, rows, DEFAULT_EXPORT_OPTIONS))
    parts.push(typeof piece === 'string' ? new TextEncoder().encode(piece) : piece)
  return Buffer.concat(parts)
}

async function readAgain(form: ExportForm, extension: string, rows: ExportRows) {
  const bytes = await bytesOf(form, rows)
  return readValidation(
    {
      files: [{ name: `again.${extension}`, bytes }],
      mapping: {
        query: 'query',
        document: 'document',
        'query-id': 'query_id',
        'document-id': 'document_id',
        rank: 'rank',
        score: 'production_score',
        label: 'label',
      },
      encoding: null,
      sheet: extension === 'xlsx' ? 'pairs' : null,
    },
    { checkpoint: async () => undefined },
  )
}

// A text of white space alone is an empty cell for the reader, and half of a character is no text.
const text = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 40 })
  .map((inner) => `a${inner}z`)
  .filter((made) => made.isWellFormed() && !made.includes('\0'))
const score = fc.double({ min: -1, max: 1, noNaN: true }).map((value) => (value === 0 ? 0 : value))

const rowsOf = fc
  .record({
    queries: fc.uniqueArray(text, { minLength: 1, maxLength: 4 }),
    documents: fc.uniqueArray(text, { minLength: 1, maxLength: 6 }),
    scores: fc.array(score, { minLength: 24, maxLength: 24 }),
    grades: fc.array(fc.constantFrom(0, 1, undefined), { minLength: 24, maxLength: 24 }),
  })
  .map(({ queries, documents, scores, grades }) => {
    const pairs = queries.flatMap((_, query) =>
      documents.map((__, document): HandPair => {
        const at = query * documents.length + document
        const grade = grades[at]
        return {
          query,
          document,
          rank: document + 1,
          production: scores[at]!,
          dense: scores[at]!,
          sparse: 0,
          colbert: 1,
          ...(grade !== undefined && { grade }),
        }
      }),
    )
    return handRows(queries, documents, pairs)
  })

it.each([
  ['csv', 'csv', 60],
  ['jsonl', 'jsonl', 60],
  ['xlsx', 'xlsx', 12],
] as const)('%s', async (form, extension, runs) => {
  await fc.assert(
    fc.asyncProperty(rowsOf, async (rows) => {
      const { set, skipped } = await readAgain(form, extension, rows)
      expect(skipped).toEqual([])
      const { pairs } = set!
      expect(pairs.count).toBe(rows.pairs.count)
      const textsOf = (of: typeof pairs, from: ExportRows['set']) =>
        Array.from({ length: of.count }, (_, at) => [
          from.queries.texts[of.query[at]!],
          from.documents.texts[of.document[at]!],
        ])
      expect(textsOf(pairs, set!)).toEqual(textsOf(rows.pairs, rows.set))
      expect([...pairs.production]).toEqual([...rows.pairs.production])
      expect([...pairs.grade]).toEqual([...rows.pairs.grade])
      expect([...pairs.rank]).toEqual([...rows.pairs.rank])
      const dense = set!.columns.find(({ name }) => name === 'dense')!
      expect(dense.values.map(Number)).toEqual([...rows.heads.dense])
    }),
    { numRuns: runs, seed: 19 },
  )
})
