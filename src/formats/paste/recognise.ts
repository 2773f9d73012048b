/**
 * Finds what a body asks for, and of which server: by its keys first, and by the address where several servers share the
 * keys.
 */
import { EngineError } from '../../engine/errors'
import { isObject } from '../../engine/values'
import type { DialectName, RequestKind } from '../request/types'
import type { Json, JsonObject } from './json'
import { textsOf } from './texts'
import type { PasteNote } from './types'

interface Recognised {
  readonly dialect: DialectName | 'unknown'
  readonly kind: RequestKind
  readonly texts: readonly string[]
  readonly notes: readonly PasteNote[]
}

/** Keys of texts, the more specific first. */
const TEXT_KEYS = [
  'inputs',
  'input',
  'texts',
  'text',
  'content',
  'prompt',
  'sentences',
  'documents',
  'passages',
]

/** @throws EngineError paste/no-texts, paste/token-ids */
export function recognise(body: JsonObject, url: string | null): Recognised {
  const place = placeOf(url)
  const { inputs, input, data } = body
  if (isObject(inputs) && inputs['source_sentence'] !== undefined) {
    const { texts, notes } = textsOf([inputs['source_sentence'], ...listOf(inputs['sentences'])])
    return { dialect: 'tei', kind: 'similarity', texts, notes }
  }
  if (isObject(input) && input['texts'] !== undefined)
    return { dialect: 'dashscope', kind: kindOf(body, place), ...textsOf(input['texts']) }
  if (isObject(data) && data['input'] !== undefined)
    return { dialect: 'vllm', kind: kindOf({ ...data, ...body }, place), ...textsOf(data['input']) }
  const pair = pairOf(body)
  if (pair !== null) return { dialect: dialectOf(body, place), kind: 'similarity', ...textsOf(pair) }
  const key = TEXT_KEYS.find((name) => body[name] !== undefined)
  if (key === undefined) throw noTexts(Object.keys(body).slice(0, 12).join(', '))
  return { dialect: dialectOf(body, place), kind: kindOf(body, place), ...textsOf(body[key]!) }
}

/** A score or a ranking: the query, then the other texts. */
function pairOf(body: JsonObject): Json[] | null {
  const { a, b, query, text_1, text_2 } = body
  if (typeof a === 'string' && typeof b === 'string') return [a, b]
  if (text_1 !== undefined && text_2 !== undefined) return [...listOf(text_1), ...listOf(text_2)]
  const others = body['documents'] ?? body['texts'] ?? body['passages']
  return typeof query === 'string' ? [query, ...listOf(others)] : null
}

const listOf = (json: Json | undefined): readonly Json[] =>
  json === undefined ? [] : Array.isArray(json) ? json : [json as Json]

interface Place {
  readonly host: string
  readonly port: string
  readonly path: string
}

function placeOf(url: string | null): Place {
  const found = /^(?:[a-z][\w+.-]*:\/\/)?([^/?#:]*)(?::(\d+))?([^?#]*)/i.exec(url ?? '')
  return { host: found?.[1] ?? '', port: found?.[2] ?? '', path: (found?.[3] ?? '').replace(/\/+$/, '') }
}

const VLLM_KEYS = [
  'truncate_prompt_tokens',
  'truncation_side',
  'add_special_tokens',
  'embed_dtype',
  'endianness',
  'use_activation',
  'task',
]
const FASTAPI_KEYS = ['return_dense', 'return_sparse', 'return_colbert_vecs']

function dialectOf(body: JsonObject, { host, port, path }: Place): DialectName | 'unknown' {
  const has = (names: readonly string[]) => names.some((name) => body[name] !== undefined)
  const ends = (...paths: readonly string[]) => paths.some((end) => path.endsWith(end))
  if (has(['inputs'])) return 'tei'
  if (has(['texts']) || typeof body['a'] === 'string')
    return path === '' || ends('/v1/encode', '/v1/score', '/v1/tokenize') ? 'm3scope' : 'unknown'
  if (ends('/api/embed', '/api/embeddings')) return 'ollama'
  if (has(['prompt'])) return ends('/tokenize') ? 'vllm' : path === '' ? 'ollama' : 'unknown'
  if (has(['content'])) {
    if (ends('/embed', '/embed/simple') || has(FASTAPI_KEYS)) return 'fastapi'
    return ends('/embedding', '/embeddings', '/tokenize') ? 'llamacpp' : 'unknown'
  }
  if (!has(['input'])) return 'unknown'
  if (ends('/embedding')) return 'llamacpp'
  if (ends('/pooling')) return 'vllm'
  if (host.endsWith('siliconflow.cn') || host.endsWith('siliconflow.com')) return 'siliconflow'
  if (/(^|\.)dashscope(-\w+)?\.aliyuncs\.com$/.test(host)) return 'dashscope'
  if (has(['return_sparse'])) return 'xinference'
  if (has(VLLM_KEYS)) return 'vllm'
  if (has(['modality'])) return 'infinity'
  if (port === '7997') return 'infinity'
  if (port === '9997') return 'xinference'
  if (port === '11434') return 'ollama'
  if (path !== '' && !path.endsWith('/embeddings') && !path.endsWith('/sparse-embeddings')) return 'unknown'
  return path.endsWith('/embeddings') && !path.endsWith('/v1/embeddings') && /^\/embeddings$/.test(path)
    ? 'infinity'
    : 'openai'
}

function kindOf(body: JsonObject, { path }: Place): RequestKind {
  const { task, embed_task, return_sparse, return_dense, return_colbert_vecs, parameters } = body
  if (path.endsWith('/tokenize')) return 'tokenize'
  if (/\/(embed_sparse|encode\/sparse|sparse-embeddings)$/.test(path)) return 'sparse'
  if (path.endsWith('/encode/colbert') || task === 'token_embed') return 'colbert'
  if (task === 'token_classify' || embed_task === 'sparse') return 'sparse'
  if (isObject(parameters) && parameters['output_type'] === 'sparse') return 'sparse'
  if (return_dense !== true && (return_sparse === true || return_colbert_vecs === true))
    return return_sparse === true ? 'sparse' : 'colbert'
  return 'dense'
}

const noTexts = (found: string) =>
  new EngineError('paste/no-texts', `The request has no texts; it has: ${found || 'nothing'}.`, {
    found: found || '∅',
  })
