/** `validate` over the wire: its scores arrive, other runs go first, and another model ends it. */
import { beforeEach, expect, it } from 'vitest'
import type { EngineClient } from '../../../src/host/calls'
import { createEngine } from '../../../src/host/engine'
import { nodePorts } from '../../../src/host/node-ports'
import { Recorder } from '../../../src/engine/monitor/recorder'
import { createInProcessClient } from '../../../src/host/in-process'
import { coalesce } from '../../../src/host/coalesce'
import type { FromEngine } from '../../../src/host/calls'
import type { ValidateProgress, ValidateRequest } from '../../../src/engine/validate/run-types'
import { bytes } from '../../../src/engine/units'
import { MODEL_FOLDERS, openModel, valueOf } from '../../engine'

const settings = { tokenizerMode: 'hf4', maxLength: 512, normalize: true, truncateDim: null } as const
const weights = { dense: 1, sparse: 1, colbert: 1 }
const N = 40
const texts = Array.from({ length: N }, (_, at) => `${'long text '.repeat(at + 1)} ${at}`)
const request: ValidateRequest = {
  texts: ['query', ...texts],
  pairs: { a: new Int32Array(N), b: Int32Array.from({ length: N }, (_, at) => at + 1) },
  search: null,
  settings,
  cacheLimit: null,
}

let engine: EngineClient
beforeEach(async () => {
  engine = (await openModel(MODEL_FOLDERS.tiny)).engine
  return () => engine.dispose()
})

it('gives the scores of analyze', async () => {
  const scores = new Map<number, number>()
  await engine.call('validate', request, {
    onProgress: ({ scored }) =>
      scored?.at.forEach((pair, place) => scores.set(pair, scored.scores.colbert[place]!)),
  })
  for (const at of [0, 7, N - 1]) {
    const reply = await engine.call('analyze', { a: 'query', b: texts[at]!, settings, weights })
    expect(scores.get(at)).toBe(valueOf(reply.scores.colbert))
  }
})

it('an analysis that is asked for meanwhile does not wait for the end', async () => {
  const order: string[] = []
  let analysis: Promise<unknown> | null = null
  await engine.call('validate', request, {
    onProgress: () => {
      analysis ??= engine
        .call('analyze', { a: 'x', b: 'y', settings, weights })
        .then(() => order.push('analyze'))
    },
  })
  order.push('validate')
  await analysis
  expect(order).toEqual(['analyze', 'validate'])
})

it('another model ends it with an error that names both', async () => {
  let load: Promise<unknown> | null = null
  const run = engine.call('validate', request, {
    onProgress: () => {
      load ??= engine.call('load', {
        model: { kind: 'folder', path: MODEL_FOLDERS.tiny, isDemo: false },
        threads: 1,
        wasmBaseUrl: null,
      })
    },
  })
  await expect(run).rejects.toMatchObject({ code: 'validation/other-model' })
  await load
  await expect(engine.call('validate', request)).resolves.toMatchObject({ encoded: N + 1 })
})

it('a cancel ends it, and the engine goes on', async () => {
  const abort = new AbortController()
  const run = engine.call('validate', request, { signal: abort.signal, onProgress: () => abort.abort() })
  await expect(run).rejects.toMatchObject({ code: 'run/cancelled' })
  await expect(engine.call('validate', request)).resolves.toMatchObject({ encoded: N + 1 })
})

it('a store that cannot be opened ends no run', async () => {
  const handlers = createEngine({
    ...nodePorts,
    openVectors: () => Promise.reject(new Error('private window')),
  })
  const context = { signal: new AbortController().signal, progress: () => undefined }
  const model = { kind: 'folder', path: MODEL_FOLDERS.tiny, isDemo: false } as const
  await handlers.load({ model, threads: 1, wasmBaseUrl: null }, context)
  const reply = await handlers.validate({ ...request, cacheLimit: bytes(100) }, context)
  expect(reply).toMatchObject({ encoded: N + 1, cacheOff: 'private window' })
})

it('the wire holds back no message with scores', () => {
  const sent: FromEngine[] = []
  const post = coalesce(
    (message) => sent.push(message),
    () => 0,
  )
  const progress = (scored: ValidateProgress['scored']): ValidateProgress => ({
    texts: { done: 0, total: 1, cached: 0 },
    tokens: { done: 0, total: 1 },
    pairs: { done: 0, total: 1 },
    scored,
    found: null,
  })
  const one = new Float64Array(1)
  const scored = { at: new Int32Array(1), scores: { dense: one, sparse: one, colbert: one } }
  for (const each of [null, scored, null, scored]) post({ type: 'progress', id: 1, progress: progress(each) })
  const kept = sent.flatMap((m) => (m.type === 'progress' ? [(m.progress as ValidateProgress).scored] : []))
  expect(kept.filter((each) => each !== null)).toHaveLength(2)
})

it('rules are applied to many texts', async () => {
  const rule = { id: 'w', kind: 'whitespace', enabled: true, newlines: 'keep' }
  const prepared = await engine.call('validationPrepare', {
    texts: ['  a ', 'b', 'q: a', 'a'],
    rules: JSON.stringify([rule]),
    leaveOutMetadata: false,
    prefix: '',
  })
  expect(prepared).toMatchObject({ changed: [{ at: 0, text: 'a' }], problems: [] })
  const { hashes } = prepared
  expect(hashes[0]).toBe(hashes[3])
  expect(new Set(hashes).size).toBe(3)
  const query = await engine.call('validationPrepare', {
    texts: ['a'],
    rules: '[]',
    leaveOutMetadata: false,
    prefix: 'q: ',
  })
  expect(query).toEqual({ hashes: [hashes[2]], changed: [{ at: 0, text: 'q: a' }], problems: [] })
})

it('the monitor knows what the cache had while the run goes on, and in a run that is ended', async () => {
  const recorder = new Recorder()
  const watched = createInProcessClient({ ...nodePorts, recorder })
  const model = { kind: 'folder', path: MODEL_FOLDERS.tiny, isDemo: false } as const
  await watched.call('load', { model, threads: 1, wasmBaseUrl: null })
  recorder.take()
  const abort = new AbortController()
  const ended = watched.call('validate', request, {
    signal: abort.signal,
    onProgress: ({ texts }) => texts.done >= 5 && abort.abort(),
  })
  await expect(ended).rejects.toMatchObject({ code: 'run/cancelled' })
  const first = recorder.take()!
  expect(first).toMatchObject({ hits: 0 })
  expect(first.misses).toBeGreaterThanOrEqual(5)
  const reply = await watched.call('validate', request)
  expect(recorder.take()).toMatchObject({ hits: reply.cached, misses: reply.encoded })
  watched.dispose()
})
