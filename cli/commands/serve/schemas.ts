/** Schemas of the requests to m3scope's own server. Their limits are those of the loaded model. */
import { z } from 'zod'
import type { EncodeSettings } from '../../../src/engine/encode/types'
import type { ModelInfo } from '../../../src/engine/model/types'
import { TOKENIZER_MODES, type TokenizerMode } from '../../../src/engine/tokenizer/types'
import { isWeight } from '../../../src/engine/score/fuse'

/** Most texts of a request, since the whole reply is made in memory. */
export const MAX_TEXTS = 1_000

/** Clients write `null` for an option that they do not set. */
const optional = <T>(schema: z.ZodType<T>) => schema.nullish().transform((value) => value ?? undefined)
const flag = (initial: boolean) => optional(z.boolean()).transform((value) => value ?? initial)

/** Fields that every request may have. Without them the settings of the server's start hold. */
function common({ heads: { dense }, positionLimit }: ModelInfo) {
  const { value: limit } = positionLimit
  const dimension = dense.state === 'available' ? dense.value.dimension : null
  return {
    max_length: optional(
      z.int().min(2, 'at least 2: <s> and </s> count').max(limit, `this model takes ${limit} tokens`),
    ),
    truncate_dim: optional(
      dimension === null
        ? z.int().min(1)
        : z.int().min(1).max(dimension, `this model has ${dimension} dimensions`),
    ),
    normalize: optional(z.boolean()),
    tokenizer: optional(z.enum(TOKENIZER_MODES)),
  }
}

const kindOf = (value: unknown): string =>
  value === null
    ? 'null'
    : Array.isArray(value)
      ? 'a list'
      : typeof value === 'object'
        ? 'an object'
        : `a ${typeof value}`

const TOKEN_IDS =
  'token ids are not taken, another tokenizer may have made them: send the texts (LangChain: check_embedding_ctx_length=False)'
const FIRST_SHOWN = 'a list of texts, each a string'

/**
 * A list of texts. Its length is checked first and the search ends at the first item that is no text, so millions of bad
 * items cost no more than one.
 */
const texts = z.transform((value: unknown, context): readonly string[] => {
  const refuse = (message: string, path: readonly number[] = []): never => {
    context.issues.push({ code: 'custom', input: value, message, path: [...path] })
    return z.NEVER
  }
  if (value === undefined) return refuse(`is missing; ${FIRST_SHOWN}`)
  if (!Array.isArray(value)) return refuse(`${FIRST_SHOWN}; found ${kindOf(value)}`)
  if (value.length === 0) return refuse('at least one text')
  if (value.length > MAX_TEXTS)
    return refuse(`at most ${MAX_TEXTS} texts; found ${value.length}. Send them in several requests`)
  const bad = value.findIndex((text) => typeof text !== 'string')
  return bad < 0 ? (value as string[]) : refuse(`each text is a string; found ${kindOf(value[bad])}`, [bad])
})

/** OpenAI's: one text, or a list. */
const input = z.transform((value: unknown, context): readonly string[] => {
  if (typeof value === 'string') return [value]
  const [first] = Array.isArray(value) ? (value as unknown[]) : []
  if (typeof first === 'number' || Array.isArray(first)) {
    context.issues.push({ code: 'custom', input: value, message: TOKEN_IDS, path: [] })
    return z.NEVER
  }
  const parsed = texts.safeParse(value)
  if (parsed.success) return parsed.data
  for (const { message, path } of parsed.error.issues)
    context.issues.push({ code: 'custom', input: value, message, path: [...path] })
  return z.NEVER
})

const weight = z.number().refine(isWeight, 'a number from 0')

export function schemasFor(info: ModelInfo) {
  const { max_length, truncate_dim, normalize, tokenizer } = common(info)
  return {
    encode: z.strictObject({
      texts,
      max_length,
      truncate_dim,
      normalize,
      tokenizer,
      return_dense: flag(true),
      return_sparse: flag(true),
      return_colbert_vecs: flag(false),
    }),
    score: z.strictObject({
      a: z.string(),
      b: z.string(),
      weights: optional(z.tuple([weight, weight, weight], 'three numbers: dense, sparse, colbert')),
      max_length,
      truncate_dim,
      normalize,
      tokenizer,
    }),
    tokenize: z.strictObject({ texts, max_length, tokenizer }),
    /** Not strict: clients of OpenAI send more fields, which are ignored. */
    embeddings: z.object({
      input,
      model: optional(z.string()),
      encoding_format: optional(z.enum(['float', 'base64'])).transform((format) => format ?? 'float'),
      dimensions: truncate_dim,
    }),
  }
}

export type Schemas = ReturnType<typeof schemasFor>

interface Asked {
  readonly max_length?: number | undefined
  readonly truncate_dim?: number | undefined
  readonly normalize?: boolean | undefined
  readonly tokenizer?: TokenizerMode | undefined
}

/** @param given the settings that the server was started with */
export const settingsFor = (given: EncodeSettings, asked: Asked): EncodeSettings => ({
  ...given,
  maxLength: asked.max_length ?? given.maxLength,
  truncateDim: asked.truncate_dim ?? given.truncateDim,
  normalize: asked.normalize ?? given.normalize,
  tokenizerMode: asked.tokenizer ?? given.tokenizerMode,
})
