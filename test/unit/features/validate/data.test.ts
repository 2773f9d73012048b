/** A file in the page's state, read over a real engine: mapped, cancelled, replaced, closed. */
import 'fake-indexeddb/auto'
import '../../../../src/features/validate/slice'
import { expect, it, vi } from 'vitest'
import { exampleFile } from '../../../../src/features/validate/data/example'
import { skippedFile } from '../../../../src/features/validate/data/skipped-file'
import type { PageClient } from '../../../../src/core/context'
import { machine } from '../../case/fixture'
import { bench, MemoryStorage } from '../../app/app'
import { model } from '../../app/fake-client'

async function page(storage = new MemoryStorage()) {
  const { engine, info } = await machine('tiny')
  const names: string[] = []
  const call = (async (name: string, ...rest: unknown[]) => {
    if (name === 'load') return info
    names.push(name)
    return (engine.call as (...all: unknown[]) => unknown)(name, ...rest)
  }) as PageClient['call']
  const client: PageClient = { call, restart: () => undefined, dispose: () => undefined }
  const app = bench(storage, () => Promise.resolve([model]), { createClient: () => client })
  const data = () => app.store.getState().validate.data
  return { app, data, engine, info, names }
}

const file = (text: string, name = 'cases.csv') => new File([text], name)
const PAIRS = 'a,b,c\n怎么退货,申请退货,1\n怎么换货,联系客服,0\n,x,1\n'

it('is read, with its columns, checks and skipped rows', async () => {
  const { app, data } = await page()
  const phases = new Set<string>()
  app.store.subscribe(({ validate }) => phases.add(validate.data.phase))
  await app.actions.readValidation([file(PAIRS)])
  expect(phases).toContain('reading')
  expect(data()).toMatchObject({
    phase: 'read',
    names: ['cases.csv'],
    error: null,
    progress: null,
    hasFiles: true,
  })
  const { read } = data()
  expect(read!.set!.queries).toEqual({ ids: ['q1', 'q2'], texts: ['怎么退货', '怎么换货'] })
  expect(read!.set!.skipped).toEqual([{ row: 3, reason: 'empty-query', value: '' }])
  expect(read!.skipped).toBe(read!.set!.skipped)
  expect(read!.checks).toMatchObject({ rows: 3, pairs: 2, texts: 4 })
})

it('is read again with another mapping, which is remembered, also after a reload', async () => {
  const storage = new MemoryStorage()
  const { app, data } = await page(storage)
  await app.actions.readValidation([file(PAIRS)])
  await app.actions.mapValidation({ query: 'b', document: 'a', label: '' })
  expect(data().read!.mapping).toEqual({ query: 'b', document: 'a' })
  expect(data().read!.set!.queries.texts).toEqual(['申请退货', '联系客服'])
  app.flush()
  app.dispose()
  const again = await page(storage)
  await again.app.actions.readValidation([file(PAIRS, 'other.csv')])
  expect(again.data().read!.mapping).toEqual({ query: 'b', document: 'a' })
})

it('that cannot be read leaves what was read before', async () => {
  const { app, data } = await page()
  await app.actions.readValidation([file(PAIRS)])
  const before = data().read
  await app.actions.readValidation([file('[1, 2', 'broken.json')])
  expect(data()).toMatchObject({
    phase: 'failed',
    names: ['cases.csv'],
    error: { code: 'validation/not-json' },
  })
  expect(data().read).toBe(before)
})

it('can be cancelled while it is read', async () => {
  const { app, data } = await page()
  const rows = Array.from({ length: 20_000 }, (_, at) => `q${at},d${at}`)
  let cancelled: Promise<void> | null = null
  app.store.subscribe(({ validate }) => {
    if (validate.data.progress?.done) cancelled ??= app.actions.cancelReading()
  })
  await app.actions.readValidation([file(`query,document\n${rows.join('\n')}\n`)])
  expect(cancelled).not.toBeNull()
  expect(data()).toMatchObject({ phase: 'idle', read: null, progress: null })
})

it('with only queries and a corpus is searched', async () => {
  const { app, data } = await page()
  await app.actions.readValidation([
    file('{"_id":"q","text":"a"}\n{"_id":"r","text":"b"}', 'queries.jsonl'),
    file('{"_id":"d","title":"t","text":"c"}\n{"_id":"e","title":"","text":"f"}', 'corpus.jsonl'),
  ])
  expect(data()).toMatchObject({
    form: 'corpus',
    read: { shape: 'beir', checks: { pairs: 0, documents: 2 } },
  })
})

it('is closed', async () => {
  const { app, data } = await page()
  await app.actions.readValidation([file(PAIRS)])
  await app.actions.forgetValidation()
  expect(data()).toMatchObject({ phase: 'idle', read: null, names: [], hasFiles: false })
})

it('has its tokens counted as the model counts them, after rules and with the prefix', async () => {
  const { app, data, engine } = await page()
  await app.actions.ensureModel()
  app.actions.set({ prefix: 'query: ', maxLength: 8 })
  await app.actions.readValidation([file(PAIRS)])
  await vi.waitFor(() => expect(data().tokens?.phase).toBe('done'))
  const mode = data().tokens!.mode
  const counts = await Promise.all(
    ['query: 怎么退货', 'query: 怎么换货', '申请退货', '联系客服'].map((text) =>
      engine.call('count', { text, maxLength: 8, mode }),
    ),
  )
  const lengths = counts.map(({ count }) => count).sort((a, b) => a - b)
  expect(data().tokens!.lengths).toEqual({
    min: lengths[0],
    p50: lengths[1],
    p95: lengths[3],
    max: lengths[3],
    truncated: counts.filter(({ truncated }) => truncated).length,
    sum: lengths.reduce((sum, length) => sum + Math.min(8, length), 0),
  })
})

it('the example has 24 queries with five documents each', async () => {
  const { app, data } = await page()
  await app.actions.readValidation([exampleFile()])
  expect(data().read).toMatchObject({
    skipped: [],
    missing: [],
    notes: [],
    checks: { rows: 120, pairs: 120, queries: 24, labelled: 118 },
  })
  const { pairs } = data().read!.set!
  const relevant = new Set(
    Array.from({ length: pairs.count }, (_, at) => at).flatMap((at) =>
      pairs.grade[at]! > 0 ? [pairs.query[at]] : [],
    ),
  )
  expect(relevant.size).toBe(23)
})

it('skipped rows are a CSV file', async () => {
  const blob = await skippedFile([{ row: 3, reason: 'unreadable-label', value: 'a, "b"' }])
  expect(await blob.text()).toBe(
    '\uFEFFrow,file,reason,value\r\n3,"",unreadable-label,"a, ""b"""\r\n'.replace('\uFEFF', ''),
  )
})

it('the form of a search is chosen for one file: the next one with pairs starts with its pairs', async () => {
  const { app, data } = await page()
  await app.actions.readValidation([file(PAIRS)])
  expect(data().form).toBe('pairs')
  await app.actions.setValidation({ form: 'corpus' })
  await app.actions.mapValidation(data().read!.mapping)
  // The same file, read again.
  expect(data().form).toBe('corpus')
  await app.actions.readValidation([file('query,document\nwhere,here\n', 'next.csv')])
  expect(data().form).toBe('pairs')
  const corpus = [
    file('{"_id": "q1", "text": "where"}\n', 'queries.jsonl'),
    file('{"_id": "d1", "text": "here"}\n{"_id": "d2", "text": "there"}\n', 'corpus.jsonl'),
  ]
  await app.actions.readValidation(corpus)
  expect(data().form).toBe('corpus')
  await app.actions.readValidation([file(PAIRS)])
  expect(data().form).toBe('pairs')
})
