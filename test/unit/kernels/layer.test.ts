/** Layers in fp32 against a plain reference in double precision. */
import { afterAll, describe, expect, it } from 'vitest'
import * as abi from '../../../src/kernels/abi'
import { BUILDS, closeAll, openBuild } from '../../kernel-builds'
import { Layout, SMALL, randomLayers, randomText, type PlainLayer, type Shape } from '../../kernels'
import { layerOf, rowsOf } from '../../layer-reference'

afterAll(closeAll)

function expectNear(found: Float32Array, expected: readonly (readonly number[])[], tolerance: number): void {
  const flat = expected.flat()
  expect(found.length).toBe(flat.length)
  const worst = flat.reduce((most, value, i) => Math.max(most, Math.abs(value - found[i]!)), 0)
  expect(worst).toBeLessThan(tolerance)
}

describe.each(BUILDS)('%s', (build) => {
  async function layoutOf(shape: Shape, most: number, change: Partial<PlainLayer> = {}): Promise<Layout> {
    const kernels = await openBuild(build, 1)
    return new Layout(kernels, shape, randomLayers(shape, 1, change), most)
  }

  describe('a layer', () => {
    it.each([
      ['of one row', SMALL, 1, {}],
      ['of 7 rows', SMALL, 7, {}],
      ['of 50 rows', SMALL, 50, {}],
      ['of more rows than a block of keys', SMALL, 301, {}],
      ['with tanh', SMALL, 20, { gelu: 'tanh' as const }],
      ['with heads of 4', { hidden: 16, heads: 4, feedForward: 24, layers: 1 }, 19, {}],
      ['with heads of 12', { hidden: 24, heads: 2, feedForward: 40, layers: 1 }, 9, {}],
      ['with another scale', SMALL, 12, { scale: 0.5 }],
    ])('%s', async (_, shape, rows, change) => {
      const layout = await layoutOf(shape, rows, change)
      const text = randomText(shape, rows, 3)
      layout.put([text])
      expect(layout.kernels.functions.run(layout.job)).toBe(abi.RUN_DONE)
      let expected = rowsOf(text, shape.hidden)
      for (const layer of layout.layers) expected = layerOf(expected, layer, shape).states
      expectNear(layout.states(), expected, 1e-5)
    })
  })

  describe('the attention', () => {
    it('does not look at hidden tokens, and gives them no weight at all', async () => {
      const shape = { ...SMALL, layers: 1 }
      const layout = await layoutOf(shape, 30)
      const texts = [randomText(shape, 12, 1), randomText(shape, 18, 2)]
      const visible = Array.from({ length: 30 }, (_, row) => row % 3 !== 1)
      layout.put(texts)
      layout.mask(visible.map(Number))
      attendTo(layout, 0, 1, 0, 18)
      expect(layout.kernels.functions.run(layout.job)).toBe(abi.RUN_DONE)
      const results = texts.map((text, index) =>
        layerOf(
          rowsOf(text, shape.hidden),
          layout.layers[0]!,
          shape,
          visible.slice(index * 12, index * 12 + (index ? 18 : 12)),
        ),
      )
      expectNear(
        layout.states(),
        results.flatMap(({ states }) => states),
        1e-5,
      )
      const weights = layout.floats(layout.out, shape.heads * 18 * 18)
      expectNear(weights.slice(), results[1]!.weights.flat(), 1e-6)
      weights.forEach((weight, at) => {
        if (!visible[12 + (at % 18)]) expect(weight).toBe(0)
      })
    })

    it.each([
      [1, 0, 1],
      [11, 3, 4],
      [11, 0, 11],
      [300, 250, 263],
    ])(
      'of %s tokens: weights of rows %s to %s, in the second layer of the second text',
      async (rows, from, to) => {
        const layout = await layoutOf(SMALL, rows + 5)
        const text = randomText(SMALL, rows, 9)
        layout.put([randomText(SMALL, 5, 1), text])
        attendTo(layout, 1, 1, from, to)
        layout.kernels.functions.run(layout.job)
        const shape = SMALL
        const first = layerOf(rowsOf(text, shape.hidden), layout.layers[0]!, shape).states
        const expected = layerOf(first, layout.layers[1]!, shape).weights.flatMap((head) =>
          head.slice(from, to),
        )
        expectNear(layout.floats(layout.out, shape.heads * (to - from) * rows).slice(), expected, 1e-6)
      },
    )

    it('keeps its sums when scores are huge', async () => {
      const shape = { ...SMALL, layers: 1 }
      const layout = await layoutOf(shape, 600, { scale: 40 })
      const text = randomText(shape, 600, 4)
      layout.put([text])
      layout.kernels.functions.run(layout.job)
      const { states } = layerOf(rowsOf(text, shape.hidden), layout.layers[0]!, shape)
      // A score of 600 has five digits behind the point in fp32, so weights have four or five.
      expectNear(layout.states(), states, 2e-3)
    })
  })

  describe('numbers that are none', () => {
    it.each([NaN, Infinity, -Infinity])(
      '%s in a row of a text comes out of that text, not of others',
      async (bad) => {
        const layout = await layoutOf(SMALL, 40)
        const texts = [randomText(SMALL, 10, 1), randomText(SMALL, 11, 2), randomText(SMALL, 12, 3)]
        layout.put(texts)
        layout.kernels.functions.run(layout.job)
        const good = layout.states()
        texts[1] = texts[1]!.slice()
        texts[1][5 * SMALL.hidden + 7] = bad
        layout.put(texts)
        layout.kernels.functions.run(layout.job)
        const found = layout.states()
        const of = (values: Float32Array, from: number, to: number) =>
          values.slice(from * SMALL.hidden, to * SMALL.hidden)
        expect(of(found, 0, 10)).toEqual(of(good, 0, 10))
        expect(of(found, 21, 33)).toEqual(of(good, 21, 33))
        expect(of(found, 10, 21).some(Number.isFinite)).toBe(false)
      },
    )
  })

  describe('half precision', () => {
    it('rounds what leaves a layer, and nothing else', async () => {
      const shape = { ...SMALL, layers: 1 }
      const text = randomText(shape, 33, 6)
      const whole = await layoutOf(shape, 33)
      whole.put([text])
      whole.kernels.functions.run(whole.job)
      const half = await layoutOf(shape, 33, { isHalf: true })
      half.put([text])
      half.kernels.functions.run(half.job)
      expect([...half.states()]).toEqual([...whole.states()].map(nearestHalf))
    })
  })
})

function attendTo(layout: Layout, layer: number, text: number, from: number, to: number): void {
  layout.set(abi.JOB_ATTEND_LAYER, layer)
  layout.set(abi.JOB_ATTEND_TEXT, text)
  layout.set(abi.JOB_ATTEND_FROM, from)
  layout.set(abi.JOB_ATTEND_TO, to)
}

/** By search: the multiple of the spacing at this size that is nearest, ties to even. */
function nearestHalf(value: number): number {
  const size = Math.abs(value)
  const exponent = Math.max(-14, Math.floor(Math.log2(size || 1e-9)))
  const step = 2 ** (exponent - 10)
  const below = Math.floor(size / step)
  const rest = size / step - below
  const up = rest > 0.5 || (rest === 0.5 && below % 2 === 1)
  const rounded = (below + (up ? 1 : 0)) * step
  return Math.sign(value) * (rounded > 65_504 ? Infinity : rounded) || 0
}
