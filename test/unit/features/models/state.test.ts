import { modelChoice } from '../../../../src/core/model/model-ref'
import { describe, expect, it } from 'vitest'
import { EngineError } from '../../../../src/engine/errors'
import { bytes } from '../../../../src/engine/units'
import type { Inspection } from '../../../../src/engine/model/inspect'
import type { SiteModel } from '../../../../src/host/calls'
import type { StoredModel } from '../../../../src/platform/web/store/types'
import { bench, MemoryStorage } from '../../app/app'
import { info, model, settle } from '../../app/fake-client'

const graph = (file: string, size: number) => ({
  file,
  dtype: null,
  files: [file],
  bytes: bytes(size),
  toFetch: bytes(size),
  estimate: null,
  structure: null,
})
const inspection: Inspection = {
  id: 'acme/bge-m3',
  origin: 'hub.example/acme/bge-m3@12345678',
  graphs: [graph('onnx/model.onnx', 3000), graph('onnx/model_int8.onnx', 1000)],
  tokenizer: 'tokenizer.json',
  headFiles: [],
  files: [],
}
const hub = { scheme: 'huggingface', url: 'https://hub.example' } as const

async function find(app: ReturnType<typeof bench>, address = 'acme/bge-m3') {
  app.actions.openPicker('main', 'hub')
  app.actions.setHubHost(hub)
  app.actions.setAddress(address)
  app.actions.findAddress()
  await settle()
}

describe('choosing a model of a hub', () => {
  it('asks for nothing before Find, then looks, and loads the chosen graph', async () => {
    const storage = new MemoryStorage()
    const app = bench(storage)
    app.actions.openPicker('main', 'hub')
    app.actions.setHubHost(hub)
    app.actions.setHubToken(' hf_secret ')
    app.actions.setAddress('acme/bge-m3@v2')
    await settle()
    expect(app.client.calls).toHaveLength(0)
    app.actions.findAddress()
    await settle()
    expect(app.client.last('inspect').in).toEqual({
      model: {
        kind: 'hub',
        host: hub,
        repo: 'acme/bge-m3',
        revision: 'v2',
        isDemo: false,
        token: 'hf_secret',
      },
    })
    app.client.last('inspect').resolve(inspection)
    await settle()
    expect(app.store.getState().picker).toMatchObject({
      found: { phase: 'found' },
      graphFile: 'onnx/model.onnx',
    })
    app.actions.chooseGraph('onnx/model_int8.onnx')
    app.actions.choosePooling('cls')
    app.actions.loadFound()
    await settle()
    expect(app.store.getState().picker).toBeNull()
    expect(app.client.last('load').in).toMatchObject({
      model: { repo: 'acme/bge-m3', graphFile: 'onnx/model_int8.onnx', pooling: 'cls', token: 'hf_secret' },
    })
    expect(modelChoice(app.store.getState())).toMatchObject({ id: 'acme/bge-m3', bytes: 1000 })
    expect([...storage.items.values()].join()).not.toContain('hf_secret')
    expect([...storage.items.values()].join()).toContain('acme/bge-m3')
  })

  it('after a reload takes it from the store only, and says so when it is not whole', async () => {
    const storage = new MemoryStorage()
    const first = bench(storage)
    await find(first)
    first.client.last('inspect').resolve(inspection)
    await settle()
    first.actions.loadFound()
    await settle()
    const app = bench(storage)
    app.actions.loadModel()
    await settle()
    expect(app.client.last('load').in).toMatchObject({ model: { repo: 'acme/bge-m3', storedOnly: true } })
    const error = new EngineError('store/incomplete', 'x', { model: 'acme/bge-m3', file: 'onnx/model.onnx' })
    app.client.last('load').reject(error)
    await settle()
    expect(app.store.getState().model).toMatchObject({ phase: 'failed', error: { code: 'store/incomplete' } })
  })

  it('an address that names nothing is an error in the dialog, without a call', async () => {
    const app = bench()
    await find(app, 'not an address')
    expect(app.store.getState().picker?.found).toMatchObject({
      phase: 'failed',
      error: { code: 'hub/invalid-address' },
    })
    expect(app.client.calls).toHaveLength(0)
  })

  it('what comes after the dialog was closed, or after another search, is not shown', async () => {
    const app = bench()
    await find(app)
    const first = app.client.last('inspect')
    app.actions.setAddress('acme/other')
    app.actions.findAddress()
    await settle()
    first.resolve(inspection)
    await settle()
    expect(app.store.getState().picker?.found).toMatchObject({ phase: 'searching', title: 'acme/other' })
    expect(first.signal?.aborted).toBe(true)
    app.actions.closePicker()
    expect(app.client.last('inspect').signal?.aborted).toBe(true)
  })
})

describe('?model=', () => {
  it('of a hub is looked for in the store and never on the network', async () => {
    const app = bench(undefined, undefined, {}, {}, 'acme/bge-m3')
    app.actions.loadModel()
    await settle()
    expect(app.client.last('load').in).toMatchObject({ model: { kind: 'hub', storedOnly: true } })
  })

  it('of a folder on the page’s own server is loaded', async () => {
    const app = bench(undefined, undefined, {}, {}, 'http://localhost/big/bge-m3/')
    app.actions.loadModel()
    await settle()
    expect(app.client.last('load').in).toMatchObject({
      model: { kind: 'url', baseUrl: 'http://localhost/big/bge-m3/', storedOnly: false },
    })
  })
})

describe('other sources', () => {
  it('a folder of this disk is remembered when it is loaded, and asked for permission on the next visit', async () => {
    const storage = new MemoryStorage()
    const asked: [string, boolean][] = []
    const file = new File(['x'], 'model.onnx')
    const files = [{ name: 'model.onnx', file }]
    const folders = {
      list: () => Promise.resolve([{ key: 'folder-1', name: 'bge-m3', when: 0 }]),
      save: () => Promise.resolve('folder-1'),
      forget: () => Promise.resolve(),
      open: (key: string, ask: boolean) => {
        asked.push([key, ask])
        return ask
          ? Promise.resolve({ id: 'bge-m3', files, handle: null })
          : Promise.reject(new EngineError('local/permission', 'x', { name: 'bge-m3' }))
      },
    }
    const first = bench(storage, undefined, { folders })
    first.actions.openPicker('main', 'local')
    first.actions.findFiles({ id: 'bge-m3', files, handle: {} as FileSystemDirectoryHandle })
    await settle()
    first.client.last('inspect').resolve({ ...inspection, graphs: [graph('model.onnx', 1)] })
    await settle()
    first.actions.loadFound()
    await settle()
    expect(first.client.last('load').in).toMatchObject({
      model: { kind: 'local', files, graphFile: 'model.onnx' },
    })

    const app = bench(storage, undefined, { folders })
    app.actions.loadModel()
    await settle()
    expect(asked).toEqual([['folder-1', false]])
    expect(app.store.getState().model).toMatchObject({ phase: 'failed', error: { code: 'local/permission' } })
    app.actions.openPicker('main', 'local')
    await settle()
    void app.actions.findFolder('folder-1')
    await settle()
    expect(asked.at(-1)).toEqual(['folder-1', true])
    expect(app.client.last('inspect').in).toMatchObject({ model: { kind: 'local', id: 'bge-m3' } })
  })

  it('a stored model is found again without its server', async () => {
    const ref = { kind: 'hub', host: hub, repo: 'acme/bge-m3', revision: 'main', isDemo: false }
    const stored: StoredModel = {
      key: 'hub:https://hub.example/acme/bge-m3@1',
      title: 'acme/bge-m3',
      ref,
      files: [],
      listing: [],
      storedBytes: 1,
      lastUsed: 0,
    }
    const deleted: string[] = []
    const store = {
      list: () => Promise.resolve(deleted.length > 0 ? [] : [stored]),
      space: () => Promise.resolve({ backend: 'cache' as const, used: 1, quota: 2 }),
      delete: (key: string) => Promise.resolve(void deleted.push(key)),
    }
    const app = bench(undefined, undefined, { store })
    app.actions.openPicker('main', 'stored')
    await settle()
    app.actions.findStored(stored.key)
    await settle()
    expect(app.client.last('inspect').in).toEqual({ model: { ...ref, storedOnly: true } })
    app.client.last('inspect').resolve(inspection)
    await settle()
    app.actions.loadFound()
    await settle()
    // Loading was asked for: what is missing may be fetched.
    expect(app.client.last('load').in).not.toMatchObject({ model: { storedOnly: true } })
    app.actions.openPicker('main', 'stored')
    app.actions.deleteStored(stored.key)
    await settle()
    expect(deleted).toEqual([stored.key])
    expect(app.store.getState().stored?.models).toEqual([])
  })
})

describe('what is not wholly stored, and another provider', () => {
  it('goes on from its source when asked, with the token of this tab', async () => {
    const app = bench(undefined, undefined, {}, {}, 'acme/bge-m3')
    app.actions.loadModel()
    await settle()
    const error = new EngineError('store/incomplete', 'x', { model: 'acme/bge-m3', file: 'onnx/model.onnx' })
    app.client.last('load').reject(error)
    await settle()
    app.actions.setHubToken('hf_secret')
    app.actions.continueLoading()
    await settle()
    expect(app.client.last('load').in).toMatchObject({
      model: { repo: 'acme/bge-m3', storedOnly: false, token: 'hf_secret' },
    })
  })

  it('a provider that fails gives the model and the provider before back', async () => {
    const app = bench()
    await find(app)
    app.client.last('inspect').resolve(inspection)
    await settle()
    app.actions.closePicker()
    await app.load()
    await find(app)
    app.client.last('inspect').resolve(inspection)
    await settle()
    app.actions.loadFound('webgpu')
    await settle()
    expect(app.client.restarts).toBe(1)
    expect(app.client.last('load').in).toMatchObject({ provider: 'webgpu' })
    app.client.last('load').reject(new EngineError('webgpu/unavailable', 'x', { detail: 'no adapter' }))
    await settle()
    expect(app.store.getState()).toMatchObject({
      switchError: { code: 'webgpu/unavailable' },
      settings: { provider: 'wasm' },
    })
    expect(app.client.last('load').in).toMatchObject({ provider: 'wasm', model: { id: 'fake' } })
  })
})

describe('memory', () => {
  const large: SiteModel = { ...model, id: 'large', files: [{ name: 'model.onnx', bytes: 2_000_000_000 }] }

  it('two models that do not fit together take turns; when the second fails, the first is loaded again', async () => {
    const app = bench(undefined, () => Promise.resolve([model, large]))
    await app.load()
    app.actions.chooseModel('large')
    await settle()
    expect(app.client.restarts).toBe(1)
    app.client
      .last('load')
      .reject(new EngineError('model/out-of-memory', 'x', { file: 'model.onnx', detail: 'x' }))
    await settle()
    expect(app.store.getState().switchError).toMatchObject({ code: 'model/out-of-memory' })
    expect(app.client.last('load').in).toMatchObject({ model: { id: 'fake' } })
    app.client.last('load').resolve(info())
    await settle()
    expect(app.store.getState()).toMatchObject({
      model: { phase: 'ready', info: { id: 'fake' } },
      switchError: { code: 'model/out-of-memory' },
      chosenModel: { kept: { kind: 'site', id: 'fake' } },
    })
  })

  it('small ones stand beside each other until the new one works', async () => {
    const app = bench(undefined, () => Promise.resolve([model, { ...model, id: 'other' }]))
    await app.load()
    app.actions.chooseModel('other')
    await settle()
    expect(app.client.restarts).toBe(0)
  })
})
