import { CLOSENESS } from '../../../engine/endpoint/types'
import { identitySchema } from '../../../engine/model/identity-schema'
import { z } from '../../../engine/zod'
import { REPLY_FORMS } from '../../reply/types'
import { DIALECT_NAMES } from '../../request/types'
import { available, byScore, count, flag, number, orNull, stamped, text, type Report } from './parts'

const server = z.strictObject({ dialect: z.enum(DIALECT_NAMES), baseUrl: text, model: text })

const error = z.strictObject({
  code: text,
  message: text,
  values: z.record(text, z.union([text, number])),
})
const missing = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('cannot'), reason: text }),
  z.strictObject({ kind: z.literal('failed'), error }),
])

const verdict = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.enum(['same', 'cut']), within: z.enum(CLOSENESS), expected: number }),
  z.strictObject({
    kind: z.literal('undecided'),
    within: z.enum(CLOSENESS),
    expected: number,
    reason: z
      .enum(['coarse', 'tokens'])
      .check(
        z.describe(
          'coarse: another text can be as close. tokens: equal, but the server counts other tokens.',
        ),
      ),
  }),
  z.strictObject({
    kind: z.literal('different'),
    expected: number,
    reason: z
      .optional(z.enum(['outlier', 'tokens']))
      .check(z.describe('outlier: other texts are as close as `others`. tokens: other tokens were encoded.')),
    others: z.optional(z.enum(CLOSENESS)),
  }),
  z.strictObject({ kind: z.enum(['dimension', 'rows']), ours: count, theirs: count }),
])

const comparison = z.strictObject({
  dense: orNull(
    available(
      z.strictObject({
        dimension: count,
        zeros: count.check(z.describe('Zeros at the end that were left out of the comparison.')),
        norm: number,
        cosine: orNull(number),
        largestDifference: orNull(number),
        isNormalised: flag,
        verdict,
      }),
    ),
  ),
  sparse: orNull(
    available(
      z.strictObject({
        shared: count,
        onlyOurs: count,
        onlyTheirs: count,
        cosine: orNull(number),
        largestDifference: number,
        top: z.strictObject({ k: count, shared: count }),
        special: z.array(count),
        verdict,
      }),
    ),
  ),
  colbert: orNull(
    available(
      z.strictObject({
        rows: count,
        dimension: count,
        ourRows: count,
        meanCosine: orNull(number),
        leastCosine: orNull(number),
        largestDifference: orNull(number),
        verdict,
      }),
    ),
  ),
})

const sent = z.strictObject({
  input: text.check(z.describe('What was sent: the model’s exact input.')),
  tokens: count.check(z.describe('By m3scope’s tokenizer.')),
  truncated: flag,
  tokens_counted_by_server: orNull(number),
  latencies_ms: z.array(number),
  reply_form: z.enum(REPLY_FORMS),
  missing: z
    .strictObject({
      dense: z.optional(missing),
      sparse: z.optional(missing),
      colbert: z.optional(missing),
    })
    .check(z.describe('Heads that the server gave nothing of.')),
  comparison: comparison.check(z.describe('null: the server gave nothing of that head.')),
})

export const endpointComparisonSchema = z
  .strictObject({
    ...stamped('m3scope/endpoint-comparison'),
    identity: identitySchema,
    is_demo: flag,
    server,
    texts: z.strictObject({ a: sent, b: orNull(sent) }),
    scores: orNull(
      z.strictObject({
        theirs: byScore(orNull(number)),
        ours: byScore(available(number)),
        denseCosine: orNull(number),
        weights: z.strictObject({ dense: number, sparse: number, colbert: number }),
        verdicts: z
          .optional(byScore(orNull(z.enum(['same', 'undecided', 'different']))))
          .check(z.describe('Never better than those of the vectors; null: nothing to compare.')),
      }),
    ),
  })
  .check(z.describe('The vectors of a live server beside those of m3scope’s model.'))

export const endpointSweepSchema = z
  .strictObject({
    ...stamped('m3scope/endpoint-sweep'),
    server: orNull(server),
    rows: z.array(
      z.strictObject({
        tokens: count,
        characters: count,
        promptTokens: orNull(number),
        latency: orNull(number),
        verdict: z.enum(['first', 'whole', 'cut', 'rejected', 'failed']),
        cosineToShorter: orNull(number),
        cosineToOurs: orNull(number),
        oursAt: orNull(count),
        error: orNull(error),
      }),
    ),
    verdict: z.enum(['cut', 'rejects', 'failed', 'whole']),
    at: orNull(count).check(z.describe('Tokens; null: not even the shortest text was taken.')),
    from: z.enum(['text', 'neutral']),
    sample: text,
    slack: number.check(z.describe('1 − cosine up to which two vectors count as the same.')),
  })
  .check(z.describe('Where a live server stops reading a text.'))

export type EndpointComparisonReport = Report<typeof endpointComparisonSchema>
export type EndpointSweepReport = Report<typeof endpointSweepSchema>
