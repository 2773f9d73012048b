import { describe, expect, it } from 'vitest'
import { available } from '../../../../src/engine/model/types'
import { fuse } from '../../../../src/engine/score/fuse'
import { scoreColumn } from '../../../../src/engine/validate/rank/columns'
import { finish } from '../../../../src/features/validate/triage/steps'
import { metricEffect, orderEffect } from '../../../../src/engine/validate/rank/effect'
import { groupByQuery, orderOf, pairsOf, ranksOf } from '../../../../src/engine/validate/rank/order'

const pairs = {
  count: 6,
  query: Int32Array.of(0, 1, 0, 1, 0, 0),
  rank: Float64Array.of(1, 1, 2, 2, NaN, 4),
  row: Int32Array.of(1, 2, 3, 4, 5, 6),
  production: new Float64Array(6).fill(NaN),
}

describe('order within a query', () => {
  const groups = groupByQuery(pairs, 3)

  it('groups pairs by query, also a query without pairs', () => {
    expect([0, 1, 2].map((query) => [...pairsOf(groups, query)])).toEqual([[0, 2, 4, 5], [1, 3], []])
  })

  it('a distance is best where it is smallest', () => {
    const scores = Float64Array.of(0.5, 0.1, 0.4, 0.9, 0.6, NaN)
    expect([...orderOf(pairsOf(groups, 0), scores, pairs, -1)]).toEqual([2, 0, 4, 5])
  })

  it('ties go by the given rank, then by the file; no score is last', () => {
    const scores = Float64Array.of(0.5, 0.1, 0.5, 0.9, 0.5, NaN)
    expect([...orderOf(pairsOf(groups, 0), scores, pairs)]).toEqual([0, 2, 4, 5])
    expect([
      ...orderOf(pairsOf(groups, 0), scores, { ...pairs, rank: Float64Array.of(3, 1, 2, 2, NaN, 4) }),
    ]).toEqual([2, 0, 4, 5])
    expect([...ranksOf(pairs, groups, scores)]).toEqual([1, 2, 2, 1, 3, 0])
  })
})

it('a fused column has the same bits as compute_score', () => {
  const heads = {
    dense: Float64Array.of(0.1, 0.7133, 0.3, 0.2, 0.9, 0.4),
    sparse: Float64Array.of(0.21, 0, 0.013, 0.2, 0.1, 0.4),
    colbert: Float64Array.of(0.33, 0.6001, 0.3, 0.7, NaN, 0.4),
  }
  const weights = { dense: 0.4, sparse: 0.2, colbert: 0.4 }
  for (const name of ['sparse+dense', 'colbert+sparse+dense'] as const) {
    const column = scoreColumn(pairs, heads, name, weights)
    for (let pair = 0; pair < 4; pair++) {
      const { dense, sparse, colbert } = heads
      const score = fuse(
        {
          dense: available(dense[pair]!),
          sparse: available(sparse[pair]!),
          colbert: available(colbert[pair]!),
        },
        weights,
      )[name]
      expect(score).toEqual(available(column[pair]))
    }
  }
  expect(scoreColumn(pairs, heads, 'colbert+sparse+dense', weights)[4]).toBeNaN()
})

it('counts the queries that other weights change', () => {
  const groups = groupByQuery(pairs, 3)
  const before = Float64Array.of(0.9, 0.8, 0.8, 0.7, 0.7, 0.6)
  const after = Float64Array.of(0.9, 0.1, 0.7, 0.7, 0.8, 0.6)
  expect(finish(orderEffect(pairs, groups, before, after))).toEqual({ queries: 2, otherFirst: 1, changed: 2 })
  expect(metricEffect(Float64Array.of(1, 0.5, NaN), Float64Array.of(1, 0.75, 1))).toEqual({
    better: 1,
    worse: 0,
    before: 0.75,
    after: 0.875,
  })
  expect(metricEffect(Float64Array.of(NaN), Float64Array.of(1))).toBeNull()
})
