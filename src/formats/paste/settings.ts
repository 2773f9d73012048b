/** What a request says about truncation, dimensions and the form of its reply. */
import { isObject } from '../../engine/values'
import type { JsonObject } from './json'
import { TEXT_KEYS } from './recognise'
import type { PastedCase, PasteNote } from './types'

type Settings = Pick<
  PastedCase,
  'model' | 'promptName' | 'truncation' | 'truncateDim' | 'normalize' | 'encodingFormat' | 'notes'
>

/** Fields that are read, or that do not change vectors. */
const READ = new Set<string>([
  ...TEXT_KEYS,
  'model',
  'a',
  'b',
  'text_1',
  'text_2',
  'data',
  'parameters',
  'options',
  'task',
  'embed_task',
  'return_dense',
  'return_sparse',
  'return_colbert_vecs',
  'return_colbert',
  'return_tokens',
  'max_length',
  'truncate_prompt_tokens',
  'max_tokens_per_text',
  'num_ctx',
  'truncate',
  'truncation',
  'truncation_direction',
  'truncation_side',
  'dimensions',
  'dimension',
  'truncate_dim',
  'output_dimension',
  'normalize',
  'normalize_embeddings',
  'embd_normalize',
  'encoding_format',
  'prompt_name',
  'instruction',
  'text_type',
  'input_type',
  'user',
  'modality',
  'keep_alive',
  'raw_scores',
  'add_special_tokens',
  'add_special',
  'use_activation',
  'output_type',
  'weights',
  'tokenizer',
  'tokens',
  'stream',
  'embed_dtype',
  'endianness',
  'source_sentence',
])

export function settingsOf(body: JsonObject, dialect: PastedCase['dialect']): Settings {
  const given = inner(body)
  const notes: PasteNote[] = []
  const text = (...names: readonly string[]) =>
    pick(given, names, (value) => typeof value === 'string') as string | null
  const whole = (...names: readonly string[]) =>
    pick(given, names, (value) => Number.isInteger(value) && (value as number) > 0) as number | null
  const flag = (...names: readonly string[]) =>
    pick(given, names, (value) => typeof value === 'boolean') as boolean | null

  const promptName = text('prompt_name')
  if (promptName !== null) notes.push({ code: 'prompt-name', values: { name: promptName } })
  const instruction = text('instruction', 'text_type', 'input_type')
  if (instruction !== null && instruction !== '')
    notes.push({ code: 'instruction', values: { name: instruction.slice(0, 60) } })
  const numCtx = whole('num_ctx')
  if (numCtx !== null) notes.push({ code: 'num-ctx', values: { count: numCtx } })
  const truncateDim = whole('dimensions', 'dimension', 'truncate_dim', 'output_dimension')
  // Infinity 0.0.78 cuts the vector and does not normalise it again.
  if (truncateDim !== null && dialect === 'infinity')
    notes.push({ code: 'dimensions-not-normalised', values: { count: truncateDim } })
  const unknown = Object.keys(given).filter((name) => !READ.has(name))
  if (unknown.length > 0)
    notes.push({ code: 'unknown-fields', values: { fields: unknown.slice(0, 12).join(', ') } })
  return {
    model: text('model'),
    promptName,
    truncation: {
      maxLength: whole('max_length', 'truncate_prompt_tokens', 'max_tokens_per_text'),
      ...truncateOf(given),
    },
    truncateDim,
    normalize: flag('normalize', 'normalize_embeddings', 'use_activation') ?? llamaNormalize(given),
    encodingFormat: text('encoding_format'),
    notes,
  }
}

/** Puts Ollama's options, TEI's and DashScope's parameters and a plugin's data on one level. */
function inner(body: JsonObject): JsonObject {
  const { options, parameters, data, inputs, input } = body
  return [options, parameters, data, inputs, input].reduce<JsonObject>(
    (all, part) => (isObject(part) ? { ...part, ...all } : all),
    body,
  )
}

function pick(given: JsonObject, names: readonly string[], is: (value: unknown) => boolean): unknown {
  for (const name of names) if (is(given[name])) return given[name]
  return null
}

/** true; or NVIDIA's and Cohere's "NONE", "START", "END": the side that is cut. */
function truncateOf(given: JsonObject): Omit<PastedCase['truncation'], 'maxLength'> {
  const { truncate } = given
  const side = String(given['truncation_direction'] ?? given['truncation_side'] ?? '').toLowerCase()
  const direction = side === 'left' || side === 'right' ? side : null
  if (typeof truncate === 'string') {
    const word = truncate.toUpperCase()
    return {
      truncate: word === 'NONE' ? false : word === 'START' || word === 'END' ? true : null,
      direction: word === 'START' ? 'left' : word === 'END' ? 'right' : direction,
    }
  }
  return { truncate: typeof truncate === 'boolean' ? truncate : null, direction }
}

/** llama.cpp: -1 none, 2 L2. m3scope has no other norms. */
const llamaNormalize = ({ embd_normalize }: JsonObject): boolean | null =>
  embd_normalize === 2 ? true : embd_normalize === -1 ? false : null
