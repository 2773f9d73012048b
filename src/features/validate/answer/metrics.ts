/** The rows and columns of the table of metrics, with the names of `m3scope/validation`. */
import { SCORE_NAMES } from '../../../engine/score/types'
import type { Answer, AnsweredName, ScoreAnswer, WhyNull } from '../../../engine/validate/answer-types'

/** Production first: everything else is compared with it. */
export const COLUMNS: readonly AnsweredName[] = ['production', ...SCORE_NAMES]

export const METRIC_KEYS = [
  'ndcg',
  'mrr',
  'map',
  'hit1',
  'auc',
  'averagePrecision',
  'bestF1',
  'bestThreshold',
  'recall',
  'precision',
  'hit',
  'mean',
  'p5',
  'p50',
  'p95',
] as const satisfies readonly (keyof ScoreAnswer)[]
export type MetricKey = (typeof METRIC_KEYS)[number]

/** Of these a larger value is no better. */
const UNJUDGED: ReadonlySet<MetricKey> = new Set(['bestThreshold', 'mean', 'p5', 'p50', 'p95'])
/** These exist without labels. */
const UNLABELLED: ReadonlySet<MetricKey> = new Set(['mean', 'p5', 'p50', 'p95'])

const NAMES: Readonly<Record<MetricKey, (k: number) => string>> = {
  ndcg: (k) => `ndcg@${k}`,
  mrr: () => 'mrr',
  map: () => 'map',
  hit1: () => 'hit@1',
  hit: (k) => `hit@${k}`,
  recall: (k) => `recall@${k}`,
  precision: (k) => `precision@${k}`,
  auc: () => 'auc',
  averagePrecision: () => 'average_precision',
  bestF1: () => 'best_f1',
  bestThreshold: () => 'best_threshold',
  mean: () => 'mean',
  p5: () => 'p5',
  p50: () => 'p50',
  p95: () => 'p95',
}

/** As in the JSON of `validate`. */
export const metricName = (key: MetricKey, k: number): string => NAMES[key](k)

/** With k = 1, hit@1 and hit@k are one row. Without labels, what exists without them comes first. */
export function metricKeys(k: number, hasLabels = true): readonly MetricKey[] {
  const keys = k === 1 ? METRIC_KEYS.filter((key) => key !== 'hit1') : METRIC_KEYS
  if (hasLabels) return keys
  return [...keys.filter((key) => UNLABELLED.has(key)), ...keys.filter((key) => !UNLABELLED.has(key))]
}

export type WhyNot = 'no-labels' | 'all-relevant' | 'none-relevant' | 'no-head' | 'no-production' | 'no-score'

const WHY: Readonly<Record<WhyNull, WhyNot>> = {
  'no-scores': 'no-score',
  'no-labels': 'no-labels',
  'no-relevant': 'none-relevant',
  'no-irrelevant': 'all-relevant',
}

/** Why a metric has no value. */
export function whyNot(answer: Answer, score: AnsweredName, key: MetricKey): WhyNot {
  const column = answer.scores[score]
  if (column === null) return score === 'production' ? 'no-production' : 'no-head'
  if (column.count === 0 || UNLABELLED.has(key)) return 'no-score'
  return column.why === null ? 'no-labels' : WHY[column.why]
}

/** Null also where no pair has the score: its ranking would be that of the file. */
export function metricOf(answer: Answer, score: AnsweredName, key: MetricKey): number | null {
  const column = answer.scores[score]
  return column === null || column.count === 0 ? null : column[key]
}

/** Scores with the highest value of the metric; none where no value is better than another. */
export function bestOf(answer: Answer, key: MetricKey): ReadonlySet<AnsweredName> {
  if (UNJUDGED.has(key)) return new Set()
  const values = COLUMNS.map((score) => metricOf(answer, score, key))
  const known = values.filter((value) => value !== null)
  const best = Math.max(...known)
  if (known.length < 2 || known.every((value) => value === best)) return new Set()
  return new Set(COLUMNS.filter((_, at) => values[at] === best))
}

/** What a score's metric is above production's. */
export function deltaOf(answer: Answer, score: AnsweredName, key: MetricKey): number | null {
  const own = metricOf(answer, score, key)
  const production = metricOf(answer, 'production', key)
  return own === null || production === null || UNJUDGED.has(key) ? null : own - production
}

const RANKING = ['ndcg', 'mrr', 'map', 'hit1', 'hit', 'recall', 'precision'] as const

/** The metric of production's list as it was given; null: the file has no ranks, or it is no metric of a ranking. */
export const givenOf = ({ givenOrder }: Answer, key: MetricKey): number | null =>
  givenOrder && (RANKING as readonly MetricKey[]).includes(key)
    ? givenOrder[key as (typeof RANKING)[number]]
    : null
