/** Every layout of public exports, found from output names, shapes and one probe run. */
import { describe, expect, it } from 'vitest'
import { encodeText } from '../../../src/engine/encode/encode'
import { feedsOf } from '../../../src/engine/model/graph'
import { loadModel } from '../../../src/engine/model/load'
import type { GraphSession, ModelSource } from '../../../src/engine/model/ports'
import { norm } from '../../../src/engine/matrix'
import { folderSource } from '../../../src/platform/node/folder'
import { MODEL_FOLDERS, valueOf } from '../../engine'
import { fakeRuntime, fakeSession, tensor, unitRows } from './fake-session'

const D = 64
const settings = { tokenizerMode: 'hf4', maxLength: 128, normalize: true, truncateDim: null } as const
const options = { isDemo: false, graphFile: 'onnx/model.onnx', whole: true }

/** The tiny model's folder without some files. */
async function tinyWithout(pattern: RegExp): Promise<ModelSource> {
  const source = await folderSource(MODEL_FOLDERS.tiny)
  const files = (await source.list()).filter((file) => !pattern.test(file.name))
  return { ...source, list: () => Promise.resolve(files) }
}

const load = async (session: GraphSession, without = /\.(pt|safetensors)$/) =>
  loadModel(await tinyWithout(without), fakeRuntime(session), options)

describe('three heads', () => {
  it('aapot, gpahal: normalised, ColBERT without <s>', async () => {
    const session = fakeSession([
      { name: 'dense_vecs', shape: ['b', D], value: () => unitRows(1, D) },
      { name: 'sparse_vecs', shape: ['b', 's', 1], value: (n) => tensor(1, n, 1) },
      { name: 'colbert_vecs', shape: ['b', 's', D], value: (n) => unitRows(1, n - 1, D) },
    ])
    const model = await load(session)
    expect(model.info.layout).toBe('three-heads')
    expect(valueOf(model.info.heads.dense)).toMatchObject({
      source: 'dense_vecs',
      normalisedInGraph: true,
      dimension: D,
    })
    const encoded = await encodeText(model, 'abc', settings)
    const n = encoded.tokenized.ids.length
    expect(valueOf(encoded.colbertVecs).rows).toBe(n - 1)
    expect(valueOf(encoded.colbertVecs).data).toEqual(unitRows(1, n - 1, D).data)
    expect(encoded.denseRawNorm).toEqual({ state: 'unavailable', reason: 'normalised-in-graph' })
    expect(Math.min(...valueOf(encoded.tokenWeights))).toBe(0) // the graph's negative weights get their ReLU
    const raw = await encodeText(model, 'abc', { ...settings, normalize: false })
    expect(raw.denseVecs).toEqual({ state: 'unavailable', reason: 'normalised-in-graph' })
  })

  it('newtechstudio: dense raw, sparse of rank 2, ColBERT raw with <s>', async () => {
    const session = fakeSession([
      { name: 'dense', shape: ['b', D], value: () => tensor(1, D) },
      { name: 'sparse', shape: ['b', 's'], value: (n) => tensor(1, n) },
      { name: 'colbert', shape: ['b', 's', D], value: (n) => tensor(1, n, D) },
    ])
    const model = await load(session)
    expect(model.facts).toMatchObject({
      denseNormalised: false,
      colbertNormalised: false,
      colbertHasFirst: true,
    })
    const encoded = await encodeText(model, 'abc', settings)
    const n = encoded.tokenized.ids.length
    expect(norm(valueOf(encoded.denseVecs))).toBeCloseTo(1, 6)
    expect(valueOf(encoded.denseRawNorm)).toBeCloseTo(norm(tensor(1, D).data), 4)
    const colbert = valueOf(encoded.colbertVecs)
    expect(colbert.rows).toBe(n - 1)
    const secondRow = tensor(1, n, D).data.subarray(D, 2 * D)
    expect(colbert.data[0]).toBeCloseTo(secondRow[0]! / norm(secondRow), 6)
    const raw = await encodeText(model, 'abc', { ...settings, normalize: false })
    expect(valueOf(raw.denseVecs)).toEqual(tensor(1, D).data)
    expect(valueOf(raw.colbertVecs).data[0]).toBe(secondRow[0])
  })

  it('yuniko’s names', async () => {
    const model = await load(
      fakeSession([
        { name: 'dense_embeddings', shape: ['b', D], value: () => unitRows(1, D) },
        { name: 'sparse_weights', shape: ['b', 's', 1], value: (n) => tensor(1, n, 1) },
        { name: 'colbert_vectors', shape: ['b', 's', D], value: (n) => unitRows(1, n - 1, D) },
      ]),
    )
    expect(model.info.layout).toBe('three-heads')
  })
})

describe('hidden states', () => {
  const hidden = { name: 'last_hidden_state', shape: ['b', 's', D], value: (n: number) => tensor(1, n, D) }

  it('no head files: sparse and ColBERT are not available, dense is pooled as the files say', async () => {
    const model = await load(fakeSession([hidden]))
    expect(model.info.layout).toBe('hidden-states')
    expect(model.info.pooling).toMatchObject({
      value: 'cls',
      source: '1_Pooling/config.json: pooling_mode_cls_token',
    })
    expect(model.info.heads.sparse).toEqual({ state: 'unavailable', reason: 'no-output-no-head-file' })
    const encoded = await encodeText(model, 'abc', settings)
    const first = tensor(1, 1, D).data
    expect(valueOf(encoded.denseVecs)[3]).toBeCloseTo(first[3]! / norm(first), 6)
  })

  it('no pooling config: dense is not available either, never guessed', async () => {
    const model = await load(fakeSession([hidden]), /\.(pt|safetensors)$|1_Pooling/)
    expect(model.info.heads.dense).toEqual({ state: 'unavailable', reason: 'no-pooling' })
  })

  it('BAAI: sentence_embedding for dense, head files for the rest', async () => {
    const sentence = { name: 'sentence_embedding', shape: ['b', D], value: () => unitRows(1, D) }
    const model = await load(fakeSession([{ ...hidden, name: 'token_embeddings' }, sentence]), /safetensors$/)
    expect(model.info.layout).toBe('hidden-states-with-head-files')
    expect(valueOf(model.info.heads.dense).source).toBe('sentence_embedding')
    expect(valueOf(model.info.heads.colbert).source).toBe('colbert_linear.pt')
  })

  it('heads.safetensors serves as well as the .pt files', async () => {
    const fromPt = await encodeText(
      await load(fakeSession([hidden]), /safetensors$/),
      '退款 refund',
      settings,
    )
    const fromSafetensors = await encodeText(
      await load(fakeSession([hidden]), /\.pt$/),
      '退款 refund',
      settings,
    )
    expect(fromSafetensors.lexicalWeights).toEqual(fromPt.lexicalWeights)
    expect(fromSafetensors.colbertVecs).toEqual(fromPt.colbertVecs)
  })

  it('a head of another width names the file and both shapes', async () => {
    const wide = { ...hidden, shape: ['b', 's', 32], value: (n: number) => tensor(1, n, 32) }
    const session = fakeSession([wide])
    await expect(load(session, /safetensors$/)).rejects.toMatchObject({
      code: 'model/head-invalid',
      values: { file: 'sparse_linear.pt', expected: '[1, 32]', found: '[1, 64]' },
    })
    expect(session.released).toBe(true)
  })
})

describe('dense only, and what is no text encoder', () => {
  it('dense only', async () => {
    const model = await load(
      fakeSession([{ name: 'sentence_embedding', shape: ['b', D], value: () => unitRows(1, D) }]),
      /none/,
    )
    expect(model.info.layout).toBe('dense-only')
    expect(model.info.heads.colbert).toEqual({ state: 'unavailable', reason: 'dense-only' })
  })

  it.each([
    ['unknown outputs', fakeSession([{ name: 'logits', shape: ['b', 2], value: () => tensor(1, 2) }])],
    [
      'unknown inputs',
      fakeSession([{ name: 'dense_vecs', shape: ['b', D], value: () => tensor(1, D) }], ['pixel_values']),
    ],
  ])('%s', async (_, session) => {
    await expect(load(session)).rejects.toMatchObject({ code: 'model/layout-unknown' })
    expect(session.released).toBe(true)
  })

  it('NaN is an error that names the output', async () => {
    const broken = fakeSession([
      {
        name: 'dense_vecs',
        shape: ['b', D],
        value: () => ({ dims: [1, D], data: new Float32Array(D).fill(NaN) }),
      },
    ])
    await expect(load(broken)).rejects.toMatchObject({
      code: 'model/not-finite',
      values: { head: 'dense_vecs' },
    })
  })

  it('token_type_ids are zeros, position_ids count from pad + 1 and skip pads', () => {
    const names = ['input_ids', 'attention_mask', 'token_type_ids', 'position_ids']
    const inputs = names.map((name) => ({ name, type: 'int64', shape: [] }))
    const feeds = feedsOf(inputs, Int32Array.of(0, 7, 1, 8, 2), 1)
    expect(Object.fromEntries(Object.entries(feeds).map(([name, { data }]) => [name, [...data]]))).toEqual({
      input_ids: [0, 7, 1, 8, 2],
      attention_mask: [1, 1, 1, 1, 1],
      token_type_ids: [0, 0, 0, 0, 0],
      position_ids: [2, 3, 1, 4, 5],
    })
  })
})
