/** Schemas of the requests to m3scope's own server. Their limits are those of the loaded model. */
import { z } from 'zod'
import type { EncodeSettings } from '../../../src/engine/encode/types'
import type { ModelInfo } from '../../../src/engine/model/types'
import { TOKENIZER_MODES, type TokenizerMode } from '../../../src/engine/tokenizer/types'
import { isWeight } from '../../../src/engine/score/fuse'

/** Most texts of a request, since the whole reply is made in memory. */
export const MAX_TEXTS = 1_000

/** Fields that every request may have. Without them the settings of the server's start hold. */
function common({ heads: { dense }, positionLimit }: ModelInfo) {
  const { value: limit } = positionLimit
  const dimension = dense.state === 'available' ? dense.value.dimension : null
  return {
    max_length: z
      .int()
      .min(2, 'at least 2: <s> and </s> count')
      .max(limit, `this model takes ${limit} tokens`)
      .optional(),
    truncate_dim: (dimension === null
      ? z.int().min(1)
      : z.int().min(1).max(dimension, `this model has ${dimension} dimensions`)
    ).optional(),
    normalize: z.boolean().optional(),
    tokenizer: z.enum(TOKENIZER_MODES).optional(),
  }
}

const texts = z.array(z.string()).min(1, 'at least one text').max(MAX_TEXTS, `at most ${MAX_TEXTS} texts`)
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
      return_dense: z.boolean().default(true),
      return_sparse: z.boolean().default(true),
      return_colbert_vecs: z.boolean().default(false),
    }),
    score: z.strictObject({
      a: z.string(),
      b: z.string(),
      weights: z.tuple([weight, weight, weight], 'three numbers: dense, sparse, colbert').optional(),
      max_length,
      truncate_dim,
      normalize,
      tokenizer,
    }),
    tokenize: z.strictObject({ texts, max_length, tokenizer }),
    /** Not strict: clients of OpenAI send more fields, which are ignored. */
    embeddings: z.object({
      input: z.union(
        [z.string(), texts],
        'a string or a list of strings; token ids are not taken: another tokenizer may have made them',
      ),
      model: z.string().optional(),
      encoding_format: z.enum(['float', 'base64']).default('float'),
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
