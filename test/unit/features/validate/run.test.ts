/** A run in the page's state, over a real engine and a browser's database: paused, reloaded, resumed, changed. */
import 'fake-indexeddb/auto'
import '../../../../src/features/validate/slice'
import { IDBFactory } from 'fake-indexeddb'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { EngineError } from '../../../../src/engine/errors'
import type { ValidationSet } from '../../../../src/engine/validate/types'
import type { PageClient } from '../../../../src/core/context'
import type { CallOptions } from '../../../../src/host/calls'
import type { ReadReply } from '../../../../src/formats/validation/types'
import * as stored from '../../../../src/features/validate/run/stored'
import { differencesOf } from '../../../../src/features/validate/run/selectors'
import { leaving, type RunSummary } from '../../../../src/platform/web/validations/store'
import { noData } from '../../../../src/features/validate/data/types'
import { machine } from '../../case/fixture'
import { bench, MemoryStorage } from '../../app/app'
import { model } from '../../app/fake-client'
import { valueOf } from '../../../engine'

let folder: string
beforeEach(async () => {
  globalThis.indexedDB = new IDBFactory()
  folder = await mkdtemp(join(tmpdir(), 'm3scope-validate-'))
})
// A run that was ended may still write its last vectors.
afterEach(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }))

const QUERIES = ['退款', 'Where is my order?', '  Where is my order?  ']
const DOCUMENTS = ['七天内退款', 'It was shipped.', 'invoice', '<b>bold</b> text', 'It was shipped.']

function setOf(queries = QUERIES, documents = DOCUMENTS, hash = 'set 1'): ValidationSet {
  const query = queries.flatMap((_, q) => documents.map(() => q))
  const count = query.length
  return {
    name: 'bad cases.csv',
    hash,
    queries: { ids: queries.map((_, at) => `q${at + 1}`), texts: queries },
    documents: { ids: documents.map((_, at) => `d${at + 1}`), texts: documents },
    pairs: {
      count,
      row: Int32Array.from(query, (_, at) => at + 1),
      query: Int32Array.from(query),
      document: Int32Array.from(query, (_, at) => at % documents.length),
      rank: new Float64Array(count).fill(NaN),
      production: new Float64Array(count).fill(NaN),
      grade: new Float64Array(count).fill(NaN),
    },
    columns: [],
    skipped: [],
  }
}

const readOf = (set: ValidationSet) =>
  ({ shape: 'csv', set, skipped: [], missing: [], checks: null }) as unknown as ReadReply

/** What the tests see of the engine's calls, and how they stop it. */
class Wire {
  readonly names: string[] = []
  readonly requests: unknown[] = []
  /** Called with each progress of a validation. */
  onProgress: () => void = () => undefined
  fail: ((name: string) => void) | null = null

  /** Of a validation: statistics are asked for besides. */
  lastRequest(): unknown {
    return this.requests[this.names.lastIndexOf('validate')]
  }
}

async function page(wire = new Wire(), set: ValidationSet | null = setOf()) {
  const { engine, info } = await machine('tiny')
  const call = (async (name: string, request: unknown, options: CallOptions<'validate'> = {}) => {
    if (name === 'load') return info
    wire.names.push(name)
    wire.requests.push(request)
    wire.fail?.(name)
    const onProgress = (progress: never) => {
      options.onProgress?.(progress)
      if (name === 'validate') wire.onProgress()
    }
    // Node keeps vectors in a folder, where the worker has IndexedDB.
    const input = name === 'validate' ? { ...(request as object), cacheFolder: folder } : request
    return (engine.call as (...all: unknown[]) => unknown)(name, input, { ...options, onProgress })
  }) as PageClient['call']
  const client: PageClient = { call, restart: () => undefined, dispose: () => undefined }
  const app = bench(new MemoryStorage(), () => Promise.resolve([model]), { createClient: () => client })
  if (set)
    app.store.setState(({ validate }) => ({
      validate: { ...validate, data: { ...noData, phase: 'read', read: readOf(set) } },
    }))
  const run = () => app.store.getState().validate.run
  return { app, run, wire, engine, info }
}

const numbers = ({ run }: Pick<Awaited<ReturnType<typeof page>>, 'run'>) => {
  const { heads, pairs } = run().result!
  return { pairs, heads }
}

it('scores every pair as an analysis does, and says how far it is', async () => {
  const { app, run, engine, wire } = await page()
  await app.actions.runValidation()
  expect(run()).toMatchObject({ phase: 'done', done: 7, total: 7, error: null, step: null, resultsOff: null })
  const { result } = run()
  expect([...result!.state]).toEqual(Array(15).fill(1))
  expect(result!.reply).toMatchObject({ encoded: 7 })
  const settings = result!.settings
  for (const pair of [0, 7, 13]) {
    const a = QUERIES[Math.floor(pair / 5)]!
    const weights = { dense: 1, sparse: 1, colbert: 1 }
    const { scores } = await engine.call('analyze', { a, b: DOCUMENTS[pair % 5]!, settings, weights })
    for (const head of ['dense', 'sparse', 'colbert'] as const)
      expect(result!.heads[head][pair]).toBe(valueOf(scores[head]))
  }
  expect(wire.names.filter((name) => name === 'validate')).toHaveLength(1)
  // Equal documents are one input.
  expect(result!.documentInput[1]).toBe(result!.documentInput[4])
})

it('rules and the prefix make the inputs; the query alone has the prefix', async () => {
  const { app, run, wire } = await page()
  app.actions.set({ prefix: 'query: ' })
  app.store.setState({
    rules: {
      ...app.store.getState().rules,
      rules: [{ id: 'w', kind: 'whitespace', enabled: true, newlines: 'keep' }],
    },
  })
  await app.actions.runValidation()
  const request = wire.lastRequest() as { texts: string[] }
  expect(request.texts).toEqual(['query: 退款', 'query: Where is my order?', ...DOCUMENTS.slice(0, 4)])
  expect([...run().result!.queryInput]).toEqual([0, 1, 1])
  expect(run().result!.inputs.prefix).toBe('query: ')
})

it('after a change of weights nothing is encoded and nothing is asked', async () => {
  const { app, run, wire } = await page()
  await app.actions.runValidation()
  const before = numbers({ run })
  app.actions.set({ weights: { dense: 1, sparse: 0, colbert: 0 } })
  await app.actions.runValidation()
  expect(run().phase).toBe('done')
  expect(wire.names.filter((name) => name === 'validate')).toHaveLength(1)
  expect(numbers({ run })).toEqual(before)
  expect(run().result!.reply).not.toBeNull()
})

it('a run keeps the weights that it was run with, and a comparison offers each of them', async () => {
  const { app, run } = await page()
  await app.actions.runValidation()
  const first = app.store.getState().settings.weights
  app.actions.set({ weights: { dense: 1, sparse: 0, colbert: 0 } })
  await app.actions.runValidation()
  const [summary] = run().runs
  expect(summary!.weightings!.map(({ weights }) => weights)).toEqual([
    { dense: 1, sparse: 0, colbert: 0 },
    first,
  ])
  await app.actions.listRuns()
  const { runs } = app.store.getState().validate.triage.compare
  expect(runs).toHaveLength(1)
  expect(runs![0]!.name).toContain(`weights ${first.dense}/${first.sparse}/${first.colbert}`)
  await app.actions.compareRun(runs![0]!.id)
  const { difference } = app.store.getState().validate.triage.compare.with!
  const { dense, sparse, colbert } = run().result!.heads
  const sum = first.dense + first.sparse + first.colbert
  const fused = (pair: number) =>
    (first.dense * dense[pair]! + first.sparse * sparse[pair]! + first.colbert * colbert[pair]!) / sum
  for (const pair of [0, 7]) expect(difference[pair]).toBeCloseTo(dense[pair]! - fused(pair), 12)
})

it('an answer belongs to its run: a new one begins without', async () => {
  const { app, run } = await page()
  await app.actions.runValidation()
  const answer = () => app.store.getState().validate.answer
  const first = run().result!.id
  expect(answer().of!.id).toBe(first)
  expect(answer().answer).not.toBeNull()
  app.actions.set({ prefix: 'query: ' })
  const seen: (string | undefined)[] = []
  const stop = app.store.subscribe(({ validate }) => {
    const { id } = validate.run.result!
    if (validate.answer.answer !== null) seen.push(id === validate.answer.of!.id ? undefined : id)
  })
  await app.actions.runValidation()
  stop()
  const second = run().result!.id
  expect(second).not.toBe(first)
  expect(answer().of!.id).toBe(second)
  expect(seen.filter((each) => each !== undefined)).toEqual([])
  await app.actions.restoreValidation(first)
  expect(answer().of!.id).toBe(first)
  expect(answer().classes).not.toBeNull()
})

it('after a change of one rule only pairs of changed texts are scored again', async () => {
  const { app, run, wire } = await page()
  await app.actions.runValidation()
  app.store.setState({
    rules: { ...app.store.getState().rules, rules: [{ id: 'h', kind: 'html', enabled: true } as never] },
  })
  await app.actions.runValidation()
  const request = wire.lastRequest() as { pairs: { a: Int32Array }; known: { a: Int32Array } }
  // One document of five has markup.
  expect(request.pairs.a).toHaveLength(3)
  expect(request.known.a).toHaveLength(12)
  expect(run().result!.reply!.encoded + run().result!.reply!.cached).toBe(4)
  expect([...run().result!.state]).toEqual(Array(15).fill(1))
  expect(await stored.listRuns()).toHaveLength(2)
})

const long = () =>
  setOf(
    QUERIES,
    Array.from({ length: 40 }, (_, at) => `${'document number '.repeat(1 + (at % 9))} ${at}`),
    'set 2',
  )

describe('interrupted', () => {
  it.each(['pause', 'reload', 'crash'] as const)('%s: it goes on and gives the same file', async (how) => {
    const whole = await page(new Wire(), long())
    await whole.app.actions.runValidation()
    const expected = numbers(whole)
    globalThis.indexedDB = new IDBFactory()
    await rm(folder, { recursive: true })

    const wire = new Wire()
    const first = await page(wire, long())
    let messages = 0
    wire.onProgress = () => {
      if (++messages !== 2) return
      void first.app.actions.pauseValidation()
    }
    await first.app.actions.runValidation()
    expect(first.run()).toMatchObject({ phase: 'paused' })
    const scored = first.run().result!.state.filter((state) => state === 1).length

    let second = first
    if (how !== 'pause') {
      second = await page(new Wire(), null)
      await second.app.actions.restoreValidation()
      expect(second.run()).toMatchObject({ phase: 'paused' })
      expect(second.app.store.getState().validate.data).toMatchObject({
        phase: 'read',
        names: ['bad cases.csv'],
      })
      expect(second.run().result!.state.filter((state) => state === 1).length).toBe(scored)
    }
    if (how === 'crash') {
      second.wire.fail = (name) => {
        if (name === 'validate') throw new EngineError('worker/crashed', 'Ended.', { detail: 'x' })
      }
      await second.app.actions.runValidation()
      expect(second.run()).toMatchObject({ phase: 'failed', error: { code: 'worker/crashed' } })
      expect(second.run().result!.state.filter((state) => state === 1).length).toBe(scored)
      second.wire.fail = null
    }
    second.wire.onProgress = () => undefined
    await second.app.actions.runValidation()
    expect(second.run()).toMatchObject({ phase: 'done', done: second.run().total })
    expect(numbers(second)).toEqual(expected)
    expect(second.run().result!.reply!.nearDuplicates).toEqual(whole.run().result!.reply!.nearDuplicates)
  })

  it('cancel ends it, and what was computed stays', async () => {
    const wire = new Wire()
    const { app, run } = await page(wire, long())
    wire.onProgress = () => void app.actions.cancelValidation()
    await app.actions.runValidation()
    expect(run()).toMatchObject({ phase: 'idle', step: null })
    expect(run().result).not.toBeNull()
  })

  it('another model, and out of memory, say what to do', async () => {
    const wire = new Wire()
    const { app, run } = await page(wire)
    wire.fail = (name) => {
      if (name === 'validate') throw new EngineError('run/cancelled', 'Cancelled.')
    }
    await app.actions.runValidation()
    expect(run()).toMatchObject({ phase: 'failed', error: { code: 'validation/other-model' } })
    wire.fail = (name) => {
      if (name === 'validate')
        throw new EngineError('run/out-of-memory', 'No memory.', { detail: 'x', text: 4 })
    }
    await app.actions.runValidation()
    expect(run()).toMatchObject({
      phase: 'failed',
      error: { code: 'validation/text-failed', values: { name: 'd2' }, first: { code: 'run/out-of-memory' } },
    })
  })
})

describe('a search', () => {
  const corpus = async (wire = new Wire()) => {
    const opened = await page(wire, {
      ...setOf(QUERIES, DOCUMENTS, 'set 3'),
      pairs: setOf(QUERIES.slice(0, 1), DOCUMENTS.slice(0, 1)).pairs,
    })
    await opened.app.actions.setValidation({ form: 'corpus', k: 2 })
    return opened
  }

  it('has the pairs that it found, with what the file says of them, equal texts too', async () => {
    const { app, run } = await corpus()
    await app.actions.runValidation()
    const { pairs, state, heads } = run().result!
    expect(run().phase).toBe('done')
    expect(pairs.count).toBeGreaterThan(5)
    // The file has the pair (0, 0).
    for (const [at, row] of pairs.row.entries())
      expect(row).toBe(pairs.query[at] === 0 && pairs.document[at] === 0 ? 1 : 0)
    expect(pairs.query).toHaveLength(pairs.count)
    expect([...state]).toEqual(Array(pairs.count).fill(1))
    const names = [...pairs.query].map((query, at) => `${query} ${pairs.document[at]}`)
    expect(new Set(names).size).toBe(names.length)
    // Documents 1 and 4 are one text: both or none.
    for (const query of [0, 1, 2]) expect(names.includes(`${query} 1`)).toBe(names.includes(`${query} 4`))
    for (const [at, document] of pairs.document.entries())
      if (document === 4) {
        const twin = names.indexOf(`${pairs.query[at]} 1`)
        expect(heads.colbert[at]).toBe(heads.colbert[twin])
      }
  })

  it('goes on after a reload without searching again', async () => {
    const whole = await corpus()
    await whole.app.actions.runValidation()
    const expected = numbers(whole)
    const id = whole.run().result!.id
    await stored.deleteRun(id)
    expect(await stored.loadRun(id)).toBeNull()

    const wire = new Wire()
    const first = await corpus(wire)
    wire.onProgress = () => {
      if (first.run().result!.state.includes(1)) void first.app.actions.pauseValidation()
    }
    await first.app.actions.runValidation()
    const second = await page(new Wire(), null)
    await second.app.actions.restoreValidation()
    expect(second.app.store.getState().validate.data).toMatchObject({ form: 'corpus', k: 2 })
    await second.app.actions.runValidation()
    expect(second.run().phase).toBe('done')
    expect(numbers(second)).toEqual(expected)
  })
})

describe('stored', () => {
  it('runs are listed, loaded with all of their columns, and deleted with their set', async () => {
    const { app, run } = await page()
    await app.actions.runValidation()
    const { id, heads } = run().result!
    expect(run().runs).toMatchObject([{ id, name: 'bad cases.csv', isDone: true, pairs: 15, scored: 15 }])
    const loaded = await stored.loadRun(id)
    expect(loaded!.result.heads).toEqual(heads)
    expect(loaded!.result.queryInput).toEqual(run().result!.queryInput)
    expect(loaded!.summary.identity).toMatchObject({ tokenizer_mode: 'hf4' })
    await app.actions.deleteValidationRun(id)
    expect(run()).toMatchObject({ runs: [], result: null, phase: 'idle' })
    expect(await stored.loadRun(id)).toBeNull()
  })

  it('vectors are counted and cleared', async () => {
    const { app, run } = await page()
    await app.actions.restoreValidation()
    expect(run().vectors).toMatchObject({ texts: 0, bytes: 0 })
    await app.actions.clearVectorCache()
    expect(run().vectors).toMatchObject({ texts: 0 })
  })

  it('another set on the page shows its own run, or none', async () => {
    const { app, run } = await page()
    await app.actions.runValidation()
    const { id } = run().result!
    const show = (set: ValidationSet) =>
      app.store.setState(({ validate }) => ({
        validate: { ...validate, data: { ...validate.data, read: readOf(set) } },
      }))
    show(setOf(['x'], ['y'], 'other'))
    await app.actions.restoreValidation()
    expect(run()).toMatchObject({ result: null, phase: 'idle' })
    show(setOf())
    await app.actions.restoreValidation()
    expect(run().result!.id).toBe(id)
    expect(run().phase).toBe('done')
  })

  it('a browser that stores nothing runs all the same, and says so', async () => {
    globalThis.indexedDB = {
      open: () => {
        throw new DOMException('private window', 'SecurityError')
      },
    } as unknown as IDBFactory
    const { app, run } = await page()
    await app.actions.runValidation()
    expect(run()).toMatchObject({ phase: 'done', resultsOff: 'private window', vectors: null, runs: [] })
    expect([...run().result!.state]).toEqual(Array(15).fill(1))
  })
})

it('what was encoded and what came from the cache are counted apart, also after a reload and a pause', async () => {
  // The engine of all tests here keeps what it has encoded: these texts are new to it.
  const fresh = setOf(
    ['count a', 'count b'],
    ['count one', 'count two', 'count <b>three</b>', 'count four', 'count five'],
    'set 8',
  )
  const { app, run } = await page(new Wire(), fresh)
  await app.actions.runValidation()
  expect(run()).toMatchObject({ encoded: 7, cached: 0, total: 7 })
  await app.actions.runValidation()
  expect(run()).toMatchObject({ encoded: 0, cached: 7, total: 7 })
  const later = await page(new Wire(), null)
  await later.app.actions.restoreValidation()
  expect(later.run()).toMatchObject({ phase: 'done', encoded: 0, cached: 7 })
  // One of the texts has markup.
  app.store.setState({
    rules: { ...app.store.getState().rules, rules: [{ id: 'h', kind: 'html', enabled: true } as never] },
  })
  await app.actions.runValidation()
  expect(run().encoded! + run().cached).toBe(7)
  expect(run().encoded).toBe(1)

  const wire = new Wire()
  const paused = await page(
    wire,
    setOf(
      QUERIES.map((text) => `counted ${text}`),
      Array.from({ length: 40 }, (_, at) => `${'counted '.repeat(1 + (at % 9))} ${at}`),
      'set 9',
    ),
  )
  let messages = 0
  wire.onProgress = () => {
    if (++messages === 2) void paused.app.actions.pauseValidation()
  }
  await paused.app.actions.runValidation()
  wire.onProgress = () => undefined
  await paused.app.actions.runValidation()
  expect(paused.run()).toMatchObject({ phase: 'done', encoded: paused.run().total, cached: 0 })
})

it('says what a new run would have otherwise, and of weights only where a search depends on them', async () => {
  const { app, run } = await page()
  const names = () => differencesOf(app.store.getState()).map(({ name }) => name)
  expect(names()).toEqual([])
  await app.actions.runValidation()
  expect(names()).toEqual([])
  app.actions.set({ weights: { dense: 1, sparse: 0, colbert: 0 } })
  expect(names()).toEqual([])
  const { maxLength } = run().result!.settings
  app.actions.set({ prefix: 'query: ', maxLength: 16 })
  expect(differencesOf(app.store.getState())).toEqual([
    { name: 'maxLength', then: String(maxLength), now: '16' },
    { name: 'prefix', then: '–', now: '“query: ”' },
  ])
  await app.actions.runValidation()
  expect(names()).toEqual([])
  await app.actions.setValidation({ form: 'corpus', k: 2 })
  expect(names()).toEqual(['form'])
  await app.actions.runValidation()
  expect(names()).toEqual([])
  app.actions.set({ weights: { dense: 1, sparse: 1, colbert: 0 } })
  await app.actions.setValidation({ k: 3 })
  expect(names()).toEqual(['k', 'weights'])
})

it('another file pauses the run, whose part is stored, and says the way back', async () => {
  const wire = new Wire()
  // New to the engine of all tests here: the run must still go on when the file arrives.
  const documents = Array.from({ length: 150 }, (_, at) => `${'left behind '.repeat(10 + (at % 9))} ${at}`)
  const { app, run } = await page(wire, setOf(QUERIES, documents, 'set 10'))
  let reading: Promise<void> | null = null
  let messages = 0
  wire.onProgress = () => {
    if (++messages === 2)
      reading ??= app.actions.readValidation([new File(['query,document\nwhere,here\n'], 'next.csv')])
  }
  await app.actions.runValidation()
  const { id } = run().runs[0]!
  const scored = (await stored.loadRun(id))!.result.state.filter((state) => state === 1).length
  expect(scored).toBeGreaterThan(0)
  await reading
  const data = () => app.store.getState().validate.data
  expect(data()).toMatchObject({ names: ['next.csv'], left: { id, name: 'bad cases.csv' } })
  await app.actions.restoreValidation(id)
  expect(run()).toMatchObject({ phase: 'paused', error: null })
  expect(run().result!.state.filter((state) => state === 1)).toHaveLength(scored)
  expect(data()).toMatchObject({ names: ['bad cases.csv'], left: null })
})

it('too many runs: small older ones that are done leave first, what is not done last', () => {
  const summary = (at: number, more: object) =>
    ({ id: `r${at}`, isDone: true, pairs: 100, ...more }) as RunSummary
  const runs = Array.from({ length: 41 }, (_, at) =>
    summary(at, at === 40 ? { isDone: false } : at === 2 || at === 30 ? { pairs: 5 } : {}),
  )
  expect(leaving(runs.slice(1), 'r1')).toEqual([])
  expect(leaving(runs, 'r0')).toEqual(['r30'])
  expect(leaving([...runs, summary(41, {})], 'r0')).toEqual(['r30', 'r41'])
  expect(
    leaving(
      runs.map((run) => ({ ...run, isDone: false })),
      'r0',
    ),
  ).toEqual(['r40'])
})

it('nothing to score is said', async () => {
  const { app, run } = await page(new Wire(), null)
  await app.actions.runValidation()
  expect(run()).toMatchObject({ phase: 'failed', error: { code: 'validation/nothing' } })
})

it('a text whose rules are stopped has no score, and is named', async () => {
  const wire = new Wire()
  const { app, run } = await page(wire)
  app.store.setState({
    rules: {
      ...app.store.getState().rules,
      rules: [{ id: 'x', kind: 'unknown', enabled: true } as never],
    },
  })
  await app.actions.runValidation()
  expect(run().phase).toBe('done')
  expect(run().result!.refused.map(({ name }) => name)).toEqual([
    'q1',
    'q2',
    'q3',
    'd1',
    'd2',
    'd3',
    'd4',
    'd5',
  ])
  expect([...run().result!.state]).toEqual(Array(15).fill(2))
})
