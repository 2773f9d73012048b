/** Many queries, what goes wrong, and the data of a validation that comes of it. */
import { afterEach, describe, expect, it } from 'vitest'
import { patient, PATIENCE } from '../../../src/formats/endpoint/patient'
import { connect, searchAll, searchOne } from '../../../src/formats/search/run'
import { gather } from '../../../src/formats/search/set'
import { guessTextField } from '../../../src/formats/search/text-field'
import {
  DOCUMENTS as HASH_DOCUMENT,
  type QueryVectors,
  type SearchedName,
} from '../../../src/formats/search/types'
import { FakeDatabase } from '../../fakes/databases/server'
import { DOCUMENTS, QUERY, targetOf, wire } from './targets'

let fake: FakeDatabase
const start = async (...args: Parameters<typeof FakeDatabase.start>) =>
  (fake = await FakeDatabase.start(...args))
afterEach(() => fake.close())

const QUERIES: readonly QueryVectors[] = [
  { ...QUERY, dense: [1, 0, 0] },
  { ...QUERY, dense: [0, 1, 0] },
  { ...QUERY, dense: [0, 0, 1] },
  { ...QUERY, dense: [-1, 0, 0.125] },
]
const options = (limit = 2) => ({ limit, vectorsOf: (index: number) => Promise.resolve(QUERIES[index]!) })

describe('searchAll', () => {
  it('answers every query, a few at once; one that fails does not end the rest', async () => {
    await start('qdrant', DOCUMENTS, { failsOn: '0.125', delayMs: 5 })
    const connection = await connect(targetOf('qdrant', fake.url), wire())
    const { answers, text, score } = await searchAll(connection, 4, wire(), options())
    const best = answers.map((answer) =>
      answer.state === 'found' ? answer.hits[0]!.text : answer.error.code,
    )
    expect(best).toEqual(['alpha beta', 'beta gamma', 'delta', 'endpoint/server'])
    expect([text, score?.field, fake.most]).toEqual(['text', 'score', 2])
  })
  it('waits where the database is busy', async () => {
    await start('chroma', DOCUMENTS)
    const connection = await connect(targetOf('chroma', fake.url), wire())
    fake.switches.busy = 2
    const { send, signal } = wire()
    const slow = { send: patient(send, { ...PATIENCE, firstPause: 1 }), signal }
    const { answers } = await searchAll(connection, 4, slow, options())
    expect(answers.every(({ state }) => state === 'found')).toBe(true)
  })
  it('a wrong key ends the search, and a cancel', async () => {
    await start('milvus', DOCUMENTS)
    const connection = await connect(targetOf('milvus', fake.url), wire())
    fake.switches.key = ['authorization', 'Bearer right']
    await expect(searchAll(connection, 4, wire(), options())).rejects.toMatchObject({
      code: 'endpoint/unauthorized',
    })
    fake.switches.key = null
    const controller = new AbortController()
    const running = searchAll(connection, 4, wire(controller.signal), {
      ...options(1),
      onAnswer: () => controller.abort(),
    })
    await expect(running).rejects.toMatchObject({ code: 'run/cancelled' })
  })
})

describe('connect', () => {
  it.each([
    ['chroma', { kind: 'sparse' }, {}, 'search/cannot'],
    ['chroma', { kind: 'hybrid' }, {}, 'search/cannot'],
    ['weaviate', { kind: 'sparse' }, {}, 'search/cannot'],
    [
      'qdrant',
      {},
      { place: { baseUrl: 'x y', collection: 'docs', tenant: null, database: null } },
      'endpoint/url-invalid',
    ],
    [
      'qdrant',
      {},
      { place: { baseUrl: '', collection: ' ', tenant: null, database: null } },
      'search/no-collection',
    ],
    [
      'weaviate',
      {},
      { place: { baseUrl: 'x', collection: 'a b}', tenant: null, database: null } },
      'search/name',
    ],
  ] as const)('%s %j %j: %s', async (name: SearchedName, plan, more, code) => {
    await start(name, DOCUMENTS)
    await expect(connect(targetOf(name, fake.url, plan, more), wire())).rejects.toMatchObject({ code })
    expect(fake.log).toEqual([])
  })
  it('another program at the address', async () => {
    await start('qdrant', DOCUMENTS)
    await expect(connect(targetOf('chroma', fake.url), wire())).rejects.toMatchObject({
      code: 'endpoint/not-found',
    })
  })
  it('a name in a path cannot leave it', async () => {
    await start('qdrant', DOCUMENTS)
    const place = { baseUrl: fake.url, collection: '../x?y#z', tenant: null, database: null }
    await expect(connect(targetOf('qdrant', fake.url, {}, { place }), wire())).rejects.toThrow()
    expect(fake.log[0]!.path).toBe('/collections/..%2Fx%3Fy%23z')
  })
  it('user:password is HTTP’s Basic where the database takes that', async () => {
    await start('opensearch', DOCUMENTS, { key: ['authorization', `Basic ${btoa('admin:x:y')}`] })
    const target = targetOf('opensearch', fake.url, {}, { key: 'admin:x:y' })
    await expect(connect(target, wire())).resolves.toBeDefined()
  })
})

describe('replies', () => {
  it('long ids keep their digits', async () => {
    const id = '9223372036854775807'
    await start('milvus', [{ ...DOCUMENTS[0]!, id }])
    const { send, signal } = wire()
    // As Milvus writes them: without quotes.
    const bare: typeof send = async (...args) => {
      const reply = await send(...args)
      return { ...reply, text: reply.text.replace(`"${id}"`, id) }
    }
    const connection = await connect(targetOf('milvus', fake.url), { send: bare, signal })
    expect((await searchOne(connection, QUERY, { send: bare, signal })).hits[0]!.id).toBe(id)
  })
  it.each([
    ['qdrant', '{"result":{}}', 'search/unreadable'],
    ['chroma', '[1,2]', 'search/unreadable'],
    ['milvus', '{"code":1100,"message":"no field"}', 'search/refused'],
    [
      'weaviate',
      '{"data":{"Get":{"Docs":null}},"errors":[{"message":"vector lengths do not match"}]}',
      'search/refused',
    ],
    [
      'elasticsearch',
      '{"timed_out":false,"_shards":{"failed":1,"failures":[{"reason":{"type":"x","reason":"dims"}}]},"hits":{"hits":[]}}',
      'search/refused',
    ],
  ] as const)('%s: %s', async (name, text, code) => {
    await start(name, DOCUMENTS)
    const connection = await connect(targetOf(name, fake.url), wire())
    const { send, signal } = wire()
    const asked = searchOne(connection, QUERY, {
      send: async (...args) => ({ ...(await send(...args)), status: 200, text }),
      signal,
    })
    await expect(asked).rejects.toMatchObject({ code })
  })
})

describe('the text of a document', () => {
  it.each([
    [[{ title: 'a long title of a page', text: 'x' }], 'text'],
    [[{ a: 'short', b: 'a much longer passage of text' }], 'b'],
    [[{ page_content: 'x', metadata: { source: 'a/very/long/path/to/somewhere.md' } }], 'page_content'],
    [[{ meta: { body: { content: 'x' } }, lang: 'english language' }], 'meta.body.content'],
    [[{ [HASH_DOCUMENT]: 'x', text: 'y' }], HASH_DOCUMENT],
    [[{}, { text: ' ' }, { n: 3 }], null],
    [[], null],
  ])('%j: %s', (documents, want) => {
    expect(guessTextField(documents)).toBe(want)
  })
})

describe('gather', () => {
  const NONE = new Float64Array([NaN, NaN, NaN])
  const judged = {
    queries: { ids: ['q1', 'q2', 'q3'], texts: ['a', 'b', 'c'] },
    documents: { ids: ['x', 'y', 'z'], texts: ['X', 'Y', 'Z'] },
    pairs: {
      count: 3,
      row: Int32Array.from([1, 2, 3]),
      query: Int32Array.from([0, 0, 1]),
      document: Int32Array.from([0, 1, 2]),
      rank: NONE,
      production: NONE,
      grade: Float64Array.from([2, 0, 1]),
    },
  }
  const hit = (id: string, text: string | null, rank: number, score: number) => ({ id, text, rank, score })

  it('keeps ranks, scores and labels, by id or by text', async () => {
    const { set, withoutText, notFound, empty } = await gather('Qdrant', judged, [
      {
        state: 'found',
        hits: [hit('y', 'Y again', 1, 0.5), hit('n', 'X', 2, 0.25), hit('t', null, 3, 0.125)],
      },
      { state: 'found', hits: [hit('n', 'X', 1, 0.75)] },
      { state: 'failed', error: { code: 'endpoint/server', message: '', values: {} } },
    ])
    expect(set.documents).toEqual({ ids: ['y', 'n'], texts: ['Y again', 'X'] })
    expect(set.queries).toBe(judged.queries)
    expect(set.pairs).toEqual({
      count: 3,
      row: new Int32Array(3),
      query: Int32Array.from([0, 0, 1]),
      document: Int32Array.from([0, 1, 1]),
      rank: Float64Array.from([1, 2, 1]),
      production: Float64Array.from([0.5, 0.25, 0.75]),
      grade: Float64Array.from([0, 2, NaN]),
    })
    expect([withoutText, notFound, empty]).toEqual([1, 1, 1])
    expect(set.hash).toMatch(/^[\da-f]{64}$/)
  })
  it('ids that the reading of a file made up give no labels', async () => {
    const made = { ...judged, documents: { ids: ['d1', 'd2', 'd3'], texts: ['X', 'Y', 'Z'] } }
    const { set } = await gather('x', made, [
      { state: 'found', hits: [hit('d1', 'other', 1, 1), hit('d2', 'X', 2, 1)] },
    ])
    expect([...set.pairs.grade]).toEqual([NaN, 2])
  })
  it('one id with two texts is two documents', async () => {
    const { set } = await gather('x', judged, [
      { state: 'found', hits: [hit('a', 'old', 1, 1)] },
      { state: 'found', hits: [hit('a', 'new', 1, 1)] },
    ])
    expect(set.documents).toEqual({ ids: ['a', 'a#2'], texts: ['old', 'new'] })
  })
})
