import { identitySchema } from '../../../engine/model/identity-schema'
import { ruleSchema } from '../../../engine/text/preprocess/json'
import { NOTE_CODES } from '../../../engine/why/note-types'
import { SKIP_REASONS } from '../../../engine/why/types'
import { z } from '../../../engine/zod'
import { count, flag, number, orNull, side, stamped, text, type Report } from './parts'

const hypotheses = z
  .array(z.catchall(z.object({ id: text }), z.union([text, number])))
  .check(z.describe('Empty: as the page encodes the text. Names: docs/CONTRACT.md.'))

const reason = z
  .optional(z.enum(['same-ids', 'same-numbers']))
  .check(z.describe('Among `equally_good`: why it cannot be told from the best.'))

const row = z.union([
  z.strictObject({
    hypotheses,
    cosine: number,
    least_row: orNull(number),
    largest_difference: orNull(number),
    norm_ratio: orNull(number),
    overlap: orNull(z.strictObject({ shared: count, all: count })),
    within: flag.check(z.describe('Within the tolerance.')),
    same_ids: z
      .optional(count)
      .check(z.describe('Other rows with the very same token ids, which no vector can tell apart.')),
    tokens: orNull(count),
    reason,
  }),
  z.strictObject({ hypotheses, skipped: z.enum(SKIP_REASONS), tokens: orNull(count), reason }),
])

const token = { id: count, token: orNull(text) }

const bag = z.strictObject({
  theirs: z.array(z.strictObject({ ...token, weight: orNull(number) })),
  only_theirs: z.array(z.strictObject({ ...token, weight: orNull(number) })),
  only_ours: z.array(z.strictObject(token)),
  counts: z.strictObject({ theirs: count, only_theirs: count, only_ours: count }),
})

const search = z.strictObject({
  found_by: z.literal('search'),
  explained: flag.check(z.describe('Within the tolerance. Other texts may give the same vector.')),
  text: text.check(z.describe('The model’s exact input, prefix included.')),
  likeness: number.check(
    z.describe('Cosine; ColBERT: mean of the highest cosines of all rows of both sides.'),
  ),
  start_likeness: number,
  largest_difference: orNull(number),
  hypotheses: z.array(text),
  diff: z.array(z.strictObject({ kind: z.enum(['same', 'removed', 'added']), text })),
  ended: z.enum(['reached', 'no-better', 'budget']),
  compared: count,
  budget: count,
})

export const whySchema = z
  .strictObject({
    ...stamped('m3scope/why'),
    stale: flag,
    identity: identitySchema,
    preprocessing: z.strictObject({
      rules: z.array(ruleSchema),
      leave_out_metadata: flag,
      prefix: text,
    }),
    text,
    side,
    title: orNull(text),
    target: z.strictObject({
      head: z.enum(['dense', 'sparse', 'colbert']),
      label: text,
      size: text,
      norm: number,
    }),
    rounding: orNull(text),
    tolerance: z.strictObject({
      cosine: number,
      largest_difference: number,
      arithmetic: text,
      dtype: text,
      quantised: orNull(number),
    }),
    explained: flag,
    unexplained: number.check(z.describe('1 − cosine of the best row; 0 where it explains the vector.')),
    near_quantised: flag,
    best: orNull(row),
    equally_good: z.array(row),
    ranked: z.array(row),
    compared: count.check(z.describe('Token sequences that were compared.')),
    encoded: count.check(z.describe('Runs of the model.')),
    notes: z
      .optional(
        z.array(
          z.union([
            z.catchall(z.object({ code: z.enum(NOTE_CODES) }), z.union([text, number])),
            z.strictObject({
              code: z.literal('text-looks-garbled'),
              encoding: orNull(text).check(
                z.describe('As which UTF-8 seems to have been read; null: not known.'),
              ),
              restored: orNull(text),
            }),
          ]),
        ),
      )
      .check(z.describe('What else can be said: likely causes, signs, doubts. Never a proof.')),
    tokens: z.optional(bag).check(z.describe('Sparse weights: the tokens of both sides.')),
    search: z.optional(search).check(z.describe('The nearest text that a search found: no proof.')),
  })
  .check(z.describe('What explains that a vector from elsewhere differs from m3scope’s.'))

export type WhyReport = Report<typeof whySchema>
