import { describe, expect, it } from 'vitest'
import { pairsOf, read, reasons } from './support'

/** 怎么退货,运费谁出 and 电池,充电 in GB18030. */
const GB = {
  header: [...new TextEncoder().encode('query,document\n')],
  // prettier-ignore
  rows: [
    [0xd4, 0xf5, 0xc3, 0xb4, 0xcd, 0xcb, 0xbb, 0xf5, 0x2c, 0xd4, 0xcb, 0xb7, 0xd1, 0xcb, 0xad, 0xb3, 0xf6, 0x0a],
    [0xb5, 0xe7, 0xb3, 0xd8, 0x2c, 0xb3, 0xe4, 0xb5, 0xe7, 0x0a],
  ],
}
const utf8 = (text: string) => [...new TextEncoder().encode(text)]
const utf16 = (text: string, isBig: boolean) =>
  Uint8Array.from(
    [...'\uFEFF', ...text].flatMap((unit) => {
      const code = unit.charCodeAt(0)
      return isBig ? [code >> 8, code & 255] : [code & 255, code >> 8]
    }),
  )

describe('a file in another encoding', () => {
  it('is recognised: GB18030', async () => {
    const { reply } = await read(Uint8Array.from([...GB.header, ...GB.rows.flat()]))
    expect(reply.encoding).toBe('gb18030')
    expect(pairsOf(reply)).toEqual([
      { row: 1, query: '怎么退货', document: '运费谁出' },
      { row: 2, query: '电池', document: '充电' },
    ])
  })

  it.each([false, true])('is recognised: UTF-16, big endian: %s', async (isBig) => {
    const { reply } = await read(utf16('query\tdocument\n退货\t运费\n', isBig))
    expect(pairsOf(reply)).toEqual([{ row: 1, query: '退货', document: '运费' }])
  })

  it('has no byte order mark in the first name', async () => {
    const { reply } = await read(Uint8Array.from([0xef, 0xbb, 0xbf, ...utf8('query,document\na,b\n')]))
    expect(reply.mapping.query).toBe('query')
  })

  it('can be chosen by hand', async () => {
    const { reply } = await read(Uint8Array.from([...GB.header, ...GB.rows.flat()]), 'x.csv', {
      encoding: 'utf-8',
    })
    expect(reply.encoding).toBe('utf-8')
    expect(reasons(reply).map(([row, reason]) => [row, reason])).toEqual([
      [1, 'wrong-encoding'],
      [2, 'wrong-encoding'],
    ])
  })
})

describe('a file of two encodings', () => {
  it('keeps the rows of UTF-8 and reports the others', async () => {
    const good = [
      '手机充不进电,请清理充电口',
      '会员怎么退订,在账户中心取消',
      '发票抬头改,可在订单页修改',
    ].map((row) => utf8(`${row}\n`))
    const bytes = Uint8Array.from([
      ...GB.header,
      ...good[0]!,
      ...GB.rows[0]!,
      ...good[1]!,
      ...good[2]!,
      ...GB.rows[1]!,
    ])
    const { reply } = await read(bytes)
    expect(reply.encoding).toBe('utf-8')
    expect(pairsOf(reply).map(({ row, query }) => [row, query])).toEqual([
      [1, '手机充不进电'],
      [3, '会员怎么退订'],
      [4, '发票抬头改'],
    ])
    expect(reasons(reply).map(([row, reason]) => [row, reason])).toEqual([
      [2, 'wrong-encoding'],
      [5, 'wrong-encoding'],
    ])
  })

  it('keeps the rows of GB18030 where they are more', async () => {
    const bytes = Uint8Array.from([
      ...GB.header,
      ...Array.from({ length: 20 }, () => GB.rows[0]!).flat(),
      ...GB.rows[1]!,
      ...utf8('退货,运费谁\n'),
    ])
    const { reply } = await read(bytes)
    expect(reply.encoding).toBe('gb18030')
    expect(pairsOf(reply).map(({ row }) => row)).toEqual([1, 21])
    expect(reasons(reply).at(-1)!.slice(0, 2)).toEqual([22, 'wrong-encoding'])
  })

  it('keeps a replacement character that the file itself has', async () => {
    const { reply } = await read('query,document\na\uFFFD,b\nc,d\n')
    expect(pairsOf(reply)).toHaveLength(2)
  })
})
