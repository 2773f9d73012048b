import { saidBy, type Detail } from '../detail-words'
import { detail } from '../details'
import { EngineError } from '../errors'
import type { Sourced } from './types'

/** The parts of config.json that m3scope reads. */
export interface ModelConfig {
  readonly modelType: string | null
  readonly hiddenSize: number | null
  readonly layers: number | null
  readonly heads: number | null
  readonly maxPositionEmbeddings: number | null
  readonly padTokenId: number | null
  readonly vocabSize: number | null
}

/** @throws EngineError model/config-invalid when the file holds no JSON object */
export function parseObject(json: string, file: string): Record<string, unknown> {
  let value: unknown
  try {
    value = JSON.parse(json)
  } catch (error) {
    throw invalid(file, detail('json-said', { said: saidBy(error) }))
  }
  if (value === null || typeof value !== 'object' || Array.isArray(value))
    throw invalid(file, detail('not-json-object'))
  return value as Record<string, unknown>
}

const invalid = (file: string, detail: Detail) =>
  new EngineError('model/config-invalid', `${file} cannot be read: ${detail.text}.`, { file, detail })

/** @throws EngineError model/config-invalid */
export function parseConfig(json: string, file: string): ModelConfig {
  const object = parseObject(json, file)
  const number = (key: string) => {
    const value = object[key]
    return typeof value === 'number' && Number.isFinite(value) ? value : null
  }
  return {
    modelType: typeof object.model_type === 'string' ? object.model_type : null,
    hiddenSize: number('hidden_size'),
    layers: number('num_hidden_layers'),
    heads: number('num_attention_heads'),
    maxPositionEmbeddings: number('max_position_embeddings'),
    padTokenId: number('pad_token_id'),
    vocabSize: number('vocab_size'),
  }
}

const OFFSET_POSITIONS = new Set(['xlm-roberta', 'roberta', 'camembert', 'xlm-roberta-xl'])

/**
 * Maximum number of tokens, template tokens included: the smallest limit that the files give.
 * RoBERTa's first position is pad id + 1, so a table of 8194 rows holds 8192 tokens.
 * @throws EngineError model/config-invalid when no file says it
 */
export function positionLimit(
  config: ModelConfig | null,
  configFile: string | null,
  tokenizerMaxLength: number | null,
  padId: number | null,
): Sourced<number> {
  const limits: Sourced<number>[] = []
  if (config?.maxPositionEmbeddings) {
    const reserved = OFFSET_POSITIONS.has(config.modelType ?? '') ? (config.padTokenId ?? padId ?? 1) + 1 : 0
    const found = config.maxPositionEmbeddings
    const source = `${configFile}: max_position_embeddings ${found}`
    limits.push(
      reserved === 0
        ? { value: found, source }
        : {
            value: found - reserved,
            source: `${source} − ${reserved} (positions start at pad id + 1)`,
            words: { code: 'positions-reserved', values: { source, reserved } },
          },
    )
  }
  if (tokenizerMaxLength !== null)
    limits.push({
      value: tokenizerMaxLength,
      source: `tokenizer_config.json: model_max_length ${tokenizerMaxLength}`,
    })
  const [first, ...rest] = limits
  if (!first) throw invalid(configFile ?? 'config.json', detail('no-length'))
  return rest.reduce((least, next) => (next.value < least.value ? next : least), first)
}
