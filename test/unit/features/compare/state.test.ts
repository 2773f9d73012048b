import type { Actions } from '../../../../src/core/actions'
import { createStore } from 'zustand/vanilla'
import { describe, expect, it } from 'vitest'
import { EngineError } from '../../../../src/engine/errors'
import { available, type ModelInfo } from '../../../../src/engine/model/types'
import type { Scores } from '../../../../src/engine/score/types'
import type { SiteModel } from '../../../../src/host/calls'
import { compareActions } from '../../../../src/features/compare/actions'
import { modelActions } from '../../../../src/core/model/actions'
import { scoresPart } from '../../../../src/core/run/scores'
import { runActions } from '../../../../src/core/run/actions'
import { compareStaleness, documentsOf, modelOfError } from '../../../../src/features/compare/state'
import { kendallTauB, rankingRows, ranksOf, topOverlap } from '../../../../src/engine/compare/ranking'
import { throttled } from '../../../../src/features/compare/calls'
import type { Context, Ports } from '../../../../src/core/context'
import { defaultSettings } from '../../../../src/core/settings/schema'
import { initialState } from '../../app/slices'
import type { CompareRun } from '../../../../src/features/compare/state-types'
import { NOT_BEGUN } from '../../../../src/core/model/load-meter'
import type { AppState, ModelChoice, Settings } from '../../../../src/core/state'
import { FakeClient, info, model, reply, settle } from '../../app/fake-client'

class Client extends FakeClient {
  disposed = false
  override dispose(): void {
    this.disposed = true
    for (const call of this.calls)
      call.reject(new EngineError('worker/crashed', 'The engine was shut down.', { detail: 'shut down' }))
  }
}

const other: SiteModel = { ...model, id: 'other', baseUrl: 'http://localhost/models/other/' }
const choice: ModelChoice = { id: 'other', name: 'The other one', bytes: 1000, isDemo: false, notes: null }
const otherInfo = (over: Partial<ModelInfo> = {}) => info({ id: 'other', ...over })

function bench(fits = true, settings: Partial<Settings> = {}) {
  const seconds: Client[] = []
  const asked: (readonly [number | null, number | null])[] = []
  let clock = 0
  const ports = {
    createClient: ({ onCrash }: Parameters<Ports['createClient']>[0]) => {
      const made = new Client(onCrash)
      seconds.push(made)
      return made
    },
    fetchModels: () => Promise.resolve([model, other]),
    wasmBaseUrl: 'http://localhost/ort/',
    pageUrl: 'http://localhost/',
    now: () => (clock += 100),
  } as Partial<Ports> as Ports
  const store = createStore<AppState>(() => ({
    ...initialState,
    settings: { ...defaultSettings, ...settings },
  }))
  const actions = {} as Actions
  const client: Client = new Client((error) => actions.modelLost(error))
  const context: Context = {
    store,
    client,
    ports,
    actions,
    takeFiles: (files) => Promise.resolve(files),
    parts: [scoresPart],
  }
  const models = modelActions(context)
  const runs = runActions(context)
  const canHold = (first: number | null, second: number | null) => {
    asked.push([first, second])
    return fits
  }
  Object.assign(actions, models, runs, compareActions(context, canHold))
  const type = (a: string, b: string) =>
    store.setState((state) => ({ a: { ...state.a, text: a }, b: { ...state.b, text: b } }))
  const set = (change: Partial<Settings>) =>
    store.setState((state) => ({ settings: { ...state.settings, ...change } }))
  const second = () => {
    const last = seconds.at(-1)
    if (!last) throw new Error('no second client')
    return last
  }
  const compare = () => store.getState().compare
  type('one', 'two')
  actions.chooseSecond(other, choice)
  return {
    store,
    client,
    models,
    runs,
    actions,
    asked,
    seconds,
    second,
    compare,
    type,
    set,
    /** Model 1 is loaded and has scored the present texts. */
    async analyzed() {
      const run = runs.analyze()
      await settle()
      if (store.getState().model.phase !== 'ready') client.last('load').resolve(info())
      await settle()
      client.last('analyze').resolve(reply())
      await run
    },
    /** Answers model 2's load and its run of the pair. */
    async answerSecond(answer = otherInfo()) {
      await settle()
      second().last('load').resolve(answer)
      await settle()
      second().last('analyze').resolve(reply())
      await settle()
    },
  }
}

describe('two models in memory', () => {
  it('loads and runs model 1 as Analyze does, then model 2 in a worker of its own', async () => {
    const app = bench()
    const run = app.actions.runCompare()
    await settle()
    expect(app.compare().run).toEqual({ phase: 'loading', model: 1, ...NOT_BEGUN })
    const files = { stage: 'files', file: 'model.onnx', loaded: 5, total: 10, origin: 'network' } as const
    app.client.last('load').progress(files)
    expect(app.compare().run).toMatchObject({ phase: 'loading', model: 1, progress: { loaded: 5 } })
    app.client.last('load').resolve(info())
    await settle()
    app.client.last('analyze').progress({ done: 1, total: 2, side: 'b' })
    expect(app.compare().run).toEqual({ phase: 'running', model: 1, done: 1, total: 2 })
    app.client.last('analyze').resolve(reply())
    await settle()
    expect(app.store.getState().result?.inputs.modelHash).toBe('hash of fake')

    expect(app.compare().run).toMatchObject({ phase: 'loading', model: 2 })
    app.second().last('load').progress(files)
    expect(app.compare().run).toMatchObject({ phase: 'loading', model: 2, progress: { loaded: 5 } })
    await app.answerSecond()
    await run
    expect(app.compare()).toMatchObject({
      run: { phase: 'done' },
      result: {
        held: 'both',
        ranking: null,
        first: { info: { id: 'fake' } },
        second: { info: { id: 'other' }, inputs: { modelHash: 'hash of other' } },
      },
    })
    expect(app.asked).toEqual([[1000, 1000]])
    expect(app.store.getState().model.phase).toBe('ready')
    expect(app.second().disposed).toBe(false)
  })

  it('asks model 2 for the same threads, provider and way to run, and takes what model 1 has computed', async () => {
    const app = bench(true, { threads: 3, provider: 'webgpu', whole: true, prefix: 'q: ' })
    await app.analyzed()
    const run = app.actions.runCompare()
    await app.answerSecond()
    await run
    expect(app.client.of('analyze')).toHaveLength(1)
    expect(app.compare().result?.first).toBe(app.store.getState().result)
    expect(app.second().last('load').in).toEqual({
      model: other,
      threads: 3,
      provider: 'webgpu',
      whole: true,
      wasmBaseUrl: 'http://localhost/ort/',
    })
    expect(app.second().last('analyze').in).toMatchObject({ a: 'q: one', b: 'two' })
  })

  it('keeps model 2 loaded for the next comparison', async () => {
    const app = bench()
    await app.analyzed()
    void app.actions.runCompare()
    await app.answerSecond()
    app.type('three', 'two')
    const run = app.actions.runCompare()
    await settle()
    app.client.last('analyze').resolve(reply())
    await settle()
    app.second().last('analyze').resolve(reply())
    await run
    expect(app.seconds).toHaveLength(1)
    expect(app.second().of('load')).toHaveLength(1)
    expect(app.compare().result?.second.inputs.textA).toBe('three')
  })

  it('gives each model what it can take of max_length and tokenizer mode', async () => {
    const app = bench(true, { maxLength: 8192, tokenizerMode: 'hf5' })
    await app.analyzed()
    void app.actions.runCompare()
    const limits = { positionLimit: { value: 8192, source: 'config.json' }, tokenizerModes: ['hf4'] } as const
    await app.answerSecond(otherInfo(limits))
    expect(app.second().last('analyze').in).toMatchObject({
      settings: { maxLength: 8192, tokenizerMode: 'hf4' },
    })
    const { first, second } = app.compare().result!
    expect([first.inputs.maxLength, first.inputs.tokenizerMode]).toEqual([512, 'hf5'])
    expect([second.inputs.maxLength, second.inputs.tokenizerMode]).toEqual([8192, 'hf4'])
  })

  it('gives the room of model 2 back when the page loads a model', async () => {
    const app = bench()
    await app.analyzed()
    void app.actions.runCompare()
    await app.answerSecond()
    app.models.modelLost(null)
    app.models.loadModel()
    expect(app.second().disposed).toBe(true)
  })
})

describe('one after the other', () => {
  it('unloads model 1, runs model 2, ends it; model 1 loads itself again when needed', async () => {
    const app = bench(false)
    await app.analyzed()
    const run = app.actions.runCompare()
    await settle()
    expect(app.store.getState().model.phase).toBe('idle')
    expect(app.client.restarts).toBe(1)
    await app.answerSecond()
    await run
    expect(app.compare().result).toMatchObject({
      held: 'one-after-the-other',
      first: { info: { id: 'fake' } },
    })
    expect(app.second().disposed).toBe(true)
    expect(compareStaleness(app.store.getState())).toEqual([])

    const again = app.actions.runCompare()
    await app.answerSecond()
    await again
    expect(app.client.of('load'), 'model 1 has its result already').toHaveLength(1)
    expect(app.seconds).toHaveLength(2)

    app.models.loadModel()
    await settle()
    expect(app.client.of('load')).toHaveLength(2)
  })

  it('takes turns when both turn out not to fit', async () => {
    const app = bench(true)
    await app.analyzed()
    const run = app.actions.runCompare()
    await settle()
    const values = { file: 'model.onnx', detail: 'memory access out of bounds' }
    app
      .second()
      .last('load')
      .reject(new EngineError('model/out-of-memory', 'x', values))
    await settle()
    expect(app.store.getState().model.phase).toBe('idle')
    await app.answerSecond()
    await run
    expect(app.compare().result?.held).toBe('one-after-the-other')
    expect(app.seconds.map(({ disposed }) => disposed)).toEqual([true, true])
  })
})

describe('what goes wrong', () => {
  it('an error of model 2 says so, keeps the result before, and leaves model 1 usable', async () => {
    const app = bench()
    await app.analyzed()
    void app.actions.runCompare()
    await app.answerSecond()
    const before = app.compare().result
    app.type('three', 'two')
    const run = app.actions.runCompare()
    await settle()
    app.client.last('analyze').resolve(reply())
    await settle()
    app
      .second()
      .last('analyze')
      .reject(new EngineError('model/run-failed', 'x', { detail: 'x' }))
    await run
    const { run: failed, result } = app.compare()
    expect(failed).toMatchObject({ phase: 'failed', error: { code: 'model/run-failed' } })
    expect(failed.phase === 'failed' && modelOfError(failed.error)).toBe(2)
    expect(result).toBe(before)
    expect(app.store.getState().model.phase).toBe('ready')
    await app.analyzed()
    expect(app.store.getState().run.phase).toBe('done')
  })

  it('when model 2 fails in its turn, model 1 loads again with the next run', async () => {
    const app = bench(false)
    await app.analyzed()
    const run = app.actions.runCompare()
    await settle()
    app
      .second()
      .last('load')
      .reject(new EngineError('model/not-onnx', 'x', { file: 'f', reason: 'x' }))
    await run
    expect(app.compare().run.phase).toBe('failed')
    expect(app.second().disposed).toBe(true)
    app.type('three', 'two')
    await app.analyzed()
    expect(app.client.of('load')).toHaveLength(2)
    expect(app.store.getState().run.phase).toBe('done')
  })

  it('an error of model 1 says so, and model 2 is not read', async () => {
    const app = bench()
    const run = app.actions.runCompare()
    await settle()
    app.client.last('load').reject(new EngineError('model/not-onnx', 'x', { file: 'f', reason: 'x' }))
    await run
    const failed = app.compare().run
    expect(failed.phase === 'failed' && modelOfError(failed.error)).toBe(1)
    expect(app.seconds).toHaveLength(0)
  })

  it('an empty text is neither model’s fault', async () => {
    const app = bench()
    app.type('', 'two')
    await app.actions.runCompare()
    const failed = app.compare().run
    expect(failed).toMatchObject({ phase: 'failed', error: { code: 'text/empty' } })
    expect(failed.phase === 'failed' && modelOfError(failed.error)).toBeNull()
    expect(app.store.getState().a.notice).toMatchObject({ kind: 'error' })
  })
})

describe('cancel', () => {
  it.each(['load', 'analyze'] as const)('in model 2’s %s keeps the result before', async (call) => {
    const app = bench()
    await app.analyzed()
    void app.actions.runCompare()
    await app.answerSecond()
    const before = app.compare().result
    app.actions.chooseSecond(other, choice) // the same: nothing is forgotten
    if (call === 'load') app.actions.releaseSecond()
    const run = app.actions.runCompare()
    await settle()
    const waiting = app.second().last(call)
    app.actions.cancelCompare()
    await run
    expect(waiting.signal?.aborted).toBe(true)
    expect(app.compare()).toMatchObject({ run: { phase: 'cancelled' } })
    expect(app.compare().result).toBe(before)
    expect(app.second().disposed).toBe(call === 'load')
    expect(app.store.getState().model.phase).toBe('ready')
  })

  it('in model 1’s run cancels that too', async () => {
    const app = bench()
    await app.analyzed()
    app.type('three', 'two')
    const run = app.actions.runCompare()
    await settle()
    app.actions.cancelCompare()
    await run
    expect(app.client.last('analyze').signal?.aborted).toBe(true)
    expect(app.store.getState().run.phase).toBe('cancelled')
    expect(app.compare().run.phase).toBe('cancelled')
    expect(app.seconds).toHaveLength(0)
  })

  it('in model 2’s turn ends its worker', async () => {
    const app = bench(false)
    await app.analyzed()
    const run = app.actions.runCompare()
    await settle()
    app.second().last('load').resolve(otherInfo())
    await settle()
    app.actions.cancelCompare()
    await run
    expect(app.second().disposed).toBe(true)
  })

  it('a load of the page’s model takes precedence over model 2', async () => {
    const app = bench()
    await app.analyzed()
    void app.actions.runCompare()
    await settle()
    app.models.modelLost(null)
    app.models.loadModel()
    expect(app.compare().run.phase).toBe('cancelled')
    expect(app.second().disposed).toBe(true)
  })
})

describe('another model 2', () => {
  it('forgets the comparison with the one before; none forgets both', async () => {
    const app = bench()
    await app.analyzed()
    void app.actions.runCompare()
    await app.answerSecond()
    app.actions.chooseSecond({ ...other, graphFile: 'onnx/model_int8.onnx' }, choice)
    expect(app.compare()).toMatchObject({ second: choice, run: { phase: 'idle' }, result: null })
    expect(app.second().disposed).toBe(true)
    app.actions.clearSecond()
    expect(app.compare().second).toBeNull()
    await app.actions.runCompare()
    expect(app.compare().run.phase).toBe('idle')
  })
})

describe('stale', () => {
  type App = ReturnType<typeof bench>
  it.each([
    [['textA'], (app: App) => app.type('x', 'two')],
    [['textB'], (app: App) => app.type('one', 'x')],
    [['textA', 'textB'], (app: App) => app.type('x', 'y')],
    [['normalize'], (app: App) => app.set({ normalize: false })],
    [['prefix'], (app: App) => app.set({ prefix: 'q: ' })],
    [['modelHash'], (app: App) => app.store.setState({ model: ready({ id: 'third' }) })],
    [[], (app: App) => app.set({ weights: { dense: 1, sparse: 0, colbert: 0 } })],
  ] as const)('says %s', async (what, change) => {
    const app = bench()
    await app.analyzed()
    void app.actions.runCompare()
    await app.answerSecond()
    expect(compareStaleness(app.store.getState())).toEqual([])
    change(app)
    expect(compareStaleness(app.store.getState())).toEqual(what)
  })

  it('notices a max_length that only model 2 can take', async () => {
    const app = bench(true, { maxLength: 8192 })
    await app.analyzed()
    void app.actions.runCompare()
    await app.answerSecond(otherInfo({ positionLimit: { value: 8192, source: 'config.json' } }))
    expect(compareStaleness(app.store.getState())).toEqual([])
    app.set({ maxLength: 512 })
    expect(compareStaleness(app.store.getState())).toEqual(['maxLength'])
  })

  const ready = (over: Partial<ModelInfo>) =>
    ({ phase: 'ready', info: info(over), time: info().loadTime }) as const
})

const scored = (dense: number): Scores => ({ ...reply().scores, dense: available(dense) })

describe('progress', () => {
  it('in bursts is told at a pace, what is new at once', () => {
    let clock = 0
    const told: CompareRun[] = []
    const report = throttled(
      () => clock,
      (run) => told.push(run),
    )
    const texts = (model: 1 | 2, done: number) => ({ phase: 'running', model, done, total: 200 }) as const
    for (let done = 0; done < 100; done++) report(texts(1, done))
    report(texts(2, 0))
    clock = 110
    report(texts(2, 5))
    report({ phase: 'cancelled' })
    expect(told).toEqual([texts(1, 0), texts(2, 0), texts(2, 5), { phase: 'cancelled' }])
  })
})

describe('ranking', () => {
  it('asks both models for each non-empty line of B, and model 1 once', async () => {
    const app = bench()
    app.type('query', 'first\n\n  \r\nsecond')
    app.actions.setRanking(true)
    await app.analyzed()
    const run = app.actions.runCompare()
    await settle()
    const asked = app.client.last('rank')
    expect(asked.in).toMatchObject({ query: 'query', documents: ['first', 'second'] })
    asked.progress({ done: 1, total: 2 })
    expect(app.compare().run).toEqual({ phase: 'running', model: 1, done: 1, total: 2 })
    asked.resolve({ scores: [scored(0.9), scored(0.1)] })
    await app.answerSecond()
    expect(app.second().last('rank').in).toMatchObject({ query: 'query', documents: ['first', 'second'] })
    app
      .second()
      .last('rank')
      .resolve({ scores: [scored(0.2), scored(0.3)] })
    await run
    expect(app.compare().result?.ranking?.documents).toEqual(['first', 'second'])

    const again = app.actions.runCompare()
    await settle()
    app.second().last('analyze').resolve(reply())
    await settle()
    app
      .second()
      .last('rank')
      .resolve({ scores: [scored(0.2), scored(0.3)] })
    await again
    expect(app.client.of('rank')).toHaveLength(1)
  })

  it('takes the first 200 lines and knows how many there are', () => {
    const { list, found } = documentsOf(Array.from({ length: 230 }, (_, i) => `line ${i}`).join('\n\n'))
    expect([list.length, list.at(-1), found]).toEqual([200, 'line 199', 230])
  })

  it('gives equal scores one rank, and says who rises', () => {
    expect(ranksOf([0.1, 0.5, 0.5, 0.3])).toEqual([4, 1, 1, 3])
    const ranking = {
      documents: ['x', 'y', 'z'],
      first: [0.9, 0.5, 0.1].map(scored),
      second: [0.2, 0.3, 0.1].map(scored),
    }
    const rows = rankingRows(ranking, 'dense', { dense: 1, sparse: 1, colbert: 1 })
    if (rows.state === 'unavailable') throw new Error(rows.reason)
    expect(rows.value.map((row) => [row.firstRank, row.secondRank, row.change])).toEqual([
      [1, 2, -1],
      [2, 1, 1],
      [3, 3, 0],
    ])
    expect(rows.value[1]!.difference).toBeCloseTo(-0.2, 12)
    const fused = rankingRows(ranking, 'sparse+dense', { dense: 1, sparse: 3, colbert: 0 })
    expect(fused.state === 'available' && fused.value[0]!.first).toBeCloseTo((0.9 + 3 * 0.2) / 4, 12)
  })

  it('computes τ-b as scipy.stats.kendalltau does', () => {
    expect(kendallTauB([1, 2, 3, 4], [10, 20, 30, 40])).toBe(1)
    expect(kendallTauB([1, 2, 3, 4], [4, 3, 2, 1])).toBe(-1)
    // scipy: kendalltau([12, 2, 1, 12, 2], [1, 4, 7, 1, 0]).statistic
    expect(kendallTauB([12, 2, 1, 12, 2], [1, 4, 7, 1, 0])).toBeCloseTo(-0.4714045207910316, 14)
    expect(kendallTauB([1, 1, 1], [1, 2, 3])).toBeNull()
    expect(kendallTauB([1], [1])).toBeNull()
  })

  it('counts what the best ten have in common, ties included', () => {
    const rows = (first: readonly number[], second: readonly number[]) => {
      const found = rankingRows(
        { documents: first.map(String), first: first.map(scored), second: second.map(scored) },
        'dense',
        { dense: 1, sparse: 1, colbert: 1 },
      )
      return found.state === 'available' ? found.value : []
    }
    const up = Array.from({ length: 12 }, (_, i) => i)
    expect(topOverlap(rows(up, [...up].reverse()))).toEqual({ k: 10, shared: 8, size: 10, value: 0.8 })
    expect(topOverlap(rows([1, 2], [2, 1]))).toEqual({ k: 2, shared: 2, size: 2, value: 1 })
    const tied = topOverlap(
      rows(
        up,
        up.map(() => 0),
      ),
    )
    expect(tied).toEqual({ k: 10, shared: 10, size: 12, value: 10 / 12 })
    expect(topOverlap([])).toBeNull()
  })
})
