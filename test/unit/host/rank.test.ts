/** `rank` and `inspect` over the wire. */
import { beforeEach, describe, expect, it } from 'vitest'
import type { CountProgress, EngineClient } from '../../../src/host/calls'
import { createEngine } from '../../../src/host/engine'
import { nodePorts } from '../../../src/host/node-ports'
import { MODEL_FOLDERS, openModel } from '../../engine'

const settings = { tokenizerMode: 'hf4', maxLength: 512, normalize: true, truncateDim: null } as const
const weights = { dense: 0.4, sparse: 0.2, colbert: 0.4 }
const documents = ['退货政策', '如何申请退款？', 'shipping', '如何申请退款？']
const query = '怎么退款'

describe('rank', () => {
  let engine: EngineClient
  beforeEach(async () => {
    engine = (await openModel(MODEL_FOLDERS.tiny)).engine
  })

  it('gives each document the scores of analyze, in order, and counts', async () => {
    const seen: CountProgress[] = []
    const { scores } = await engine.call(
      'rank',
      { query, documents, settings, weights },
      { onProgress: (progress) => seen.push(progress) },
    )
    for (const [i, b] of documents.entries())
      expect(scores[i]).toEqual((await engine.call('analyze', { a: query, b, settings, weights })).scores)
    expect(scores).toHaveLength(documents.length)
    expect(scores[1]).not.toEqual(scores[0])
    expect(seen.filter(({ layer }) => !layer)).toEqual([0, 1, 2, 3, 4].map((done) => ({ done, total: 4 })))
    // All documents share the first one's pass.
    expect(seen).toContainEqual({ done: 0, total: 4, layer: { done: 2, total: 2 } })
  })
  it('fills the cache that analyze reads', async () => {
    await engine.call('rank', { query, documents, settings, weights })
    const reply = await engine.call('analyze', { a: query, b: documents[2]!, settings, weights })
    expect([reply.a.cached, reply.b.cached]).toEqual([true, true])
  })
  it('stops between texts, and the engine stays usable', async () => {
    const abort = new AbortController()
    const ranked = engine.call(
      'rank',
      { query, documents, settings, weights },
      { signal: abort.signal, onProgress: ({ done }) => done === 1 && abort.abort() },
    )
    await expect(ranked).rejects.toMatchObject({ code: 'run/cancelled' })
    const reply = await engine.call('analyze', { a: query, b: documents[2]!, settings, weights })
    expect(reply.b.cached).toBe(false)
  })
  it('an error says which document', async () => {
    const broken = ['fine', 'a\ud83d']
    await expect(engine.call('rank', { query, documents: broken, settings, weights })).rejects.toMatchObject({
      code: 'text/lone-surrogate',
      values: { document: 1 },
    })
  })
  it('no documents: no scores', async () => {
    const { scores } = await engine.call('rank', { query, documents: [], settings, weights })
    expect(scores).toEqual([])
  })
})

describe('inspect', () => {
  it('does not wait for a run, and looks at the structure of the usual graph', async () => {
    const model = { kind: 'folder', path: MODEL_FOLDERS.tiny, isDemo: false } as const
    let letLoad: () => void = () => undefined
    const gate = new Promise<void>((resolve) => (letLoad = resolve))
    const engine = createEngine({
      ...nodePorts,
      openModel: async (ref, signal) => {
        if (ref.isDemo) await gate
        return nodePorts.openModel(ref, signal)
      },
    })
    const context = { signal: new AbortController().signal, progress: () => undefined }
    const request = { threads: 1, provider: 'wasm', wasmBaseUrl: null } as const
    const loading = engine.load({ ...request, model: { ...model, isDemo: true } }, context)
    const found = await engine.inspect({ model }, context)
    letLoad()
    await loading
    expect(found).toMatchObject({ id: 'tiny', origin: 'folder tiny', tokenizer: 'tokenizer.json' })
    expect(found.graphs.map(({ file, dtype }) => [file, dtype])).toEqual([
      ['onnx/model.onnx', 'fp32'],
      ['onnx/model_hidden.onnx', null],
    ])
    expect(found.graphs[0]).toMatchObject({ structure: { kind: 'layers', layers: 2 } })
    expect(found.headFiles).toEqual(['sparse_linear.pt', 'colbert_linear.pt', 'heads.safetensors'])
  })
})
