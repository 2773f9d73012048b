import { gzipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { pairsOf, read, readFiles, reasons } from './support'

const json = (value: unknown) => JSON.stringify(value)
const lines = (...values: unknown[]) => values.map(json).join('\n')

describe('JSON', () => {
  const expected = [
    { row: 1, query: 'a', document: 'b', grade: 1 },
    { row: 2, query: 'c', document: 'd', grade: 0 },
  ]
  const records = [
    { query: 'a', document: 'b', label: 1 },
    { query: 'c', document: 'd', label: 0 },
  ]

  it.each([
    ['a list of objects', records],
    ['an object with the list inside', { meta: { version: 1 }, data: { items: records } }],
    ['lists by column', { query: ['a', 'c'], document: ['b', 'd'], label: [true, false] }],
    ["pandas' columns", { query: { 0: 'a', 1: 'c' }, document: { 0: 'b', 1: 'd' }, label: { 0: 1, 1: 0 } }],
    [
      "pandas' split",
      {
        columns: ['query', 'document', 'label'],
        index: [0, 1],
        data: [
          ['a', 'b', 1],
          ['c', 'd', 0],
        ],
      },
    ],
    [
      'rows with names',
      [
        ['query', 'document', 'label'],
        ['a', 'b', 1],
        ['c', 'd', 0],
      ],
    ],
  ])('reads %s', async (_, value) => {
    const { reply } = await read(json(value), 'x.json')
    expect(reply.shape).toBe('json')
    expect(pairsOf(reply)).toEqual(expected)
  })

  it('reads lines, and reports those that are none', async () => {
    const text = `${json(records[0])}\n{"query": "x", \n\n[1,2]\n7\n${json(records[1])}\n`
    const { reply } = await read(text, 'x.jsonl')
    expect(reply.shape).toBe('jsonl')
    expect(reasons(reply)).toEqual([
      [2, 'not-json', '{"query": "x",'],
      [3, 'no-object', '[1,2]'],
      [4, 'no-object', '7'],
    ])
    expect(pairsOf(reply).map(({ row }) => row)).toEqual([1, 5])
  })

  it('takes hits of a query apart', async () => {
    const value = [
      {
        query: 'a',
        lang: 'zh',
        hits: [
          { id: 'd1', text: 'b', score: 0.5 },
          { id: 'd2', text: 'c', score: 0.4 },
        ],
      },
    ]
    const { reply } = await read(json(value), 'x.json')
    expect(pairsOf(reply)).toEqual([
      { row: 1, query: 'a', document: 'b', production: 0.5 },
      { row: 1, query: 'a', document: 'c', production: 0.4 },
    ])
    expect(reply.set!.columns.find(({ name }) => name === 'lang')!.values).toEqual(['zh', 'zh'])
  })

  it('ranks a list of documents by position, with lists beside it', async () => {
    const { reply } = await read(
      lines({ query: 'a', documents: ['b', 'c'], scores: [0.9, 0.8], labels: [0, 1] }),
      'x.jsonl',
    )
    expect(pairsOf(reply)).toEqual([
      { row: 1, query: 'a', document: 'b', rank: 1, production: 0.9, grade: 0 },
      { row: 1, query: 'a', document: 'c', rank: 2, production: 0.8, grade: 1 },
    ])
  })

  it('reports lists of different lengths and NaN as a score', async () => {
    const text =
      '{"query":"a","documents":["b","c"],"score":[1]}\n{"query":"a","documents":["x"],"score":[NaN]}\n{"query":"a","documents":["y"],"score":[0.5]}\n{"query":"e","documents":["y"],"score":[0.5]}'
    const { reply } = await read(text, 'x.jsonl', { mapping: { score: 'score' } })
    expect(reasons(reply)).toEqual([
      [1, 'lists-differ', ''],
      [1, 'lists-differ', ''],
      [2, 'unreadable-score', 'NaN'],
    ])
  })

  it.each([
    ['[1, 2', 'validation/not-json'],
    ['{"a": 1}', 'validation/no-records'],
    ['['.repeat(100_000), 'validation/not-json'],
    ['', 'validation/empty'],
    ['  \n', 'validation/empty'],
  ])('refuses %j', async (text, code) => {
    await expect(read(text.slice(0, 200_000), 'x.json')).rejects.toMatchObject({ code })
  })
})

describe('lists in cells', () => {
  it.each([
    ['JSON', '"[""b"", ""c""]"'],
    ['Python', "\"['b', 'c']\""],
  ])('are read from %s', async (_, cell) => {
    const { reply } = await read(`query,documents\na,${cell}\n`)
    expect(pairsOf(reply)).toEqual([
      { row: 1, query: 'a', document: 'b', rank: 1 },
      { row: 1, query: 'a', document: 'c', rank: 2 },
    ])
  })

  it('stay text where one cell is none', async () => {
    const { reply } = await read('query,document\na,"[""b""]"\nc,[图片] 你好\n')
    expect(reply.set!.documents.texts).toEqual(['["b"]', '[图片] 你好'])
  })

  it('are made of numbered columns', async () => {
    const { reply } = await read(
      '用户问题,文档1,得分1,文档2,得分2,文档3,得分3,渠道\n退货,甲,0.9,乙,0.8,,,app\n换货,丙,0.7,,,,,web\n',
    )
    expect(reply.mapping).toEqual({ query: '用户问题', document: '文档*', score: '得分*' })
    expect(pairsOf(reply)).toEqual([
      { row: 1, query: '退货', document: '甲', rank: 1, production: 0.9 },
      { row: 1, query: '退货', document: '乙', rank: 2, production: 0.8 },
      { row: 2, query: '换货', document: '丙', rank: 1, production: 0.7 },
    ])
    expect(reply.set!.columns).toEqual([{ name: '渠道', values: ['app', 'app', 'web'] }])
    expect(reply.skipped).toEqual([])
  })
})

describe('files of other tools', () => {
  const queries = lines({ _id: 'q1', text: 'how to return' }, { _id: 'q2', text: 'battery' })
  const corpus = lines(
    { _id: 'd1', title: 'Returns', text: 'Send it back.' },
    { _id: 'd2', title: '', text: 'Charge it.' },
    { _id: 'd3', title: 'Other', text: '' },
  )

  it.each([
    ['with a header', 'query-id\tcorpus-id\tscore\nq1\td1\t1\nq2\td9\t1\n'],
    ['without one', 'q1\td1\t1\nq2\td9\t1\n'],
    ['with other names', 'query_id\tdoc_id\tscore\nq1\td1\t1\nq2\td9\t1\n'],
  ])("reads BEIR's files, qrels %s", async (_, qrels) => {
    const reply = await readFiles([
      ['queries.jsonl', queries],
      ['corpus.jsonl', corpus],
      ['qrels/test.tsv', qrels],
    ])
    expect(reply.shape).toBe('beir')
    expect(reply.notes).toContainEqual({ code: 'title-and-text', about: 'title + text', count: 0 })
    expect(reply.set!.documents).toEqual({
      ids: ['d1', 'd2', 'd3'],
      texts: ['Returns Send it back.', 'Charge it.', 'Other'],
    })
    expect(pairsOf(reply)).toEqual([
      { row: 1, query: 'how to return', document: 'Returns Send it back.', grade: 1 },
    ])
    expect(reply.skipped).toEqual([{ row: 2, reason: 'unknown-id', value: 'd9', file: 'qrels/test.tsv' }])
  })

  it('reads queries and a corpus without judgements', async () => {
    const reply = await readFiles([
      ['corpus.jsonl', corpus],
      ['queries.jsonl', queries],
    ])
    expect(reply.set!.pairs.count).toBe(0)
    expect(reply.set!.queries.texts).toHaveLength(2)
  })

  it('joins a run and its judgements', async () => {
    const reply = await readFiles([
      ['queries.jsonl', queries],
      ['corpus.jsonl', corpus],
      ['my.run', 'q1 Q0 d2 1 12.5 bm25\nq1 Q0 d1 2 11.5 bm25\nq1 Q0 d1 3 11.5 bm25\n'],
      ['test.qrels', 'q1 0 d1 2\nq2 0 d2 1\nq2 0 d3 -1\n'],
    ])
    expect(reply.shape).toBe('trec-run')
    expect(pairsOf(reply)).toEqual([
      { row: 1, query: 'how to return', document: 'Charge it.', rank: 1, production: 12.5 },
      {
        row: 2,
        query: 'how to return',
        document: 'Returns Send it back.',
        rank: 2,
        production: 11.5,
        grade: 2,
      },
      { row: 2, query: 'battery', document: 'Charge it.', grade: 1 },
      { row: 3, query: 'battery', document: 'Other', grade: 0 },
    ])
    expect(reply.skipped).toEqual([{ row: 3, reason: 'duplicate-pair', value: '2', file: 'my.run' }])
    expect(reply.notes).toContainEqual({ code: 'negative-labels', about: 'label', count: 1 })
  })

  it('says that texts are missing', async () => {
    await expect(read('q1 Q0 d1 1 2.5 x\nq1 Q0 d2 2 1.5 x\n', 'my.run')).rejects.toMatchObject({
      code: 'validation/texts-missing',
      values: { file: 'my.run', needed: 'queries, corpus' },
    })
    await expect(
      readFiles([
        ['my.run', 'q1 Q0 d1 1 2.5 x\n'],
        ['queries.jsonl', queries],
      ]),
    ).rejects.toMatchObject({
      code: 'validation/texts-missing',
      values: { needed: 'corpus' },
    })
  })

  it("reads FlagEmbedding's lines", async () => {
    const { reply } = await read(
      lines(
        { query: 'a', pos: ['b'], neg: ['c', 'd'], pos_scores: [0.9], neg_scores: [0.2, 0.1], prompt: 'P' },
        { query: 'e', pos: ['f'], neg: [], pos_scores: [0.8], neg_scores: [], prompt: 'P' },
      ),
      'train.jsonl',
    )
    expect(reply.shape).toBe('flag-embedding')
    expect(pairsOf(reply)).toEqual([
      { row: 1, query: 'a', document: 'b', production: 0.9, grade: 1 },
      { row: 1, query: 'a', document: 'c', production: 0.2, grade: 0 },
      { row: 1, query: 'a', document: 'd', production: 0.1, grade: 0 },
      { row: 2, query: 'e', document: 'f', production: 0.8, grade: 1 },
    ])
    expect(reply.set!.columns).toEqual([{ name: 'prompt', values: ['P', 'P', 'P', 'P'] }])
  })

  it("reads Quepid's detailed export", async () => {
    const { reply } = await read(
      'Team Name,Case Name,Case ID,Query Text,Doc ID,Title,Rating,overview\r\nT,C,8,star wars,11,Star Wars,3,A long time ago\r\nT,C,8,star wars,12,Star Trek,0,To boldly go\r\n',
    )
    expect(reply.shape).toBe('quepid')
    expect(pairsOf(reply).map(({ query, grade }) => [query, grade])).toEqual([
      ['star wars', 3],
      ['star wars', 0],
    ])
    expect(reply.mapping).toMatchObject({ query: 'Query Text', 'document-id': 'Doc ID', label: 'Rating' })
  })

  it("reads Quepid's learning-to-rank lines with a corpus", async () => {
    const reply = await readFiles([
      ['ltr.txt', '3 qid:1 # d1 star wars\n0 qid:1 # d2 star wars\n'],
      ['corpus.jsonl', corpus],
    ])
    expect(pairsOf(reply)).toEqual([
      { row: 1, query: 'star wars', document: 'Returns Send it back.', grade: 3 },
      { row: 2, query: 'star wars', document: 'Charge it.', grade: 0 },
    ])
  })

  it("says what Quepid's basic export lacks", async () => {
    const { reply } = await read('query,docid,rating\nstar wars,11,3\n')
    expect(reply.set).toBeNull()
    expect(reply.missing).toEqual(['document'])
  })

  it('reads a compressed file of two members, and refuses what is none', async () => {
    const [first, second] = ['query,document\na,b\n', 'c,d\n'].map((part) =>
      gzipSync(new TextEncoder().encode(part)),
    )
    const { reply } = await read(Uint8Array.from([...first!, ...second!]), 'x.csv.gz')
    expect(reply.set!.pairs.count).toBe(2)
    await expect(read(first!.slice(0, 3), 'x.csv.gz')).rejects.toMatchObject({ name: 'EngineError' })
  })

  it('reads a compressed file', async () => {
    const { reply } = await read(gzipSync(new TextEncoder().encode('query,document\na,b\n')), 'x.csv.gz')
    expect(pairsOf(reply)).toEqual([{ row: 1, query: 'a', document: 'b' }])
  })
})

describe('ids', () => {
  it('are given or made, and decide what is one text', async () => {
    const { reply } = await read('qid,query,document\nA,a,x\nA,other,x\n,a,y\nB,a,x\n,z,y\n')
    expect(reply.set!.queries).toEqual({ ids: ['A', 'B', 'q3'], texts: ['a', 'a', 'z'] })
    expect(reply.set!.documents).toEqual({ ids: ['d1', 'd2'], texts: ['x', 'y'] })
    expect(reasons(reply)).toEqual([[2, 'id-has-another-text', 'A']])
  })

  it('that are made give way to those that are given', async () => {
    const { reply } = await read('qid,query,document\nq2,a,x\n,b,x\n')
    expect(reply.set!.queries.ids).toEqual(['q2', 'q2-'])
  })

  it('count ranks from one', async () => {
    const { reply } = await read('query,document,rank\na,x,0\na,y,1\n')
    expect([...reply.set!.pairs.rank]).toEqual([1, 2])
    expect(reply.notes).toContainEqual({ code: 'ranks-from-zero', about: 'rank', count: 0 })
  })

  it('of a mapping must exist', async () => {
    await expect(read('query,document\na,b\n', 'x.csv', { mapping: { label: 'y' } })).rejects.toMatchObject({
      code: 'validation/no-column',
    })
    const { reply } = await read('query,document,label\na,b,1\n', 'x.csv', { mapping: { label: '' } })
    expect(reply.mapping).toEqual({ query: 'query', document: 'document' })
    expect(pairsOf(reply)).toEqual([{ row: 1, query: 'a', document: 'b' }])
  })
})

describe('the hash', () => {
  it('is of the content', async () => {
    const [a, b, c] = await Promise.all([
      read('query,document\na,b\n', '1.csv'),
      read(lines({ query: 'a', document: 'b' }), '2.jsonl'),
      read('query,document\na,c\n', '1.csv'),
    ])
    expect(a.reply.set!.hash).toMatch(/^[\da-f]{64}$/)
    expect(a.reply.set!.hash).toBe(b.reply.set!.hash)
    expect(a.reply.set!.hash).not.toBe(c.reply.set!.hash)
  })
})

it('the set knows what the column of production’s score is called; its hash does not', async () => {
  const table = (name: string) => `query,document,${name}\na,b,0.25\na,c,0.5\n`
  const [distance, score] = [await read(table('distance')), await read(table('score'))]
  expect(distance.reply.set!.scoreColumn).toBe('distance')
  expect(distance.reply.set!.hash).toBe(score.reply.set!.hash)
  expect((await read('query,document\na,b\n')).reply.set).not.toHaveProperty('scoreColumn')
})

describe('queries without hits', () => {
  it.each(['[]', 'null'])('lose no pair of the others: %s', async (none) => {
    const { reply } = await read(
      `{"query":"q1","hits":[{"text":"a doc","score":1},{"text":"b doc","score":0.5}]}\n{"query":"q2","hits":${none}}\n`,
      'hits.jsonl',
    )
    expect(pairsOf(reply).map(({ query, document }) => [query, document])).toEqual([
      ['q1', 'a doc'],
      ['q1', 'b doc'],
    ])
    expect(reasons(reply)).toEqual([[2, 'empty-document', '']])
  })

  it('a list without records says so', async () => {
    await expect(read('[]', 'none.json')).rejects.toMatchObject({ code: 'validation/no-records' })
  })
})

describe('a table in Traditional Chinese', () => {
  it('has a header and labels', async () => {
    const { reply } = await read(
      '問題,文件,標註\n怎麼退貨,在訂單頁申請,是\n怎麼退貨,聯絡客服,否\n電池,充電,無關\n',
    )
    expect(reply.mapping).toEqual({ query: '問題', document: '文件', label: '標註' })
    expect(pairsOf(reply).map(({ grade }) => grade)).toEqual([1, 0, 0])
  })
})

describe('columns that look like labels', () => {
  it.each(['irrelevant', 'no_answer', 'is_vip', '无关'])('%s is no label by its values', async (name) => {
    const { reply } = await read(`query,document,${name}\na,b,1\na,c,0\n`)
    expect(reply.mapping.label).toBeUndefined()
  })

  it('one without a telling name is one, and that is said', async () => {
    const { reply } = await read('query,document,mark\na,b,1\na,c,0\n')
    expect(reply.mapping.label).toBe('mark')
    expect(reply.notes).toContainEqual({ code: 'label-by-content', about: 'mark', count: 0 })
  })
})
