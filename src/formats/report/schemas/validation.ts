import { identitySchema } from '../../../engine/model/identity-schema'
import { CRITERIA } from '../../../engine/validate/answer-types'
import { z } from '../../../engine/zod'
import { count, flag, number, orNull, stamped, text, weightList, type Report } from './parts'

const share = orNull(number).check(z.describe('Share of the pairs that have the score, 0 to 1.'))
const rate = orNull(number)

const ranking = {
  mrr: rate.check(z.describe('Over all queries, 0 where nothing relevant is among the candidates.')),
  map: rate,
  'hit@1': rate,
}

const distribution = {
  pairs: count.check(z.describe('Pairs that have the score.')),
  missing: count.check(z.describe('Pairs that have none: last in rankings, left out of the rest.')),
  mean: orNull(number),
  p5: orNull(number),
  p50: orNull(number),
  p95: orNull(number),
  'below_0.45': share,
  'in_0.55_0.75': share,
  'above_0.85': share,
}

const score = z
  .catchall(
    z.object({
      ...ranking,
      ...distribution,
      auc: rate.check(z.describe('Ties count half. Pairs without a label are left out.')),
      average_precision: rate,
      best_f1: rate,
      best_threshold: orNull(number).check(z.describe('The highest score value with the best F1.')),
      unavailable: z.optional(
        z
          .enum(['no-such-score', 'no-scores', 'no-labels', 'no-relevant', 'no-irrelevant'])
          .check(z.describe('Why numbers are null.')),
      ),
    }),
    orNull(z.union([number, text])),
  )
  .check(
    z.describe(
      'Besides, with the k of `settings`: ndcg@k (linear gain), recall@k, precision@k (divided by k), hit@k.',
    ),
  )

const conformal = z
  .strictObject({
    alpha: number,
    value: orNull(number).check(
      z.describe('At most alpha of relevant pairs lie below it, with this confidence. Null: too few.'),
    ),
    n: count.check(z.describe('Relevant pairs that have the score.')),
    confidence: number,
    needed: z
      .optional(count)
      .check(z.describe('Relevant pairs that are needed. Only where there are too few.')),
    expected: orNull(number).check(
      z.describe('The threshold of conformal risk control: alpha on average, without a confidence.'),
    ),
  })
  .check(z.describe('Relevant pairs that come as these did. Order statistic with an exact binomial bound.'))

const threshold = z.strictObject({
  score: orNull(text).check(z.describe('The score that the threshold is of.')),
  criterion: z.enum(CRITERIA),
  value: orNull(number),
  interval: orNull(z.tuple([number, number])).check(
    z.describe('The middle 95 % of bootstrap resamples; queries are drawn.'),
  ),
  precision: rate,
  recall: rate,
  f1: rate,
  f_beta: rate,
  beta: number,
  at_least: number,
  resamples: count.check(z.describe('Resamples in which the criterion had an answer.')),
  conformal,
})

const skipped = z.strictObject({
  row: count.check(z.describe('1 is the first row of data.')),
  reason: text,
  code: text,
  file: z.optional(text),
})

export const validationSchema = z
  .strictObject({
    ...stamped('m3scope/validation'),
    pairs: count,
    queries: count,
    labelled: count,
    relevant: count,
    skipped: z.array(skipped),
    scores: z
      .record(text, score)
      .check(
        z.describe('By the names of compute_score; `production` where the file has a score of its own.'),
      ),
    given_order: orNull(z.catchall(z.object(ranking), rate)).check(
      z.describe('The ranking as the file gives it. Null: it gives no ranks.'),
    ),
    production: orNull(
      z.strictObject({
        direction: z.enum(['larger-is-closer', 'smaller-is-closer']),
        by: z.enum(['request', 'ranks', 'formula', 'name', 'default']),
      }),
    ),
    threshold,
    settings: z.strictObject({
      k: count,
      weights_for_different_modes: weightList,
      seed: z.int(),
      filtered: flag.check(z.describe('True: a part of the pairs only.')),
    }),
    identity: identitySchema,
  })
  .check(z.describe('What many pairs of a query and a document say about each score.'))

export type ValidationReport = Report<typeof validationSchema>
