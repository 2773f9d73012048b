/** Finds the dialect of a server by requests that cost the server nothing. */
import type { WireReply } from '../../engine/endpoint/ports'
import { detail } from '../../engine/details'
import { EngineError, toErrorData, type ErrorCode } from '../../engine/errors'
import { isObject } from '../../engine/values'
import type { LiteralObject } from '../reply/literal'
import { readLiteral } from '../reply/literal'
import { isList } from '../reply/shapes'
import { embedderOf } from './model-name'
import type { DialectName } from '../request/types'
import { baseForAnyDialect } from './base-url'
import type { Wire } from './types'

export interface Detected {
  readonly dialect: DialectName
  /** The model's name on the server; null where the server does not say. */
  readonly model: string | null
  /** The evidence: "GET /info has model_id". */
  readonly because: string
}

interface Seen {
  readonly json: LiteralObject | null
}

/** The paths in the order of the requests, each with the meaning of its reply. */
const PROBES: readonly { readonly path: string; readonly read: (seen: Seen) => Found | null }[] = [
  { path: '/info', read: info },
  { path: '/health', read: health },
  { path: '/api/tags', read: tags },
  { path: '/v1/models', read: models },
  { path: '/models', read: models },
  { path: '/', read: root },
  { path: '/openapi.json', read: openapi },
]
type Found = Pick<Detected, 'dialect' | 'model'> & {
  readonly sign: string
  /** Other services give this sign too: it counts only where no other path says something else. */
  readonly isWeak?: boolean
}

/** Where Infinity lists its models: its --url-prefix is often /v1, and does not apply to /health. */
const MODEL_LISTS = ['/models', '/v1/models']

/** Services that the address alone identifies. */
const HOSTS: readonly (readonly [RegExp, DialectName])[] = [
  [/(^|\.)siliconflow\.(cn|com)$/, 'siliconflow'],
  [/(^|\.)dashscope(-\w+)?\.aliyuncs\.com$|^dashscope/, 'dashscope'],
]

/** Errors that would repeat for every path: the server is down or refuses access. */
const FINAL: readonly ErrorCode[] = [
  'run/cancelled',
  'endpoint/down',
  'endpoint/dns',
  'endpoint/cors',
  'endpoint/mixed-content',
  'endpoint/local-network',
  'endpoint/timeout',
]

/**
 * @param key sent as a bearer token, because some servers want one on every path
 * @throws EngineError endpoint/url-invalid, endpoint/not-recognised, endpoint/unauthorized; endpoint/… where the server is not reached
 */
export async function detectDialect(
  baseUrl: string,
  { key, timeoutMs }: { readonly key: string; readonly timeoutMs: number },
  { send, signal }: Wire,
): Promise<Detected> {
  const base = baseForAnyDialect(baseUrl)
  const { host, hostname } = new URL(base)
  const known = HOSTS.find(([pattern]) => pattern.test(hostname))
  if (known) return { dialect: known[1], model: null, because: hostname }
  const headers = key === '' ? [] : ([['authorization', `Bearer ${key}`]] as const)
  const shut: WireReply[] = []
  /** @returns null: nothing that says something */
  const ask = async (path: string): Promise<Seen | null> => {
    const request = { method: 'GET', url: base + path, headers, body: null } as const
    const reply = await send(request, { timeoutMs, signal }).catch((error: unknown) => {
      if (FINAL.includes(toErrorData(error).code)) throw error
      return null
    })
    if (reply === null) return null
    if (reply.status === 401 || reply.status === 403) shut.push(reply)
    if (reply.status >= 400) return null
    const value = readLiteral(reply.text.trim())
    return { json: isObject(value) ? value : null }
  }
  let weak: Detected | null = null
  for (const { path, read } of PROBES) {
    const seen = await ask(path)
    const found = seen && read(seen)
    if (!found) continue
    const detected = { dialect: found.dialect, model: found.model, because: `GET ${path}: ${found.sign}` }
    if (found.isWeak) weak ??= detected
    else if (weak?.dialect === found.dialect)
      return { ...detected, because: `${weak.because}; ${detected.because}` }
    else if (found.dialect === 'infinity' && found.model === null)
      return { ...detected, ...(await infinityModel(ask, detected.because)) }
    else return detected
  }
  if (weak) return weak
  const [first] = shut
  if (first)
    throw new EngineError('endpoint/unauthorized', `${host} wants a key, or another one (${first.status}).`, {
      host,
      status: first.status,
      said: detail('said-nothing'),
    })
  const tried = PROBES.map(({ path }) => path).join(', ')
  throw new EngineError(
    'endpoint/not-recognised',
    `The server at ${host} was not recognised; tried ${tried}.`,
    {
      host,
      tried,
    },
  )
}

const text = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null)

function info({ json }: Seen): Found | null {
  if (!json || !('max_client_batch_size' in json || 'max_batch_tokens' in json)) return null
  return { dialect: 'tei', model: text(json['model_id']), sign: `model_id ${String(json['model_id'])}` }
}

function health({ json }: Seen): Found | null {
  if (!json) return null
  const { status, model, device, unix } = json
  if (status === 'healthy') {
    const sign = `status healthy, device ${String(device)}`
    if (device === 'wasm' && text(model)) return { dialect: 'm3scope', model: text(model), sign }
    // Many small services say that they are healthy. This one says exactly this, of this one model.
    const isTheirs = Object.keys(json).sort().join() === 'device,model,status' && model === 'bge-m3'
    return isTheirs && /^(cpu|cuda(:\d+)?|mps)$/.test(String(device))
      ? { dialect: 'fastapi', model: text(model), sign, isWeak: true }
      : null
  }
  if (typeof unix === 'number') return { dialect: 'infinity', model: null, sign: 'unix' }
  return status === 'ok' ? { dialect: 'llamacpp', model: null, sign: 'status ok', isWeak: true } : null
}

function root({ json }: Seen): Found | null {
  const isTheirs = json?.['message'] === 'BGE-M3 Embedding Service'
  return isTheirs ? { dialect: 'fastapi', model: 'bge-m3', sign: 'BGE-M3 Embedding Service' } : null
}

/** FastAPI describes a service of its own accord. The one for bge-m3 takes one text, `content`, at /embed. */
function openapi({ json }: Seen): Found | null {
  const paths = json?.['paths']
  const components = json?.['components']
  const schemas = isObject(components) ? components['schemas'] : null
  if (!isObject(paths) || !('/embed' in paths) || !isObject(schemas)) return null
  const isTheirs = Object.values(schemas).some((schema) => {
    const properties = isObject(schema) ? schema['properties'] : null
    return isObject(properties) && 'content' in properties && 'return_colbert_vecs' in properties
  })
  return isTheirs
    ? { dialect: 'fastapi', model: 'bge-m3', sign: '/embed takes content and return_colbert_vecs' }
    : null
}

async function infinityModel(
  ask: (path: string) => Promise<Seen | null>,
  because: string,
): Promise<Pick<Detected, 'model' | 'because'>> {
  for (const path of MODEL_LISTS) {
    const seen = await ask(path)
    const found = seen && models(seen)
    if (found?.model) return { model: found.model, because: `${because}; GET ${path}: ${found.model}` }
  }
  return { model: null, because }
}

function tags({ json }: Seen): Found | null {
  const list = json?.['models']
  if (!isList(list)) return null
  // llama.cpp answers Ollama's path too, with OpenAI's list beside it. It has no other of Ollama's paths for vectors.
  if (isList(json?.['data'])) return models({ json })
  const nameOf = (entry: LiteralObject) => text(entry['name'])
  // Without a name that says bge-m3 it may be any of them: Ollama lists chat models above all.
  const found = embedderOf(
    list.filter((entry) => isObject(entry)),
    nameOf,
  )
  const name = found && nameOf(found)
  return {
    dialect: 'ollama',
    model: name !== null && /bge.?m3/i.test(name) ? name : null,
    sign: `${list.length} models`,
  }
}

const OWNERS: Readonly<Record<string, DialectName>> = {
  vllm: 'vllm',
  infinity: 'infinity',
  llamacpp: 'llamacpp',
  m3scope: 'm3scope',
}

function models({ json }: Seen): Found | null {
  const list = json?.['data']
  if (!isList(list)) return null
  const entries = list.filter((entry) => isObject(entry))
  const embedder = embedderOf(entries, ({ id }) => text(id))
  const model = text(embedder?.['id'])
  const entry = embedder ?? entries[0]
  const owner = String(entry?.['owned_by'] ?? '')
  const named = OWNERS[owner.toLowerCase()]
  if (named) return { dialect: named, model, sign: `owned_by ${owner}` }
  if (entry && 'model_type' in entry && ('model_uid' in entry || 'address' in entry || 'replica' in entry))
    return { dialect: 'xinference', model, sign: 'model_type' }
  return { dialect: 'openai', model, sign: `${entries.length} models` }
}
