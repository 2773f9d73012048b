import { describe, expect, test } from 'vitest'
import type { AnswerRequest } from '../../../src/engine/validate/answer-types'
import { applyFusion } from '../../../src/engine/validate/fusion/apply'
import { gridSearch } from '../../../src/engine/validate/fusion/grid'
import { fuseBy, RRF_CONSTANTS } from '../../../src/engine/validate/fusion/methods'
import type { FusionMethod, GridFound, FusionApplied } from '../../../src/engine/validate/fusion-types'
import { groupByQuery } from '../../../src/engine/validate/queries'
import { seeded } from '../../../src/engine/validate/random'
import { golden, pairsOf, requestOf, type GoldenRow } from './columns'

type Heads = Readonly<Record<'dense' | 'sparse' | 'colbert', number>>

function requestWith(
  rows: readonly (Heads & { readonly query: number; readonly grade?: number | null })[],
  options = {},
): AnswerRequest {
  const plain: GoldenRow[] = rows.map(({ query, grade }, document) => ({
    query,
    document,
    grade: grade ?? null,
  }))
  const queries = 1 + Math.max(...rows.map(({ query }) => query))
  return {
    ...requestOf(plain, queries, options),
    pairs: pairsOf(plain),
    heads: {
      dense: Float64Array.from(rows, ({ dense }) => dense),
      sparse: Float64Array.from(rows, ({ sparse }) => sparse),
      colbert: Float64Array.from(rows, ({ colbert }) => colbert),
    },
    has: { dense: true, sparse: true, colbert: true },
  }
}

const scoresBy = (request: AnswerRequest, method: FusionMethod) =>
  fuseBy(request, groupByQuery(request.pairs, request.queries, request.subset), method)

const LISTS = { heads: ['dense', 'sparse', 'colbert'], limit: null, zeroSparse: true } as const

function expectList(found: ArrayLike<number> | undefined, expected: readonly number[]) {
  expect(found).toHaveLength(expected.length)
  expected.forEach((value, i) => expect(found![i]).toBeCloseTo(value, 9))
}

describe('fusions of databases', () => {
  const { rows, rrf60, qdrant_rrf: qdrant, dbsf, milvus } = golden.fusions
  const request = requestWith(rows)

  test('reciprocal ranks as ranx fuses them, and as Qdrant does', () => {
    expectList(scoresBy(request, { kind: 'rrf', ...LISTS, k: 60, first: 1, weights: null })?.scores, rrf60)
    expectList(scoresBy(request, { kind: 'rrf', ...LISTS, k: 2, first: 0, weights: null })?.scores, qdrant)
  })

  test('distribution-based, as numpy computes it', () => {
    expectList(scoresBy(request, { kind: 'dbsf', ...LISTS })?.scores, dbsf)
  })

  test("Milvus' normalised sum, as numpy computes it", () => {
    const method: FusionMethod = {
      kind: 'milvus-weighted',
      ...LISTS,
      weights: { dense: 0.5, sparse: 0.3, colbert: 0.2 },
      normScore: true,
      metrics: { dense: 'COSINE', sparse: 'IP', colbert: 'IP' },
    }
    expectList(scoresBy(request, method)?.scores, milvus)
    expectList(
      scoresBy(request, { ...method, normScore: false })?.scores,
      rows.map(({ dense, sparse, colbert }) => 0.5 * dense + 0.3 * sparse + 0.2 * colbert),
    )
  })

  test('a distance among similarities is turned over; distances alone stay distances', () => {
    const one = requestWith([{ query: 0, dense: 0.5, sparse: 0.25, colbert: 0 }])
    const method: FusionMethod = {
      kind: 'milvus-weighted',
      heads: ['dense', 'sparse'],
      limit: null,
      zeroSparse: false,
      weights: { dense: 1, sparse: 1, colbert: 0 },
      normScore: false,
      metrics: { dense: 'L2', sparse: 'IP', colbert: 'IP' },
    }
    // 2 - 2·0.5 = 1, and arctan(1) = π / 4.
    expect(scoresBy(one, method)?.scores[0]).toBeCloseTo(0.5 + 0.25, 12)
    expect(scoresBy(one, { ...method, heads: ['dense'] })).toEqual({ scores: Float64Array.of(1), sign: -1 })
    expect(() => scoresBy(one, { ...method, metrics: { ...method.metrics, sparse: 'L2' } })).toThrowError(
      expect.objectContaining({ code: 'settings/invalid' }),
    )
  })

  test('a sparse list has no pair without a shared token; a prefetch has its limit', () => {
    const few = requestWith([
      { query: 0, dense: 0.9, sparse: 0, colbert: 0.1 },
      { query: 0, dense: 0.8, sparse: 0.2, colbert: 0.1 },
      { query: 0, dense: 0.1, sparse: 0, colbert: 0.1 },
    ])
    const method = { kind: 'rrf', heads: ['dense', 'sparse'], k: 60, first: 1, weights: null } as const
    expectList(scoresBy(few, { ...method, limit: null, zeroSparse: false })?.scores, [
      1 / 61,
      1 / 62 + 1 / 61,
      1 / 63,
    ])
    const limited = scoresBy(few, { ...method, limit: 1, zeroSparse: false })!.scores
    expectList(limited.subarray(0, 2), [1 / 61, 1 / 61])
    expect(limited[2]).toBeNaN()
  })

  test('weights of Qdrant stretch the places, those of Elasticsearch weigh the parts', () => {
    const two = requestWith([
      { query: 0, dense: 0.9, sparse: 0.1, colbert: 0 },
      { query: 0, dense: 0.8, sparse: 0.2, colbert: 0 },
    ])
    const method = { kind: 'rrf', heads: ['dense', 'sparse'], limit: null, zeroSparse: false } as const
    const weights = { dense: 3, sparse: 1, colbert: 0 }
    expectList(scoresBy(two, { ...method, k: 2, first: 0, weights })?.scores, [
      1 / (1 / 3 + 1) + 1 / 3,
      1 / (2 / 3 + 1) + 1 / 2,
    ])
    expectList(scoresBy(two, { ...method, k: 60, first: 1, weights })?.scores, [
      3 / 61 + 1 / 62,
      3 / 62 + 1 / 61,
    ])
  })

  test('lists of one, or of one value, become 0.5', () => {
    const flat = requestWith([
      { query: 0, dense: 0.3, sparse: 0.1, colbert: 0 },
      { query: 1, dense: 0.2, sparse: 0.1, colbert: 0 },
      { query: 1, dense: 0.2, sparse: 0.2, colbert: 0 },
    ])
    expect(scoresBy(flat, { kind: 'dbsf', ...LISTS, heads: ['dense'] })?.scores).toEqual(
      Float64Array.of(0.5, 0.5, 0.5),
    )
  })

  test('the constants are those of the table of databases', () => {
    const of = (name: string) => RRF_CONSTANTS.find(({ database }) => database === name)
    expect(of('qdrant')).toMatchObject({ k: 2, first: 0 })
    expect([of('milvus'), of('elasticsearch'), of('opensearch')]).toMatchObject(
      Array.from({ length: 3 }, () => ({ k: 60, first: 1 })),
    )
  })
})

describe('another fusion', () => {
  const request = requestWith([
    { query: 0, dense: 0.9, sparse: 0.1, colbert: 0, grade: 0 },
    { query: 0, dense: 0.1, sparse: 0.9, colbert: 0, grade: 1 },
    { query: 1, dense: 0.9, sparse: 0.1, colbert: 0, grade: 1 },
    { query: 1, dense: 0.1, sparse: 0.2, colbert: 0, grade: 0 },
  ])
  const weights = (dense: number, sparse: number): FusionMethod => ({
    kind: 'weights',
    name: 'sparse+dense',
    weights: { dense, sparse, colbert: 0 },
  })

  test('what changes, query by query', () => {
    const found = applyFusion({
      kind: 'apply',
      of: request,
      metric: 'mrr',
      method: weights(1, 1.5),
      against: weights(1, 0),
    }) as FusionApplied
    expect(found.delta).toEqual(Float64Array.of(0.5, 0))
    expect([...found.place]).toEqual([2, 1, 1, 2])
    expect([...found.placeBefore]).toEqual([1, 2, 1, 2])
    expect(found.ranking.mrr).toBe(1)
    expect([...found.comparison.wins]).toEqual([0])
  })

  test('a model without the head', () => {
    const reply = applyFusion({
      kind: 'apply',
      of: { ...request, has: { ...request.has, sparse: false } },
      metric: 'mrr',
      method: weights(1, 1),
      against: weights(1, 1),
    })
    expect(reply).toEqual({ kind: 'failed', reason: 'head-unavailable' })
  })
})

describe('grid', () => {
  const grid = (of: AnswerRequest, change = {}) =>
    gridSearch({ kind: 'grid', of, name: 'sparse+dense', metric: 'mrr', steps: 10, folds: 5, ...change })

  /** Sparse tells the relevant document, dense says nothing. */
  function made(queries: number, useful: boolean, seed: number): AnswerRequest {
    const random = seeded(seed)
    return requestWith(
      Array.from({ length: queries * 4 }, (_, i) => {
        const grade = i % 4 === 0 ? 1 : 0
        return {
          query: i >> 2,
          grade,
          dense: random.next(),
          sparse: useful ? 0.5 * grade + 0.1 * random.next() : random.next(),
          colbert: 0,
        }
      }),
      { resamples: 500 },
    )
  }

  test('weights that help on held-out queries do not over-fit; the best lies inside of its plateau', async () => {
    const found = (await grid(made(60, true, 1))) as GridFound
    expect(found.points).toHaveLength(11)
    expect(found.inSample).toBe(1)
    expect(found.heldOut).toBeGreaterThan(0.97)
    expect(found.overfits).toBe(false)
    expect(found.plateau).toBeGreaterThan(1)
    // Sparse weights from 1 down to some s are all perfect: the middle of them, not the corner.
    expect(found.best.sparse).toBeLessThan(1)
    expect(found.best.sparse + found.best.dense).toBeCloseTo(1, 12)
    expect(found.comparison.p).toBeLessThan(0.01)
    expect(found.folds.reduce((sum, { queries }) => sum + queries, 0)).toBe(60)
  })

  test('a gain on noise is gone on held-out queries, which is said', async () => {
    const replies = (await Promise.all(
      Array.from({ length: 12 }, (_, seed) => grid(made(12, false, seed + 1))),
    )) as GridFound[]
    for (const { inSample, current, heldOut, overfits } of replies) {
      expect(inSample).toBeGreaterThanOrEqual(current - 1e-9)
      expect(overfits).toBe(inSample - current > 1e-9 && heldOut - current < (inSample - current) / 2 - 1e-9)
    }
    expect(replies.filter(({ overfits }) => overfits).length).toBeGreaterThan(6)
  })

  test('every mean is that of the answer with these weights; the same seed gives the same', async () => {
    const of = made(10, false, 4)
    const change = { name: 'colbert+sparse+dense', metric: 'ndcg', steps: 4, folds: 3 }
    const found = (await grid(of, change)) as GridFound
    expect(found.points).toHaveLength(15)
    for (const { weights, mean } of found.points) {
      const applied = applyFusion({
        kind: 'apply',
        of,
        metric: 'ndcg',
        method: { kind: 'weights', name: 'colbert+sparse+dense', weights },
        against: { kind: 'weights', name: 'colbert+sparse+dense', weights },
      }) as FusionApplied
      expect(mean).toBeCloseTo(applied.ranking.ndcg!, 12)
    }
    expect(await grid(of, change)).toEqual(found)
  })

  test('why there is no answer', async () => {
    const of = made(10, true, 1)
    expect(await grid({ ...of, has: { ...of.has, sparse: false } })).toMatchObject({
      reason: 'head-unavailable',
    })
    const grade = new Float64Array(40).fill(NaN)
    expect(await grid({ ...of, pairs: { ...of.pairs, grade } })).toMatchObject({ reason: 'no-labels' })
    expect(await grid(made(1, true, 1))).toMatchObject({ reason: 'too-few-queries' })
    await expect(grid(of, { folds: 1 })).rejects.toThrowError(
      expect.objectContaining({ code: 'settings/invalid' }),
    )
  })
})
