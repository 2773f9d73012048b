/** How sentence-transformers' files say that a sentence vector is made. */
import { describe, expect, it } from 'vitest'
import { encodeText } from '../../../src/engine/encode/encode'
import { pool } from '../../../src/engine/heads/dense'
import { parseModules, parsePooling } from '../../../src/engine/model/pooling'
import { valueOf } from '../../engine'
import { layoutSource, type Contents } from './layout-files'
import { load, SETTINGS } from './real-runtime'

const FILES = { 'onnx/model.onnx': 'hidden.onnx', 'onnx/model.onnx_data': 'fp32.data' }
const TEXT = '退款 refund'
const opened = (more: Contents) => load(layoutSource('x', FILES, more))
const pooling = (mode: unknown): Contents => ({
  '1_Pooling/config.json': { embedding_dimension: 64, pooling_mode: mode, include_prompt: true },
})
const RAW = { ...SETTINGS, normalize: false }

describe('1_Pooling/config.json', () => {
  const read = (content: object) => parsePooling(JSON.stringify(content), 'p.json')
  it.each([
    [{ pooling_mode: 'cls' }, 'cls'],
    [{ pooling_mode: ['cls'] }, 'cls'],
    [{ pooling_mode: ['mean', 'cls'] }, 'mean+cls'],
    [{ pooling_mode: 'weightedmean' }, 'weightedmean'],
    [{ pooling_mode_cls_token: true, pooling_mode_mean_tokens: false }, 'cls'],
    [{ pooling_mode_mean_tokens: true, pooling_mode_max_tokens: true }, 'max+mean'],
    [{ pooling_mode_lasttoken: true }, 'lasttoken'],
  ])('%j is %s', (content, found) => {
    expect(valueOf(read(content)).value).toBe(found)
  })
  it.each([
    { pooling_mode: 'attention' },
    { pooling_mode: [] },
    { pooling_mode: ['cls', 3] },
    { pooling_mode: null },
    {},
  ])('%j is unknown, not missing', (content) => {
    expect(read(content)).toEqual({ state: 'unavailable', reason: 'pooling-unknown' })
  })
})

it('the modes compute what sentence-transformers computes', () => {
  const hidden = Float32Array.of(1, -2, 3, 4, -5, 9)
  const by = (mode: Parameters<typeof pool>[3]) => [...pool(hidden, 3, 2, mode)]
  expect(by('cls')).toEqual([1, -2])
  expect(by('lasttoken')).toEqual([-5, 9])
  expect(by('max')).toEqual([3, 9])
  expect(by('mean')).toEqual([Math.fround(-1 / 3), Math.fround(11 / 3)])
  expect(by('mean_sqrt_len_tokens')).toEqual([Math.fround(-1 / Math.sqrt(3)), Math.fround(11 / Math.sqrt(3))])
  expect(by('weightedmean')).toEqual([Math.fround(-8 / 6), Math.fround(33 / 6)])
  expect(by('cls+max')).toEqual([1, -2, 3, 9])
})

describe('a folder as sentence-transformers 5.7 saves it', () => {
  it('has a dense head', async () => {
    const model = await opened(pooling('cls'))
    expect(model.info.pooling).toEqual({ value: 'cls', source: '1_Pooling/config.json: pooling_mode' })
    const old = await opened({ '1_Pooling/config.json': { pooling_mode_cls_token: true } })
    const [found, expected] = [await encodeText(model, TEXT, RAW), await encodeText(old, TEXT, RAW)]
    expect(valueOf(found.denseVecs)).toEqual(valueOf(expected.denseVecs))
  })
  it('with several modes: one vector after the other', async () => {
    const model = await opened(pooling(['cls', 'mean']))
    expect(valueOf(model.info.heads.dense).dimension).toBe(128)
    const [cls, mean] = [await opened(pooling('cls')), await opened(pooling('mean'))]
    const found = valueOf((await encodeText(model, TEXT, RAW)).denseVecs)
    expect([...found]).toEqual([
      ...valueOf((await encodeText(cls, TEXT, RAW)).denseVecs),
      ...valueOf((await encodeText(mean, TEXT, RAW)).denseVecs),
    ])
  })
  it('with a mode that m3scope does not know: the reason is not that a file is missing', async () => {
    const { info } = await opened(pooling('attention'))
    expect(info.heads.dense).toEqual({ state: 'unavailable', reason: 'pooling-unknown' })
  })
})

describe('modules.json', () => {
  const modules = (...types: string[]) => [
    { idx: 0, path: '', type: 'sentence_transformers.models.Transformer' },
    ...types.map((type, i) => ({
      idx: i + 1,
      path: `${i + 1}_${type}`,
      type: `sentence_transformers.models.${type}`,
    })),
  ]
  const weight = Float32Array.from({ length: 2 * 64 }, (_, i) => (i % 7) / 50 - 0.05)
  const safetensors = () => {
    const header = new TextEncoder().encode(
      JSON.stringify({
        'linear.weight': { dtype: 'F32', shape: [2, 64], data_offsets: [0, weight.byteLength] },
      }),
    )
    return new Uint8Array(
      Buffer.concat([
        new Uint8Array(BigUint64Array.of(BigInt(header.length)).buffer),
        header,
        new Uint8Array(weight.buffer),
      ]),
    )
  }
  const dense = (activation: string): Contents => ({
    ...pooling('cls'),
    'modules.json': modules('Pooling', 'Dense', 'Normalize'),
    '2_Dense/config.json': { in_features: 64, out_features: 2, bias: false, activation_function: activation },
    '2_Dense/model.safetensors': safetensors(),
  })

  it('Dense is applied to the pooled vector', async () => {
    const model = await opened(dense('torch.nn.modules.activation.Tanh'))
    expect(model.info.pooling?.source).toBe(
      '1_Pooling/config.json: pooling_mode; modules.json: Pooling, Dense (2_Dense, 64 → 2, Tanh), Normalize',
    )
    expect(valueOf(model.info.heads.dense).dimension).toBe(2)
    const pooled = valueOf((await encodeText(await opened(pooling('cls')), TEXT, RAW)).denseVecs)
    const found = valueOf((await encodeText(model, TEXT, RAW)).denseVecs)
    for (const row of [0, 1]) {
      const sum = pooled.reduce((all, x, k) => all + x * weight[row * 64 + k]!, 0)
      expect(found[row]).toBeCloseTo(Math.tanh(sum), 6)
    }
  })
  it.each([
    ['an activation', dense('torch.nn.modules.activation.Softplus')],
    ['a module', { ...pooling('cls'), 'modules.json': modules('Pooling', 'LSTM'), '2_LSTM/config.json': {} }],
    [
      'a module before the pooling',
      {
        'modules.json': modules('WeightedLayerPooling', 'Pooling'),
        '1_WeightedLayerPooling/config.json': {},
        '2_Pooling/config.json': { pooling_mode: 'cls' },
      },
    ],
  ])('%s that m3scope does not compute is the reason, and no vector is given', async (_, files) => {
    const { info } = await opened(files as Contents)
    expect(info.heads.dense).toEqual({ state: 'unavailable', reason: 'module-unknown' })
  })
  it('a model with the usual modules keeps its hash', async () => {
    const [bare, named] = [
      await opened(pooling('cls')),
      await opened({ ...pooling('cls'), 'modules.json': modules('Pooling', 'Normalize') }),
    ]
    expect(named.info.hash).toBe(bare.info.hash)
  })
  it.each(['{', 'null', '[null]', '[{"type":3}]', '{"a":1}'])('%s is no list of modules', (json) => {
    expect(parseModules(json)).toBeNull()
  })
})
