import { describe, expect, it } from 'vitest'
import { matrixOf, rowsAround, specialPlaces } from '../../../../src/features/attention/look'
import { SCALES, scaleOf } from '../../../../src/features/attention/scale'
import type { AttentionSummary } from '../../../../src/engine/attention/types'

const ROW = [0.9, 0.01, 0.04, 0.05]

describe('colours', () => {
  it.each(SCALES)('%s: grows with the weight, from 0 to 1, and names the weight of a tone', (name) => {
    const { tone, at, low, high } = scaleOf(name, ROW, 4, new Set())
    expect(tone(high)).toBe(1)
    expect([low, high]).toEqual([name === 'percentile' ? 0.01 : 0, 0.9])
    const tones = [0.01, 0.04, 0.05, 0.9].map(tone)
    expect(tones).toEqual([...tones].sort((x, y) => x - y))
    for (const value of ROW) expect(at(tone(value))).toBeCloseTo(value, 12)
  })

  it('what is left out does not take the scale', () => {
    for (const name of SCALES) {
      const { tone, high } = scaleOf(name, ROW, 4, new Set([0]))
      expect([high, tone(0.05)]).toEqual([0.05, 1])
      // A weight beyond the scale has its last colour.
      expect(tone(0.9)).toBe(1)
    }
    expect(scaleOf('sqrt', ROW, 4, new Set([0])).tone(0.0125)).toBeCloseTo(0.5, 12)
    expect(scaleOf('linear', ROW, 4, new Set([0])).tone(0.0125)).toBeCloseTo(0.25, 12)
  })

  it('is left out in every row', () => {
    expect(scaleOf('sqrt', [0.9, 0.1, 0.7, 0.3], 2, new Set([0])).high).toBe(0.3)
  })

  it('equal weights have equal percentiles', () => {
    const { tone } = scaleOf('percentile', [0.1, 0.2, 0.2, 0.5], 4, new Set())
    expect([tone(0.1), tone(0.2), tone(0.5)]).toEqual([0, 1 / 3, 1])
  })

  it('has an end where there is no weight', () => {
    for (const name of SCALES) {
      const { high, tone } = scaleOf(name, [0, 0], 2, new Set())
      expect(high).toBe(1)
      expect(tone(0)).toBe(0)
      expect(scaleOf(name, [0.3], 1, new Set([0])).tone(0.3)).toBeLessThanOrEqual(1)
    }
  })

  it('takes percentiles of many weights from all columns, and says of how many', () => {
    const n = 4096
    const rows = Float32Array.from({ length: 100 * n }, (_, at) => (at % n) / n)
    const { every, tone } = scaleOf('percentile', rows, n, new Set())
    expect(every).toBeGreaterThan(1)
    expect(tone(0.5)).toBeCloseTo(0.5, 2)
    expect(tone(0.25)).toBeCloseTo(0.25, 2)
  })
})

describe('what is left out', () => {
  it('is what the template adds and what is written in the text, but no unknown token', () => {
    const special = { cls: 0, pad: 1, eos: 2, unk: 3, mask: 9 }
    expect([...specialPlaces([0, 7, 3, 9, 2], special)]).toEqual([0, 3, 4])
    expect([...specialPlaces([5], { ...special, cls: null })]).toEqual([])
  })

  it('is no column of the matrix; the weights stay as they are', () => {
    const weights = { data: Float32Array.of(0.5, 0.25, 0.25, 0.125, 0.75, 0.125), from: 1, to: 3 }
    const { data, keys } = matrixOf(weights, 3, new Set([0]))
    expect(keys).toEqual([1, 2])
    expect([...data]).toEqual([0.25, 0.25, 0.75, 0.125])
    expect(matrixOf(weights, 3, new Set()).data).toBe(weights.data)
  })
})

describe('the rows that are read for a token', () => {
  const summary = (n: number) =>
    ({ layers: 24, heads: 16, tokenized: { ids: { length: n } } }) as AttentionSummary
  it('are all of a short text', () => expect(rowsAround(9, summary(60))).toEqual({ from: 0, to: 60 }))
  it('are as many as fit of a long one', () => {
    const { from, to } = rowsAround(4000, summary(8192))
    expect(from).toBe(4000)
    expect(to).toBeGreaterThan(from)
    expect(24 * 16 * (to - from) * 8192).toBeLessThanOrEqual(2 ** 22)
    expect(rowsAround(8191, summary(8192))).toEqual({ from: 8191, to: 8192 })
  })
})
