import { describe, expect, test } from 'vitest'
import { DATABASES } from '../../../src/engine/score/databases/table'
import { fieldOf } from '../../../src/engine/validate/production/fields'
import { productionOf } from '../../../src/engine/validate/production/production'
import type { ProductionRequest } from '../../../src/engine/validate/production-types'
import { seeded } from '../../../src/engine/validate/random'
import { pairsOf } from './columns'

const random = seeded(9)
const column = (low: number, high: number) =>
  Float64Array.from({ length: 200 }, () => low + (high - low) * random.next())
const dense = column(0.2, 0.9)
const sparse = column(0.01, 0.4)
const colbert = column(0.3, 0.8)

function request(
  production: (i: number) => number,
  change: Partial<ProductionRequest> = {},
): ProductionRequest {
  const rows = Array.from({ length: 200 }, (_, i) => ({ query: i >> 2, document: i, grade: null }))
  return {
    pairs: { ...pairsOf(rows), production: Float64Array.from(rows, (_, i) => production(i)) },
    heads: { dense, sparse, colbert },
    has: { dense: true, sparse: true, colbert: true },
    weights: { dense: 1, sparse: 1, colbert: 1 },
    subset: null,
    lengths: null,
    rows: null,
    ...change,
  }
}

const fp32 = (value: number) => Math.fround(value)

describe('the formula of a column', () => {
  test.each([
    ['dense as it is', (i: number) => dense[i]!, 'dense', true, 'milvus'],
    ['(1 + cos) / 2', (i: number) => (1 + dense[i]!) / 2, 'dense', false, 'elasticsearch'],
    ['1 − cos', (i: number) => 1 - dense[i]!, 'dense', false, 'pgvector'],
    ['L2', (i: number) => Math.sqrt(2 - 2 * dense[i]!), 'dense', false, 'qdrant'],
    ['squared L2', (i: number) => 2 - 2 * dense[i]!, 'dense', false, 'faiss'],
    ['1 / (1 + L2²)', (i: number) => 1 / (3 - 2 * dense[i]!), 'dense', false, 'opensearch'],
    ['arctan', (i: number) => 0.5 + Math.atan(dense[i]!) / Math.PI, 'dense', false, 'milvus'],
    ['sparse as it is', (i: number) => sparse[i]!, 'sparse', true, 'qdrant'],
    ['negative inner product', (i: number) => -dense[i]!, 'dense', false, 'pgvector'],
  ] as const)('%s', (_, production, score, isOurs, database) => {
    const found = productionOf(request((i) => fp32(production(i))))
    expect(found.readings[0]).toMatchObject({ score, isOurs, share: 1, fits: 200, of: 200, within: 'fp32' })
    expect(found.readings[0]!.databases.map(({ name }) => name)).toContain(database)
    const ours = score === 'dense' ? dense : sparse
    found.converted!.forEach((value, i) => expect(value).toBeCloseTo(ours[i]!, 5))
  })

  test('a fused score, and ColBERT as its mean', () => {
    const fused = productionOf(request((i) => (sparse[i]! + dense[i]!) / 2))
    expect(fused.readings[0]).toMatchObject({ score: 'sparse+dense', isOurs: true, databases: [] })
    expect(fused.converted![3]).toBe((sparse[3]! + dense[3]!) / 2)
    expect(productionOf(request((i) => colbert[i]!)).readings[0]).toMatchObject({ score: 'colbert' })
  })

  test('ColBERT as a sum, where the rows are known', () => {
    const rows = Int32Array.from({ length: 50 }, (_, q) => 4 + (q % 5))
    const sum = (i: number) => fp32(colbert[i]! * rows[i >> 2]!)
    const found = productionOf(request(sum, { rows }))
    expect(found.readings[0]).toMatchObject({ score: 'colbert', share: 1, isOurs: false })
    expect(found.converted![7]).toBeCloseTo(colbert[7]!, 5)
    expect(productionOf(request(sum)).readings).toEqual([])
  })

  test('vectors that are not of length 1: dot product and cosine are two formulas', () => {
    const lengths = {
      queries: new Float64Array(50).fill(2),
      documents: Float64Array.from({ length: 200 }, (_, i) => 1 + (i % 3)),
    }
    const found = productionOf(request((i) => fp32((1 + dense[i]! / (2 * (1 + (i % 3)))) / 2), { lengths }))
    expect(found.readings[0]).toMatchObject({ score: 'dense', formula: '(1 + cos) / 2', share: 1 })
    expect(found.converted![4]).toBeCloseTo(dense[4]!, 4)
  })

  test('half precision, and numbers that were rounded for people', () => {
    const half = productionOf(request((i) => (1 + dense[i]! + (i % 2 ? 1e-3 : -1e-3)) / 2))
    expect(half.readings[0]).toMatchObject({ within: 'fp16', share: 1 })
    const rounded = productionOf(request((i) => Math.round(500 * (1 + dense[i]!)) / 1000))
    expect(rounded).toMatchObject({ decimals: 3 })
    expect(rounded.readings[0]).toMatchObject({ formula: '(1 + cos) / 2', within: 'fp32', share: 1 })
  })

  test('some pairs may be of another model: the share says so', () => {
    const found = productionOf(request((i) => (i % 5 === 0 ? 0.123456789 : 1 - dense[i]!)))
    expect(found.readings[0]).toMatchObject({ formula: expect.stringContaining('1 − cos'), share: 0.8 })
  })

  test('a quantised model: the nearest formula, said to be near', () => {
    const near = (i: number) => dense[i]! + 0.03 * Math.sin(i)
    const half = request((i) => (1 + near(i)) / 2, { dtype: 'q4' })
    const found = productionOf(half)
    expect(found.readings.map(({ formula, within }) => [formula, within])).toEqual([
      ['(1 + cos) / 2', 'model'],
    ])
    expect(found.readings[0]).toMatchObject({ share: 1, score: 'dense' })
    expect(found.converted![5]).toBeCloseTo(near(5), 9)
    expect(productionOf({ ...half, dtype: 'fp32' }).readings).toEqual([])
    expect(productionOf(request(() => random.next(), { dtype: 'int8' })).readings).toEqual([])
    // Exact numbers stay exact, whatever the model is.
    expect(productionOf(request((i) => 1 - dense[i]!, { dtype: 'q4' })).readings[0]).toMatchObject({
      within: 'fp32',
    })
  })

  test('noise is nothing', () => {
    const found = productionOf(request(() => random.next()))
    expect(found.readings).toEqual([])
    expect(found.converted).toBeNull()
    expect(Math.abs(found.relations.dense!.pearson!)).toBeLessThan(0.3)
  })

  test('no production score, a subset, a model without heads', () => {
    expect(productionOf(request(() => NaN))).toMatchObject({ n: 0, readings: [], converted: null })
    const subset = Uint8Array.from({ length: 200 }, (_, i) => (i < 10 ? 1 : 0))
    expect(productionOf(request((i) => dense[i]!, { subset })).relations.dense).toMatchObject({ n: 10 })
    const none = productionOf(
      request((i) => dense[i]!, { has: { dense: false, sparse: false, colbert: false } }),
    )
    expect(none).toMatchObject({ n: 200, readings: [], relations: { dense: null } })
  })
})

test('each database of the table has a name for its number', () => {
  for (const { name, scores } of DATABASES)
    for (const score of scores)
      if (score.kind === 'metric') expect(fieldOf(name, score.name).length).toBeGreaterThan(0)
  expect(fieldOf('weaviate', 'certainty')).toContain('certainty')
  expect(fieldOf('elasticsearch', 'cosine')).toBe('_score')
})

test('judged pairs that are not among the pairs are turned into our units too', () => {
  const asked = request((i) => fp32(1 - dense[i]!))
  const judged = {
    ...pairsOf([
      { query: 0, document: 1, grade: 1 },
      { query: 1, document: 2, grade: 0 },
    ]),
  }
  const found = productionOf({ ...asked, judged: { ...judged, production: Float64Array.of(0.25, NaN) } })
  expect(found.convertedJudged![0]).toBeCloseTo(0.75, 12)
  expect(found.convertedJudged![1]).toBeNaN()
  expect(productionOf(asked).convertedJudged).toBeNull()
})
