/** Head files as people have them: other element types, other widths, wrong models. */
import { unzipSync, zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { encodeText } from '../../../src/engine/encode/encode'
import { tensorsIn } from '../../../src/engine/model/headfiles/read'
import { valueOf } from '../../engine'
import { layoutSource, POOLING, tinyFile, type Contents } from './layout-files'
import { load, SETTINGS } from './real-runtime'

const FILES = { 'onnx/model.onnx': 'hidden.onnx', 'onnx/model.onnx_data': 'fp32.data' }
const TEXT = '退款 refund'

type Format = 'F32' | 'F16' | 'BF16'
const STORAGE = { F32: 'FloatStorage', F16: 'HalfStorage', BF16: 'BFloat16Storage' } as const

/** float32 bits → the upper 16 (bfloat16) or binary16, rounded to nearest where both can hold the value. */
function toHalf(value: number, format: 'F16' | 'BF16'): number {
  const bits = new Uint32Array(Float32Array.of(value).buffer)[0]!
  if (format === 'BF16') return (bits + 0x8000) >>> 16
  const sign = (bits >>> 16) & 0x8000
  const exponent = ((bits >>> 23) & 255) - 112
  if (exponent <= 0) return sign | Math.round(Math.abs(value) * 2 ** 24)
  return sign | (((exponent << 10) | ((bits >>> 13) & 1023)) + ((bits >>> 12) & 1))
}

function encodeFloats(values: Float32Array, format: Format): Uint8Array<ArrayBuffer> {
  if (format === 'F32') return new Uint8Array(values.slice().buffer)
  return new Uint8Array(Uint16Array.from(values, (value) => toHalf(value, format)).buffer)
}

/** One of the tiny model's .pt files with its tensors stored as another type. */
function pt(name: string, format: Format): Uint8Array<ArrayBuffer> {
  const entries = unzipSync(tinyFile(`${name}.pt`))
  const pickle = `${name}/data.pkl`
  const patched = Buffer.from(entries[pickle]!).toString('latin1').replaceAll('FloatStorage', STORAGE[format])
  entries[pickle] = new Uint8Array(Buffer.from(patched, 'latin1'))
  for (const key of ['0', '1']) {
    const raw = entries[`${name}/data/${key}`]!
    entries[`${name}/data/${key}`] = encodeFloats(new Float32Array(raw.slice().buffer), format)
  }
  return new Uint8Array(zipSync(entries))
}

interface Tensor {
  readonly shape: readonly number[]
  readonly data: Float32Array
}

function safetensors(tensors: Readonly<Record<string, Tensor>>, format: Format): Uint8Array<ArrayBuffer> {
  const header: Record<string, object> = {}
  const parts: Uint8Array[] = []
  let at = 0
  for (const [name, { shape, data }] of Object.entries(tensors)) {
    const raw = encodeFloats(data, format)
    header[name] = { dtype: format, shape, data_offsets: [at, at + raw.length] }
    parts.push(raw)
    at += raw.length
  }
  const json = new TextEncoder().encode(JSON.stringify(header))
  const length = new Uint8Array(BigUint64Array.of(BigInt(json.length)).buffer)
  return new Uint8Array(Buffer.concat([length, json, ...parts]))
}

const tinyHeads = await tensorsIn(tinyFile('heads.safetensors'), 'heads.safetensors')
const TINY = await Promise.all(
  [...tinyHeads.shapes.keys()].map(async (name) => [name, await tinyHeads.read(name)] as const),
)
const tiny = () =>
  Object.fromEntries(TINY) as Record<
    'sparse_linear.weight' | 'sparse_linear.bias' | 'colbert_linear.weight' | 'colbert_linear.bias',
    Tensor
  >

const encodeWith = async (heads: Contents) =>
  encodeText(await load(layoutSource('x', FILES, { ...POOLING, ...heads })), TEXT, SETTINGS)

/** Relative step of the stored type. */
const STEP = { F32: 0, F16: 2 ** -11, BF16: 2 ** -8 } as const

describe.each(['F32', 'F16', 'BF16'] as const)('%s', (format) => {
  it.each([
    [
      '.pt',
      () => ({
        'sparse_linear.pt': pt('sparse_linear', format),
        'colbert_linear.pt': pt('colbert_linear', format),
      }),
    ],
    ['.safetensors', () => ({ 'heads.safetensors': safetensors(tiny(), format) })],
  ])('%s gives the fp32 file’s weights, as exactly as the type holds them', async (_, heads) => {
    const expected = await encodeWith({ 'heads.safetensors': tinyFile('heads.safetensors') })
    const found = await encodeWith(heads())
    const far = (a: Float32Array, b: Float32Array) =>
      Math.max(...a.map((value, i) => Math.abs(value - b[i]!)))
    const sparse = far(valueOf(found.tokenWeights), valueOf(expected.tokenWeights))
    const colbert = far(valueOf(found.colbertVecs).data, valueOf(expected.colbertVecs).data)
    expect(Math.max(sparse, colbert)).toBeLessThanOrEqual(STEP[format] * 4)
    if (format !== 'F32') expect(Math.min(sparse, colbert)).toBeGreaterThan(0)
  })
})

describe('a ColBERT layer of another width than the hidden states', () => {
  it('is applied as it is', async () => {
    const { 'colbert_linear.weight': weight, 'colbert_linear.bias': bias, ...rest } = tiny()
    const narrow = {
      ...rest,
      'colbert_linear.weight': { shape: [16, 64], data: weight.data.subarray(0, 16 * 64) },
      'colbert_linear.bias': { shape: [16], data: bias.data.subarray(0, 16) },
    }
    const heads = { 'heads.safetensors': safetensors(narrow, 'F32') }
    const raw = { ...SETTINGS, normalize: false }
    const model = await load(layoutSource('x', FILES, { ...POOLING, ...heads }))
    expect(valueOf(model.info.heads.colbert)).toMatchObject({ dimension: 16, shape: [16, 64] })
    const whole = await load(layoutSource('x', FILES, { 'heads.safetensors': tinyFile('heads.safetensors') }))
    const found = valueOf((await encodeText(model, TEXT, raw)).colbertVecs)
    const expected = valueOf((await encodeText(whole, TEXT, raw)).colbertVecs)
    expect([found.dimension, found.rows]).toEqual([16, expected.rows])
    for (let row = 0; row < found.rows; row++)
      for (let k = 0; k < 16; k++) expect(found.data[row * 16 + k]).toBe(expected.data[row * 64 + k])
  })
})

describe('a head that does not belong to the model', () => {
  const heads = (change: Partial<ReturnType<typeof tiny>>) => ({
    'heads.safetensors': safetensors({ ...tiny(), ...change }, 'F32'),
  })
  const weight = (shape: readonly [number, number]) => ({
    shape,
    data: new Float32Array(shape[0] * shape[1]),
  })
  it.each([
    ['of 1024 dimensions', { 'sparse_linear.weight': weight([1, 1024]) }, '[1, 64]', '[1, 1024]'],
    ['with two sparse weights', { 'sparse_linear.weight': weight([2, 64]) }, '[1, 64]', '[2, 64]'],
    ['ColBERT of 768', { 'colbert_linear.weight': weight([768, 768]) }, '[n, 64]', '[768, 768]'],
  ])('%s: names file, found and expected', async (_, change, expected, found) => {
    await expect(encodeWith(heads(change))).rejects.toMatchObject({
      code: 'model/head-invalid',
      message: expect.stringContaining('heads.safetensors') as string,
      values: { file: 'heads.safetensors', expected, found },
    })
  })
  it('that holds NaN', async () => {
    const { 'sparse_linear.weight': whole } = tiny()
    const data = whole.data.slice()
    data[7] = NaN
    await expect(encodeWith(heads({ 'sparse_linear.weight': { ...whole, data } }))).rejects.toMatchObject({
      code: 'model/head-invalid',
      values: { file: 'heads.safetensors', reason: 'sparse_linear.weight holds NaN or infinity' },
    })
  })
})

describe('layers inside the file of all weights', () => {
  const others = { 'encoder.layer.0.weight': { shape: [64, 64], data: new Float32Array(64 * 64) } }
  it.each(['', 'model.', 'module.heads.'])(
    'model.safetensors with names that begin with “%s”',
    async (prefix) => {
      const renamed = Object.fromEntries(
        Object.entries(tiny()).map(([name, value]) => [prefix + name, value]),
      )
      const source = layoutSource('x', FILES, {
        ...POOLING,
        'model.safetensors': safetensors({ ...others, ...renamed }, 'F32'),
      })
      const model = await load(source)
      const expected = await encodeWith({ 'heads.safetensors': tinyFile('heads.safetensors') })
      const found = await encodeText(model, TEXT, SETTINGS)
      expect(valueOf(found.tokenWeights)).toEqual(valueOf(expected.tokenWeights))
      expect(valueOf(found.colbertVecs)).toEqual(valueOf(expected.colbertVecs))
      // What was read of it is part of the identity; the gigabytes beside it are not.
      const read = model.info.files.filter(({ name }) => name.startsWith('model.safetensors'))
      expect(read.map(({ name }) => name)).toEqual(
        ['sparse_linear.weight', 'sparse_linear.bias', 'colbert_linear.weight', 'colbert_linear.bias'].map(
          (name) => `model.safetensors#${prefix}${name}`,
        ),
      )
    },
  )
  it('a model.safetensors without them is no head file, and not an error', async () => {
    const { info } = await load(
      layoutSource('x', FILES, { ...POOLING, 'model.safetensors': safetensors(others, 'F32') }),
    )
    expect(info.heads.sparse).toEqual({ state: 'unavailable', reason: 'no-output-no-head-file' })
  })
})
