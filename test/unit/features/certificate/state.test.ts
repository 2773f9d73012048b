import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { Certificate } from '../../../../src/engine/certify/types'
import { EngineError } from '../../../../src/engine/errors'
import type { SiteModel } from '../../../../src/host/calls'
import { bench } from '../../app/app'
import { info, model, settle } from '../../app/fake-client'

const read = (name: string) => readFileSync(`public/references/${name}`, 'utf8')
const own = JSON.stringify({
  format: 'm3scope/reference',
  version: 1,
  name: 'our bge-m3',
  origin: 'FlagEmbedding 1.4.2',
  precision: 'fp32',
  texts: [{ id: '1', text: 'x', input_ids: [0, 5, 2] }],
  pairs: [],
})
const site: SiteModel = { ...model, reference: 'http://localhost/models/our/reference.json' }
const asked: string[] = []
const fetchText = (url: string) => {
  asked.push(url)
  const name = url.split('/').at(-1)!
  return Promise.resolve(url.includes('/models/our/') ? own : read(name))
}
const facts = {
  hiddenSize: { value: 384, source: '' },
  layers: null,
  graphFile: 'model.onnx',
  tokenizer: { vocabSize: 250002 } as never,
  referenceFile: null,
}

async function ready(start: SiteModel = site) {
  const app = bench(undefined, () => Promise.resolve([start]), { fetchText })
  await app.load(facts)
  app.actions.loadReferences()
  await settle()
  return app
}

describe('the certificate', () => {
  it('offers the site’s own reference first, and runs it', async () => {
    const app = await ready()
    const { references, chosen } = app.store.getState().certification
    expect(references[0]).toMatchObject({ id: site.reference, why: 'site' })
    expect(references.length).toBeGreaterThan(1)
    expect(chosen).toBe(site.reference)
    app.actions.runCertificate()
    await settle()
    expect(asked).toContain(site.reference)
    const call = app.client.last('certify')
    expect(call.in).toMatchObject({ reference: { name: 'our bge-m3' }, tokenizerMode: 'hf4' })
    call.progress({ done: 1, total: 1 })
    expect(app.store.getState().certification.run).toEqual({ phase: 'running', done: 1, total: 1 })
    call.resolve({ verdict: 'pass' } as Certificate)
    await settle()
    expect(app.store.getState().certification.run).toMatchObject({
      phase: 'done',
      certificate: { verdict: 'pass' },
    })
  })

  it('reads a file of the index where the page keeps it, and one of the model’s folder in the engine', async () => {
    const app = await ready({ ...model })
    app.actions.chooseReference('bge-m3.json')
    app.actions.runCertificate()
    await settle()
    expect(asked.at(-1)).toBe('http://localhost/references/bge-m3.json')
    expect(app.client.last('certify').in).toMatchObject({ reference: { format: 'm3scope/reference' } })

    const other = bench(undefined, undefined, { fetchText })
    await other.load({ ...facts, referenceFile: 'm3scope-reference.json' })
    other.actions.loadReferences()
    await settle()
    expect(other.store.getState().certification.references[0]).toMatchObject({ why: 'folder' })
    other.actions.runCertificate()
    await settle()
    expect(other.client.last('certify').in).toMatchObject({ reference: null })
  })

  it('an opened file that is none says which field is wrong; cancel leaves nothing behind', async () => {
    const app = await ready()
    app.actions.openReference(new File(['{"format":"m3scope/reference","version":2}'], 'mine.json'))
    await new Promise((resolve) => setTimeout(resolve))
    await settle()
    expect(app.store.getState().certification.run).toMatchObject({
      phase: 'failed',
      error: { code: 'reference/invalid', values: { file: 'mine.json' } },
    })
    app.actions.runCertificate()
    await settle()
    const call = app.client.last('certify')
    app.actions.cancelCertificate()
    await settle()
    expect(call.signal?.aborted).toBe(true)
    expect(app.store.getState().certification.run).toEqual({ phase: 'idle' })
  })

  it('asks for the chosen form first, of a model that has both; tells of layers', async () => {
    const app = await ready()
    expect(app.store.getState().model.phase).toBe('ready')
    app.actions.set({ activations: 'faithful' })
    app.actions.runCertificate()
    await settle()
    expect(app.client.last('certify').in).not.toHaveProperty('activations')
    app.actions.modelLost(null)
    await app.load({ ...facts, activations: ['published', 'faithful'], id: 'int8' })
    app.actions.loadReferences()
    await settle()
    app.actions.runCertificate()
    await settle()
    expect(app.client.last('certify').in).toMatchObject({ activations: 'faithful' })
    const progress = { done: 0, total: 2, layer: { done: 3, total: 24 } }
    app.client.last('certify').progress(progress)
    expect(app.store.getState().certification.run).toEqual({ phase: 'running', ...progress })
  })

  it('belongs to its model: another one has none yet', async () => {
    const app = await ready()
    app.actions.runCertificate()
    await settle()
    app.client.last('certify').reject(new EngineError('reference/invalid', 'x', { file: 'x', detail: 'x' }))
    await settle()
    expect(app.store.getState().certification.run.phase).toBe('failed')
    app.actions.modelLost(null)
    app.actions.loadModel()
    await settle()
    app.client.last('load').resolve(info({ ...facts, id: 'other' }))
    await settle()
    expect(app.store.getState().certification).toEqual({
      references: [],
      chosen: null,
      run: { phase: 'idle' },
    })
  })
})
