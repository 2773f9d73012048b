/** The numbers of a validation as one JSON object. */
import type { Identity } from '../../engine/model/identity'
import type { Weights } from '../../engine/score/types'
import type {
  Answer,
  AnsweredName,
  AnswerOptions,
  RankingAnswer,
  ScoreAnswer,
} from '../../engine/validate/answer-types'
import { preferredScore } from '../../engine/validate/columns'
import type { SkippedRow } from '../../engine/validate/types'
import { stamp } from './names'
import { weightList } from './parts'
import type { ValidationReport } from './schemas/validation'
import { skipReason } from './skip-reasons'

export interface ValidationOf {
  readonly answer: Answer
  readonly options: AnswerOptions
  readonly weights: Weights
  readonly skipped: readonly SkippedRow[]
  readonly identity: Identity
  /** The score that the threshold is of. Null: the fused score of all heads, else the best one there is. */
  readonly score: AnsweredName | null
  /** Whether the answer is about a part of the pairs. */
  readonly filtered: boolean
}

/** Each number is null where it is not available. Keys with "@" carry the k of the options: ndcg@5. */
export function validationReport(of: ValidationOf): ValidationReport {
  const { answer, options, skipped, identity } = of
  const { production, ...own } = answer.scores
  const names = Object.keys(own) as (keyof typeof own)[]
  return {
    ...stamp('m3scope/validation'),
    pairs: answer.pairs,
    queries: answer.queries,
    labelled: answer.labelled,
    relevant: answer.relevant,
    skipped: skipped.map((row) => ({
      row: row.row,
      reason: skipReason(row),
      code: row.reason,
      ...(row.file !== undefined && { file: row.file }),
    })),
    scores: {
      ...Object.fromEntries(names.map((name) => [name, scoreNumbers(own[name], options.k)])),
      ...(production && { production: scoreNumbers(production, options.k) }),
    },
    given_order: answer.givenOrder && rankingNumbers(answer.givenOrder, options.k),
    production: answer.production,
    threshold: thresholdNumbers(of),
    settings: {
      k: options.k,
      weights_for_different_modes: weightList(of.weights),
      seed: options.seed,
      filtered: of.filtered,
    },
    identity,
  }
}

const rankingNumbers = (found: RankingAnswer | null, k: number) => ({
  mrr: found?.mrr ?? null,
  [`ndcg@${k}`]: found?.ndcg ?? null,
  'hit@1': found?.hit1 ?? null,
  // With k = 1 it is the same number under the same name.
  [`hit@${k}`]: found?.hit ?? null,
  [`recall@${k}`]: found?.recall ?? null,
  [`precision@${k}`]: found?.precision ?? null,
  map: found?.map ?? null,
})

function scoreNumbers(found: ScoreAnswer | null, k: number): ValidationReport['scores'][string] {
  const why = found === null ? 'no-such-score' : found.why
  return {
    auc: found?.auc ?? null,
    average_precision: found?.averagePrecision ?? null,
    ...rankingNumbers(found, k),
    best_f1: found?.bestF1 ?? null,
    best_threshold: found?.bestThreshold ?? null,
    'below_0.45': found?.shares?.below ?? null,
    'in_0.55_0.75': found?.shares?.within ?? null,
    'above_0.85': found?.shares?.above ?? null,
    mean: found?.mean ?? null,
    p5: found?.p5 ?? null,
    p50: found?.p50 ?? null,
    p95: found?.p95 ?? null,
    pairs: found?.count ?? 0,
    missing: found?.missing ?? 0,
    ...(why !== null && { unavailable: why }),
  }
}

function thresholdNumbers({ answer, options, score }: ValidationOf): ValidationReport['threshold'] {
  const name = score ?? preferredScore(answer.scores)
  const found = name === null ? null : answer.scores[name]
  const chosen = found?.threshold ?? null
  const { alpha, confidence } = options
  const conformal = found?.conformal ?? null
  return {
    score: name,
    criterion: options.criterion,
    value: chosen?.value ?? null,
    interval: chosen?.interval ? [...chosen.interval] : null,
    precision: chosen?.precision ?? null,
    recall: chosen?.recall ?? null,
    f1: chosen?.f1 ?? null,
    f_beta: chosen?.fBeta ?? null,
    beta: options.beta,
    at_least: options.atLeast,
    resamples: chosen?.resamples ?? 0,
    conformal: {
      alpha,
      value: conformal?.state === 'available' ? conformal.value : null,
      n: conformal?.n ?? 0,
      confidence,
      ...(conformal?.state === 'too-few' && { needed: conformal.needed }),
      expected: conformal?.expected ?? null,
    },
  }
}
