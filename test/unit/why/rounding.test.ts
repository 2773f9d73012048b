import fc from 'fast-check'
import { expect, it } from 'vitest'
import { bfloat16Step, float16Step, toBfloat16, toFloat16 } from '../../../src/engine/why/float-grids'
import { roundingOf } from '../../../src/engine/why/rounding'

it.each([
  // IEEE 754 binary16, as numpy prints float(np.float16(x))
  [0.1, 0.0999755859375],
  [1 / 3, 0.333251953125],
  [2049, 2048],
  [2051, 2052],
  [65504, 65504],
  [65520, Infinity],
  [5.9604644775390625e-8, 5.9604644775390625e-8],
  [2e-8, 0],
  [0.99999, 1],
  [-0.0625, -0.0625],
])('float16 of %f', (value, expected) => expect(toFloat16(value)).toBe(expected))

it.each([
  [0.1, 0.10009765625],
  [1 / 3, 0.333984375],
  [3.140625, 3.140625],
  [257, 256],
  [259, 260],
])('bfloat16 of %f', (value, expected) => expect(toBfloat16(value)).toBe(expected))

it('rounding moves a value by half a step at most, and twice is once', () => {
  fc.assert(
    fc.property(fc.double({ min: -100, max: 100, noNaN: true }), (double) => {
      const value = Math.fround(double)
      for (const [to, step] of [[toFloat16, float16Step], [toBfloat16, bfloat16Step]] as const) {
        expect(Math.abs(to(value) - value)).toBeLessThanOrEqual(step(value) / 2)
        expect(to(to(value))).toBe(to(value))
      }
    }),
  ) // oxfmt-ignore
})

it('a vector of float32 lies on no grid, whatever its values', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 1, max: 2 ** 31 - 1 }), { minLength: 48, maxLength: 96 }),
      (seeds) => {
        const values = Float64Array.from(seeds, (seed, at) =>
          Math.fround(Math.sin(seed * 1.7 + at) * 0.2 + 1e-4),
        )
        expect(roundingOf(values, true)).toBeNull()
      },
    ),
  )
})
