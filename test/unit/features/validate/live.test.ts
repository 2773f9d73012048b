/** Databases from the page: nothing is sent before a click, what comes back becomes the data, and failures are told. */
import { afterEach, describe, expect, it } from 'vitest'
import { available, unavailable } from '../../../../src/engine/model/types'
import type { ValidationSet } from '../../../../src/engine/validate/types'
import { checksOf } from '../../../../src/engine/validate/checks'
import { gather, type GatherRequest } from '../../../../src/formats/search/set'
import { noLive, type LiveForm } from '../../../../src/features/validate/live/types'
import { createSender } from '../../../../src/platform/endpoint'
import type { PageClient } from '../../../../src/core/context'
import type { SearchedName } from '../../../../src/formats/search/types'
import { FakeDatabase, type DatabaseSwitches } from '../../../fakes/databases/server'
import { bench, MemoryStorage } from '../../app/app'
import { info } from '../../app/fake-client'
import { DOCUMENTS } from '../../search/targets'

let fake: FakeDatabase
afterEach(() => fake.close())

const VECTORS: Readonly<Record<string, readonly number[]>> = {
  'find alpha': [1, 0, 0],
  'find delta': [0, 0, 1],
  broken: [0.125, 0, 0],
}

/** Encodes by the table, and gathers as the worker does. */
const client: PageClient = {
  async call(name: string, input: unknown) {
    if (name === 'load') return info() as never
    if (name === 'encode') {
      const { text } = input as { text: string }
      const dense = VECTORS[text.replace('query: ', '')]
      if (!dense) throw new Error(`no vector of ${text}`)
      return {
        denseVecs: available(Float32Array.from(dense)),
        lexicalWeights: unavailable('head-unavailable'),
      } as never
    }
    if (name === 'validationGather') {
      const { name: title, judged, answers } = input as GatherRequest
      const gathered = await gather(title, judged, answers)
      const checks = await checksOf(gathered.set, { rows: 0, emptyCells: 0 }, () => Promise.resolve())
      return { ...gathered, checks } as never
    }
    return new Promise<never>(() => undefined)
  },
  restart: () => undefined,
  dispose: () => undefined,
}

const setOf = (queries: readonly string[]): ValidationSet => ({
  name: 'queries.csv',
  hash: 'hash of the file',
  queries: { ids: queries.map((_, at) => `q${at + 1}`), texts: queries },
  documents: { ids: ['a', 'z'], texts: ['alpha beta', 'not in the database'] },
  pairs: {
    count: 2,
    row: Int32Array.from([1, 2]),
    query: Int32Array.from([0, 0]),
    document: Int32Array.from([0, 1]),
    rank: Float64Array.from([NaN, NaN]),
    production: Float64Array.from([NaN, NaN]),
    grade: Float64Array.from([1, 1]),
  },
  columns: [],
  skipped: [],
})

async function start(
  name: SearchedName,
  queries: readonly string[] | null,
  change: Partial<LiveForm> = {},
  switches: Partial<DatabaseSwitches> = {},
) {
  fake = await FakeDatabase.start(name, DOCUMENTS, switches)
  const storage = new MemoryStorage()
  const app = bench(storage, undefined, {
    createClient: () => client,
    send: createSender({ page: null }),
  })
  const form = { ...noLive.form, database: name, baseUrl: fake.url, collection: 'docs', k: 2, ...change }
  await app.actions.setLive({ form })
  if (queries !== null) {
    const { validate } = app.store.getState()
    const read = { set: setOf(queries), shape: 'csv' } as unknown as NonNullable<typeof validate.data.read>
    app.store.setState({ validate: { ...validate, data: { ...validate.data, phase: 'read', read } } })
  }
  const live = () => app.store.getState().validate.live
  const data = () => app.store.getState().validate.data
  return { ...app, live, data, storage }
}

describe('one query', () => {
  it('shows what was recognised; the key is in the request alone', async () => {
    const app = await start('qdrant', ['find delta'], {}, { key: ['api-key', 's3cr3t'] })
    await app.actions.setLive({ key: 's3cr3t' })
    expect(fake.log).toEqual([])
    await app.actions.testLive()
    expect(app.live().run).toEqual({ phase: 'tested' })
    const { tried } = app.live()
    expect(tried).toMatchObject({
      label: 'Qdrant',
      query: 'find delta',
      dense: 'dense',
      sparse: null,
      text: 'text',
    })
    expect(tried!.hits[0]).toEqual({ id: '33', rank: 1, score: 1, text: 'delta' })
    expect(tried!.score).toEqual({
      field: 'score',
      metric: { name: 'Cosine', formula: 'cos' },
      largerIsCloser: true,
    })
    expect(JSON.stringify(tried)).not.toContain('s3cr3t')
    expect([...app.storage.items.values()].join()).not.toContain('s3cr3t')
  })
  it('takes text A where there is no file, and says so where there is nothing', async () => {
    const app = await start('chroma', null)
    await app.actions.testLive()
    expect(app.live().run).toMatchObject({ phase: 'failed', error: { code: 'search/no-queries' } })
    expect(fake.log).toEqual([])
    app.actions.type('a', 'find alpha')
    await app.actions.testLive()
    expect(app.live().tried!.hits[0]!.text).toBe('alpha beta')
  })
  it('a head that the model lacks', async () => {
    const app = await start('milvus', ['find alpha'], { kind: 'sparse' })
    await app.actions.testLive()
    expect(app.live().run).toMatchObject({ phase: 'failed', error: { code: 'search/no-vector' } })
  })
})

describe('all queries', () => {
  it('what comes back is the data, with ranks, scores and the labels of the file', async () => {
    const app = await start('elasticsearch', ['find alpha', 'find delta'])
    await app.actions.searchLive()
    expect(app.live().run).toEqual({ phase: 'searched' })
    expect(app.live().searched).toMatchObject({
      label: 'Elasticsearch',
      queries: 2,
      pairs: 4,
      withoutText: 0,
      notFound: 1,
      failures: [],
    })
    const { read, names, form } = app.data()
    const { set, checks } = read!
    expect([names, form]).toEqual([['Elasticsearch: docs'], 'pairs'])
    expect(checks).toMatchObject({ pairs: 4, queries: 2, labelled: 1, relevant: 1 })
    expect([...set!.pairs.rank]).toEqual([1, 2, 1, 2])
    expect(set!.documents.texts[set!.pairs.document[0]!]).toBe('alpha beta')
    expect(set!.pairs.production[0]).toBeCloseTo(1, 6)
    expect(set!.pairs.grade[0]).toBe(1)
  })
  it('a query that fails does not end the rest; a second search takes the file’s queries again', async () => {
    const app = await start('qdrant', ['find alpha', 'broken', 'find delta'], {}, { failsOn: '[0.125,' })
    // Three pauses of a server that fails are 3.5 s.
    await app.actions.searchLive()
    expect(app.live().searched).toMatchObject({ queries: 3, pairs: 4, empty: 1 })
    expect(app.live().searched!.failures).toMatchObject([{ id: 'q2', error: { code: 'endpoint/server' } }])
    fake.switches.failsOn = null
    await app.actions.searchLive()
    expect(app.live().searched).toMatchObject({ queries: 3, pairs: 6, notFound: 1, failures: [] })
  })
  it('cancel and failure leave the data as they were', async () => {
    const app = await start('chroma', ['find alpha', 'find delta'], {}, { delayMs: 50 })
    const before = app.data()
    const running = app.actions.searchLive()
    await new Promise((resolve) => setTimeout(resolve, 20))
    await app.actions.cancelLive()
    await running
    expect(app.live().run).toEqual({ phase: 'cancelled' })
    expect(app.data()).toBe(before)
    fake.switches.key = ['x-chroma-token', 'right']
    await app.actions.searchLive()
    expect(app.live().run).toMatchObject({ phase: 'failed', error: { code: 'endpoint/unauthorized' } })
    expect(app.data()).toBe(before)
  })
})
