/** What is made of a matrix of scores. */
import { describe, expect, it } from 'vitest'
import { aggregate } from '../../../src/engine/heatmap/aggregate'
import { fuseMatrix } from '../../../src/engine/heatmap/fused'
import { calibratedRange, shuffledPairs, standing } from '../../../src/engine/heatmap/shuffled'
import { available, unavailable } from '../../../src/engine/model/types'
import { fuse } from '../../../src/engine/score/fuse'
import { SCORE_NAMES } from '../../../src/engine/score/types'

describe('aggregation', () => {
  const values = Float64Array.of(0.1, 0.2, 0.3, -0.4, NaN, 0.6)
  const of = (how: Parameters<typeof aggregate>[5]) => aggregate(values, 2, 3, [1, 2], [3, 4, 5], how)
  it('mean and maximum over the pairs that have a score', () => {
    expect(of('mean')).toBeCloseTo(0.8 / 5, 12)
    expect(of('max')).toBe(0.6)
  })
  it('by length: Σ wi·wj·sij ÷ Σ wi·wj', () => {
    const [up, down] = [0.1 * 3 + 0.2 * 4 + 0.3 * 5 - 0.4 * 6 + 0.6 * 10, 3 + 4 + 5 + 6 + 10]
    expect(of('length-weighted')).toBeCloseTo(up / down, 12)
  })
  it('all below 0: the largest is too; no pair: no number', () => {
    expect(aggregate(Float64Array.of(-2, -1), 1, 2, [1], [1, 1], 'max')).toBe(-1)
    for (const how of ['mean', 'max', 'length-weighted'] as const)
      expect(aggregate(Float64Array.of(NaN), 1, 1, [1], [1], how)).toBeNaN()
  })
})

describe('shuffled pairs', () => {
  const pairsOf = (flat: Int32Array) =>
    Array.from({ length: flat.length / 2 }, (_, at) => [flat[2 * at]!, flat[2 * at + 1]!] as const)

  it('are the same for the same seed, and others for another', () => {
    expect(shuffledPairs(9, 7, 1)).toEqual(shuffledPairs(9, 7, 1))
    expect(shuffledPairs(9, 7, 1)).not.toEqual(shuffledPairs(9, 7, 2))
  })
  it('lie in the matrix, all rows and columns among them, no more than the limit', () => {
    const pairs = pairsOf(shuffledPairs(50, 60, 3)!)
    expect(pairs).toHaveLength(2000)
    expect(new Set(pairs.map(([i]) => i)).size).toBe(50)
    expect(new Set(pairs.map(([, j]) => j)).size).toBe(60)
    expect(pairs.every(([i, j]) => i >= 0 && i < 50 && j >= 0 && j < 60)).toBe(true)
    expect(pairsOf(shuffledPairs(1000, 1000, 3, 10)!)).toHaveLength(10)
  })
  it('against itself: none is paired with itself', () => {
    expect(pairsOf(shuffledPairs(20, 20, 5, 2000, true)!).some(([i, j]) => i === j)).toBe(false)
    expect(pairsOf(shuffledPairs(20, 20, 5)!).some(([i, j]) => i === j)).toBe(true)
    expect(pairsOf(shuffledPairs(2, 2, 5, 2000, true)!).every(([i, j]) => i !== j)).toBe(true)
  })
  it('need two units on each side', () => {
    expect(shuffledPairs(1, 9, 1)).toBeNull()
    expect(shuffledPairs(9, 1, 1)).toBeNull()
  })
  it('columns are drawn evenly', () => {
    const counts = new Array<number>(10).fill(0)
    for (const [, j] of pairsOf(shuffledPairs(100, 10, 11, 1000)!)) counts[j]!++
    for (const count of counts) expect(Math.abs(count - 100)).toBeLessThan(40)
  })
})

describe('where a value stands', () => {
  const sample = Float64Array.from({ length: 1000 }, (_, i) => ((i * 7) % 1000) / 1000)
  it('percent of the sample below it, ties half', () => {
    expect(standing(0.25, sample)).toEqual({ percentile: 25.05, n: 1000 })
    expect(standing(2, sample).percentile).toBe(100)
    expect(standing(-1, sample).percentile).toBe(0)
    expect(standing(0, new Float64Array()).percentile).toBeNaN()
  })
  it('range: from the 5th to the 99.5th percentile', () => {
    expect(calibratedRange(sample)).toEqual({ low: 0.05, high: 0.995 })
    expect(calibratedRange(new Float64Array())).toBeNull()
    // It sorts a copy.
    expect(sample[1]).toBe(0.007)
  })
})

describe('fused matrix', () => {
  const values = {
    dense: Float64Array.of(0.5, 0.25, NaN),
    sparse: Float64Array.of(0.1, 0.2, NaN),
    colbert: Float64Array.of(0.9, -0.3, NaN),
  }
  const weights = { dense: 0.4, sparse: 0.2, colbert: 0.3 }
  it.each(SCORE_NAMES)('%s: each cell as fuse() has it, NaN where there is none', (name) => {
    const matrix = fuseMatrix(values, name, weights)
    if (matrix.state === 'unavailable') throw new Error(matrix.reason)
    for (const cell of [0, 1]) {
      const one = fuse(
        {
          dense: available(values.dense[cell]!),
          sparse: available(values.sparse[cell]!),
          colbert: available(values.colbert[cell]!),
        },
        weights,
      )[name]
      expect(one).toEqual({ state: 'available', value: expect.closeTo(matrix.value[cell]!, 12) as number })
    }
    expect(matrix.value[2]).toBeNaN()
  })
  it('has the reasons of fuse() for what it lacks', () => {
    const some = { ...values, sparse: null }
    expect(fuseMatrix(some, 'sparse', weights)).toEqual(unavailable('head-unavailable'))
    expect(fuseMatrix(some, 'sparse+dense', weights)).toEqual(unavailable('head-unavailable'))
    expect(fuseMatrix(some, 'dense', weights).state).toBe('available')
    expect(fuseMatrix(values, 'sparse+dense', { dense: 0, sparse: 0, colbert: 1 })).toEqual(
      unavailable('weights-sum-to-zero'),
    )
  })
})
