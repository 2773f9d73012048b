/** Graphs with a fixed number of tokens or texts (test/models/make-loading.py). */
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { canBatch, encodeBatch } from '../../../src/engine/encode/batch'
import { encodeText } from '../../../src/engine/encode/encode'
import { checkFixed } from '../../../src/engine/model/fixed'
import type { GraphSession } from '../../../src/engine/model/ports'
import { valueOf } from '../../engine'
import { headFiles, layoutFile, layoutSource, memorySource, POOLING, tokenizerFiles } from './layout-files'
import { load, SETTINGS } from './real-runtime'

const graph = (name: string) => new Uint8Array(readFileSync(`test/models/loading/fixed-${name}.onnx`))
const source = (name: string) =>
  memorySource('fixed', {
    ...tokenizerFiles(),
    ...POOLING,
    ...headFiles(),
    'onnx/model.onnx': graph(name),
    'onnx/model.onnx_data': layoutFile('fp32.data'),
  })
const free = () =>
  load(
    layoutSource(
      'free',
      { 'onnx/model.onnx': 'hidden.onnx', 'onnx/model.onnx_data': 'fp32.data' },
      {
        ...POOLING,
        ...headFiles(),
      },
    ),
  )
const far = (a: Float32Array, b: Float32Array) => {
  expect(a.length).toBe(b.length)
  return Math.max(...a.map((value, i) => Math.abs(value - b[i]!)))
}

describe.each([
  ['1x16', '[1, 16]', 16],
  ['2xn', '[2, n]', 128],
  ['2x16', '[2, 16]', 16],
])('a graph of %s', (name, shape, limit) => {
  it('gives the numbers of the free graph, and says how', async () => {
    const [model, expected] = [await load(source(name)), await free()]
    expect(model.info.execution).toMatchObject({
      kind: 'whole',
      reason: 'fixed-shape',
      detail: expect.stringContaining(shape) as string,
    })
    expect(model.info.positionLimit.value).toBe(limit)
    for (const text of ['退款', 'How do I apply for a refund?']) {
      const settings = { ...SETTINGS, maxLength: limit }
      const [found, want] = [
        await encodeText(model, text, settings),
        await encodeText(expected, text, settings),
      ]
      expect(found.tokenized.ids).toEqual(want.tokenized.ids)
      expect(far(valueOf(found.denseVecs), valueOf(want.denseVecs))).toBeLessThan(1e-6)
      expect(far(valueOf(found.tokenWeights), valueOf(want.tokenWeights))).toBeLessThan(1e-6)
      expect(far(valueOf(found.colbertVecs).data, valueOf(want.colbertVecs).data)).toBeLessThan(1e-6)
    }
  })
})

it('several texts run one by one', async () => {
  const model = await load(source('2x16'))
  const texts = ['退款', '退款'].map((text) => model.tokenizers.get('hf4').encode(text, 16))
  const settings = { ...SETTINGS, maxLength: 16 }
  const together = await encodeBatch(model, texts, settings)
  const alone = await encodeText(model, '退款', settings)
  for (const one of together!) expect(valueOf(one.denseVecs)).toEqual(valueOf(alone.denseVecs))
  expect(canBatch(model, settings)).toBe(false)
})

it('a longer text than the graph takes is cut by max_length, which names the graph’s limit', async () => {
  const model = await load(source('1x16'))
  expect(model.info.positionLimit).toMatchObject({ source: 'onnx/model.onnx: input_ids is [1, 16]' })
  const long = 'refund '.repeat(50)
  await expect(encodeText(model, long, { ...SETTINGS, maxLength: 17 })).rejects.toMatchObject({
    code: 'settings/invalid',
  })
  const found = await encodeText(model, long, { ...SETTINGS, maxLength: 16 })
  expect(found.tokenized).toMatchObject({ truncated: true })
  expect(found.tokenized.ids).toHaveLength(16)
})

it('a graph that is too short for a text is refused', async () => {
  await expect(load(source('1x3'))).rejects.toMatchObject({
    code: 'model/fixed-shape',
    values: { file: 'onnx/model.onnx', shape: '[1, 3]' },
  })
})

describe('padding', () => {
  const session = (inputs: readonly string[], weight: number): GraphSession => ({
    inputs: inputs.map((name) => ({ name, type: 'int64', shape: [1, 8] })),
    outputs: [{ name: 'last_hidden_state', type: 'float32', shape: [1, 8, 1] }],
    // A token's number is its id; a graph that does not mask adds something of the others.
    run: (feeds) => {
      const ids = feeds.input_ids!.data
      const sum = ids.reduce((all, id) => all + id, 0)
      return Promise.resolve({
        last_hidden_state: { dims: [1, 8, 1], data: Float32Array.from(ids, (id) => id + weight * sum) },
      })
    },
    release: () => Promise.resolve(),
  })
  const check = (inputs: readonly string[], weight: number) =>
    checkFixed(session(inputs, weight), { texts: 1, tokens: 8 }, Int32Array.of(0, 5, 6, 2), 1, 4, 'm.onnx')
  it('that changes nothing is taken', async () => {
    await expect(check(['input_ids', 'attention_mask'], 0)).resolves.toBeUndefined()
  })
  it.each([
    ['that changes the numbers', ['input_ids', 'attention_mask'], 1e-3, /changes their numbers/],
    ['without a mask', ['input_ids'], 0, /attention_mask/],
  ])('%s is refused', async (_, inputs, weight, reason) => {
    await expect(check(inputs, weight)).rejects.toMatchObject({
      code: 'model/fixed-shape',
      message: expect.stringMatching(reason) as string,
    })
  })
})
