import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { pairsOf, read, reasons } from './support'

const fixture = (name: string) =>
  new Uint8Array(readFileSync(new URL(`../../fixtures/validation/${name}`, import.meta.url)))

describe('a Parquet file', () => {
  it.each(['none', 'snappy', 'gzip', 'zstd', 'brotli', 'lz4'])(
    'is read, compressed with %s',
    async (codec) => {
      const { reply } = await read(fixture(`pairs-${codec}.parquet`), 'pairs.parquet')
      expect(reply.shape).toBe('parquet')
      expect(pairsOf(reply)).toEqual([
        { row: 1, query: '怎么退货', document: '在订单页申请', rank: 1, production: 0.875, grade: 1 },
        { row: 2, query: '怎么退货', document: '联系客服', rank: 2, production: 0.5, grade: 0 },
        { row: 3, query: 'battery', document: 'Charge it.', rank: 1 },
      ])
      expect(reply.set!.columns).toEqual([
        { name: 'day', values: ['2026-02-07', '2026-02-07', '2026-02-07'] },
      ])
    },
  )

  it('is read from a Buffer of Node, whose slices are views of a larger one', async () => {
    const bytes = Buffer.from(fixture('pairs-snappy.parquet'))
    const { reply } = await read(bytes, 'pairs.parquet')
    expect(pairsOf(reply)).toHaveLength(3)
  })

  it('with columns of lists has a pair for each document', async () => {
    const { reply } = await read(fixture('lists.parquet'), 'lists.parquet')
    expect(pairsOf(reply)).toEqual([
      { row: 1, query: 'a', document: 'x', rank: 1, production: 0.5 },
      { row: 1, query: 'a', document: 'y', rank: 2, production: 0.25 },
      { row: 2, query: 'b', document: 'z', rank: 1, production: 0.125 },
    ])
  })

  it('with lists of structs is taken apart; a query without hits loses no other', async () => {
    const { reply } = await read(fixture('structs.parquet'), 'structs.parquet')
    expect(pairsOf(reply)).toEqual([
      { row: 1, query: 'a', document: 'x', production: 0.5 },
      { row: 2, query: 'b', document: 'y', production: 0.4 },
      { row: 2, query: 'b', document: 'z', production: 0.1 },
    ])
    expect(reasons(reply)).toEqual([[3, 'empty-document', '']])
  })

  it('that is damaged is refused', async () => {
    const whole = fixture('pairs-none.parquet')
    for (const length of [4, 20, whole.length - 10])
      await expect(read(whole.slice(0, length), 'x.parquet')).rejects.toMatchObject({
        code: 'validation/parquet',
      })
  })
})

it('a workbook of openpyxl is read: merged cells, a date, a formula without a value', async () => {
  const { reply } = await read(fixture('merged.xlsx'), 'merged.xlsx')
  expect(pairsOf(reply)).toEqual([
    { row: 1, query: '怎么退货', document: '在订单页申请', production: 0.87, grade: 1 },
    { row: 2, query: '怎么退货', document: '联系客服', production: 0.5, grade: 0 },
  ])
  expect(reasons(reply)).toEqual([[3, 'empty-document', '']])
  expect(reply.notes.map(({ code }) => code).sort()).toEqual([
    'formula-without-value',
    'merged-filled',
    'one-sheet',
  ])
  expect(reply.set!.columns).toEqual([{ name: '日期', values: ['2026-02-07', '2026-02-07'] }])
})
