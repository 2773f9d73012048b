import { expect, test } from 'vitest'
import type { Identity } from '../../../src/engine/model/identity'
import { SKIP_REASONS } from '../../../src/engine/validate/types'
import { skipReason } from '../../../src/formats/report/skip-reasons'
import type { ValidationReport } from '../../../src/formats/report/schemas/validation'
import { golden } from './columns'
import { validations } from './reports'

const [labelled, unlabelled, empty, production] = validations({ model: 'a model' } as Identity).map(
  (text) => JSON.parse(text) as ValidationReport,
)

/** As the contract names them. */
const KEYS = [
  'auc',
  'average_precision',
  'mrr',
  'ndcg@5',
  'hit@1',
  'recall@5',
  'best_f1',
  'best_threshold',
  'below_0.45',
  'in_0.55_0.75',
  'above_0.85',
  'mean',
  'p5',
  'p50',
  'p95',
]

test('the keys of the contract, and the values of the libraries', () => {
  const { expected } = golden.sets['binary']!
  expect(labelled).toMatchObject({ format: 'm3scope/validation', version: 1, pairs: 120, queries: 21 })
  expect(Object.keys(labelled!.scores)).toEqual([
    'dense',
    'sparse',
    'colbert',
    'sparse+dense',
    'colbert+sparse+dense',
  ])
  for (const score of Object.values(labelled!.scores))
    expect(Object.keys(score)).toEqual(expect.arrayContaining(KEYS))
  const { dense } = labelled!.scores
  expect(dense!.auc).toBeCloseTo(expected.auc!, 9)
  expect(dense!.average_precision).toBeCloseTo(expected.average_precision!, 9)
  expect(dense!.mrr).toBeCloseTo(expected.ranking['mrr']!.mean, 9)
  expect(dense!['hit@1']).toBeCloseTo(expected.ranking['hit1']!.mean, 9)
  expect(dense!['in_0.55_0.75']).toBe(expected['in_0.55_0.75'])
  expect(dense!.unavailable).toBeUndefined()
})

test('a score that the model does not give has all keys, with null', () => {
  const { sparse } = labelled!.scores
  for (const key of KEYS) expect(sparse![key], key).toBeNull()
  expect(sparse).toMatchObject({ pairs: 0, unavailable: 'no-such-score' })
})

test('the threshold is of the best score there is, and says of which', () => {
  const { threshold } = labelled!
  expect(threshold).toMatchObject({ score: 'dense', criterion: 'f1', resamples: 20 })
  expect(threshold.value).toBe(labelled!.scores['dense']!.best_threshold)
  expect(threshold.interval).toHaveLength(2)
  expect(threshold.conformal).toMatchObject({ alpha: 0.1, confidence: 0.95 })
  expect(production!.threshold.score).toBe('production')
  expect(production!.scores['production']).toHaveProperty('ndcg@10')
  expect(production!.production).toEqual({ direction: 'larger-is-closer', by: 'default' })
})

test('without labels or pairs', () => {
  expect(unlabelled!.scores['dense']).toMatchObject({ auc: null, mrr: null, unavailable: 'no-labels' })
  expect(unlabelled!.scores['dense']!.mean).toBeCloseTo(golden.sets['binary']!.expected.mean, 9)
  expect(unlabelled!.threshold).toMatchObject({
    value: null,
    interval: null,
    conformal: { value: null, n: 0, needed: 29 },
  })
  expect(empty).toMatchObject({ pairs: 0, queries: 0, skipped: [], given_order: null })
})

test('skipped rows have their reason as a sentence', () => {
  expect(labelled!.skipped).toHaveLength(SKIP_REASONS.length)
  expect(labelled!.skipped[0]).toEqual({
    row: 1,
    reason: 'The query is empty.',
    code: 'empty-query',
    file: 'a.csv',
  })
  expect(skipReason({ reason: 'unreadable-label', value: 'perhaps' })).toBe(
    'The label cannot be read. (perhaps)',
  )
})
