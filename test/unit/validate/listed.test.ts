/** Production's own list, apart from what was judged beside it. */
import { describe, expect, test } from 'vitest'
import { answer } from '../../../src/engine/validate/answer'
import type { AnswerRequest } from '../../../src/engine/validate/answer-types'
import { compareScores } from '../../../src/engine/validate/compare'
import { directionByFormula, directionByName } from '../../../src/engine/validate/listed'
import type { PairColumns } from '../../../src/engine/validate/types'
import { OPTIONS } from './columns'

/** query, document, rank, production's score, grade */
type Row = readonly [number, number, number, number, number]

const pairsOf = (rows: readonly Row[]): PairColumns => ({
  count: rows.length,
  row: Int32Array.from(rows, (_, at) => at + 1),
  query: Int32Array.from(rows, ([query]) => query),
  document: Int32Array.from(rows, ([, document]) => document),
  rank: Float64Array.from(rows, ([, , rank]) => rank),
  production: Float64Array.from(rows, ([, , , score]) => score),
  grade: Float64Array.from(rows, ([, , , , grade]) => grade),
})

const requestOf = (rows: readonly Row[], over: Partial<AnswerRequest> = {}): AnswerRequest => ({
  pairs: pairsOf(rows),
  queries: 2,
  heads: {
    dense: Float64Array.from(rows, (_, at) => 1 - at / 10),
    sparse: new Float64Array(rows.length).fill(NaN),
    colbert: new Float64Array(rows.length).fill(NaN),
  },
  has: { dense: true, sparse: false, colbert: false },
  weights: { dense: 1, sparse: 1, colbert: 1 },
  options: { ...OPTIONS, k: 5 },
  subset: null,
  ...over,
})

// run: q1 dA 1 0.9, q1 dB 2 0.8, q2 dB 1 0.7; qrels: q1 dC 1, q1 dA 0, q2 dA 1. pytrec_eval gives 0 for all.
const ROWS: readonly Row[] = [
  [0, 0, 1, 0.9, 0],
  [0, 1, 2, 0.8, NaN],
  [1, 1, 1, 0.7, NaN],
  [0, 2, NaN, NaN, 1],
  [1, 0, NaN, NaN, 1],
]

describe("production's own list", () => {
  test('a judged document that production did not return is not retrieved by it', () => {
    const found = answer(requestOf(ROWS))
    const nothing = { mrr: 0, map: 0, ndcg: 0, recall: 0, precision: 0, hit: 0, hit1: 0 }
    expect(found.givenOrder).toMatchObject(nothing)
    expect(found.scores.production).toMatchObject({ ...nothing, count: 3, missing: 2 })
    // It is a candidate of our own scores.
    expect(found.scores.dense).toMatchObject({ mrr: (1 / 3 + 1 / 2) / 2, recall: 1 })
  })

  test('what was not returned counts in the denominators', () => {
    const found = answer(requestOf([...ROWS, [0, 3, 3, 0.5, 1]]))
    expect(found.givenOrder!.perQuery.recall).toEqual(Float64Array.of(0.5, 0))
    expect(found.givenOrder!.perQuery.mrr).toEqual(Float64Array.of(1 / 3, 0))
    expect(found.scores.production!.perQuery.ap).toEqual(Float64Array.of(1 / 3 / 2, 0))
  })

  test('no rank in the file: no given order', () => {
    const rows = ROWS.map(([q, d, , score, grade]): Row => [q, d, NaN, score, grade])
    expect(answer(requestOf(rows)).givenOrder).toBeNull()
  })

  test('a search that found part of the file: production keeps its whole list', () => {
    const file = pairsOf([
      [0, 0, 1, 0.9, 0],
      [0, 1, 2, 0.8, 1],
      [1, 1, 1, 0.7, 0],
      [1, 2, 2, 0.6, 0],
      [1, 3, 3, 0.5, 1],
    ])
    const whole = answer({ ...requestOf([]), pairs: file })
    // Found: q1's second document, one that the file lacks, and q2's third.
    const search = requestOf(
      [
        [0, 1, 2, 0.8, 1],
        [0, 4, NaN, NaN, NaN],
        [1, 3, 3, 0.5, 1],
      ],
      { judged: file },
    )
    const found = answer(search)
    expect(found.givenOrder).toEqual(whole.givenOrder)
    expect(found.givenOrder!.mrr).toBeCloseTo((1 / 2 + 1 / 3) / 2, 12)
    expect(found.scores.production).toEqual({ ...whole.scores.production, missing: 1 })
    expect(found.scores.dense).toMatchObject({ mrr: 1, count: 3 })
    expect(found.production).toEqual({ direction: 'larger-is-closer', by: 'ranks' })
    // With a subset, what was not found takes part with its query.
    const part = answer({ ...search, subset: Uint8Array.of(0, 0, 1) })
    expect(part.givenOrder!.perQuery.mrr).toEqual(Float64Array.of(NaN, 1 / 3))
    expect(part.scores.production!.count).toBe(3)
  })

  test('nothing found at all: production is measured all the same', () => {
    const found = answer(requestOf([], { judged: pairsOf(ROWS.map(([q, d, r, s]): Row => [q, d, r, s, 1])) }))
    expect(found.givenOrder).toMatchObject({ mrr: 1, recall: (2 / 3 + 1 / 2) / 2 })
  })
})

describe("the direction of production's number", () => {
  const noRanks = ROWS.map(([q, d, , score, grade]): Row => [q, d, NaN, score, grade])
  const read = (over: Partial<AnswerRequest>, rows = noRanks) => answer(requestOf(rows, over)).production

  test('is said by ranks, then the formula, then the name', () => {
    expect(read({})).toEqual({ direction: 'larger-is-closer', by: 'default' })
    expect(read({ scoreColumn: 'distance' })).toEqual({ direction: 'smaller-is-closer', by: 'name' })
    expect(read({ scoreColumn: 'distance', formulaDirection: 'larger-is-closer' })).toEqual({
      direction: 'larger-is-closer',
      by: 'formula',
    })
    expect(read({ scoreColumn: 'distance', formulaDirection: 'smaller-is-closer' }, [...ROWS])).toEqual({
      direction: 'larger-is-closer',
      by: 'ranks',
    })
    expect(read({ scoreColumn: 'score', productionDirection: 'smaller-is-closer' })).toEqual({
      direction: 'smaller-is-closer',
      by: 'request',
    })
  })

  test.each([
    'distance',
    'Distance',
    'dist',
    'l2',
    'l2_distance',
    'L2Dist',
    'cos_dist',
    'euclidean',
    '距离',
    '向量距离',
  ])('%s is a distance', (name) => expect(directionByName(name)).toBe('smaller-is-closer'))

  test.each(['score', 'similarity', '1 - distance', '相似度', 'model2_score', 'distinct', 'neg_l2', ''])(
    '%s is not',
    (name) => expect(directionByName(name)).toBeNull(),
  )
})

test('a formula tells the direction only where it is more than a coincidence', () => {
  const reading = (largerIsCloser: boolean, share = 1, of = 20) => ({ largerIsCloser, share, of }) as never
  const read = (readings: never[], decimals: number | null = 4) => directionByFormula({ readings, decimals })
  expect(read([])).toBeNull()
  expect(read([reading(false)])).toBe('smaller-is-closer')
  expect(read([reading(true), reading(false, 0.6)])).toBe('larger-is-closer')
  expect(read([reading(true), reading(false, 0.95)])).toBeNull()
  expect(read([reading(true, 0.6)])).toBeNull()
  expect(read([reading(true, 1, 2)])).toBeNull()
  expect(read([reading(true)], 1)).toBeNull()
})

test('a comparison with the given order takes that list too', () => {
  const of = requestOf(ROWS)
  const compared = compareScores({ of, before: null, after: of.heads.dense, metric: 'mrr' })
  expect(compared.mean).toEqual([0, (1 / 3 + 1 / 2) / 2])
  expect([...compared.wins]).toEqual([0, 1])
})
