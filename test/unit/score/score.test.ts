import { describe, expect, it } from 'vitest'
import type { Matrix } from '../../../src/engine/matrix'
import { lexicalWeights, skippedIds } from '../../../src/engine/heads/sparse'
import { available, unavailable } from '../../../src/engine/model/types'
import { explainColbert } from '../../../src/engine/score/colbert'
import { explainDense } from '../../../src/engine/score/dense'
import { checkWeights, fuse } from '../../../src/engine/score/fuse'
import { explainSparse } from '../../../src/engine/score/sparse'

const matrix = (...rows: number[][]): Matrix => ({
  rows: rows.length,
  dimension: rows[0]!.length,
  data: Float32Array.from(rows.flat()),
})

describe('lexical weights', () => {
  const skipped = skippedIds({ cls: 0, eos: 2, pad: 1, unk: 3, mask: 250001 })
  it('skip <s>, <pad>, </s>, <unk>, keep <mask>, take the maximum, drop zeros, keep the order of first occurrence', () => {
    const ids = Int32Array.of(0, 9, 5, 9, 3, 1, 250001, 7, 2)
    const weights = Float32Array.of(0.9, 0.25, 0.5, 0.75, 0.9, 0.9, 0.125, 0, 0.9)
    expect([...lexicalWeights(ids, weights, skipped)]).toEqual([[9, 0.75], [5, 0.5], [250001, 0.125]]) // oxfmt-ignore
  })
})

describe('sparse', () => {
  it('sums products of shared ids and says what found no partner', () => {
    const explained = explainSparse(new Map([[5, 0.5], [6, 0.25], [7, 1]]), new Map([[6, 2], [5, 0.125], [8, 3]]), (id) => `t${id}`) // oxfmt-ignore
    expect(explained.score).toBe(0.5625)
    expect(explained.shared.map((token) => [token.token, token.product])).toEqual([['t6', 0.5], ['t5', 0.0625]]) // oxfmt-ignore
    expect(explained.onlyA).toEqual([{ id: 7, token: 't7', weight: 1 }])
    expect(explained.onlyB).toEqual([{ id: 8, token: 't8', weight: 3 }])
    expect(explained.selfA).toBe(1.3125)
  })
})

describe('ColBERT', () => {
  const a = matrix([1, 0], [0, 1], [0.6, 0.8])
  const b = matrix([0, 1], [1, 0])
  it('averages best matches over the query’s rows, in both directions', () => {
    const { forward, backward } = explainColbert(a, b)
    expect([...forward.bestTokens]).toEqual([2, 1, 1]) // token indices: row + 1
    expect(forward.similarities[2]).toBeCloseTo(0.8, 6)
    expect(forward.score).toBeCloseTo(2.8 / 3, 6)
    expect(backward.score).toBeCloseTo(1, 6)
    expect([...backward.bestTokens]).toEqual([2, 1])
  })
  it('equals the plain sum for any number of rows', () => {
    const random = (rows: number): Matrix => ({
      rows,
      dimension: 5,
      data: Float32Array.from({ length: rows * 5 }, (_, i) => Math.sin(i * rows)),
    })
    const [q, p] = [random(6), random(7)]
    const similarity = (i: number, j: number) =>
      [0, 1, 2, 3, 4].reduce((sum, k) => sum + q.data[i * 5 + k]! * p.data[j * 5 + k]!, 0)
    const best = Array.from({ length: 6 }, (_, i) =>
      Math.max(...[0, 1, 2, 3, 4, 5, 6].map((j) => similarity(i, j))),
    )
    expect([...explainColbert(q, p).forward.similarities]).toEqual(best)
  })
  it('has no floor at 0: that one is padding’s', () => {
    expect(explainColbert(matrix([1, 0]), matrix([-1, 0])).forward.score).toBe(-1)
  })
  it('ties go to the first', () => {
    expect([...explainColbert(matrix([1, 0]), matrix([1, 0], [1, 0])).forward.bestTokens]).toEqual([1])
  })
})

describe('dense', () => {
  it('dot is not cosine when vectors are not of length 1', () => {
    const explained = explainDense(
      Float32Array.of(3, 4),
      Float32Array.of(4, 3),
      available(5),
      unavailable('normalised-in-graph'),
    )
    expect(explained).toMatchObject({ dot: 24, cosine: 0.96, normA: 5, normB: 5, dimension: 2 })
    expect([...explained.contributions]).toEqual([12, 12])
  })
})

describe('fusion', () => {
  const parts = { dense: available(0.5), sparse: available(0.25), colbert: available(1) }
  it('order of weights is dense, sparse, colbert', () => {
    const scores = fuse(parts, { dense: 0.4, sparse: 0.2, colbert: 0.4 })
    expect(scores['sparse+dense']).toEqual(available((0.2 * 0.25 + 0.4 * 0.5) / (0.2 + 0.4)))
    expect(scores['colbert+sparse+dense']).toEqual(
      available((0.4 * 1 + 0.2 * 0.25 + 0.4 * 0.5) / (0.4 + 0.2 + 0.4)),
    )
  })
  it('a missing head and weights of 0 make no number', () => {
    const scores = fuse({ ...parts, sparse: unavailable('dense-only') }, { dense: 1, sparse: 1, colbert: 1 })
    expect(scores['sparse+dense']).toEqual(unavailable('head-unavailable'))
    expect(scores.dense).toEqual(available(0.5))
    expect(fuse(parts, { dense: 0, sparse: 0, colbert: 1 })['sparse+dense']).toEqual(
      unavailable('weights-sum-to-zero'),
    )
  })
  it('refuses negative and infinite weights', () => {
    expect(() => checkWeights({ dense: 1, sparse: -1, colbert: 1 })).toThrow('sparse')
    expect(() => checkWeights({ dense: Infinity, sparse: 1, colbert: 1 })).toThrow('dense')
  })
})
