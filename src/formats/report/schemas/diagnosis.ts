import { identitySchema } from '../../../engine/model/identity-schema'
import { z } from '../../../engine/zod'
import { count, flag, number, orNull, side, stamped, text, type Report } from './parts'

const kind = z.enum([
  'abbreviations',
  'symbols',
  'control',
  'emoji',
  'urls',
  'whitespace',
  'full-width',
  'lower-case',
  'html',
])
const mode = z.enum(['hf4', 'hf5'])

const remedy = z.discriminatedUnion('do', [
  z.strictObject({ do: z.literal('raise-max-length'), max_length: count, fits: flag }),
  z.strictObject({ do: z.literal('use-chunks') }),
  z.strictObject({ do: z.literal('leave-out-headers'), tokens: z.int(), fits: flag }),
  z.strictObject({ do: z.literal('rules-off'), rules: z.array(kind) }),
  z.strictObject({ do: z.literal('rule-on'), rule: z.enum(['control', 'full-width']) }),
  z.strictObject({ do: z.literal('other-tokenizer'), tokenizer: mode }),
  z.strictObject({ do: z.literal('dense-alone') }),
  z.strictObject({ do: z.literal('faithful-activations') }),
  z.strictObject({ do: z.literal('load-model') }),
])

const fact = <C extends string, V extends Readonly<Record<string, z.core.$ZodType>>>(code: C, values: V) =>
  z.strictObject({ code: z.literal(code), ...values, remedies: z.array(remedy) })

const characters = {
  side,
  count,
  characters: z.array(z.strictObject({ name: text, count })),
  tokens: count,
  tokens_without: count,
  same_ids: flag,
}
const script = z.strictObject({ script: text, share: number })

const facts = z.discriminatedUnion('code', [
  fact('not-finite', { side: orNull(side), of: text, found: text }),
  fact('truncated', { side, tokens: count, kept: count, lost: count, max_length: count, model_limit: count }),
  fact('no-shared-token', {
    tokens_a: count,
    tokens_b: count,
    common_ids: count,
    sparse: z.literal(0),
    dense: orNull(number),
    sparse_dense: orNull(number),
    dense_share: number,
  }),
  fact('headers-encoded', { side, turns: count, tokens: z.int(), of: count }),
  fact('rule-changed', {
    side,
    places: count,
    rules: z.array(z.strictObject({ kind, places: count })),
    tokens: count,
    tokens_without: count,
    same_ids: flag,
  }),
  fact('hidden-characters', characters),
  fact('full-width-characters', characters),
  fact('languages-differ', { a: script, b: script, shared_tokens: orNull(count) }),
  fact('tokenizers-differ', {
    side,
    hf4: count,
    hf5: count,
    first: z.strictObject({ at: orNull(count), hf4: text, hf5: text }),
    used: mode,
  }),
  fact('unknown-tokens', { side, tokens: count, of: count }),
  fact('split-words', { side, words: count, tokens: count, of: count, pieces: count, longest: text }),
  fact('short-text', { side, tokens: count, fewer_than: count, row_share: orNull(number) }),
  fact('quantised-model', {
    dtype: text,
    activations: z.enum(['published', 'faithful']),
    dense_cosine: number,
    scores: number,
  }),
  fact('demo-model', { model: text }),
])

export const diagnosisSchema = z
  .strictObject({
    ...stamped('m3scope/diagnosis'),
    identity: identitySchema,
    stale: flag,
    facts: z.array(facts),
  })
  .check(z.describe('Facts that explain the scores of two texts, the most important first.'))

export type DiagnosisReport = Report<typeof diagnosisSchema>
