/**
 * A case as a file, version 1: two texts with everything that made their scores, so that a run elsewhere can be compared with
 * it. This schema is the source; docs/schemas/m3scope-case-1.schema.json is made from it, and a test compares them.
 */
import { SCHEMA_DETAILS } from '../../engine/schema-sentences'
import { z } from '../../engine/zod'
import { identitySchema } from '../../engine/model/identity-schema'
import { ARITHMETICS } from '../../engine/encoder/ports'
import { ACTIVATIONS } from '../../engine/model/ports'
import { SCORE_NAMES } from '../../engine/score/types'
import { TEXT_ENCODINGS } from '../../engine/text/encodings'
import { ruleSchema } from '../../engine/text/preprocess/json'
import { TOKENIZER_MODES } from '../../engine/tokenizer/types'

export const CASE_FORMAT = 'm3scope/case'
export const CASE_VERSION = 1
export const CASES_FORMAT = 'm3scope/cases'
export const CASES_VERSION = 1

const count = z.int().check(z.nonnegative())
const sha256 = z.string().check(z.regex(/^[0-9a-f]{64}$/, SCHEMA_DETAILS['no-sha256']))
// Not z.base64(): its pattern backtracks from every group of four characters, and these strings have millions.
const base64 = z.string().check(
  z.regex(/^[A-Za-z0-9+/]*={0,2}$/, SCHEMA_DETAILS['no-base64']),
  z.refine((text) => text.length % 4 === 0, SCHEMA_DETAILS['base64-cut']),
)
const reason = z.object({ unavailable: z.string() })
/** A value, or in its place the reason why the model gives none. */
const orReason = <T extends z.core.$ZodType>(value: T) => z.union([value, reason])
const perSide = <T extends z.core.$ZodType>(value: T) => z.object({ a: value, b: value })

const fileSchema = z.object({
  name: z.string(),
  encoding: z.enum(TEXT_ENCODINGS),
  how: z.enum(['bom', 'valid-utf8', 'detected', 'chosen']),
  lossy: count,
  doubtful: z.boolean(),
})

const sideSchema = z.object({
  text: z.string(),
  file: z.nullable(fileSchema).check(z.describe('Where the text came from; null: typed or pasted.')),
  bytes_of: z
    .enum(['file', 'text'])
    .check(z.describe('file: the bytes of that file. text: the UTF-8 of the text, typed or edited since.')),
  bytes: base64,
  sha256: sha256.check(z.describe('Of the bytes.')),
})

const offsets = z.array(count)
const weight = z.number().check(z.nonnegative())

export const settingsSchema = z.object({
  mode: z.enum(['hybrid', 'dense', 'sparse', 'colbert', 'all']),
  weights: z.tuple([weight, weight, weight]).check(
    z.refine(([dense, sparse]) => dense + sparse > 0, SCHEMA_DETAILS['weights-zero']),
    z.describe('weights_for_different_modes: dense, sparse, ColBERT.'),
  ),
  max_length: z.int().check(z.gte(2)),
  tokenizer_mode: z.enum(TOKENIZER_MODES),
  normalize: z.boolean(),
  truncate_dim: z.nullable(z.int().check(z.positive())),
  activations: z.enum(ACTIVATIONS),
  arithmetic: z.optional(z.enum(ARITHMETICS).check(z.describe('Absent: exact.'))),
  why_templates: z.optional(z.array(z.string())),
})

export const expectedSchema = z.object({
  outcome: z.nullable(z.enum(['match', 'no-match'])),
  score: z.enum(SCORE_NAMES),
  threshold: z
    .nullable(z.number())
    .check(z.describe('match: the score is at least this. null: not judged; none is made up.')),
})

export const metadataSchema = z.enum(['sentences', 'out', 'in'])
export const splitsSchema = perSide(z.object({ joined: offsets, cut: offsets }))
export const rulesSchema = z.array(ruleSchema)

const vectorsSchema = z.object({
  input: z.string().check(z.describe('The model’s exact input: rules applied, prefix before A.')),
  input_ids: z.array(count),
  tokens: z.array(z.string()),
  full_length: count.check(z.describe('Tokens before truncation.')),
  truncated: z.boolean(),
  dense_vecs: orReason(z.array(z.number())),
  lexical_weights: orReason(z.record(z.string(), z.number())),
  colbert_vecs: orReason(
    z.object({
      rows: count,
      dimension: count,
      sha256: sha256.check(z.describe('Of the rows as float32, little-endian.')),
      float32: z.nullable(base64).check(z.describe('These bytes; null: too many to be kept.')),
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
const cells = orReason(z.array(z.nullable(z.number())))

const heatmapSchema = z.object({
  against: z.enum(['b', 'self']),
  way: z.enum(['isolated', 'context']),
  unit: z.enum(['sentence', 'chunk']),
  rows: ranges.check(z.describe('UTF-16 ranges of text A.')),
  columns: ranges.check(z.describe('Of text B, or of A again.')),
  dense: cells.check(z.describe('Row by row; null: no token of the unit was encoded.')),
  sparse: cells,
  colbert: cells,
})

const resultSchema = z.object({
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
  heatmap: z
    .nullable(heatmapSchema)
    .check(z.describe('null: not computed for these texts, or too many cells.')),
})

export const environmentSchema = z.object({
  app: z.string().check(z.describe('m3scope and its version.')),
  user_agent: z.string(),
  page: z.nullable(z.string()).check(z.describe('Address without query, fragment and user; null: terminal.')),
  isolated: z.nullable(z.boolean()),
  secure_context: z.nullable(z.boolean()),
  hardware_threads: count,
  threads_reason: z.nullable(z.string()),
  time_ms: z.number().check(z.nonnegative(), z.describe('Wall time of the run.')),
})

/** The part of a case that its hash covers. */
const contentSchema = z.object({
  sides: perSide(sideSchema),
  prefix: z.string(),
  rules: rulesSchema.check(z.describe('All of them, in order; `enabled` says which were applied.')),
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
    id: z.string().check(z.minLength(1)),
    name: z.string(),
    notes: z.string(),
    expected: expectedSchema,
    created: time,
    modified: time,
    ...contentSchema.shape,
    environment: environmentSchema,
    sha256: sha256.check(
      z.describe(
        'Of the JSON of sides, prefix, rules, metadata, splits, settings and result, keys in this order, without white space.',
      ),
    ),
  })
  .check(z.describe('Two texts with everything that made their scores.'))

/** Many cases in one file. */
export const casesSchema = z.object({
  format: z.literal(CASES_FORMAT),
  version: z.literal(CASES_VERSION),
  created: time,
  cases: z.array(caseSchema),
})

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
