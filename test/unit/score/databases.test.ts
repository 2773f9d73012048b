/** Databases' scores against their documented formulas, computed here from the vectors themselves. */
import { describe, expect, it } from 'vitest'
import { available, unavailable } from '../../../src/engine/model/types'
import { databaseOf, fromOurs, scoreOf, toOurs } from '../../../src/engine/score/databases/convert'
import { ranksOf } from '../../../src/engine/score/databases/ranks'
import { givenNumber, isSure, recognise } from '../../../src/engine/score/databases/recognise'
import { DATABASES } from '../../../src/engine/score/databases/table'
import { LOST_REASONS } from '../../../src/engine/score/databases/words'
import type { Measures, Metric } from '../../../src/engine/score/databases/types'

const sum = (a: readonly number[], b: readonly number[], of: (x: number, y: number) => number) =>
  a.reduce((total, x, i) => total + of(x, b[i]!), 0)
const dot = (a: readonly number[], b: readonly number[]) => sum(a, b, (x, y) => x * y)
const norm = (a: readonly number[]) => Math.sqrt(dot(a, a))
const cosine = (a: readonly number[], b: readonly number[]) => dot(a, b) / norm(a) / norm(b)
const l2sq = (a: readonly number[], b: readonly number[]) => sum(a, b, (x, y) => (x - y) ** 2)
const unit = (a: readonly number[]) => a.map((x) => x / norm(a))

const SPARSE = 0.1955
const COLBERT = 0.7797
const ROWS = 7

const measuresOf = (a: readonly number[], b: readonly number[]): Measures => ({
  dense: available({ dot: dot(a, b), cosine: cosine(a, b), normA: norm(a), normB: norm(b) }),
  sparse: available(SPARSE),
  colbert: available({ score: COLBERT, rows: ROWS }),
})

const metricOf = (path: string): Metric => {
  const [database, name] = path.split('|')
  const found = scoreOf(databaseOf(database!)!, name!)
  if (found?.kind !== 'metric') throw new Error(path)
  return found
}
const valueOf = (path: string, measures: Measures) => {
  const value = fromOurs(metricOf(path), measures)
  return value.state === 'available' ? value.value : null
}

const PAIRS = {
  'length 1': [unit([0.2, -0.4, 0.7, 0.1]), unit([0.3, -0.1, 0.5, -0.2])],
  'length 1, opposed': [unit([0.2, -0.4, 0.7, 0.1]), unit([-0.3, 0.1, -0.2, 0.4])],
  'other lengths': [
    [0.9, -1.4, 0.7, 0.1],
    [0.3, -0.1, 2.5, -0.2],
  ],
} as const

type Formula = (a: readonly number[], b: readonly number[]) => number
const inner: Formula = (a, b) => (dot(a, b) < 0 ? 1 / (1 - dot(a, b)) : dot(a, b) + 1)
const DENSE: Readonly<Record<string, Formula>> = {
  'milvus|COSINE': cosine,
  'milvus|IP': dot,
  'milvus|L2': l2sq,
  'qdrant|Cosine': cosine,
  'qdrant|Dot': dot,
  'qdrant|Euclid': (a, b) => Math.sqrt(l2sq(a, b)),
  'pgvector|<=>': (a, b) => 1 - cosine(a, b),
  'pgvector|<#>': (a, b) => -dot(a, b),
  'pgvector|<->': (a, b) => Math.sqrt(l2sq(a, b)),
  'elasticsearch|cosine': (a, b) => (1 + cosine(a, b)) / 2,
  'elasticsearch|dot_product': (a, b) => (1 + dot(a, b)) / 2,
  'elasticsearch|l2_norm': (a, b) => 1 / (1 + Math.sqrt(l2sq(a, b)) ** 2),
  'elasticsearch|max_inner_product': inner,
  'elasticsearch|script_cosine': (a, b) => cosine(a, b) + 1,
  'opensearch|cosinesimil': (a, b) => (2 - (1 - cosine(a, b))) / 2,
  'opensearch|cosinesimil_older': (a, b) => 1 / (1 + (1 - cosine(a, b))),
  'opensearch|script_cosinesimil': (a, b) => 2 - (1 - cosine(a, b)),
  'opensearch|l2': (a, b) => 1 / (1 + l2sq(a, b)),
  'opensearch|innerproduct': inner,
  'weaviate|certainty': (a, b) => 1 - (1 - cosine(a, b)) / 2,
  'weaviate|distance': (a, b) => 1 - cosine(a, b),
  'weaviate|dot': (a, b) => -dot(a, b),
  'weaviate|l2-squared': l2sq,
  'chroma|l2': l2sq,
  'chroma|cosine': (a, b) => 1 - cosine(a, b),
  'chroma|ip': (a, b) => 1 - dot(a, b),
  'vespa|closeness-euclidean': (a, b) => 1 / (1 + Math.sqrt(l2sq(a, b))),
  'vespa|closeness-angular': (a, b) => 1 / (1 + Math.acos(cosine(a, b))),
  'vespa|closeness-prenormalized-angular': (a, b) => 1 / (1 + (1 - dot(a, b) / dot(a, a))),
  'vespa|closeness-dotproduct': dot,
  'vespa|distance-euclidean': (a, b) => Math.sqrt(l2sq(a, b)),
  'vespa|distance-angular': (a, b) => Math.acos(cosine(a, b)),
  'vespa|distance-prenormalized-angular': (a, b) => 1 - dot(a, b) / dot(a, a),
  'vespa|distance-dotproduct': (a, b) => -dot(a, b),
  'faiss|ip': dot,
  'faiss|l2': l2sq,
  'faiss|langchain_relevance': (a, b) => 1 - l2sq(a, b) / Math.sqrt(2),
  'lancedb|l2': l2sq,
  'lancedb|cosine': (a, b) => 1 - cosine(a, b),
  'lancedb|dot': (a, b) => 1 - dot(a, b),
  'azure|cosine': (a, b) => 1 / (1 + (1 - cosine(a, b))),
  'redis|COSINE': (a, b) => 1 - cosine(a, b),
  'redis|IP': (a, b) => 1 - dot(a, b),
  'redis|L2': l2sq,
  'redis|L2_root': (a, b) => Math.sqrt(l2sq(a, b)),
}
const OTHERS: Readonly<Record<string, number>> = {
  'milvus|SPARSE_IP': SPARSE,
  'qdrant|sparse': SPARSE,
  'qdrant|max_sim': COLBERT * ROWS,
  'pgvector|sparse': -SPARSE,
  'elasticsearch|sparse_vector': SPARSE,
  'elasticsearch|rank_features_linear': SPARSE,
  'elasticsearch|rank_vectors': COLBERT * ROWS,
  'opensearch|neural_sparse': SPARSE,
  'vespa|sparse': SPARSE,
  'vespa|max_sim': COLBERT * ROWS,
}

describe.each(Object.entries(PAIRS))('vectors of %s', (_, [a, b]) => {
  const measures = measuresOf(a, b)
  const lengths = { normA: norm(a), normB: norm(b), rows: ROWS }

  it.each(Object.keys(DENSE))('%s is as documented', (path) => {
    expect(valueOf(path, measures)).toBeCloseTo(DENSE[path]!(a, b), 12)
  })

  it.each(Object.keys(DENSE))('%s leads back to the dot product', (path) => {
    const back = toOurs(metricOf(path), DENSE[path]!(a, b), lengths)
    expect(back.state === 'converted' && back.value).toBeCloseTo(dot(a, b), 10)
  })

  it.each(Object.keys(OTHERS))('%s, and back', (path) => {
    expect(valueOf(path, measures)).toBeCloseTo(OTHERS[path]!, 12)
    const back = toOurs(metricOf(path), OTHERS[path]!, lengths)
    expect(back.state === 'converted' && back.value).toBeCloseTo(
      metricOf(path).of === 'max-sim' ? COLBERT : SPARSE,
      12,
    )
  })
})

it('every metric of the table is tested here, and every database is named once', () => {
  const tested = new Set([...Object.keys(DENSE), ...Object.keys(OTHERS)].map(metricOf))
  const metrics = DATABASES.flatMap(({ scores }) => scores).filter((score) => score.kind === 'metric')
  expect(metrics.filter((metric) => !tested.has(metric)).map(({ name }) => name)).toEqual([])
  for (const { scores, name } of DATABASES) {
    const names = scores.flatMap((score) => [score.name, ...score.aliases]).map((one) => one.toLowerCase())
    expect([name, new Set(names).size]).toEqual([name, names.length])
  }
})

it('larger is closer where a larger cosine gives a larger number', () => {
  const [near, far] = [PAIRS['length 1'], PAIRS['length 1, opposed']].map(([a, b]) => measuresOf(a, b))
  for (const path of Object.keys(DENSE))
    expect([path, valueOf(path, near!)! > valueOf(path, far!)!]).toEqual([
      path,
      metricOf(path).largerIsCloser,
    ])
})

describe('what cannot be', () => {
  const unitLengths = { normA: 1, normB: 1, rows: 3 }
  it.each([
    ['elasticsearch|cosine', 1.2, 1.4],
    ['pgvector|<=>', 2.5, -1.5],
    ['milvus|L2', 4.2, -1.1],
    ['qdrant|Euclid', -0.1, null],
    ['vespa|closeness-angular', 0, null],
    ['vespa|closeness-angular', 0.1, null],
    ['elasticsearch|max_inner_product', -0.3, null],
    ['elasticsearch|max_inner_product', 2.5, 1.5],
    ['opensearch|innerproduct', 0, null],
    ['milvus|SPARSE_IP', -0.3, null],
    ['pgvector|sparse', 0.3, null],
    ['qdrant|max_sim', 4.5, 1.5],
    ['vespa|max_sim', -6, -2],
    ['milvus|COSINE', NaN, null],
    ['qdrant|Dot', Infinity, null],
  ] as const)('%s of %d is impossible for vectors of length 1', (path, value, cos) => {
    const back = toOurs(metricOf(path), value, unitLengths)
    expect(back.state).toBe('impossible')
    if (back.state !== 'impossible') return
    if (cos === null) expect(back.cosine).toBeNull()
    else expect(back.cosine).toBeCloseTo(cos, 12)
  })
  it.each([
    ['elasticsearch|cosine', 0, -1],
    ['elasticsearch|cosine', 1, 1],
    ['elasticsearch|max_inner_product', 0.5, -1],
    ['elasticsearch|max_inner_product', 1, 0],
    ['elasticsearch|max_inner_product', 2, 1],
    ['elasticsearch|l2_norm', 0.2, -1],
    ['opensearch|innerproduct', 0.625, -0.6],
    ['opensearch|cosinesimil_older', 1 / 3, -1],
    ['weaviate|certainty', 0, -1],
    ['weaviate|dot', 1, -1],
    ['pgvector|<=>', 2, -1],
    ['pgvector|<#>', 1, -1],
    ['chroma|l2', 0, 1],
    ['qdrant|Euclid', 2, -1],
    ['faiss|langchain_relevance', 1 - 4 / Math.SQRT2, -1],
    ['vespa|closeness-angular', 1 / (1 + Math.PI), -1],
    ['azure|cosine', 1 / 3, -1],
    ['azure|cosine', 0.5, 0],
    ['milvus|SPARSE_IP', 0, 0],
  ] as const)('%s of %d is %d, at the end of its range too', (path, value, expected) => {
    const back = toOurs(metricOf(path), value, unitLengths)
    expect(back.state === 'converted' && back.value).toBeCloseTo(expected, 12)
  })
  it('and what is possible for longer vectors is not refused', () => {
    expect(toOurs(metricOf('milvus|L2'), 4.2, { normA: 2, normB: 2, rows: 0 }).state).toBe('converted')
  })
  it('a head that the model lacks gives no number', () => {
    const [a, b] = PAIRS['length 1']
    const measures: Measures = { ...measuresOf(a, b), sparse: unavailable('no-output-no-head-file') }
    expect(fromOurs(metricOf('milvus|sparse'), measures)).toEqual(unavailable('no-output-no-head-file'))
  })
})

describe('what a number from production is', () => {
  const [a, b] = PAIRS['length 1']
  const measures = measuresOf(a, b)
  const namesOf = (text: string, of = measures) =>
    recognise(givenNumber(text)!, of).map(({ metrics }) =>
      metrics.map(({ database, metric }) => `${database.name}|${metric.name}`),
    )

  it.each(Object.keys(DENSE))('%s is named, to six digits', (path) => {
    const [database] = path.split('|')
    expect(namesOf(DENSE[path]!(a, b).toFixed(6)).flat()).toContain(`${database}|${metricOf(path).name}`)
  })
  it.each(Object.keys(OTHERS))('%s is named', (path) => {
    expect(namesOf(OTHERS[path]!.toFixed(5)).flat()).toContain(path)
  })
  it('our score as it is is called that', () => {
    const [reading] = recognise(givenNumber(dot(a, b).toFixed(5))!, measures)
    expect(reading).toMatchObject({ isOurs: true, score: 'dense', within: 'fp32' })
  })
  it('says of what it is a conversion', () => {
    const [reading] = recognise(givenNumber(((1 + cosine(a, b)) / 2).toFixed(4))!, measures)
    expect(reading).toMatchObject({ isOurs: false, score: 'dense', formula: '(1 + cos) / 2' })
    expect(reading!.ours).toBeCloseTo(cosine(a, b), 12)
  })
  it('a number beside every conversion is not explained', () => {
    expect(namesOf('0.123456')).toEqual([])
    expect(namesOf('17')).toEqual([])
  })
  it('few digits stand for all that they round', () => {
    expect(namesOf(((1 + cosine(a, b)) / 2).toFixed(2)).flat()).toContain('elasticsearch|cosine')
  })
  it('is sure only of a number with digits enough', () => {
    const sure = (text: string) => {
      const given = givenNumber(text)!
      return isSure(given, recognise(given, measures))
    }
    const value = (1 + cosine(a, b)) / 2
    expect([6, 4, 2].map((digits) => sure(value.toFixed(digits)))).toEqual([true, true, false])
    expect(sure('0.123456')).toBe(false)
  })
  it('fp16 is named only where nothing is closer', () => {
    const value = (1 + cosine(a, b)) / 2 + 5e-4
    expect(recognise(givenNumber(value.toFixed(7))!, measures)[0]).toMatchObject({ within: 'fp16' })
  })
  it('vectors of other lengths tell (1 + a·b) / 2 from (1 + cos) / 2', () => {
    const [c, d] = PAIRS['other lengths']
    const names = namesOf(((1 + dot(c, d)) / 2).toFixed(6), measuresOf(c, d)).flat()
    expect(names).toContain('elasticsearch|dot_product')
    expect(names).not.toContain('elasticsearch|cosine')
  })
  it('identical texts have distance 0, also where rounding leads below it', () => {
    const same = measuresOf(a, a)
    expect(namesOf('0', same).flat()).toContain('milvus|L2')
    expect(namesOf('0.0', same).flat()).toContain('pgvector|l2')
    expect(namesOf('1.0000', same).flat()).toContain('vespa|closeness-euclidean')
  })
})

describe('given numbers', () => {
  it.each([
    ['0.87', 0.87, 0.005],
    ['0.870', 0.87, 0.0005],
    ['-0.731', -0.731, 0.0005],
    ['1', 1, 0],
    ['1.', 1, 0.5],
    ['.5', 0.5, 0.05],
    ['3.28e-2', 0.0328, 0.00005],
  ])('%s', (text, value, rounding) => {
    const given = givenNumber(text)!
    expect(given.value).toBeCloseTo(value, 12)
    expect(given.rounding).toBeCloseTo(rounding, 12)
  })
  it.each(['', 'abc', '0,87', 'NaN', '1e999'])('%j is none', (text) => {
    expect(givenNumber(text)).toBeNull()
  })
})

it('what a weighted sum in Milvus is made of is said by metric', () => {
  const found = scoreOf(databaseOf('milvus')!, 'WeightedRanker')
  expect(found).toMatchObject({ kind: 'lost', reason: 'weighted-sum' })
  for (const part of ['(1 + s) / 2', '0.5 + arctan(s) / π', 'norm_score'])
    expect(LOST_REASONS['weighted-sum']).toContain(part)
})

describe('ranks of reciprocal rank fusion', () => {
  const look = { most: 100, tolerance: 5e-8 }
  it('k = 60 from 1: Elasticsearch, Milvus', () => {
    expect(ranksOf(1 / 61 + 1 / 63, { k: 60, first: 1 }, look)[0]).toEqual({ first: 1, second: 3 })
    expect(ranksOf(1 / 64, { k: 60, first: 1 }, look)[0]).toEqual({ first: 4, second: null })
  })
  it('k = 2 from 0: Qdrant', () => {
    expect(ranksOf(1, { k: 2, first: 0 }, look)[0]).toEqual({ first: 1, second: 1 })
    expect(ranksOf(0.5 + 1 / 3, { k: 2, first: 0 }, look)[0]).toEqual({ first: 1, second: 2 })
  })
  it('a number that no places give', () => {
    expect(ranksOf(0.9, { k: 60, first: 1 }, look)).toEqual([])
  })
})
