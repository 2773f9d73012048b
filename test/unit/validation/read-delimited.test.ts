import Papa from 'papaparse'
import { describe, expect, it } from 'vitest'
import { DelimitedReader } from '../../../src/formats/validation/read/delimited'
import { noWait, pairsOf, read, reasons } from './support'

const records = (text: string, expected: number | null = null) => {
  const reader = new DelimitedReader(text, ',')
  reader.expected = expected
  const found = []
  for (let record = reader.record(); record; record = reader.record())
    found.push(record.unbalanced ? null : record.cells)
  return found
}

describe('lines that begin with "#"', () => {
  const notes = async (text: string) => (await read(text)).reply.notes

  it('above a header are passed over and named', async () => {
    const text = '# exported 2026-01-02, by hand\n#\nquery,document,label\nq1,#1 of all,1\n#q2,d2,0\n'
    const { reply } = await read(text)
    expect(pairsOf(reply)).toEqual([
      { row: 1, query: 'q1', document: '#1 of all', grade: 1 },
      { row: 2, query: '#q2', document: 'd2', grade: 0 },
    ])
    expect(reply.notes).toContainEqual({ code: 'comment-lines', about: '', count: 2 })
    expect(reasons(reply)).toEqual([])
  })

  it('are data or the header where they name columns or no header follows', async () => {
    for (const text of ['#query,document\nq1,d1\n', '#1,first text,1\n#2,second text,0\n'])
      expect((await notes(text)).map(({ code }) => code)).not.toContain('comment-lines')
  })
})

describe('records of CSV', () => {
  it.each([
    'a,b\n1,2\n',
    'a,b\r\n"x ""y""",2\r\n',
    'a,b\n"line\none",2',
    '"a","b"\n"",""\n,\n',
    'a,b\n"x" ,2\n',
    'a\rb\rc',
    '你好,"世,界"\n',
    'a,"He said "yes" to me",c\n',
  ])('are those of Papa Parse: %j', (text) => {
    const { data } = Papa.parse<string[]>(text, { delimiter: ',', skipEmptyLines: true })
    expect(records(text)).toEqual(data)
  })

  it('reads a cell that only begins with a quoted word as it stands', () => {
    expect(records('1\n"yes" is what he said,b\n"a" "b",c\n"x"" y,d\n')).toEqual([
      ['1'],
      ['"yes" is what he said', 'b'],
      ['a" "b', 'c'],
      null,
    ])
  })

  it('keeps the rows after a quote that is never closed', () => {
    expect(records('q1,d1,1\nq2,"never closed,1\nq3,d3,0\n', 3)).toEqual([
      ['q1', 'd1', '1'],
      null,
      ['q3', 'd3', '0'],
    ])
  })

  it('keeps the rows between two quotes that are never closed', () => {
    const rows = Array.from({ length: 200 }, (_, at) =>
      at % 50 === 7 ? `q${at},"open ${at},1` : `q${at},"d, ${at}",1`,
    )
    const read = records(rows.join('\n'), 3)
    expect(read.filter((record) => record === null)).toHaveLength(4)
    expect(read).toHaveLength(200)
    expect(read[8]).toEqual(['q8', 'd, 8', '1'])
  })

  it.each([
    ['quotes that open in every line', 'a","b\n'],
    ['quotes that are escaped in every line', 'x,"""abc\n'],
    ['four quotes', 'x,""""abc\n'],
    ['one quote', '"\n'],
    ['a quote before a letter', 'x,"a\n'],
    ['spaces after quotes', '"a"   "b"   c\n'],
  ])('takes linear time with %s', (_, line) => {
    const count = 100_000
    const read = records(line.repeat(count), 2)
    expect(read.length).toBeGreaterThan(0)
    expect(read.length).toBeLessThanOrEqual(count)
  })
})

describe('a CSV file', () => {
  it('reports rows and goes on', async () => {
    const { reply } = await read(
      'query,document,label\n退货,运费,1\n"open,x,1\n换货,无货,0\nq,d\na,b,1,2\na,b,1,,\n,d,1\nq,,1\n退货,运费,0\n',
    )
    expect(reasons(reply)).toEqual([
      [2, 'unbalanced-quotes', '"open,x,1'],
      [4, 'wrong-number-of-cells', '2 / 3'],
      [5, 'wrong-number-of-cells', '4 / 3'],
      [7, 'empty-query', ''],
      [8, 'empty-document', ''],
      [9, 'duplicate-pair', '1'],
    ])
    expect(pairsOf(reply)).toEqual([
      { row: 1, query: '退货', document: '运费', grade: 1 },
      { row: 3, query: '换货', document: '无货', grade: 0 },
      { row: 6, query: 'a', document: 'b', grade: 1 },
    ])
  })

  it('reads a table without a header', async () => {
    const { reply } = await read(
      '怎么退货,请在订单页申请退货并寄回商品,1\n发票怎么开,可在订单详情页开具电子发票,0\n',
    )
    expect(reply.notes.map(({ code }) => code)).toContain('no-header')
    expect(reply.mapping).toMatchObject({ query: 'column 1', document: 'column 2', label: 'column 3' })
    expect(reply.set!.pairs.count).toBe(2)
  })

  it('takes a word that is a name and a label for a label', async () => {
    const { reply } = await read(
      '怎么退货,请在订单页申请退货并寄回商品,relevant\n发票怎么开,可在订单详情页开具电子发票,not relevant\n',
    )
    expect(reply.set!.pairs.count).toBe(2)
    expect([...reply.set!.pairs.grade]).toEqual([1, 0])
  })

  it('reads semicolons with decimal commas', async () => {
    const { reply } = await read('query;document;score\na;b;0,87\nc;d;1,25\n')
    expect([...reply.set!.pairs.production]).toEqual([0.87, 1.25])
    expect(reply.notes).toContainEqual({ code: 'decimal-commas', about: 'score', count: 2 })
  })

  it.each([
    ['the line for Excel', 'sep=;\nquery;document\na;b\n', { query: 'query', document: 'document' }],
    [
      'queries that are numbers',
      'query,document,label\n10086,b,1\n10010,c,0\n',
      { query: 'query', document: 'document', label: 'label' },
    ],
    [
      'a label with much that is none',
      'q,doc,y\na,b,1\nc,d,banana\ne,f,apple\n',
      { query: 'q', document: 'doc', label: 'y' },
    ],
    [
      'a label that is a category',
      '问题,答案,标签\n怎么退货,在订单页申请退货,退货\n怎么开发票,在订单页开发票,发票\n',
      { query: '问题', document: '答案' },
    ],
    [
      'names around the words',
      'user_query_text,召回文档内容,向量相似度得分,query_time\na,b,0.5,9:00\n',
      { query: 'user_query_text', document: '召回文档内容', score: '向量相似度得分' },
    ],
    [
      'two texts',
      'sentence1,sentence2,label\na b,c d,1\ne f,g h,0\n',
      { query: 'sentence1', document: 'sentence2', label: 'label' },
    ],
    [
      'names that say nothing',
      'c1,c2,c3\nshort,a much longer text than that,0\nsmall,another one that is quite long,1\n',
      { query: 'c1', document: 'c2', label: 'c3' },
    ],
  ])('guesses %s', async (_, text, mapping) => {
    const { reply } = await read(text)
    expect(reply.mapping).toEqual(mapping)
    expect(reply.set!.pairs.count).toBeGreaterThan(0)
  })

  it('reads 100,000 rows', async () => {
    const rows = Array.from(
      { length: 100_000 },
      (_, at) => `question ${at % 20_000},"answer ${at}, of many",${at % 2}`,
    )
    const { reply } = await read(`query,document,label\n${rows.join('\n')}\n`)
    expect(reply.checks).toMatchObject({
      pairs: 100_000,
      queries: 20_000,
      documents: 100_000,
      relevant: 50_000,
    })
  }, 60_000)

  it('survives a cell of 10 MB, NUL and lone surrogates', async () => {
    const long = 'x'.repeat(10 * 2 ** 20)
    const { reply } = await read(`query,document\na,${long}\nb,"c\0d"\n`)
    expect(reply.set!.documents.texts).toEqual([long, 'c\0d'])
    const { reply: json } = await read(
      '{"query":"a\\ud800","document":"b"}\n{"query":"c","document":"d"}\n',
      'x.jsonl',
    )
    expect(reasons(json)).toEqual([[1, 'lone-surrogate', '']])
  })

  it('stops at a cancel', async () => {
    await expect(
      read('query,document\na,b\n', 'a.csv', {}, () => Promise.reject(new Error('stop'))),
    ).rejects.toThrow('stop')
    await noWait()
  })
})
