/** Every public export's layout through the real runtime: what is found in it, and FlagEmbedding's numbers from it. */
import { describe, expect, it } from 'vitest'
import { dot } from '../../../src/engine/matrix'
import { encodeText } from '../../../src/engine/encode/encode'
import { identityOf } from '../../../src/engine/model/identity'
import type { LoadedModel } from '../../../src/engine/model/load'
import { HEAD_NAMES, type Available, type HeadInfo } from '../../../src/engine/model/types'
import { readGolden } from '../../parity'
import { headFiles, layoutSource, POOLING } from './layout-files'
import { EXACT, LAYOUTS, type Layout, type Tolerance } from './layout-table'
import { load, SETTINGS } from './real-runtime'

const golden = readGolden('tiny').texts.filter((text) => text.input_ids.length <= 128)

const sourceOf = (layout: Layout) =>
  layoutSource(layout.repo, layout.files, {
    ...(layout.with.includes('heads') && headFiles()),
    ...(layout.with.includes('pooling') && POOLING),
  })

const sourceOrReason = (head: Available<HeadInfo>) =>
  head.state === 'available' ? head.value.source : head.reason

/** Largest differences from the goldens of every head that the model has, and of the dense cosine from 1. */
async function differences(model: LoadedModel): Promise<Tolerance> {
  let [dense, sparse, colbert, cosine] = [0, 0, 0, 0]
  for (const text of golden) {
    const encoded = await encodeText(model, text.text, SETTINGS)
    expect([...encoded.tokenized.ids]).toEqual(text.input_ids)
    if (encoded.denseVecs.state === 'available') {
      const found = encoded.denseVecs.value
      dense = Math.max(dense, ...text.dense.map((x, i) => Math.abs(x - found[i]!)))
      cosine = Math.max(cosine, 1 - dot(Float32Array.from(text.dense), found))
    }
    if (encoded.lexicalWeights.state === 'available') {
      const found = encoded.lexicalWeights.value
      const ids = new Set([...found.keys(), ...Object.keys(text.lexical_weights).map(Number)])
      const difference = (id: number) => Math.abs((found.get(id) ?? 0) - (text.lexical_weights[id] ?? 0))
      sparse = Math.max(sparse, ...[...ids].map(difference))
    }
    if (encoded.colbertVecs.state === 'available') {
      const { rows, dimension, data } = encoded.colbertVecs.value
      expect([rows, dimension]).toEqual(text.colbert_shape)
      const expected = (text.colbert ?? []).flat()
      colbert = Math.max(colbert, ...expected.map((x, i) => Math.abs(x - data[i]!)))
    }
  }
  return [dense, sparse, colbert, cosine]
}

describe.each(LAYOUTS)('$repo', (layout) => {
  it('is recognised and gives the reference’s numbers', async () => {
    const model = await load(sourceOf(layout), { graphFile: layout.graph })
    const { info } = model
    expect(info.layout).toBe(layout.layout)
    expect(info.dtype.value).toBe(layout.dtype)
    expect(HEAD_NAMES.map((head) => sourceOrReason(info.heads[head]))).toEqual([
      layout.dense,
      layout.sparse,
      layout.colbert,
    ])
    const normalised = (head: Available<HeadInfo>) =>
      head.state === 'available' && head.value.normalisedInGraph === true
    expect([normalised(info.heads.dense), normalised(info.heads.colbert)]).toEqual(layout.normalised)
    expect(info.poolingInGraph).toBe(!layout.dense.includes(', cls') && layout.dense !== 'no-pooling')
    expect(info.warnings).toEqual([])
    const found = await differences(model)
    console.log(`${layout.repo}: ${found.map((value) => value.toExponential(1)).join(', ')}`)
    found.forEach((value, i) => expect(value).toBeLessThanOrEqual(layout.tolerance[i]!))
    await model.session.release()
  })
})

describe('hidden states without a pooling file', () => {
  const files = { 'onnx/model.onnx': 'hidden.onnx', 'onnx/model.onnx_data': 'fp32.data' }
  it('are pooled as the user says, which is written down', async () => {
    const model = await load(layoutSource('x', files), { pooling: 'cls' })
    expect(model.info.pooling).toMatchObject({
      value: 'cls',
      source: 'chosen by the user',
      words: { code: 'chosen' },
    })
    expect((await differences(model))[0]).toBeLessThanOrEqual(EXACT[0])
    const mean = await load(layoutSource('x', files), { pooling: 'mean' })
    expect((await differences(mean))[0]).toBeGreaterThan(0.01)
  })
  it('a graph that pools by itself takes no choice', async () => {
    const own = { 'model.onnx': 'newtechstudio-dense.onnx', 'model.onnx_data': 'fp32.data' }
    const model = await load(layoutSource('x', own), { pooling: 'mean' })
    expect(model.info.pooling).toBeNull()
    expect((await differences(model))[0]).toBeLessThanOrEqual(EXACT[0])
  })
})

describe('outputs without known names', () => {
  const named = { 'model.onnx': 'unnamed-hidden.onnx', 'model.onnx_data': 'fp32.data' }
  it('one output of the hidden size, with a row for each token, is the hidden states', async () => {
    const model = await load(layoutSource('x', named, { ...headFiles(), ...POOLING }))
    expect(sourceOrReason(model.info.heads.dense)).toBe('1234 (by its shape), cls')
    expect((await differences(model))[0]).toBeLessThanOrEqual(EXACT[0])
  })
  const files = { 'model.onnx': 'unnamed-dense-hidden.onnx', 'model.onnx_data': 'fp32.data' }
  it('the user’s names count, and are part of the identity', async () => {
    const { outputs } = (await load(layoutSource('x', files, headFiles()))).info
    const dense = outputs.find((name) => name !== '1234')!
    const model = await load(layoutSource('x', files, headFiles()), { outputs: { dense } })
    expect(sourceOrReason(model.info.heads.dense)).toBe(`${dense} (named by the user)`)
    expect(sourceOrReason(model.info.heads.sparse)).toBe('dense-only')
    expect(model.info.namedOutputs).toEqual({ dense })
    expect(identityOf(model.info, SETTINGS).outputs).toBe(`dense=${dense}`)
  })
  it.each([{ dense: 'nowhere' }, { dense: 'same', tokens: 'same' }])(
    '%j is refused with the names there are',
    async (outputs) => {
      const { info } = await load(layoutSource('x', named))
      const given = Object.fromEntries(
        Object.entries(outputs).map(([role, name]) => [role, name === 'same' ? info.outputs[0]! : name]),
      )
      await expect(load(layoutSource('x', named), { outputs: given })).rejects.toMatchObject({
        code: 'model/outputs-unknown',
        values: { file: 'model.onnx', found: info.outputs.join(', ') },
      })
    },
  )
})
