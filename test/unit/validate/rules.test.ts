import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { answer } from '../../../src/engine/validate/answer'
import { ecdf } from '../../../src/engine/validate/distribution'
import { groupsOf } from '../../../src/engine/validate/groups'
import { requestOf, type GoldenRow } from './columns'

const row = (query: number, score: number | null, grade: number | null, rank?: number): GoldenRow => ({
  query,
  document: 0,
  score,
  grade,
  ...(rank !== undefined && { rank }),
})
const dense = (rows: readonly GoldenRow[], queries: number, options = {}) =>
  answer(requestOf(rows, queries, options)).scores.dense!

describe('order', () => {
  test('equal scores go by the given rank, then by row', () => {
    expect(dense([row(0, 0.5, 0, 2), row(0, 0.5, 1, 1)], 1).mrr).toBe(1)
    expect(dense([row(0, 0.5, 0, 1), row(0, 0.5, 1, 2)], 1).mrr).toBe(0.5)
    expect(dense([row(0, 0.5, 0), row(0, 0.5, 1)], 1).mrr).toBe(0.5)
    // A pair without a rank comes after those with one.
    expect(dense([row(0, 0.5, 1), row(0, 0.5, 0, 9)], 1).mrr).toBe(0.5)
  })

  test('a pair without a score is last, and counted', () => {
    const found = dense([row(0, null, 1, 1), row(0, -5, 0, 2)], 1)
    expect([found.mrr, found.missing, found.count]).toEqual([0.5, 1, 1])
    expect(dense([row(0, Infinity, 1, 1), row(0, -5, 0, 2)], 1)).toMatchObject({ mrr: 0.5, missing: 1 })
  })

  test('queries without a relevant candidate count as 0, those without candidates too', () => {
    const rows = [row(0, 0.5, 1), row(1, 0.5, 0)]
    expect(dense(rows, 3)).toMatchObject({ mrr: 1 / 3, ndcg: 1 / 3, hit1: 1 / 3, recall: 1 / 3 })
    const request = requestOf(rows, 3)
    const part = answer({ ...request, subset: Uint8Array.of(1, 0) })
    expect([part.scores.dense!.mrr, part.ranked, part.pairs]).toEqual([1, 1, 1])
  })

  test('precision is divided by k, also where there are fewer candidates', () => {
    expect(dense([row(0, 0.5, 1)], 1).precision).toBeCloseTo(1 / 3, 12)
  })

  test("production's own order, whatever its score says", () => {
    const rows = [row(0, 0.9, 0, 2), row(0, 0.1, 1, 1), row(1, 0.9, 1, 2), row(1, 0.5, 0, 1)]
    const found = answer(requestOf(rows, 2))
    expect(found.givenOrder!.perQuery.mrr).toEqual(Float64Array.of(1, 0.5))
    expect(answer(requestOf([row(0, 0.5, 1)], 1)).givenOrder).toBeNull()
  })
})

describe("production's score", () => {
  const rows = [row(0, 0, 1, 1), row(0, 0, 0, 2), row(0, 0, 0, 3)]
  const withProduction = (production: number[], ranks = true) => {
    const request = requestOf(ranks ? rows : rows.map(({ rank: _, ...rest }) => rest), 1)
    return answer({ ...request, pairs: { ...request.pairs, production: Float64Array.from(production) } })
  }

  test('a distance is told by its ranks, and the smallest is the best', () => {
    const found = withProduction([0.2, 0.4, 0.9])
    expect(found.production).toEqual({ direction: 'smaller-is-closer', by: 'ranks' })
    expect(found.scores.production).toMatchObject({ mrr: 1, auc: 1, bestF1: 1, bestThreshold: 0.2, p50: 0.4 })
    expect(found.scores.production!.roc!.threshold[0]).toBe(-Infinity)
  })

  test('a similarity is told too; without ranks the larger is the closer, and said so', () => {
    expect(withProduction([0.9, 0.4, 0.2]).production).toMatchObject({
      direction: 'larger-is-closer',
      by: 'ranks',
    })
    expect(withProduction([0.2, 0.4, 0.9], false).production).toMatchObject({
      direction: 'larger-is-closer',
      by: 'default',
    })
    expect(answer(requestOf(rows, 1)).production).toBeNull()
  })
})

describe('what cannot be computed', () => {
  test('no labels', () => {
    const found = dense([row(0, 0.5, null)], 1)
    expect(found).toMatchObject({
      why: 'no-labels',
      auc: null,
      mrr: null,
      ndcg: null,
      bestF1: null,
      mean: 0.5,
    })
    expect(found.perQuery.mrr).toEqual(Float64Array.of(NaN))
    expect(found.conformal).toMatchObject({ state: 'too-few', n: 0, needed: 29 })
  })

  test('no scores', () => {
    const found = dense([row(0, null, 1)], 1)
    expect(found).toMatchObject({ why: 'no-scores', mean: null, shares: null, auc: null, count: 0 })
    expect([...found.histogram.all]).toEqual([0, 0, 0, 0, 0, 0, 0])
  })

  test('one class', () => {
    expect(dense([row(0, 0.5, 1)], 1)).toMatchObject({ why: 'no-irrelevant', auc: null, averagePrecision: 1 })
    expect(dense([row(0, 0.5, 0)], 1)).toMatchObject({
      why: 'no-relevant',
      auc: null,
      averagePrecision: null,
      mrr: 0,
    })
  })

  test('no pairs', () => {
    const found = answer(requestOf([], 0))
    expect(found).toMatchObject({ pairs: 0, queries: 0, ranked: 0 })
    expect(found.scores.dense).toMatchObject({ count: 0, mrr: null })
  })

  test.each([{ k: 0 }, { k: 1.5 }, { alpha: 0 }, { alpha: 1 }, { beta: 0 }, { bins: 0 }, { atLeast: NaN }])(
    '%j is refused',
    (options) => {
      expect(() => answer(requestOf([], 0, options))).toThrowError(
        expect.objectContaining({ code: 'settings/invalid' }),
      )
    },
  )

  test('a band that is upside down is refused', () => {
    expect(() => answer(requestOf([], 0, { bands: [[0.5, 0.5]] }))).toThrowError(/band/)
  })
})

test('the lower end of a band belongs to it, the upper one does not', () => {
  const scores = [0.4499, 0.45, 0.55, 0.7499, 0.75, 0.8499, 0.85]
  const { bands, shares } = dense(
    scores.map((score, i) => row(0, score, i % 2 === 0 ? 1 : null)),
    1,
  )
  expect(bands.map(({ count }) => count)).toEqual([1, 2, 1])
  expect(bands[1]).toMatchObject({ relevant: 1, labelled: 1, precision: 1, share: 2 / 7 })
  expect(shares).toEqual({ below: 1 / 7, within: 2 / 7, above: 1 / 7 })
})

test('the interval of a threshold: queries are drawn, the same seed draws the same', () => {
  const rows = Array.from({ length: 200 }, (_, i) =>
    row(i >> 1, ((i * 37) % 101) / 101 + (i % 2) * 0.2, i % 2),
  )
  const options = { resamples: 200 }
  const found = dense(rows, 100, options).threshold!
  const [low, high] = found.interval!
  expect(found.resamples).toBe(200)
  expect(low).toBeLessThanOrEqual(found.value)
  expect(high).toBeGreaterThanOrEqual(low)
  expect(dense(rows, 100, options).threshold).toEqual(found)
  expect(dense(rows, 100, { ...options, seed: 8 }).threshold!.interval).not.toEqual(found.interval)
  // All pairs of one query are drawn together, so there is nothing to draw.
  expect(
    dense(
      rows.map((one) => ({ ...one, query: 0 })),
      1,
      options,
    ).threshold!.interval,
  ).toBeNull()
})

test('the ECDF has one step for each distinct score', () => {
  expect(ecdf(Float64Array.of(1, 1, 2, 4))).toEqual({
    x: Float64Array.of(1, 2, 4),
    y: Float64Array.of(0.5, 0.75, 1),
  })
  expect(ecdf(new Float64Array(0)).x).toHaveLength(0)
})

test('groups by the values of a column, on common edges', () => {
  const found = groupsOf({
    scores: Float64Array.of(0, 0.5, 1, NaN, 0.9),
    grade: Float64Array.of(1, 0, NaN, 1, 1),
    values: ['en', 'zh', 'en', 'zh', 'zh'],
    subset: null,
    bins: 2,
  })
  expect([...found.edges]).toEqual([0, 0.5, 1])
  expect(found.groups).toMatchObject([
    { value: 'zh', count: 2, missing: 1, mean: 0.7, labelled: 3, relevant: 2 },
    { value: 'en', count: 2, missing: 0, mean: 0.5, labelled: 1, relevant: 1 },
  ])
  expect(found.groups.map(({ histogram }) => [...histogram])).toEqual([
    [0, 2],
    [1, 1],
  ])
})

const rowsArb = fc.array(
  fc.record({
    query: fc.integer({ min: 0, max: 5 }),
    document: fc.constant(0),
    score: fc.option(fc.integer({ min: 0, max: 20 }).map((n) => n / 20)),
    grade: fc.option(fc.integer({ min: 0, max: 3 })),
  }),
  { maxLength: 40 },
)

describe('properties', () => {
  test('rows of different queries may stand in any order', () => {
    fc.assert(
      fc.property(rowsArb, (rows) => {
        // Within a query the order of rows decides ties, so it stays.
        const sorted = rows.toSorted((a, b) => b.query - a.query)
        const [a, b] = [dense(rows, 6), dense(sorted, 6)]
        expect(b.perQuery).toEqual(a.perQuery)
        for (const name of ['auc', 'averagePrecision', 'bestF1', 'bestThreshold', 'p50', 'ndcg'] as const)
          expect(b[name]).toEqual(a[name])
        expect(b.conformal).toEqual(a.conformal)
        expect(b.histogram).toEqual(a.histogram)
      }),
    )
  })

  test('a rising function of the score changes no ranking and no area', () => {
    fc.assert(
      fc.property(rowsArb, (rows) => {
        const bent = rows.map((one) => ({ ...one, score: one.score === null ? null : 8 * one.score - 3 }))
        const [a, b] = [dense(rows, 6), dense(bent, 6)]
        expect(b.perQuery).toEqual(a.perQuery)
        expect([b.auc, b.averagePrecision, b.bestF1]).toEqual([a.auc, a.averagePrecision, a.bestF1])
      }),
    )
  })

  test('AUC is the share of pairs of pairs that stand right, ties half', () => {
    fc.assert(
      fc.property(rowsArb, (rows) => {
        const known = rows.filter(({ score, grade }) => score !== null && grade !== null)
        const good = known.filter(({ grade }) => grade! > 0)
        const bad = known.filter(({ grade }) => grade === 0)
        let sum = 0
        for (const one of good)
          for (const other of bad) sum += one.score! > other.score! ? 1 : one.score === other.score ? 0.5 : 0
        const { auc } = dense(rows, 6)
        if (good.length * bad.length === 0) expect(auc).toBeNull()
        else expect(auc).toBeCloseTo(sum / (good.length * bad.length), 9)
      }),
    )
  })

  test('the best threshold accepts what its F1 says, and no higher score does as well', () => {
    fc.assert(
      fc.property(rowsArb, (rows) => {
        const { bestF1, bestThreshold } = dense(rows, 6)
        if (bestF1 === null) return
        const known = rows.filter(({ score, grade }) => score !== null && grade !== null)
        const f1 = (t: number) => {
          const accepted = known.filter(({ score }) => score! >= t)
          const tp = accepted.filter(({ grade }) => grade! > 0).length
          return (2 * tp) / (accepted.length + known.filter(({ grade }) => grade! > 0).length)
        }
        expect(f1(bestThreshold!)).toBe(bestF1)
        for (const { score } of known) {
          expect(f1(score!)).toBeLessThanOrEqual(bestF1)
          if (score! > bestThreshold!) expect(f1(score!)).toBeLessThan(bestF1)
        }
      }),
    )
  })
})
