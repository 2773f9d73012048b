/** The schema of `m3scope/vectors`. docs/schemas/m3scope-vectors-1.schema.json is generated from it. */
import { z } from '../../engine/zod'
import { identitySchema } from '../../engine/model/identity-schema'
import { HEAD_NAMES } from '../../engine/model/types'
import { ruleSchema } from '../../engine/text/preprocess/json'

export const VECTORS_FORMAT = 'm3scope/vectors'
export const VECTORS_VERSION = 1

const number = z.number()
const count = z.int().check(z.nonnegative())
const unavailable = z
  .strictObject({ unavailable: z.string().check(z.describe('Why the model cannot give it.')) })
  .check(z.describe('In place of a value that the model lacks.'))

const record = z.strictObject({
  id: z.union([z.string(), z.int()]).check(z.describe('Text A is "A", its first sentence "A1".')),
  side: z.nullable(z.enum(['a', 'b'])),
  unit: z.enum(['text', 'sentence']),
  range: z
    .nullable(z.tuple([count, count]))
    .check(z.describe('UTF-16 range [start, end) of the text as given; null in the terminal.')),
  speaker: z.nullable(z.string()),
  timestamp: z.nullable(z.string()),
  text: z.string().check(z.describe('As given.')),
  input: z.string().check(z.describe('The model’s exact input: rules applied, prefix before it.')),
  input_ids: z.array(count).check(z.describe('[n], <s> and </s> included.')),
  tokens: z.array(z.string()).check(z.describe('[n] pieces as the vocabulary writes them.')),
  truncated: z.boolean(),
  full_length: count.check(z.describe('Tokens before truncation.')),
  dense_vecs: z
    .optional(z.union([z.array(number), unavailable]))
    .check(
      z.describe(
        'FlagEmbedding’s dense_vecs: [settings.dimension] where a cut was chosen, else [dimension].',
      ),
    ),
  dense_vecs_full: z
    .optional(z.union([z.array(number), unavailable]))
    .check(z.describe('The whole vector, beside a cut one.')),
  lexical_weights: z
    .optional(z.union([unavailable, z.record(z.string().check(z.regex(/^\d+$/)), number)]))
    .check(z.describe('FlagEmbedding’s lexical_weights: token id → weight.')),
  lexical_tokens: z
    .optional(
      z.union([
        z.array(z.strictObject({ id: count, token: z.nullable(z.string()), weight: number })),
        unavailable,
      ]),
    )
    .check(z.describe('The same weights in order of first occurrence, with the pieces.')),
  colbert_vecs: z
    .optional(z.union([z.array(z.array(number)), unavailable]))
    .check(z.describe('[n - 1][dimension]: row 0 is token 1, as <s> has none.')),
})

export const vectorsSchema = z
  .strictObject({
    format: z.literal(VECTORS_FORMAT),
    version: z.literal(VECTORS_VERSION),
    created: z.iso.datetime(),
    is_demo: z.boolean().check(z.describe('Made by the embedded demo model: not bge-m3’s vectors.')),
    identity: identitySchema,
    settings: z.strictObject({
      heads: z.array(z.enum(HEAD_NAMES as ['dense', 'sparse', 'colbert'])),
      dimension: z
        .nullable(count)
        .check(z.describe('dense_vecs cut to this many dimensions, then normalised; null: whole.')),
    }),
    preprocessing: z.strictObject({
      prefix: z.string().check(z.describe('Before text A.')),
      rules: z.array(ruleSchema).check(z.describe('The enabled rules in order (format m3scope/rules).')),
      leave_out_metadata: z
        .boolean()
        .check(z.describe('Timestamps and speakers of conversations are left out of whole texts.')),
    }),
    count,
    records: z.array(record),
  })
  .check(z.describe('Vectors of texts and sentences as m3scope exports them.'))

export type VectorsFile = z.infer<typeof vectorsSchema>
