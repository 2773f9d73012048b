/** A model of another width and another ColBERT width, against ONNX's reference evaluator and NumPy. */
import { expect, it } from 'vitest'
import { encodeText } from '../../../src/engine/encode/encode'
import { valueOf } from '../../engine'
import { config, layoutFile, layoutSource, POOLING } from './layout-files'
import { load, SETTINGS } from './real-runtime'

interface Expected {
  readonly text: string
  readonly ids: readonly number[]
  readonly dense: readonly number[]
  readonly token_weights: readonly number[]
  readonly colbert: readonly (readonly number[])[]
}

const source = (hiddenSize: number | null) =>
  layoutSource(
    'wide',
    { 'onnx/model.onnx': 'wide.onnx', 'heads.safetensors': 'wide-heads.safetensors' },
    { ...POOLING, 'config.json': config({ hidden_size: hiddenSize }) },
  )

it.each([
  ['config.json says it too', 48],
  ['config.json does not say', null],
  ['config.json is another model’s', 1024],
])('48 dimensions, ColBERT 16; %s', async (_, hiddenSize) => {
  const expected = JSON.parse(new TextDecoder().decode(layoutFile('wide.json'))) as Expected
  const model = await load(source(hiddenSize))
  expect(model.info.hiddenSize).toEqual({ value: 48, source: 'onnx/model.onnx: last_hidden_state' })
  // Its table is in halves and the larger part of the file; what multiplies is fp32.
  expect(model.info.dtype.value).toBe('fp32')
  expect(valueOf(model.info.heads.dense).dimension).toBe(48)
  expect(valueOf(model.info.heads.colbert).dimension).toBe(16)
  const encoded = await encodeText(model, expected.text, { ...SETTINGS, truncateDim: 48 })
  expect([...encoded.tokenized.ids]).toEqual(expected.ids)
  const close = (found: Float32Array, values: readonly number[]) => {
    expect(found).toHaveLength(values.length)
    values.forEach((value, i) => expect(Math.abs(value - found[i]!)).toBeLessThanOrEqual(1e-5))
  }
  close(valueOf(encoded.denseVecs), expected.dense)
  close(valueOf(encoded.tokenWeights), expected.token_weights)
  close(valueOf(encoded.colbertVecs).data, expected.colbert.flat())
  await expect(encodeText(model, 'a', { ...SETTINGS, truncateDim: 49 })).rejects.toMatchObject({
    code: 'settings/invalid',
    values: { detail: 'truncate_dim = 49', limit: 48 },
  })
})
