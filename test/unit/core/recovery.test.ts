/** Memory that runs out in the middle of a run: the engine and its model come again by themselves, once. */
import { describe, expect, it, vi } from 'vitest'
import { EngineError } from '../../../src/engine/errors'
import type { HubModel } from '../../../src/host/calls'
import { bench, type Bench } from '../app/app'
import { info, model, reply, settle } from '../app/fake-client'

const outOfMemory = () => new EngineError('run/out-of-memory', 'Full.', { detail: 'bad_alloc' })

async function running(): Promise<{ app: Bench; run: Promise<void> }> {
  const app = bench()
  await app.runOnce()
  const run = app.actions.analyze()
  await settle()
  return { app, run }
}

describe('a run that ends because memory ran out', () => {
  it.each([
    ['says so', (app: Bench) => app.client.last('analyze').reject(outOfMemory()), 'run/out-of-memory'],
    ['takes the worker with it', (app: Bench) => app.client.crash(), 'worker/crashed'],
  ] as const)('%s: the same model is loaded again, all else stays', async (_, fail, code) => {
    const { app, run } = await running()
    const { result, settings } = app.store.getState()
    fail(app)
    await run
    await settle()
    expect(app.client.restarts).toBe(1)
    expect(app.client.of('load')).toHaveLength(2)
    expect(app.client.last('load').in).toMatchObject({ model: { kind: 'site', id: model.id } })
    expect(app.store.getState()).toMatchObject({
      model: { phase: 'loading' },
      run: { phase: 'failed', at: null, error: { code, values: { restarted: 'yes' } } },
      a: { text: 'one' },
      b: { text: 'two' },
    })
    app.client.last('load').resolve(info())
    await settle()
    expect(app.store.getState()).toMatchObject({ model: { phase: 'ready' }, run: { phase: 'failed' } })
    expect(app.store.getState().result).toBe(result)
    expect(app.store.getState().settings).toEqual(settings)

    const again = app.actions.analyze()
    await settle()
    app.client.last('analyze').resolve(reply())
    await again
    expect(app.store.getState().run.phase).toBe('done')
  })

  it('a load that crashes on the way back is left as it is', async () => {
    const { app, run } = await running()
    app.client.crash()
    await run
    await settle()
    app.client.crash()
    await settle()
    expect(app.client.of('load')).toHaveLength(2)
    expect(app.store.getState().model).toMatchObject({
      phase: 'failed',
      error: { code: 'worker/crashed', values: { detail: 'test' } },
    })
    expect(app.store.getState().model).not.toHaveProperty('error.values.restarted')
  })

  it('a run that waits for its model has not run: as any failed load', async () => {
    const app = bench()
    app.actions.type('a', 'one')
    app.actions.type('b', 'two')
    const run = app.actions.analyze()
    await settle()
    app.client.crash()
    await run
    expect(app.client.of('load')).toHaveLength(1)
    expect(app.store.getState()).toMatchObject({ model: { phase: 'failed' }, run: { phase: 'failed' } })
  })

  it('is too large before it begins: nothing is started again', async () => {
    const { app, run } = await running()
    const values = { tokens: 8192, needed: 5e9, limit: 4e9, remedy: 'shorter' }
    app.client.last('analyze').reject(new EngineError('run/too-large', 'Too large.', values))
    await run
    expect(app.client.restarts).toBe(0)
    expect(app.store.getState()).toMatchObject({
      model: { phase: 'ready' },
      run: { phase: 'failed', error: { code: 'run/too-large', values } },
    })
  })

  it('takes what the browser has stored of another server’s model, and asks nobody', async () => {
    const ref: HubModel = {
      kind: 'hub',
      host: { scheme: 'huggingface', url: 'https://huggingface.co' },
      repo: 'BAAI/bge-m3',
      revision: 'main',
      isDemo: false,
    }
    const app = bench()
    app.actions.takeModel({ ref, kept: { kind: 'remote', ref }, bytes: null, notes: null })
    await settle()
    expect(app.client.last('load').in).not.toHaveProperty('model.storedOnly')
    app.client.last('load').resolve(info({ id: 'BAAI/bge-m3' }))
    await settle()
    app.actions.type('a', 'one')
    app.actions.type('b', 'two')
    void app.actions.analyze()
    await settle()
    app.client.last('analyze').reject(outOfMemory())
    await settle()
    expect(app.client.of('load')).toHaveLength(2)
    expect(app.client.last('load').in).toMatchObject({ model: { repo: 'BAAI/bge-m3', storedOnly: true } })
    expect(app.store.getState().chosenModel.kept).toEqual({ kind: 'remote', ref })
  })

  it('goes for the certificate too, which keeps its error', async () => {
    const reference = JSON.stringify({
      format: 'm3scope/reference',
      version: 1,
      name: 'ours',
      origin: 'x',
      precision: 'fp32',
      texts: [{ id: '1', text: 'x', input_ids: [0, 5, 2] }],
      pairs: [],
    })
    const app = bench()
    await app.load()
    app.actions.openReference(new File([reference], 'ours.json'))
    await vi.waitFor(() => expect(app.store.getState().certification.chosen).not.toBeNull())
    app.actions.runCertificate()
    await settle()
    app.client.last('certify').reject(outOfMemory())
    await settle()
    expect(app.client.of('load')).toHaveLength(2)
    app.client.last('load').resolve(info())
    await settle()
    expect(app.store.getState()).toMatchObject({
      model: { phase: 'ready' },
      run: { phase: 'idle' },
      certification: {
        run: { phase: 'failed', error: { code: 'run/out-of-memory', values: { restarted: 'yes' } } },
      },
    })
  })
})
