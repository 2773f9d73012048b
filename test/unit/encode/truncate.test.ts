/** truncate_dim: the raw vector cut, then normalised, as FlagEmbedding does; everything after works on the cut one. */
import { describe, expect, it } from 'vitest'
import { EncodedCache } from '../../../src/engine/encode/cache'
import { encodeText } from '../../../src/engine/encode/encode'
import { norm } from '../../../src/engine/matrix'
import { analyzePair } from '../../../src/engine/pipeline'
import { sharedModel, valueOf } from '../../engine'
import { GOLDEN_MAX_LENGTH, readGolden } from '../../parity'
import { layoutSource, POOLING } from '../model/layout-files'
import { load, SETTINGS } from '../model/real-runtime'

const cutByHand = (dense: readonly number[], dimension: number) => {
  const cut = dense.slice(0, dimension)
  const length = Math.hypot(...cut)
  return cut.map((value) => value / length)
}

describe.each([
  ['tiny', 64, 48],
  ['demo', 384, 256],
] as const)('%s, %d → %d', (name, whole, dimension) => {
  it('equals the golden cut and normalised; the whole vector stands beside it; scores use the cut', async () => {
    const golden = readGolden(name)
    const { engine } = await sharedModel(name)
    const settings = { ...SETTINGS, maxLength: GOLDEN_MAX_LENGTH[name], truncateDim: dimension }
    const [a, b] = golden.texts.slice(0, 2) as [(typeof golden.texts)[0], (typeof golden.texts)[0]]
    const weights = { dense: 1, sparse: 1, colbert: 1 }
    const reply = await engine.call('analyze', { a: a.text, b: b.text, settings, weights })
    const expected = cutByHand(a.dense, dimension)
    const found = valueOf(reply.a.encoded.denseVecs)
    expect(found).toHaveLength(dimension)
    expected.forEach((value, i) => expect(Math.abs(value - found[i]!)).toBeLessThanOrEqual(1e-5))
    const full = valueOf(reply.a.encoded.denseVecsFull)
    expect(full).toHaveLength(whole)
    a.dense.forEach((value, i) => expect(Math.abs(value - full[i]!)).toBeLessThanOrEqual(1e-5))
    const score = cutByHand(b.dense, dimension).reduce((sum, value, i) => sum + value * expected[i]!, 0)
    expect(valueOf(reply.scores.dense)).toBeCloseTo(score, 5)
    const uncut = a.dense.reduce((sum, value, i) => sum + value * b.dense[i]!, 0)
    expect(Math.abs(score - uncut)).toBeGreaterThan(1e-3)
    expect(valueOf(reply.explanation.dense)).toMatchObject({ dimension })
  })
})

describe('settings', () => {
  const hidden = { 'model.onnx': 'hidden.onnx', 'model.onnx_data': 'fp32.data' }
  const raw = async () => load(layoutSource('x', hidden, POOLING))

  it('not normalised: both raw, the cut one the beginning of the whole', async () => {
    const encoded = await encodeText(await raw(), 'refund', {
      ...SETTINGS,
      normalize: false,
      truncateDim: 48,
    })
    const full = valueOf(encoded.denseVecsFull)
    expect(valueOf(encoded.denseVecs)).toEqual(full.slice(0, 48))
    expect(norm(full)).toBeGreaterThan(1.1)
    expect(valueOf(encoded.denseRawNorm)).toBeCloseTo(norm(full.slice(0, 48)), 6)
  })
  it('normalised: both of length 1', async () => {
    const encoded = await encodeText(await raw(), 'refund', { ...SETTINGS, truncateDim: 48 })
    expect(norm(valueOf(encoded.denseVecs))).toBeCloseTo(1, 6)
    expect(norm(valueOf(encoded.denseVecsFull))).toBeCloseTo(1, 6)
  })
  it.each([null, 64])('%s leaves one vector, the same object', async (truncateDim) => {
    const encoded = await encodeText(await raw(), 'refund', { ...SETTINGS, truncateDim })
    expect(valueOf(encoded.denseVecs)).toBe(valueOf(encoded.denseVecsFull))
  })
  it.each([0, -1, 65, 1.5, NaN])('%d is refused', async (truncateDim) => {
    await expect(encodeText(await raw(), 'a', { ...SETTINGS, truncateDim })).rejects.toMatchObject({
      code: 'settings/invalid',
      values: { detail: `truncate_dim = ${truncateDim}`, limit: 64 },
    })
  })
  it('another truncate_dim is another entry of the cache', async () => {
    const model = await raw()
    const cache = new EncodedCache()
    const run = async (truncateDim: number | null) => {
      const settings = { ...SETTINGS, truncateDim }
      const weights = { dense: 1, sparse: 0, colbert: 0 }
      return (await analyzePair(model, cache, { a: 'x', b: 'y', settings, weights })).a
    }
    expect((await run(null)).cached).toBe(false)
    const cut = await run(48)
    expect(cut.cached).toBe(false)
    expect(valueOf(cut.encoded.denseVecs)).toHaveLength(48)
    expect((await run(48)).cached).toBe(true)
  })
})
