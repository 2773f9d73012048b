/** Workbooks: read back by another library, and their XML as it stands. */
import { strFromU8, unzipSync } from 'fflate'
import readXlsx from 'read-excel-file/node'
import { describe, expect, it } from 'vitest'
import { DEFAULT_EXPORT_OPTIONS, type ExportRows } from '../../../src/formats/validation/write'
import { CELL_LIMIT, xlsxWriter } from '../../../src/formats/validation/write/xlsx'
import { cellText } from '../../../src/formats/validation/write/xlsx-text'
import { HARD_ROWS, handRows } from '../../validation'
import { read } from './support'

async function made(rows: ExportRows) {
  const pieces = xlsxWriter.write(rows, DEFAULT_EXPORT_OPTIONS)
  const { value } = await pieces.next()
  const end = await pieces.next()
  if (!(value instanceof Uint8Array) || !end.done) throw new Error('one piece was expected')
  const sheets = await readXlsx(Buffer.from(value), { trim: false })
  return {
    bytes: value,
    files: unzipSync(value),
    summary: end.value,
    sheet: (name: string) => sheets.find(({ sheet }) => sheet === name)?.data ?? [],
    names: sheets.map(({ sheet }) => sheet),
  }
}

describe('the sheet "pairs"', () => {
  it('has the texts and the exact numbers', async () => {
    const { sheet, names, summary } = await made(HARD_ROWS)
    expect(names).toEqual(['pairs', 'made by'])
    const [header, ...rows] = sheet('pairs')
    expect(rows).toHaveLength(8)
    const column = (name: string) => rows.map((row) => row[header!.indexOf(name)])
    expect(column('query')).toEqual(
      Array.from(HARD_ROWS.pairs.query, (query) => HARD_ROWS.set.queries.texts[query]),
    )
    expect(column('document')).toEqual(
      Array.from(HARD_ROWS.pairs.document, (document) => HARD_ROWS.set.documents.texts[document]),
    )
    expect(column('dense')).toEqual([...HARD_ROWS.heads.dense.slice(0, 7), null])
    expect(column('sparse').slice(0, 2)).toEqual([1e-7, 0])
    expect(column('channel')[4], 'a text stays a text').toBe('007')
    expect(summary).toEqual({ written: 8, leftOut: {}, escapedIds: 0, longTexts: 0 })
  })

  it('has a header that stays, and no formula', async () => {
    const { files } = await made(HARD_ROWS)
    const xml = strFromU8(files['xl/worksheets/sheet1.xml']!)
    expect(xml).toMatch(/<pane[^>]*ySplit="1"[^>]*state="frozen"/)
    for (const [name, bytes] of Object.entries(files))
      if (name.endsWith('.xml')) expect(strFromU8(bytes), name).not.toMatch(/<f[ >]/)
  })
})

it('"made by" has identity and weights', async () => {
  const { sheet } = await made(HARD_ROWS)
  const facts = new Map(sheet('made by').map(([name, value]) => [name, value]))
  expect(facts.get('model')).toBe('BAAI/bge-m3')
  expect(facts.get('model_hash')).toBe('a'.repeat(64))
  expect(facts.get('weight.sparse')).toBe(0.3)
  expect(facts.get('file')).toBe('cases.csv')
})

it('a text that no cell can hold stands whole on its own sheet', async () => {
  const long = `${'长文本😀'.repeat(20_000)}end`
  const rows = handRows(['q'], [long], [{ query: 0, document: 0, dense: 1, sparse: 1, colbert: 1 }])
  const { sheet, summary } = await made(rows)
  expect(summary.longTexts).toBe(1)
  const [header, ...parts] = sheet('long texts')
  expect(header).toEqual(['sheet', 'row', 'column', 'part', 'text'])
  expect(parts.map((row) => row.slice(0, 4))).toEqual(parts.map((_, at) => ['pairs', 2, 'document', at + 1]))
  for (const [, , , , text] of parts) expect(String(text).length).toBeLessThanOrEqual(CELL_LIMIT)
  expect(parts.map(([, , , , text]) => text).join('')).toBe(long)
  const row = sheet('pairs')[1]!
  expect(row[sheet('pairs')[0]!.indexOf('document')]).toContain('(whole on the sheet "long texts")')
})

it('such a text is whole when the file is read again', async () => {
  const long = `${'长文本😀'.repeat(20_000)}end`
  const rows = handRows(['q'], [long], [{ query: 0, document: 0, dense: 1, sparse: 1, colbert: 1 }])
  const { bytes } = await made(rows)
  const { reply } = await read(bytes, 'pairs.xlsx')
  expect(reply.set!.documents.texts).toEqual([long])
})

describe('characters', () => {
  const HARD = [
    'a\u0000b',
    '\u001b[31m',
    'line\r\nend',
    'tab\tand\nline',
    '\uFFFD',
    '\uFDD0\uFFFE',
    '\uD83D alone',
    'low \uDE00',
    'emoji 😀 ok',
    '\u{1FFFE}',
    '_x0041_',
    '__proto__',
    'toString',
    'constructor',
    '\u0085\u0080',
  ]
  it.each(HARD)('%j comes back', async (text) => {
    const rows = handRows([text], ['d'], [{ query: 0, document: 0, dense: 1, sparse: 1, colbert: 1 }])
    const { sheet } = await made(rows)
    const [header, row] = sheet('pairs')
    expect(row![header!.indexOf('query')]).toBe(text)
  })

  it('ordinary texts are not touched', () => {
    const text = 'Ordinary, 普通文本, עברית, 😀, & < > " \' _x_ x0041'
    expect(cellText(text)).toBe(text)
  })
})
