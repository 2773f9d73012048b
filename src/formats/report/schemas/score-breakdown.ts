import { identitySchema } from '../../../engine/model/identity-schema'
import { ruleSchema } from '../../../engine/text/preprocess/json'
import { z } from '../../../engine/zod'
import { modelParts } from './model'
import {
  count,
  flag,
  ids,
  number,
  oneSided,
  orNull,
  orReason,
  perSide,
  range,
  scoreName,
  sharedToken,
  stamped,
  text,
  weightList,
  type Report,
} from './parts'

const vector = orReason(z.array(number))

const dense = z.strictObject({
  dimension: count,
  dot: number,
  cosine: number,
  norm_a: number,
  norm_b: number,
  norm_a_before: orReason(number).check(z.describe('Before normalisation.')),
  norm_b_before: orReason(number),
  a: vector,
  b: vector,
  a_uncut: z.optional(vector).check(z.describe('Without truncate_dim; only where it cuts.')),
  b_uncut: z.optional(vector),
  contributions: z.array(number).check(z.describe('aᵢ·bᵢ; they sum to dot.')),
})

const occurrences = z.array(z.strictObject({ index: count, weight: orNull(number) }))
const sparse = z.strictObject({
  score: number,
  self_a: number,
  self_b: number,
  skipped_ids: z.array(count),
  shared: z.array(
    z.strictObject({ ...sharedToken, inA: occurrences, inB: occurrences, share: orNull(number) }),
  ),
  in_both_with_weight_0: z.array(
    z.strictObject({ id: count, token: text, weightA: orNull(number), weightB: orNull(number) }),
  ),
  only_a: oneSided,
  only_b: oneSided,
})

const direction = z.strictObject({
  score: number,
  sum: number,
  rows: count,
  matches: z.array(
    z.strictObject({
      query_index: count,
      query_token: text,
      query_range: orNull(range),
      best_index: count,
      best_token: text,
      best_range: orNull(range),
      similarity: number,
    }),
  ),
})
const colbert = z.strictObject({ a_to_b: direction, b_to_a: direction })

const fusion = z
  .strictObject({
    terms: z.array(
      z.strictObject({
        head: z.enum(['dense', 'sparse', 'colbert']),
        weight: number,
        score: number,
        place: z.union([z.literal(0), z.literal(1), z.literal(2)]),
        product: number,
        contribution: number,
        share: orNull(number),
      }),
    ),
    numerator: number,
    divisor: number,
  })
  .check(z.describe('Of a fused score.'))

const encodedText = z.strictObject({
  text: text.check(z.describe('The model’s exact input.')),
  input_ids: ids,
  tokens: z.array(text),
  full_length: count.check(z.describe('Tokens before truncation.')),
  truncated: flag,
  cut_at_utf16: orNull(count),
})

export const scoreBreakdownSchema = z
  .strictObject({
    ...stamped('m3scope/score-breakdown'),
    score: scoreName,
    value: orReason(number),
    stale: flag.check(z.describe('The page’s texts or settings have changed since.')),
    weights_for_different_modes: weightList,
    settings: z.strictObject({
      tokenizer_mode: text,
      max_length: count,
      normalize: flag,
      truncate_dim: orNull(count),
    }),
    identity: identitySchema,
    model: z.strictObject({ id: text, is_demo: flag, graph_file: text, ...modelParts }),
    preprocessing: z.strictObject({
      rules: z.array(ruleSchema).check(z.describe('The enabled rules in order (format m3scope/rules).')),
      leave_out_metadata: flag,
      changed: perSide(flag).check(z.describe('The model’s input is not the editor’s text, a prefix aside.')),
      model_input: z.optional(perSide(text)).check(z.describe('Only where one of them was changed.')),
    }),
    a: encodedText,
    b: encodedText,
    breakdown: orNull(z.union([dense, sparse, colbert, fusion, z.strictObject({ unavailable: text })])),
  })
  .check(z.describe('One score of a pair with everything that it was made of.'))

export type ScoreBreakdownReport = Report<typeof scoreBreakdownSchema>
