/** Tables of any content: what is written by others is read back equal, and nothing but an EngineError comes out of what is damaged. */
import fc from 'fast-check'
import Papa from 'papaparse'
import { zipSync, strToU8 } from 'fflate'
import { describe, expect } from 'vitest'
import { EngineError } from '../../src/engine/errors'
import { DelimitedReader } from '../../src/formats/validation/read/delimited'
import { readValidation } from '../../src/formats/validation/read'
import { PartsCollector, sendParts, type ReadPart } from '../../src/formats/validation/read/parts'
import type { ReadReply } from '../../src/formats/validation/types'
import { fuzz } from './fuzz'

const read = (files: readonly (readonly [string, Uint8Array])[]): Promise<ReadReply> =>
  readValidation(
    { files: files.map(([name, bytes]) => ({ name, bytes })), mapping: null, encoding: null, sheet: null },
    { checkpoint: () => Promise.resolve() },
  )
const utf8 = (text: string) => new TextEncoder().encode(text)

const cell = fc.oneof(
  fc.string(),
  fc.string({ unit: fc.constantFrom('"', ',', '\n', '\r', ';', '\t', ' ', 'a', '退', "'") }),
)
/** What UTF-8 can hold and what is no empty cell; a bracket would make a column of lists. */
const text = fc
  .oneof(
    fc.string({ unit: 'grapheme' }),
    fc.string({ unit: fc.constantFrom('"', ',', '\n', '退', '货', 'a', ' ', "'", '；') }),
  )
  .map((value) => `x${value}`)
  .filter((value) => value.isWellFormed() && !/[\uFFFD\uFDD0]/.test(value))

const row = fc.record({
  query: text,
  document: text,
  label: fc.constantFrom(0, 1, 2, 3),
  score: fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0),
})
/** Minus zero is written as 0. One pair once: duplicates are another property. */
const rows = fc.uniqueArray(row, {
  minLength: 1,
  maxLength: 12,
  selector: ({ query, document }) => JSON.stringify([query, document]),
})

function readBack({ set }: ReadReply) {
  const { pairs, queries, documents } = set!
  return Array.from({ length: pairs.count }, (_, at) => ({
    query: queries.texts[pairs.query[at]!]!,
    document: documents.texts[pairs.document[at]!]!,
    label: pairs.grade[at]!,
    score: pairs.production[at]!,
  }))
}

describe('records of CSV', () => {
  fuzz(
    'are those that Papa Parse has written',
    fc.property(
      fc.array(fc.array(cell, { minLength: 2, maxLength: 5 }), { minLength: 1 }),
      fc.constantFrom(',', '\t', ';'),
      fc.constantFrom('\r\n', '\n'),
      (table, delimiter, newline) => {
        const reader = new DelimitedReader(
          Papa.unparse(table, { delimiter, newline, quotes: true }) + newline,
          delimiter,
        )
        const found = []
        for (let record = reader.record(); record; record = reader.record()) found.push(record)
        expect(found.every(({ unbalanced }) => !unbalanced)).toBe(true)
        expect(found.map(({ cells }) => cells)).toEqual(table)
      },
    ),
  )
  fuzz(
    'cover the text once, whatever it is',
    fc.property(fc.string({ unit: fc.constantFrom('"', ',', '\n', '\r', ' ', 'a') }), (content) => {
      const reader = new DelimitedReader(content, ',')
      reader.expected = 2
      let before = 0
      for (let record = reader.record(); record; record = reader.record()) {
        expect(record.start).toBeGreaterThanOrEqual(before)
        expect(record.end).toBeGreaterThanOrEqual(record.start)
        expect(content.slice(before, record.start)).toMatch(/^[\r\n]*$/)
        before = record.end
      }
      expect(content.slice(before)).toMatch(/^[\r\n]*$/)
    }),
  )
})

describe('a table', () => {
  fuzz(
    'in CSV is read as it was written',
    fc.asyncProperty(rows, async (table) => {
      const reply = await read([['t.csv', utf8(Papa.unparse(table))]])
      expect(reply.skipped).toEqual([])
      expect(readBack(reply)).toEqual(table)
    }),
  )
  fuzz(
    'in JSON and in lines is read as it was written',
    fc.asyncProperty(rows, async (table) => {
      const whole = await read([['t.json', utf8(JSON.stringify(table))]])
      const lines = await read([['t.jsonl', utf8(table.map((each) => JSON.stringify(each)).join('\n'))]])
      expect(readBack(whole)).toEqual(table)
      expect(readBack(lines)).toEqual(table)
      expect(lines.set!.hash).toBe(whole.set!.hash)
    }),
  )
  fuzz(
    'crosses in parts as it was',
    fc.asyncProperty(rows, async (table) => {
      const reply = await read([['t.csv', utf8(Papa.unparse(table))]])
      const parts: ReadPart[] = []
      const sent = sendParts(reply, (part) => parts.push(part))
      const collector = new PartsCollector()
      for (const part of structuredClone(parts)) collector.add(part)
      expect(collector.whole(structuredClone(sent))).toEqual(reply)
    }),
    30,
  )
})

describe('nothing but an EngineError comes out of', () => {
  const refused = async (files: readonly (readonly [string, Uint8Array])[]) => {
    try {
      await read(files)
    } catch (error) {
      expect(error).toBeInstanceOf(EngineError)
      expect((error as EngineError).code).not.toBe('internal')
    }
  }
  const name = fc.constantFrom(
    'a.csv',
    'a.tsv',
    'a.json',
    'a.jsonl',
    'a.xlsx',
    'a.parquet',
    'queries.jsonl',
    'qrels.tsv',
    'a.csv.gz',
    'a',
  )
  const starts = [
    [],
    [0x50, 0x4b, 3, 4],
    [0x50, 0x41, 0x52, 0x31],
    [0x1f, 0x8b, 8],
    [0xef, 0xbb, 0xbf],
    [0xff, 0xfe],
  ]
  fuzz(
    'any bytes',
    fc.asyncProperty(
      name,
      fc.constantFrom(...starts),
      fc.uint8Array({ maxLength: 300 }),
      (file, start, bytes) => refused([[file, Uint8Array.from([...start, ...bytes])]]),
    ),
  )
  const piece = fc.constantFrom(
    ...[
      '{',
      '}',
      '[',
      ']',
      '"',
      ',',
      ':',
      '\n',
      '\t',
      ';',
      ' ',
      '"query"',
      '"document"',
      '"pos"',
      '"neg"',
      '"_id"',
      '"text"',
    ],
    ...[
      'query,document,label\n',
      'q1 Q0 d1 1 2.5 t\n',
      'q1 0 d1 1\n',
      '3 qid:1 # d1 x\n',
      '{"query":"a","document":"b"}\n',
    ],
    ...[
      'null',
      'NaN',
      '1',
      '0.5',
      '-',
      '是',
      '退货',
      '\\u0000',
      '\0',
      '\uFEFF',
      'qid',
      'doc1',
      'doc2',
      '\\ud800',
    ],
  )
  const content = fc.array(piece, { maxLength: 40 }).map((parts) => utf8(parts.join('')))
  fuzz(
    'any text',
    fc.asyncProperty(name, content, (file, bytes) => refused([[file, bytes]])),
  )
  fuzz(
    'several files of any text',
    fc.asyncProperty(fc.array(fc.tuple(name, content), { minLength: 2, maxLength: 4 }), (files) =>
      refused(files),
    ),
  )
  fuzz(
    'any sheet',
    fc.asyncProperty(fc.array(piece, { maxLength: 20 }), (parts) =>
      refused([
        [
          'a.xlsx',
          zipSync({
            'xl/workbook.xml': strToU8(parts.join('<sheet ')),
            'xl/worksheets/sheet1.xml': strToU8(`<sheetData>${parts.join('<c>')}`),
          }),
        ],
      ]),
    ),
    30,
  )
})
