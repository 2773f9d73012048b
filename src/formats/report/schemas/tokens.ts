import { identitySchema } from '../../../engine/model/identity-schema'
import { ruleSchema } from '../../../engine/text/preprocess/json'
import { z } from '../../../engine/zod'
import { count, flag, ids, orNull, range, side, stamped, text, type Report } from './parts'

const {
  activations: _a,
  arithmetic: _b,
  truncate_dim: _t,
  normalize: _n,
  ...identityOfTokens
} = identitySchema.shape

export const tokensSchema = z
  .strictObject({
    ...stamped('m3scope/tokens'),
    identity: z
      .strictObject(identityOfTokens)
      .check(z.describe('Without the fields that say nothing about tokens.')),
    side,
    text: text.check(z.describe('As given.')),
    rules: z.array(
      z.strictObject({
        rule: ruleSchema,
        changes: z.array(
          z.strictObject({
            original: range.check(z.describe('In the text as given.')),
            at: range.check(z.describe('In the text that the rule got.')),
            before: text,
            after: text,
          }),
        ),
      }),
    ),
    turns_left_out: count.check(z.describe('Turns of a conversation whose metadata was left out.')),
    prefix: text,
    model_input: text,
    normalized: orNull(text).check(z.describe('null: this tokenizer does not say.')),
    input_ids: ids.check(z.describe('Cut at max_length.')),
    attention_mask: z.array(z.literal(1)),
    full_length: count,
    truncated: flag,
    tokens: z
      .array(
        z.strictObject({
          id: count,
          token: text,
          start: count.check(z.describe('UTF-16, in the text as given; 0,0 for template tokens.')),
          end: count,
          special: flag,
          unknown: flag,
          beyond: flag.check(z.describe('Behind the cut at max_length.')),
        }),
      )
      .check(z.describe('All tokens of the text.')),
  })
  .check(z.describe('The steps from a text to the model’s input.'))

export type TokensReport = Report<typeof tokensSchema>
