import { describe, expect, it } from 'vitest'
import { EngineError } from '../../../src/engine/errors'
import type { SiteModel } from '../../../src/host/calls'
import { bench, MemoryStorage } from '../app/app'
import { info, model, settle } from '../app/fake-client'

const other: SiteModel = { ...model, id: 'other', name: 'The other one', isDemo: false }
const both = () => Promise.resolve([model, other])

describe('models of the site', () => {
  it('the first is loaded, another can be chosen, and the choice is kept', async () => {
    const storage = new MemoryStorage()
    const app = bench(storage, both)
    await app.load()
    expect(app.store.getState().models.map(({ id }) => id)).toEqual(['fake', 'other'])
    app.actions.chooseModel('other')
    await settle()
    expect(app.client.last('load').in).toMatchObject({ model: { id: 'other' } })
    app.client.last('load').resolve(info({ id: 'other' }))
    await settle()
    expect(app.store.getState().model).toMatchObject({ phase: 'ready', info: { id: 'other' } })
    expect(bench(storage, both).store.getState().chosenModel.kept).toEqual({ kind: 'site', id: 'other' })
  })

  it('when another one fails, the one before stays usable and the error is shown', async () => {
    const app = bench(undefined, both)
    await app.load()
    app.actions.chooseModel('other')
    await settle()
    app.client
      .last('load')
      .reject(new EngineError('model/not-onnx', 'x', { file: 'model.onnx', reason: 'x' }))
    await settle()
    expect(app.store.getState()).toMatchObject({
      model: { phase: 'ready', info: { id: 'fake' } },
      switchError: { code: 'model/not-onnx' },
      chosenModel: { kept: { kind: 'site', id: 'fake' }, picked: { ref: { id: 'fake' } } },
    })
  })

  it('a cancelled switch leaves the one before', async () => {
    const app = bench(undefined, both)
    await app.load()
    app.actions.chooseModel('other')
    await settle()
    app.actions.cancel()
    await settle()
    expect(app.store.getState()).toMatchObject({
      model: { phase: 'ready', info: { id: 'fake' } },
      switchError: null,
    })
  })

  it('an id that the site lacks names itself and what there is', async () => {
    const app = bench(undefined, both)
    app.actions.chooseModel('gone')
    await settle()
    expect(app.store.getState().model).toMatchObject({
      phase: 'failed',
      error: { code: 'model/unknown', values: { id: 'gone', known: 'fake, other' } },
    })
    app.actions.chooseModel('fake')
    await settle()
    app.client.last('load').resolve(info())
    await settle()
    expect(app.store.getState().model.phase).toBe('ready')
  })
})
