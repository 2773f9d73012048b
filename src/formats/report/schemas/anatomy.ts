import { identitySchema } from '../../../engine/model/identity-schema'
import { ruleSchema } from '../../../engine/text/preprocess/json'
import { z } from '../../../engine/zod'
import {
  count,
  flag,
  ids,
  number,
  oneSided,
  orNull,
  orReason,
  perSide,
  scoreName,
  scores,
  sharedToken,
  stamped,
  text,
  token,
  weightList,
  type Report,
} from './parts'

const encodedText = z.strictObject({
  text,
  input_ids: ids,
  tokens: z.array(text),
  token_weights: orReason(z.array(number)).check(z.describe('[n] the sparse head’s weight of each token.')),
})

const matches = z.array(
  z.strictObject({
    query: token,
    best: token,
    similarity: number,
    share: orNull(number).check(z.describe('similarity ÷ the sum of all rows.')),
    running: number.check(z.describe('Sum of this row and of the rows before it.')),
  }),
)

const occlusion = z.strictObject({
  kind: z.enum(['sentence', 'word']),
  scores_with_all: orNull(scores),
  parts: z.array(
    z.strictObject({
      start: count.check(z.describe('UTF-16, in the model’s input.')),
      end: count,
      text,
      scores_without: orNull(scores).check(z.describe('null: not computed.')),
    }),
  ),
})

export const anatomySchema = z
  .strictObject({
    ...stamped('m3scope/anatomy'),
    target: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('cell'), i: count, j: count }),
      z.strictObject({ kind: z.literal('whole') }),
    ]),
    way: z
      .enum(['isolated', 'context'])
      .check(z.describe('Each sentence encoded by itself, or within its whole text.')),
    stale: flag,
    identity: identitySchema,
    preprocessing: z.strictObject({ rules: z.array(ruleSchema), leave_out_metadata: flag }),
    weights_for_different_modes: weightList,
    a: encodedText,
    b: encodedText,
    scores,
    self_scores: perSide(scores).check(z.describe('Each text against itself.')),
    shuffled: orNull(
      z.strictObject({
        score: scoreName,
        percentile: number,
        n: count,
        seed: number,
        median: number,
      }),
    ).check(z.describe('Where the score stands among pairs drawn at random.')),
    dense: orReason(
      z.strictObject({
        dot: number,
        cosine: number,
        norm_a: number,
        norm_b: number,
        contributions: z.array(number),
      }),
    ),
    colbert: orReason(z.strictObject({ a_to_b: matches, b_to_a: matches })),
    sparse: orReason(
      z.strictObject({
        shared: z.array(z.strictObject(sharedToken)),
        only_a: oneSided,
        only_b: oneSided,
      }),
    ),
    occlusion: perSide(orNull(occlusion)),
  })
  .check(z.describe('One pair of sentences, or both whole texts, with everything behind its scores.'))

export type AnatomyReport = Report<typeof anatomySchema>
