import { describe, expect, test } from 'vitest'
import { compareRuns } from '../../../src/engine/validate/compare'
import { fusedColumn } from '../../../src/engine/validate/columns'
import {
  boundedRank,
  conformalThreshold,
  expectedRank,
  pairsNeeded,
} from '../../../src/engine/validate/conformal'
import { relate } from '../../../src/engine/validate/production/relation'
import { seeded } from '../../../src/engine/validate/random'
import { available } from '../../../src/engine/model/types'
import { FUSED_HEADS, fuse, type FusedName } from '../../../src/engine/score/fuse'
import { golden } from './columns'

describe('conformal threshold', () => {
  test.each(golden.conformal.ranks)('n $n, alpha $alpha, confidence $confidence', (given) => {
    const delta = Number((1 - given.confidence).toPrecision(12))
    expect(boundedRank(given.n, given.alpha, delta)).toBe(given.k)
    const scores = Float64Array.from({ length: given.n }, (_, i) => ((i * 7919) % given.n) / given.n)
    const made = conformalThreshold(scores, given)
    if (given.k === 0) expect(made).toMatchObject({ state: 'too-few', n: given.n, needed: given.needed })
    // The scores are 0, 1/n, … in another order, where 7919 and n have no divisor in common.
    else expect(made).toMatchObject({ state: 'available', n: given.n, value: (given.k - 1) / given.n })
  })

  test.each(golden.conformal.needed)('needed for $alpha, $confidence: $n', ({ alpha, confidence, n }) => {
    expect(pairsNeeded(alpha, Number((1 - confidence).toPrecision(12)))).toBe(n)
  })

  test.each(golden.conformal.large)('scipy, n $n, alpha $alpha', ({ n, alpha, k }) => {
    expect(boundedRank(n, alpha, 0.05)).toBe(k)
  })

  test('the rank of conformal risk control', () => {
    expect([8, 9, 10, 29, 99, 100].map((n) => expectedRank(n, 0.1))).toEqual([0, 1, 1, 3, 10, 10])
  })

  /** Scores are uniform, so the miss rate at a threshold is the threshold itself. */
  const simulate = (n: number, samples: number) => {
    const random = seeded(11)
    return Array.from({ length: samples }, () =>
      conformalThreshold(
        Float64Array.from({ length: n }, () => random.next()),
        { alpha: 0.1, confidence: 0.95 },
      ),
    )
  }

  test.each([29, 60, 150, 500])('the sentence is true in at least 95 %% of samples of %i', (n) => {
    const made = simulate(n, 4000)
    const kept = made.filter((one) => one.state === 'available' && one.value <= 0.1).length / made.length
    // Two deviations of the simulation itself.
    expect(kept).toBeGreaterThan(0.95 - 2 * Math.sqrt((0.05 * 0.95) / 4000))
    const average = made.reduce((sum, { expected }) => sum + expected!, 0) / made.length
    expect(average).toBeLessThan(0.1 + 0.002)
    // On average alone the bound is broken far more often.
    expect(made.filter(({ expected }) => expected! > 0.1).length / made.length).toBeGreaterThan(0.2)
  })

  test('a distance: below means farther away', () => {
    const scores = Float64Array.from({ length: 100 }, (_, i) => i)
    const near = conformalThreshold(scores, { alpha: 0.1, confidence: 0.95 }, -1)
    const k = boundedRank(100, 0.1, 0.05)
    expect(near).toMatchObject({ state: 'available', value: 100 - k })
  })
})

describe('paired randomisation test', () => {
  test.each(golden.comparisons)('scipy, $before.length queries', ({ before, after, p }) => {
    const found = compareRuns({
      before: Float64Array.from(before),
      after: Float64Array.from(after),
      resamples: 10,
      seed: 1,
    })
    expect(found.exact).toBe(true)
    expect(found.p).toBeCloseTo(p, 9)
  })

  test('the drawn p is near the exact one; the same seed gives the same', () => {
    const random = seeded(3)
    const before = Float64Array.from({ length: 16 }, () => random.next())
    const after = before.map((value) => value + random.next() - 0.35)
    const exact = compareRuns({ before, after, resamples: 0, seed: 1 })
    // A win and a loss of nothing that matters make it too many for all patterns.
    const more = (values: Float64Array, last: number) => Float64Array.from([...values, last])
    const drawn = compareRuns({
      before: more(before, 0),
      after: more(after, 1e-9),
      resamples: 20_000,
      seed: 1,
    })
    expect([exact.exact, drawn.exact]).toEqual([true, false])
    expect(Math.abs(drawn.p - exact.p)).toBeLessThan(0.015)
    expect(
      compareRuns({ before: more(before, 0), after: more(after, 1e-9), resamples: 20_000, seed: 1 }),
    ).toEqual(drawn)
  })

  test('wins, losses, ties; a query without a value takes no part', () => {
    const found = compareRuns({
      before: Float64Array.from([0, 1, 0.5, NaN, 0.25]),
      after: Float64Array.from([1, 0, 0.5, 1, 0.5]),
      resamples: 10,
      seed: 1,
    })
    expect([[...found.wins], [...found.losses], found.ties, found.queries]).toEqual([[0, 4], [1], 1, 4])
    expect(found.mean).toEqual([0.4375, 0.5])
  })

  test('no difference at all: p is 1', () => {
    const same = Float64Array.from([0.1, 0.2])
    expect(compareRuns({ before: same, after: same, resamples: 5, seed: 1 }).p).toBe(1)
  })
})

test('a fused column is fuse of every pair, to the last bit', () => {
  const random = seeded(5)
  const column = () => Float64Array.from({ length: 500 }, () => random.next() * 1.3 - 0.2)
  const heads = { dense: column(), sparse: column(), colbert: column() }
  const has = { dense: true, sparse: true, colbert: true }
  for (const weights of [
    { dense: 1, sparse: 1, colbert: 1 },
    { dense: 0.4, sparse: 0.2, colbert: 0.4 },
    { dense: 0.1, sparse: 0, colbert: 0.7 },
  ])
    for (const name of Object.keys(FUSED_HEADS) as FusedName[]) {
      const expected = heads.dense.map((dense, i) => {
        const made = fuse(
          {
            dense: available(dense),
            sparse: available(heads.sparse[i]!),
            colbert: available(heads.colbert[i]!),
          },
          weights,
        )[name]
        return made.state === 'available' ? made.value : NaN
      })
      expect(fusedColumn(name, heads, has, weights)).toEqual(expected)
    }
  expect(fusedColumn('sparse+dense', heads, has, { dense: 0, sparse: 0, colbert: 1 })).toBeNull()
  expect(
    fusedColumn('sparse+dense', heads, { ...has, sparse: false }, { dense: 1, sparse: 0, colbert: 0 }),
  ).toBeNull()
})

test.each(golden.relations)('scipy: correlations, line and outliers', (given) => {
  const found = relate(
    Float64Array.from(given.ours),
    Float64Array.from(given.theirs),
    Int32Array.from(given.ours.keys()),
  )
  for (const name of ['pearson', 'spearman', 'kendall', 'slope', 'intercept'] as const)
    expect(found[name], name).toBeCloseTo(given[name], 9)
  expect(found.outlierFrom).toBeCloseTo(given.outlier_from, 9)
  expect([...found.outliers]).toEqual(given.outliers)
})

test('two columns of which one is flat have no line', () => {
  const flat = Float64Array.from([1, 1, 1])
  expect(relate(flat, Float64Array.from([1, 2, 3]), Int32Array.of(0, 1, 2))).toMatchObject({
    n: 3,
    pearson: null,
    slope: null,
    outlierFrom: null,
  })
})
