import { identitySchema } from '../../../engine/model/identity-schema'
import { z } from '../../../engine/zod'
import { count, flag, ids, number, orNull, side, stamped, text, type Report } from './parts'

const perHead = z.array(z.array(orNull(number))).check(z.describe('[layer][head], in nats.'))

export const attentionSchema = z
  .strictObject({
    ...stamped('m3scope/attention'),
    identity: identitySchema,
    side,
    model_input: text,
    input_ids: ids,
    tokens: z.array(text),
    truncated: flag,
    row_sum_error: number.check(z.describe('Largest |row sum − 1| that was met.')),
    first_rows: z
      .array(z.array(z.array(number)))
      .check(z.describe('[layer][head][key]: what <s> attends to.')),
    entropy: perHead.check(z.describe('Mean over all rows; null for texts that are too long for it.')),
    first_entropy: perHead.check(z.describe('Of <s>’s row.')),
    shown: orNull(
      z.strictObject({
        layer: count,
        head: count,
        reduce: z
          .enum(['head', 'mean', 'max', 'all', 'rollout'])
          .check(
            z.describe(
              'head: one attention head; mean, max: over the attention heads of the layer; all: mean over all layers and heads; rollout: over all layers. all and rollout do not depend on layer and head, mean and max not on head.',
            ),
          ),
        rows: z.tuple([count, count]).check(z.describe('Query rows [from, to).')),
        weights: z.array(z.array(number)).check(z.describe('[query][key].')),
      }),
    ).check(z.describe('The weights that the view showed.')),
  })
  .check(z.describe('Attention weights of one text.'))

export type AttentionReport = Report<typeof attentionSchema>
