/**
 * A case as a file, version 1: two texts with everything that made their scores, so that a run elsewhere can be compared with
 * it. This schema is the source; docs/schemas/m3scope-case-1.schema.json is made from it, and a test compares them.
 */
import { z } from 'zod'
import { identitySchema } from '../../engine/model/identity-schema'
import { SCORE_NAMES } from '../../engine/score/types'
import { TEXT_ENCODINGS } from '../../engine/text/encodings'
import { ruleSchema } from '../../engine/text/preprocess/json'

export const CASE_FORMAT = 'm3scope/case'
export const CASE_VERSION = 1
export const CASES_FORMAT = 'm3scope/cases'
export const CASES_VERSION = 1

const count = z.number().int().nonnegative()
const sha256 = z.string().regex(/^[0-9a-f]{64}$/, 'not a SHA-256 in lower-case hex')
// Not z.base64(): its pattern keeps a place to go back to for every four characters, and these strings have millions.
const base64 = z
  .string()
  .regex(/^[A-Za-z0-9+/]*={0,2}$/, 'not base64')
  .refine((text) => text.length % 4 === 0, 'base64 that is cut off')
const reason = z.object({ unavailable: z.string() })
/** A value, or in its place the reason why the model gives none. */
const orReason = <T extends z.ZodType>(value: T) => z.union([value, reason])
const perSide = <T extends z.ZodType>(value: T) => z.object({ a: value, b: value })

const fileSchema = z.object({
  name: z.string(),
  encoding: z.enum(TEXT_ENCODINGS),
  how: z.enum(['bom', 'valid-utf8', 'detected', 'chosen']),
  lossy: count,
  doubtful: z.boolean(),
})

const sideSchema = z.object({
  text: z.string(),
  file: fileSchema.nullable().meta({ description: 'Where the text came from; null: typed or pasted.' }),
  bytes_of: z.enum(['file', 'text']).meta({
    description: 'file: the bytes of that file. text: the UTF-8 of the text, typed or edited since.',
  }),
  bytes: base64,
  sha256: sha256.meta({ description: 'Of the bytes.' }),
})

const offsets = z.array(count)
const weight = z.number().nonnegative()

export const settingsSchema = z.object({
  mode: z.enum(['hybrid', 'dense', 'sparse', 'colbert', 'all']),
  weights: z
    .tuple([weight, weight, weight])
    .refine(([dense, sparse]) => dense + sparse > 0, 'dense and sparse are both 0')
    .meta({ description: 'weights_for_different_modes: dense, sparse, ColBERT.' }),
  max_length: z.number().int().min(2),
  tokenizer_mode: z.enum(['hf4', 'hf5']),
  normalize: z.boolean(),
  truncate_dim: z.number().int().positive().nullable(),
  activations: z.enum(['published', 'faithful']),
})

export const expectedSchema = z.object({
  outcome: z.enum(['match', 'no-match']).nullable(),
  score: z.enum(SCORE_NAMES),
  threshold: z
    .number()
    .nullable()
    .meta({ description: 'match: the score is at least this. null: not judged; none is made up.' }),
})

export const metadataSchema = z.enum(['sentences', 'out', 'in'])
export const splitsSchema = perSide(z.object({ joined: offsets, cut: offsets }))
export const rulesSchema = z.array(ruleSchema)

const vectorsSchema = z.object({
  input: z.string().meta({ description: 'The model’s exact input: rules applied, prefix before A.' }),
  input_ids: z.array(count),
  tokens: z.array(z.string()),
  full_length: count.meta({ description: 'Tokens before truncation.' }),
  truncated: z.boolean(),
  dense_vecs: orReason(z.array(z.number())),
  lexical_weights: orReason(z.record(z.string(), z.number())),
  colbert_vecs: orReason(
    z.object({
      rows: count,
      dimension: count,
      sha256: sha256.meta({ description: 'Of the rows as float32, little-endian.' }),
      float32: base64.nullable().meta({ description: 'These bytes; null: too many to be kept.' }),
    }),
  ),
})

const directionSchema = z.object({
  score: z.number(),
  sum: z.number(),
  rows: count,
  query_tokens: z.array(count),
  best_tokens: z.array(count),
  similarities: z.array(z.number()),
})

const explanationSchema = z.object({
  dense: orReason(
    z.object({
      dimension: count,
      dot: z.number(),
      cosine: z.number(),
      norm_a: z.number(),
      norm_b: z.number(),
    }),
  ),
  sparse: orReason(
    z.object({
      score: z.number(),
      self_a: z.number(),
      self_b: z.number(),
      shared: z.array(
        z.object({
          id: count,
          token: z.string(),
          weight_a: z.number(),
          weight_b: z.number(),
          product: z.number(),
        }),
      ),
    }),
  ),
  colbert: orReason(z.object({ a_to_b: directionSchema, b_to_a: directionSchema })),
})

const ranges = z.array(z.tuple([count, count]))
const cells = orReason(z.array(z.number().nullable()))

const heatmapSchema = z.object({
  against: z.enum(['b', 'self']),
  way: z.enum(['isolated', 'context']),
  unit: z.enum(['sentence', 'chunk']),
  rows: ranges.meta({ description: 'UTF-16 ranges of text A.' }),
  columns: ranges.meta({ description: 'Of text B, or of A again.' }),
  dense: cells.meta({ description: 'Row by row; null: no token of the unit was encoded.' }),
  sparse: cells,
  colbert: cells,
})

export const resultSchema = z.object({
  identity: identitySchema,
  is_demo: z.boolean(),
  a: vectorsSchema,
  b: vectorsSchema,
  scores: z.object({
    dense: orReason(z.number()),
    sparse: orReason(z.number()),
    colbert: orReason(z.number()),
    'sparse+dense': orReason(z.number()),
    'colbert+sparse+dense': orReason(z.number()),
  }),
  explanation: explanationSchema,
  heatmap: heatmapSchema
    .nullable()
    .meta({ description: 'null: not computed for these texts, or too many cells.' }),
})

export const environmentSchema = z.object({
  app: z.string().meta({ description: 'm3scope and its version.' }),
  user_agent: z.string(),
  page: z
    .string()
    .nullable()
    .meta({ description: 'Address without query, fragment and user; null: terminal.' }),
  isolated: z.boolean().nullable(),
  secure_context: z.boolean().nullable(),
  hardware_threads: count,
  threads_reason: z.string().nullable(),
  time_ms: z.number().nonnegative().meta({ description: 'Wall time of the run.' }),
})

/** What the case is of; the hash covers all of it. */
export const contentSchema = z.object({
  sides: perSide(sideSchema),
  prefix: z.string(),
  rules: rulesSchema.meta({ description: 'All of them, in order; `enabled` says which were applied.' }),
  metadata: metadataSchema,
  splits: splitsSchema,
  settings: settingsSchema,
  result: resultSchema,
})

const time = z.iso.datetime()

export const caseSchema = z
  .object({
    format: z.literal(CASE_FORMAT),
    version: z.literal(CASE_VERSION),
    id: z.string().min(1),
    name: z.string(),
    notes: z.string(),
    expected: expectedSchema,
    created: time,
    modified: time,
    ...contentSchema.shape,
    environment: environmentSchema,
    sha256: sha256.meta({
      description:
        'Of the JSON of sides, prefix, rules, metadata, splits, settings and result, keys in this order, without white space.',
    }),
  })
  .meta({ title: 'm3scope case, version 1' })

export type CaseFile = z.infer<typeof caseSchema>
export type CaseContent = z.infer<typeof contentSchema>
export type CaseSide = CaseContent['sides']['a']
export type CaseResult = z.infer<typeof resultSchema>
export type CaseVectors = CaseResult['a']
export type CaseSettings = z.infer<typeof settingsSchema>
export type CaseEnvironment = z.infer<typeof environmentSchema>
export type CaseHeatmap = z.infer<typeof heatmapSchema>
export type Expected = z.infer<typeof expectedSchema>

export const NOTHING_EXPECTED: Expected = { outcome: null, score: 'sparse+dense', threshold: null }
