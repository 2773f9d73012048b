/** The shape of `m3scope/vectors`. docs/schemas/m3scope-vectors-1.schema.json is made from it; a test compares them. */
import { z } from 'zod'
import { identitySchema } from '../../engine/model/identity-schema'
import { HEAD_NAMES } from '../../engine/model/types'
import { ruleSchema } from '../../engine/text/preprocess/json'

export const VECTORS_FORMAT = 'm3scope/vectors'
export const VECTORS_VERSION = 1

const number = z.number()
const count = z.number().int().nonnegative()
const unavailable = z
  .strictObject({ unavailable: z.string().describe('Why the model cannot give it.') })
  .describe('In place of a value that the model lacks.')

const record = z.strictObject({
  id: z.union([z.string(), z.number().int()]).describe('Text A is "A", its first sentence "A1".'),
  side: z.enum(['a', 'b']).nullable(),
  unit: z.enum(['text', 'sentence']),
  range: z
    .tuple([count, count])
    .nullable()
    .describe('UTF-16 range [start, end) of the text as given; null in the terminal.'),
  speaker: z.string().nullable(),
  timestamp: z.string().nullable(),
  text: z.string().describe('As given.'),
  input: z.string().describe('The model’s exact input: rules applied, prefix before it.'),
  input_ids: z.array(count).describe('[n], <s> and </s> included.'),
  tokens: z.array(z.string()).describe('[n] pieces as the vocabulary writes them.'),
  truncated: z.boolean(),
  full_length: count.describe('Tokens before truncation.'),
  dense_vecs: z
    .union([z.array(number), unavailable])
    .optional()
    .describe('FlagEmbedding’s dense_vecs: [settings.dimension] where a cut was chosen, else [dimension].'),
  dense_vecs_full: z
    .union([z.array(number), unavailable])
    .optional()
    .describe('The whole vector, beside a cut one.'),
  lexical_weights: z
    .union([unavailable, z.record(z.string().regex(/^\d+$/), number)])
    .optional()
    .describe('FlagEmbedding’s lexical_weights: token id → weight.'),
  lexical_tokens: z
    .union([
      z.array(z.strictObject({ id: count, token: z.string().nullable(), weight: number })),
      unavailable,
    ])
    .optional()
    .describe('The same weights in order of first occurrence, with the pieces.'),
  colbert_vecs: z
    .union([z.array(z.array(number)), unavailable])
    .optional()
    .describe('[n - 1][dimension]: row 0 is token 1, as <s> has none.'),
})

export const vectorsSchema = z
  .strictObject({
    format: z.literal(VECTORS_FORMAT),
    version: z.literal(VECTORS_VERSION),
    created: z.iso.datetime(),
    is_demo: z.boolean().describe('Made by the embedded demo model: not bge-m3’s vectors.'),
    identity: identitySchema,
    settings: z.strictObject({
      heads: z.array(z.enum(HEAD_NAMES as ['dense', 'sparse', 'colbert'])),
      dimension: count
        .nullable()
        .describe('dense_vecs cut to this many dimensions, then normalised; null: whole.'),
    }),
    preprocessing: z.strictObject({
      prefix: z.string().describe('Before text A.'),
      rules: z.array(ruleSchema).describe('The enabled rules in order (format m3scope/rules).'),
      leave_out_metadata: z
        .boolean()
        .describe('Timestamps and speakers of conversations are left out of whole texts.'),
    }),
    count,
    records: z.array(record),
  })
  .describe('Vectors of texts and sentences as m3scope exports them.')

export type VectorsFile = z.infer<typeof vectorsSchema>
