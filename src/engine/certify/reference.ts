import { z } from '../zod'
import { saidBy, worded, type Detail } from '../detail-words'
import { issueDetail } from '../schema-details'
import { SCHEMA_DETAILS } from '../schema-sentences'
import { EngineError } from '../errors'
import { SCORE_NAMES } from '../score/types'
import {
  REFERENCE_FORMAT,
  REFERENCE_VERSION,
  type Reference,
  type ReferencePair,
  type ReferenceText,
} from './types'

/** The limit of texts, and the limit of pairs, in one file. Each text and each pair is a run of the model. */
export const MAX_REFERENCE_TEXTS = 500

const MAX_CHARACTERS = 200_000
const MAX_DIMENSION = 65_536

const row = z.array(z.number()).check(z.minLength(1), z.maxLength(MAX_DIMENSION))
const provenance = {
  origin: z.exactOptional(z.string()),
  precision: z.exactOptional(z.string().check(z.minLength(1))),
  decimals: z.exactOptional(z.int().check(z.gte(0), z.lte(17))),
}
const text = z.string().check(z.maxLength(MAX_CHARACTERS))
const maxLength = z.exactOptional(z.int().check(z.gte(2)))

const textSchema = z.object({
  id: z.string(),
  text,
  max_length: maxLength,
  input_ids: z.exactOptional(z.array(z.int().check(z.nonnegative())).check(z.maxLength(MAX_DIMENSION))),
  dense_vecs: z.exactOptional(row),
  lexical_weights: z.exactOptional(
    z.record(z.string().check(z.regex(/^\d+$/, SCHEMA_DETAILS['keys-no-ids'])), z.number()),
  ),
  colbert_vecs: z.exactOptional(
    z.array(row).check(
      z.minLength(1),
      z.refine(
        (rows) => rows.every((each) => each.length === rows[0]!.length),
        SCHEMA_DETAILS['rows-unequal'],
      ),
    ),
  ),
  ...provenance,
}) satisfies z.ZodMiniType<ReferenceText>

const weight = z.number().check(z.nonnegative())

const pairSchema = z.object({
  id: z.string(),
  a: text,
  b: text,
  max_length: maxLength,
  weights: z.exactOptional(z.tuple([weight, weight, weight])),
  scores: z.partialRecord(z.enum(SCORE_NAMES), z.number()),
  ...provenance,
}) satisfies z.ZodMiniType<ReferencePair>

export const referenceSchema = z
  .object({
    format: z.literal(REFERENCE_FORMAT),
    version: z.literal(REFERENCE_VERSION),
    name: z.string().check(z.minLength(1)),
    origin: z.string().check(z.minLength(1)),
    precision: z.string().check(z.minLength(1)),
    decimals: provenance.decimals,
    graph_sha256: z.exactOptional(z.string().check(z.regex(/^[0-9a-f]{64}$/, SCHEMA_DETAILS['no-sha256']))),
    texts: z.array(textSchema).check(z.maxLength(MAX_REFERENCE_TEXTS)),
    pairs: z.array(pairSchema).check(z.maxLength(MAX_REFERENCE_TEXTS)),
  })
  .check(
    z.refine(({ texts, pairs }) => texts.length + pairs.length > 0, SCHEMA_DETAILS['nothing-to-check']),
  ) satisfies z.ZodMiniType<Reference>

/**
 * @param json the file's text @param file its name, for the message
 * @throws EngineError reference/invalid, naming the field
 */
export function parseReference(json: string, file: string): Reference {
  return parse(referenceSchema, json, file)
}

/** Checks an entry that the terminal has read from one line. @throws EngineError reference/invalid */
export const checkReferenceText = (value: unknown, file: string): ReferenceText =>
  check(textSchema, value, file)
export const checkReferencePair = (value: unknown, file: string): ReferencePair =>
  check(pairSchema, value, file)

/** @throws EngineError reference/invalid */
export function parse<T>(schema: z.ZodMiniType<T>, json: string, file: string): T {
  let value: unknown
  try {
    value = JSON.parse(json.replace(/^\uFEFF/, ''))
  } catch (error) {
    const said = saidBy(error)
    throw invalid(file, worded(`not JSON: ${said}`, 'not-json', { said }))
  }
  return check(schema, value, file)
}

function check<T>(schema: z.ZodMiniType<T>, value: unknown, file: string): T {
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  const issue = parsed.error.issues[0]!
  throw invalid(file, issueDetail(issue.path.join('.'), issue.message))
}

const invalid = (file: string, detail: Detail) =>
  new EngineError('reference/invalid', `${file}: ${detail.text}`, { file, detail })
