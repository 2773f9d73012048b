/** What is done to single rows, against double precision over the whole range of numbers. */
import { afterAll, describe, expect, it } from 'vitest'
import * as abi from '../../../src/kernels/abi'
import { BUILDS, closeAll, openBuild } from '../../kernel-builds'
import { Layout, SMALL, randomLayers, randomOf } from '../../kernels'
import { geluErf, geluTanh, normOf } from '../../layer-reference'

afterAll(closeAll)

describe.each(BUILDS)('%s', async (build) => {
  const layout = new Layout(await openBuild(build, 1), SMALL, randomLayers(SMALL, 1), 8)
  const { functions } = layout.kernels
  const range = layout.take(abi.RANGE_BYTES)
  const place = (values: Float32Array) => {
    const at = layout.take(values.byteLength)
    layout.floats(at, values.length).set(values)
    return at
  }
  const rangeFound = () => [...layout.floats(range, 2)]

  const run = (name: string, ...args: number[]) => functions[name]!(...args)
  const activate = (values: Float32Array, kind: number) => {
    const at = place(values)
    run('activate', layout.job + abi.JOB_CONSTANTS, at, values.length, kind, range)
    return layout.floats(at, values.length).slice()
  }

  describe('GELU', () => {
    const values = Float32Array.from({ length: 40_000 }, (_, i) => (i - 20_000) / 1000)
    it.each([
      ['erf', abi.GELU_ERF, geluErf, 3e-7],
      ['tanh', abi.GELU_TANH, geluTanh, 5e-7],
    ] as const)('with %s from -20 to 20', (_, kind, reference, tolerance) => {
      const found = activate(values, kind)
      values.forEach((x, i) => {
        const expected = reference(x)
        expect(Math.abs(found[i]! - expected)).toBeLessThanOrEqual(
          tolerance * Math.max(1, Math.abs(expected)),
        )
      })
      expect(rangeFound()).toEqual([Math.min(...found), Math.max(...found)])
    })

    it.each([abi.GELU_ERF, abi.GELU_TANH])('of very large, very small and no numbers (%s)', (kind) => {
      const found = activate(Float32Array.of(1e30, -1e30, 1e-40, 0, NaN, 1, 88, -88), kind)
      expect([...found.subarray(0, 4)]).toEqual([Math.fround(1e30), expect.closeTo(0), expect.closeTo(0), 0])
      expect(found[4]).toBeNaN()
      expect([...found.subarray(6)]).toEqual([88, expect.closeTo(0)])
      expect(rangeFound()).toEqual([NaN, NaN])
    })
  })

  it.each([8, 64, 1024])('LayerNorm of %s numbers, with a large mean too', (width) => {
    const random = randomOf(width)
    for (const mean of [0, 30]) {
      const x = Float32Array.from({ length: width }, () => mean + random())
      const added = Float32Array.from({ length: width }, random)
      const gamma = Float32Array.from({ length: width }, random)
      const beta = Float32Array.from({ length: width }, random)
      const at = place(x)
      run('addAndNorm', at, place(added), place(gamma), place(beta), 1e-5, width, 0, range)
      const found = layout.floats(at, width)
      const sums = [...x].map((value, i) => Math.fround(value + added[i]!))
      const expected = normOf(sums, { gamma, beta, epsilon: Math.fround(1e-5) })
      expected.forEach((value, i) => expect(Math.abs(found[i]! - value)).toBeLessThan(mean ? 2e-5 : 1e-6))
      expect(rangeFound()).toEqual([Math.min(...found), Math.max(...found)])
    }
  })

  describe('ranges', () => {
    const ranges = (rows: readonly (readonly number[])[], starts: readonly number[], kind: number) => {
      layout.set(abi.JOB_ROWS, rows.length)
      layout.set(abi.JOB_TEXTS, starts.length - 1)
      layout.set(abi.JOB_ACTIVATIONS, kind)
      const view = new DataView(layout.kernels.bytes().buffer)
      const at = (offset: number) => view.getUint32(layout.job + offset, true)
      starts.forEach((start, i) => view.setInt32(at(abi.JOB_STARTS) + 4 * i, start, true))
      rows.forEach((row, i) =>
        run(
          'rangeOfRow',
          place(Float32Array.from(row)),
          row.length,
          at(abi.JOB_RANGES) + abi.RANGE_BYTES * i,
        ),
      )
      run('settleRanges', layout.job)
      return rows.map((_, i) => {
        const struct = at(abi.JOB_RANGES) + abi.RANGE_BYTES * i
        return {
          scale: view.getFloat32(struct + abi.RANGE_SCALE, true),
          zero: view.getInt32(struct + abi.RANGE_ZERO, true),
          centre: view.getFloat32(struct + abi.RANGE_CENTRE, true),
        }
      })
    }
    const f = Math.fround

    it('of texts are those of DynamicQuantizeLinear, and hold 0', () => {
      const rows = [
        [1, 2, 3, 4],
        [-1, 0, 2, 1],
        [5, 6, 7, 8],
        [0, 0, 0, 0],
        [-3, -2, -1, -4],
      ]
      expect(ranges(rows, [0, 2, 3, 4, 5], abi.ACTIVATIONS_TEXT)).toEqual([
        { scale: f(5 / 255), zero: 51, centre: 0 },
        { scale: f(5 / 255), zero: 51, centre: 0 },
        { scale: f(8 / 255), zero: 0, centre: 0 },
        { scale: 1, zero: 0, centre: 0 },
        { scale: f(4 / 255), zero: 255, centre: 0 },
      ])
    })

    it('of rows lie around their centre', () => {
      const rows = [
        [1, 2, 3, 4],
        [-1, 0, 2, 1],
        [5, 5, 5, 5],
      ]
      expect(ranges(rows, [0, 3], abi.ACTIVATIONS_ROW)).toEqual([
        { scale: f(1.5 / 127), zero: 128, centre: 2.5 },
        { scale: f(1.5 / 127), zero: 128, centre: 0.5 },
        { scale: f(f(1e-30) / 127), zero: 128, centre: 5 },
      ])
    })

    it.each([abi.ACTIVATIONS_TEXT, abi.ACTIVATIONS_ROW])(
      'with NaN or infinity give the scale NaN (%s)',
      (kind) => {
        const bad = [NaN, Infinity, -Infinity]
        for (const value of bad) {
          const found = ranges(
            [
              [1, 2, value, 4],
              [1, 2, 3, 4],
            ],
            [0, 1, 2],
            kind,
          )
          expect(found[0]!.scale).toBeNaN()
          expect(found[1]!.scale).toBeGreaterThan(0)
        }
      },
    )
  })
})
