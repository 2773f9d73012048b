import { identitySchema } from '../../../engine/model/identity-schema'
import { z } from '../../../engine/zod'
import {
  byScore,
  count,
  flag,
  ids,
  number,
  orNull,
  orReason,
  perSide,
  sharedToken,
  stamped,
  text,
  token,
  weightList,
  type Report,
} from './parts'

const notComparable = z.union([
  z.strictObject({
    not_comparable: z.literal('unavailable'),
    model: z.union([z.literal(1), z.literal(2)]),
    reason: text,
  }),
  z.strictObject({ not_comparable: z.literal('dimensions'), first: count, second: count }),
  z.strictObject({ not_comparable: z.enum(['vocabulary', 'tokens']) }),
])
const compared = <T extends z.core.$ZodType>(value: T) => z.union([value, notComparable])

const model = z.strictObject({ identity: identitySchema, is_demo: flag, input_ids: perSide(ids) })

const tokenId = orNull(z.strictObject({ token: text, id: count }))
const tokens = z.union([
  z.strictObject({ equal: z.literal(true), count }),
  z.strictObject({
    equal: z.literal(false),
    at: count.check(z.describe('Index of the first token that differs.')),
    first: tokenId,
    second: tokenId,
    firstCount: count,
    secondCount: count,
  }),
])

const difference = number.check(z.describe('Model 2 − model 1, in units of the score.'))

const dimensions = z.array(z.strictObject({ dim: count, first: number, second: number, difference }))

const shared = orNull(z.strictObject(sharedToken))
const terms = z.array(
  z.strictObject({
    id: count,
    token: text,
    first: shared,
    second: shared,
    difference,
    change: z.enum(['both', 'appears', 'vanishes']),
  }),
)

const matches = z.array(
  z.strictObject({
    query: token,
    firstBest: token,
    secondBest: token,
    firstSimilarity: number,
    secondSimilarity: number,
    moved: flag.check(z.describe('The best match is another token.')),
    difference,
  }),
)

const ranking = z.strictObject({
  kendall_tau_b: orNull(number),
  top_k: orNull(z.strictObject({ k: count, shared: count, overlap: number })),
  documents: z.array(
    z.strictObject({
      index: count,
      text,
      first: number,
      second: number,
      firstRank: count,
      secondRank: count,
      change: z.int().check(z.describe('firstRank − secondRank.')),
      difference: number,
    }),
  ),
})

export const modelComparisonSchema = z
  .strictObject({
    ...stamped('m3scope/model-comparison'),
    stale: flag,
    held: z
      .enum(['both', 'one-after-the-other'])
      .check(z.describe('Whether both models were in memory at once.')),
    weights_for_different_modes: weightList,
    a: text,
    b: text,
    model_1: model,
    model_2: model,
    scores: byScore(
      z.strictObject({ model_1: orReason(number), model_2: orReason(number), difference: orNull(number) }),
    ),
    tokens: perSide(tokens),
    dense: z.strictObject({
      cosine_between_models_a: compared(number),
      cosine_between_models_b: compared(number),
      dimensions: compared(dimensions),
    }),
    sparse: compared(z.strictObject({ sum_of_differences: number, terms })),
    colbert: compared(z.strictObject({ sum_of_differences: number, matches })),
    ranking: orNull(z.strictObject({ query: text, by: byScore(orReason(ranking)) })),
  })
  .check(z.describe('Two models on the same texts.'))

export type ModelComparisonReport = Report<typeof modelComparisonSchema>
