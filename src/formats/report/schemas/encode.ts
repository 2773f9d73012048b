import { identitySchema } from '../../../engine/model/identity-schema'
import { z } from '../../../engine/zod'
import { flag, ids, number, orNull, orReason, stamped, type Report } from './parts'

const perText = <T extends z.core.$ZodType>(value: T) => orNull(orReason(z.array(value)))

export const encodeSchema = z
  .strictObject({
    ...stamped('m3scope/encode'),
    identity: identitySchema,
    is_demo: flag,
    dense_vecs: perText(z.array(number)).check(z.describe('[text][dimension]; null: not asked for.')),
    lexical_weights: perText(z.record(z.string().check(z.regex(/^\d+$/)), number)).check(
      z.describe('[text] token id → weight.'),
    ),
    colbert_vecs: perText(z.array(z.array(number))).check(
      z.describe('[text][n − 1][dimension]: row 0 is token 1, as <s> has none.'),
    ),
    input_ids: z.array(ids),
    truncated: z.array(flag),
  })
  .check(z.describe('Reply of POST /v1/encode of `m3scope serve`.'))

export type EncodeReport = Report<typeof encodeSchema>
