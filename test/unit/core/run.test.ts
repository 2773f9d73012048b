import { describe, expect, it } from 'vitest'
import { EngineError } from '../../../src/engine/errors'
import type { ModelInfo } from '../../../src/engine/model/types'
import type { AnalyzeRequest } from '../../../src/host/calls'
import { isStale } from '../../../src/core/staleness'
import { bench } from '../app/app'
import { info, reply, settle } from '../app/fake-client'

const texts = (app: ReturnType<typeof bench>) => {
  app.actions.type('a', 'one')
  app.actions.type('b', 'two')
}

describe('analyze', () => {
  it('loads first, then runs, and reports both', async () => {
    const app = bench()
    texts(app)
    const run = app.actions.analyze()
    await settle()
    expect(app.store.getState()).toMatchObject({ model: { phase: 'loading' }, run: { phase: 'running' } })
    app.client.last('load').progress({ stage: 'files', file: 'model.onnx', loaded: 5, total: 1000 })
    expect(app.store.getState().model).toMatchObject({ progress: { loaded: 5 } })
    app.client.last('load').resolve(info())
    await settle()
    expect(app.client.last('analyze').in).toMatchObject({ a: 'one', b: 'two', settings: { maxLength: 512 } })
    app.client.last('analyze').resolve(reply())
    await run
    const { run: done, result, model } = app.store.getState()
    expect(done).toMatchObject({ phase: 'done', time: expect.any(Number) })
    expect(model).toMatchObject({ phase: 'ready', time: expect.any(Number) })
    expect(result?.inputs).toMatchObject({ textA: 'one', textB: 'two', modelHash: 'hash of fake' })
  })

  it('puts the prefix before A only, and max_length within the model', async () => {
    const app = bench()
    app.actions.set({ prefix: 'query: ', maxLength: 8192 })
    await app.runOnce()
    expect(app.client.last('analyze').in).toMatchObject({
      a: 'query: one',
      b: 'two',
      settings: { maxLength: 512 },
    })
  })

  it('lets the latest run win; the first leaves no trace', async () => {
    const app = bench()
    await app.load()
    texts(app)
    const first = app.actions.analyze()
    await settle()
    app.actions.type('a', 'three')
    const second = app.actions.analyze()
    await settle()
    const [one, two] = app.client.of('analyze')
    expect(one?.signal?.aborted).toBe(true)
    one?.progress({ done: 1, total: 2, side: 'a' })
    expect(app.store.getState().run).toMatchObject({ phase: 'running', progress: null })
    one?.resolve(reply())
    two?.resolve(reply())
    await Promise.all([first, second])
    expect(app.store.getState().result?.inputs.textA).toBe('three')
    expect(app.store.getState().run.phase).toBe('done')
  })

  it('shares one load between two runs', async () => {
    const app = bench()
    texts(app)
    void app.actions.analyze()
    await settle()
    const second = app.actions.analyze()
    await settle()
    expect(app.client.of('load')).toHaveLength(1)
    app.client.last('load').resolve(info())
    await settle()
    expect(app.client.of('analyze')).toHaveLength(1)
    app.client.last('analyze').resolve(reply())
    await second
    expect(app.store.getState().run.phase).toBe('done')
  })

  it('cancels a run and keeps the result before it', async () => {
    const app = bench()
    await app.runOnce()
    const before = app.store.getState().result
    const run = app.actions.analyze()
    await settle()
    app.actions.cancel()
    await run
    expect(app.store.getState().run.phase).toBe('cancelled')
    expect(app.store.getState().result).toBe(before)
    expect(app.store.getState().model.phase).toBe('ready')
  })

  it('cancels a load and the run that waits for it; the next run loads again', async () => {
    const app = bench()
    texts(app)
    const run = app.actions.analyze()
    await settle()
    app.actions.cancel()
    await run
    expect(app.store.getState()).toMatchObject({ model: { phase: 'idle' }, run: { phase: 'cancelled' } })
    app.client.last('load').resolve(info()) // too late
    await settle()
    expect(app.store.getState().model.phase).toBe('idle')
    await app.runOnce()
    expect(app.client.of('load')).toHaveLength(2)
    expect(app.store.getState().run.phase).toBe('done')
  })

  it('survives a crash while nothing runs: texts stay, the next run loads again', async () => {
    const app = bench()
    await app.runOnce()
    app.client.crash()
    await settle()
    expect(app.store.getState()).toMatchObject({
      model: { phase: 'failed', error: { code: 'worker/crashed' } },
      run: { phase: 'done' },
      a: { text: 'one' },
      b: { text: 'two' },
    })
    const again = app.actions.analyze()
    await settle()
    app.client.last('load').resolve(info())
    await settle()
    app.client.last('analyze').resolve(reply())
    await again
    expect(app.store.getState()).toMatchObject({ model: { phase: 'ready' }, run: { phase: 'done' } })
  })

  it('loads once more when the engine says that it has no model', async () => {
    const app = bench()
    await app.load()
    texts(app)
    const run = app.actions.analyze()
    await settle()
    app.client.last('analyze').reject(new EngineError('model/not-loaded', 'No model.'))
    await settle()
    app.client.last('load').resolve(info())
    await settle()
    app.client.last('analyze').resolve(reply())
    await run
    expect(app.store.getState().run.phase).toBe('done')
  })

  it('fails with the load, whose error names the file', async () => {
    const error = new EngineError('network/failed', 'x', {
      file: 'models/models.json',
      url: 'http://host/models/models.json',
      reason: 'x',
    })
    const app = bench(undefined, () => Promise.reject(error))
    texts(app)
    await app.actions.analyze()
    expect(app.store.getState()).toMatchObject({
      model: { phase: 'failed', error: { code: 'network/failed', values: { file: 'models/models.json' } } },
      run: { phase: 'failed', at: null },
    })
  })

  it('explains a text of white space at its editor, without a call', async () => {
    const text = ' \n\t　'
    const code = 'text/blank'
    const app = bench()
    await app.load()
    app.actions.type('a', 'one')
    app.actions.type('b', text)
    await app.actions.analyze()
    expect(app.client.of('analyze')).toHaveLength(0)
    expect(app.store.getState()).toMatchObject({
      a: { notice: null },
      b: { notice: { kind: 'error', error: { code } } },
      run: { phase: 'failed', at: 'b' },
      focus: { side: 'b' },
    })
    app.actions.type('b', 'two')
    expect(app.store.getState().b.notice).toBeNull()
  })

  it('finds half a character, and replaces it', async () => {
    const app = bench()
    await app.load()
    app.actions.type('a', '😀x\ud83d!')
    app.actions.type('b', 'two')
    await app.actions.analyze()
    expect(app.store.getState().a.notice).toMatchObject({
      error: { code: 'text/lone-surrogate', values: { index: 3, found: 'U+D83D' } },
    })
    app.actions.replaceSurrogates('a')
    expect(app.store.getState().a).toMatchObject({ text: '😀x\uFFFD!', notice: null })
  })

  it('tells of text and layer', async () => {
    const app = bench()
    await app.load()
    texts(app)
    const run = app.actions.analyze()
    await settle()
    const progress = { done: 0, total: 2, side: 'a', layer: { done: 3, total: 24 } }
    app.client.last('analyze').progress(progress)
    expect(app.store.getState().run).toMatchObject({ phase: 'running', part: 'scores', progress })
    app.client.last('analyze').resolve(reply())
    await run
  })

  it('chooses how activations are scaled where the model offers it, and says nothing of it elsewhere', async () => {
    const asked = async (activations: ModelInfo['activations']) => {
      const app = bench()
      app.actions.set({ activations: 'faithful' })
      await app.load({ activations })
      await app.runOnce()
      const { settings } = app.client.last('analyze').in as AnalyzeRequest
      return [settings.activations, app.store.getState().result?.inputs.activations]
    }
    expect(await asked(['published', 'faithful'])).toEqual(['faithful', 'faithful'])
    expect(await asked(['published'])).toEqual([undefined, 'published'])
    expect(await asked([])).toEqual([undefined, 'published'])
  })

  it('chooses the int8 arithmetic where the model offers it, and says nothing of it elsewhere', async () => {
    const asked = async (arithmetics: ModelInfo['arithmetics']) => {
      const app = bench()
      app.actions.set({ arithmetic: 'avx2' })
      await app.load({ ...(arithmetics && { arithmetics }) })
      await app.runOnce()
      const { settings } = app.client.last('analyze').in as AnalyzeRequest
      return [settings.arithmetic, app.store.getState().result?.inputs.arithmetic]
    }
    expect(await asked(['exact', 'avx2'])).toEqual(['avx2', 'avx2'])
    for (const none of [['exact'], [], undefined] as const)
      expect(await asked(none)).toEqual([undefined, 'exact'])
  })

  it('starts the engine anew for a graph that runs whole, once', async () => {
    const app = bench()
    await app.runOnce()
    expect(app.client.last('load').in).toMatchObject({ whole: false })
    app.actions.setWhole(true)
    app.actions.setWhole(true)
    await settle()
    expect(app.client.restarts).toBe(1)
    expect(app.client.last('load').in).toMatchObject({ whole: true })
    app.client.last('load').resolve(info())
    await settle()
    expect(isStale(app.store.getState())).toBe(false)
  })

  it('starts the engine anew for another number of threads', async () => {
    const app = bench()
    await app.runOnce()
    app.actions.setThreads(3)
    await settle()
    expect(app.client.restarts).toBe(1)
    expect(app.client.last('load').in).toMatchObject({ threads: 3 })
    expect(isStale(app.store.getState())).toBe(false)
  })
})
