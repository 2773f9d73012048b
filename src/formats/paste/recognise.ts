/**
 * Finds what a body asks for, and of which server: by its keys first, and by the address where several servers share the
 * keys.
 */
import { EngineError } from '../../engine/errors'
import { isObject } from '../../engine/values'
import type { DialectName, RequestKind } from '../request/types'
import type { Json, JsonObject } from './json'
import { withoutEnd } from '../without-end'
import { tokenTexts } from './token-pieces'
import { textsOf } from './texts'
import type { PasteNote } from './types'

interface Recognised {
  readonly dialect: DialectName | 'unknown'
  readonly kind: RequestKind
  readonly texts: readonly string[]
  readonly notes: readonly PasteNote[]
}

/** Keys of texts: those of embedding servers first, then those of services of retrieval. */
export const TEXT_KEYS = [
  'inputs',
  'input',
  'texts',
  'text',
  'content',
  'prompt',
  'sentences',
  'documents',
  'passages',
  'contents',
  'prompts',
  'sentence',
  'document',
  'passage',
  'docs',
  'chunks',
  'corpus',
  'input_text',
  'input_texts',
  'text_list',
  'queries',
  'query',
  'query_texts',
  'query_text',
  'queryText',
  'search',
  'search_query',
  'searchQuery',
  'search_text',
  'questions',
  'question',
  'user_query',
  'userQuery',
  'query_string',
  'model_text',
  'keywords',
  'keyword',
  'q',
  'string',
  'strings',
  'instances',
] as const

/** @throws EngineError paste/no-texts, paste/token-ids */
export function recognise(body: JsonObject, url: string | null): Recognised {
  const place = placeOf(url)
  const { inputs, input, data } = body
  if (isObject(inputs) && inputs['source_sentence'] !== undefined) {
    const { texts, notes } = textsOf([inputs['source_sentence'], ...listOf(inputs['sentences'])])
    return { dialect: 'tei', kind: 'similarity', texts, notes }
  }
  if (Array.isArray(inputs) && inputs.length > 0 && inputs.every(isTensor))
    return {
      dialect: 'unknown',
      kind: 'dense',
      ...textsOf(inputs.flatMap((tensor: JsonObject) => tensor['data'] as Json[])),
    }
  if (isObject(input) && input['texts'] !== undefined)
    return { dialect: 'dashscope', kind: kindOf(body, place), ...textsOf(input['texts']) }
  if (isObject(data) && data['input'] !== undefined)
    return { dialect: 'vllm', kind: kindOf({ ...data, ...body }, place), ...textsOf(data['input']) }
  const pair = pairOf(body)
  if (pair !== null) return { dialect: dialectOf(body, place), kind: 'similarity', ...textsOf(pair) }
  const keys = TEXT_KEYS.filter((name) => body[name] !== undefined && body[name] !== null)
  const key =
    keys.find((name) => mayBeText(body[name]!)) ?? keys.find((name) => !isGraphql(String(body[name])))
  const tokens = key === undefined ? tokenTexts(body) : null
  if (tokens !== null)
    return {
      dialect: 'unknown',
      kind: 'dense',
      texts: tokens,
      notes: [{ code: 'field-tokens', values: { count: tokens.length } }],
    }
  // Milvus: a search whose texts the database embeds.
  if (key === undefined && Array.isArray(data) && data.length > 0 && data.every(isText))
    return { dialect: 'unknown', kind: 'dense', ...textsOf(data) }
  if (key === undefined) throw noTexts(Object.keys(body).slice(0, 12).join(', '))
  const { texts, notes } = textsOf(body[key]!)
  const others = keys.filter((name) => name !== key && isText(body[name]!))
  const more: PasteNote[] =
    others.length === 0 ? [] : [{ code: 'other-texts', values: { taken: key, fields: others.join(', ') } }]
  return { dialect: dialectOf(body, place), kind: kindOf(body, place), texts, notes: [...notes, ...more] }
}

const isText = (value: Json) => typeof value === 'string' && value.trim() !== '' && !isGraphql(value)
/** A program of GraphQL is no text that a model gets: braces within braces. */
function isGraphql(text: string): boolean {
  const begin = /^\s*(?:(?:query|mutation)\b[^{]*)?\{\s*\w/.exec(text)
  const whole = text.trimEnd()
  const inner = whole.slice(0, -1).trimEnd()
  if (begin === null || !whole.endsWith('}') || !inner.endsWith('}')) return false
  const second = text.indexOf('{', begin[0].length)
  return second >= 0 && second < inner.length - 1
}
/** Ids of tokens stand where texts could; a switch or a filter does not. */
const mayBeText = (value: Json) =>
  isText(value) ||
  (Array.isArray(value) && value.length > 0) ||
  (isObject(value) && (isText(value['text'] ?? '') || isText(value['content'] ?? '')))

/** An input of Triton and KServe; texts have the data type BYTES, ids INT64. */
const isTensor = (input: Json): boolean =>
  isObject(input) && typeof input['datatype'] === 'string' && Array.isArray(input['data'])

/** A score or a ranking: the query, then the other texts. */
function pairOf(body: JsonObject): Json[] | null {
  const { a, b, query, text_1, text_2 } = body
  if (typeof a === 'string' && typeof b === 'string') return [a, b]
  if (text_1 !== undefined && text_2 !== undefined) return [...listOf(text_1), ...listOf(text_2)]
  const others = body['documents'] ?? body['texts'] ?? body['passages']
  // A query alone is the text of a search, whatever else the body has.
  return typeof query === 'string' && others !== undefined ? [query, ...listOf(others)] : null
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
  return { host: found?.[1] ?? '', port: found?.[2] ?? '', path: withoutEnd(found?.[3] ?? '', '/') }
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
  if (path === '' && has(['options', 'keep_alive'])) return 'ollama'
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
