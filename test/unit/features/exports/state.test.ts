import { describe, expect, it } from 'vitest'
import type { Encoded } from '../../../../src/engine/encode/types'
import { EngineError } from '../../../../src/engine/errors'
import { available } from '../../../../src/engine/model/types'
import type { EncodeRequest } from '../../../../src/host/calls'
import { exportSizes, findingsStaleness } from '../../../../src/features/exports/selectors'
import type { ExportedFile } from '../../../../src/features/exports/types'
import { handMade } from '../../../exports'
import { bench, MemoryStorage } from '../../app/app'
import { info, settle } from '../../app/fake-client'

const head = (dimension: number) =>
  available({ source: 'x', shape: [1, dimension], normalisedInGraph: true, dimension })
const MODEL = {
  isDemo: false,
  dtype: { value: 'fp32', source: 'x' },
  tokenizer: { engine: 'fake', vocabSize: 250_002 },
  heads: { dense: head(3), sparse: head(1), colbert: head(2) },
} as never

// Fetched by the first export; here it is there already, so that a run begins within a few turns.
await import('../../../../src/features/exports/making')

type App = ReturnType<typeof bench>

/** Answers the calls of an export, until it makes no more. */
async function answer(
  app: App,
  made: Partial<Parameters<typeof handMade>[2]> = {},
): Promise<EncodeRequest[]> {
  const asked: EncodeRequest[] = []
  let last: unknown = null
  await import('../../../../src/features/exports/making') // as long as the run waits for it
  for (;;) {
    // Generators within generators take more turns than settle() gives.
    await new Promise((resolve) => setTimeout(resolve))
    const calls = app.client.calls.filter(({ name }) => name === 'encode')
    const call = calls.at(-1)
    if (call === undefined || call === last) return asked
    last = call
    const request = call.in as EncodeRequest
    asked.push(request)
    call.resolve(handMade('x', request.text, made).encoded as unknown as Encoded)
  }
}

async function ready(a = '一。二。', b = 'three'): Promise<App> {
  const app = bench()
  await app.load(MODEL)
  app.actions.type('a', a)
  app.actions.type('b', b)
  return app
}

async function exported(app: App, made?: Parameters<typeof answer>[1]) {
  const run = app.actions.runExport()
  const asked = await answer(app, made)
  return { asked, file: await run, state: app.store.getState().exports }
}

const contents = async (file: unknown) => JSON.parse(await (file as ExportedFile).blob.text())

describe('exports', () => {
  it('writes both texts, each encoded once, and says what came out', async () => {
    const app = await ready()
    const { asked, file, state } = await exported(app)
    expect(asked.map(({ text }) => text)).toEqual(['一。二。', 'three'])
    expect((file as ExportedFile).name).toMatch(/^m3scope-vectors-\d{4}-\d\d-\d\d\.json$/)
    const { records, preprocessing, settings } = await contents(file)
    expect(records).toMatchObject([
      { id: 'A', side: 'a', unit: 'text', range: [0, 4], text: '一。二。' },
      { id: 'B', side: 'b', unit: 'text' },
    ])
    expect(records[0]).not.toHaveProperty('colbert_vecs')
    expect(settings).toEqual({ heads: ['dense', 'sparse'], dimension: null })
    expect(preprocessing).toEqual({ prefix: '', rules: [], leave_out_metadata: false })
    expect(state.run).toMatchObject({ phase: 'done', records: 2, bytes: (file as ExportedFile).blob.size })
    expect(state.findings?.list).toEqual([])
  })

  it('loads the model by itself', async () => {
    const app = bench()
    app.actions.type('a', 'one')
    const run = app.actions.runExport()
    await settle()
    expect(app.store.getState().exports.run).toMatchObject({ phase: 'running', step: 'loading' })
    app.client.last('load').resolve(info(MODEL))
    await answer(app)
    expect((await contents(await run)).count).toBe(1)
  })

  it('sentences, both, prefix, the page’s cut and another one', async () => {
    const app = await ready()
    app.actions.set({ prefix: 'q: ', truncateDim: 2 })
    app.actions.setExport({ units: 'both' })
    const both = await exported(app)
    expect(both.asked.map(({ text }) => text)).toEqual([
      'q: 一。二。',
      'q: 一。',
      'q: 二。',
      'three',
      'three',
    ])
    expect(both.asked[0]!.settings.truncateDim).toBe(2)
    const file = await contents(both.file)
    expect(file.records.map(({ id }: { id: string }) => id)).toEqual(['A', 'A1', 'A2', 'B', 'B1'])
    expect(file.records[2]).toMatchObject({ unit: 'sentence', range: [2, 4], text: '二。', input: 'q: 二。' })
    expect(file.preprocessing.prefix).toBe('q: ')
    app.actions.setExport({ units: 'sentences', dimension: 1 })
    expect((await exported(app)).asked.map(({ settings }) => settings.truncateDim)).toEqual([1, 1, 1])
    app.actions.setExport({ dimension: 'whole' })
    expect((await exported(app)).asked[0]!.settings.truncateDim).toBeNull()
    app.actions.setExport({ dimension: 768 })
    expect((await exported(app)).asked[0]!.settings.truncateDim).toBeNull()
  })

  it('takes one text where there is one, and refuses none', async () => {
    const app = await ready('', 'three')
    expect((await contents((await exported(app)).file)).records).toMatchObject([{ id: 'B' }])
    app.actions.type('b', ' ')
    const { file, state } = await exported(app)
    expect(file).toBe('reported')
    expect(state.run).toMatchObject({ phase: 'failed', error: { code: 'export/nothing' } })
  })

  it('an error among the findings leaves no file; other choices clear it', async () => {
    const app = await ready()
    const { file, state } = await exported(app, { dense: [NaN, 0, 0] })
    expect(file).toBe('reported')
    expect(state.run.phase).toBe('refused')
    expect(state.findings?.list.map(({ code, record }) => [code, record])).toEqual([
      ['not-finite', 'A'],
      ['not-finite', 'B'],
    ])
    app.actions.type('b', 'other')
    expect(findingsStaleness(app.store.getState())).not.toEqual([])
    app.actions.setExport({ target: 'npy' })
    expect(app.store.getState().exports).toMatchObject({ run: { phase: 'idle' }, findings: null })
  })

  it('warnings go with the file', async () => {
    const app = await ready()
    app.actions.setExport({ target: 'milvus' })
    const { file, state } = await exported(app, { sparse: {} })
    expect((await contents(file)).rows).toHaveLength(2)
    expect(state.run.phase).toBe('done')
    expect(state.findings?.list).toMatchObject([{ severity: 'warning', record: 'A' }, { record: 'B' }])
  })

  it('cancel stops it at once and leaves nothing; the next one runs', async () => {
    const app = await ready()
    const run = app.actions.runExport()
    await settle()
    const call = app.client.last('encode')
    expect(await app.actions.runExport()).toBeNull() // one at a time
    app.actions.cancelExport()
    expect(call.signal?.aborted).toBe(true)
    call.reject(new EngineError('run/cancelled', 'Cancelled.'))
    expect(await run).toBeNull()
    expect(app.store.getState().exports.run.phase).toBe('cancelled')
    expect((await exported(app)).state.run.phase).toBe('done')
  })

  it('a failed run says why', async () => {
    const app = await ready()
    const run = app.actions.runExport()
    await settle()
    app.client.last('encode').reject(new EngineError('model/run-failed', 'no', { detail: 'no' }))
    expect(await run).toBe('reported')
    expect(app.store.getState().exports.run).toMatchObject({ error: { code: 'model/run-failed' } })
  })

  it('what comes first needs no vectors', async () => {
    const app = await ready()
    app.actions.setExport({ target: 'elasticsearch', name: 'docs' })
    const file = (await app.actions.exportSetup()) as ExportedFile
    expect(app.client.calls.some(({ name }) => name === 'encode')).toBe(false)
    expect(file.name).toMatch(/^m3scope-vectors-elasticsearch-setup-.*\.json$/)
    expect((await contents(file)).mappings.properties.dense).toMatchObject({ dims: 3 })
  })

  it('previews the beginning, of the first records only', async () => {
    const app = await ready('一。'.repeat(200))
    app.actions.setExport({ units: 'sentences', target: 'jsonl' })
    const run = app.actions.previewExport()
    const asked = await answer(app)
    await run
    const { preview } = app.store.getState().exports
    expect(preview?.text).toMatch(/^\{"id":"A1","text":"一。","dense":\[0\.5,/)
    expect(preview?.text).toHaveLength(2_048)
    expect(preview?.more).toBe(true)
    expect(asked.length).toBeLessThan(20)
  })

  it('estimates sizes, ColBERT’s whether or not it is chosen', async () => {
    const app = await ready()
    expect(exportSizes(app.store.getState())).toBeNull() // not counted yet
    app.store.setState(({ a, b }) => ({
      a: { ...a, count: { count: 1_001, maxLength: 512, truncated: true, cut: 9 } },
      b: { ...b, count: { count: 101, maxLength: 512, truncated: false, cut: null } },
    }))
    const off = exportSizes(app.store.getState())!
    expect(off.estimate.colbert).toBe((511 + 100) * 2 * 21)
    app.actions.setExport({ heads: ['dense', 'sparse', 'colbert'] })
    expect(exportSizes(app.store.getState())!.total - off.total).toBe(off.estimate.colbert)
    app.actions.setExport({ target: 'npy' })
    expect(exportSizes(app.store.getState())!.estimate).toMatchObject({ dense: 2 * 3 * 4, colbert: 0 })
  })

  it('choices survive a reload, bad ones do not', () => {
    const storage = new MemoryStorage()
    const app = bench(storage)
    app.actions.setExport({
      target: 'qdrant',
      units: 'both',
      heads: ['colbert'],
      dimension: 256,
      name: 'docs',
    })
    const kept = bench(storage).store.getState().exports
    expect(kept.options).toEqual({
      target: 'qdrant',
      units: 'both',
      heads: ['colbert'],
      dimension: 256,
      name: 'docs',
    })
    const [key, text] = [...storage.items][0]!
    const broken = JSON.parse(text)
    broken.state.exports = {
      target: 'pinecone',
      units: 5,
      heads: ['colbert', 'x', 'dense'],
      dimension: -1,
      name: 'docs',
    }
    storage.items.set(key, JSON.stringify(broken))
    expect(bench(storage).store.getState().exports.options).toEqual({
      target: 'json',
      units: 'texts',
      heads: ['dense', 'colbert'],
      dimension: 'page',
      name: 'docs',
    })
  })
})
