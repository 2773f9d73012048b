/** Finds the dialect of a server by requests that cost the server nothing. */
import type { WireReply } from '../../engine/endpoint/ports'
import { detail } from '../../engine/details'
import { EngineError, toErrorData, type ErrorCode } from '../../engine/errors'
import { isObject } from '../../engine/values'
import type { LiteralObject } from '../reply/literal'
import { readLiteral } from '../reply/literal'
import { isList } from '../reply/shapes'
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
  readonly status: number
  readonly json: LiteralObject | null
}

/** The paths in the order of the requests, each with the meaning of its reply. */
const PROBES: readonly { readonly path: string; readonly read: (seen: Seen) => Found | null }[] = [
  { path: '/info', read: info },
  { path: '/health', read: health },
  { path: '/api/tags', read: tags },
  { path: '/v1/models', read: models },
  { path: '/models', read: models },
]
type Found = Pick<Detected, 'dialect' | 'model'> & { readonly sign: string }

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
  let shut: WireReply | null = null
  for (const { path, read } of PROBES) {
    const request = { method: 'GET', url: base + path, headers, body: null } as const
    const reply = await send(request, { timeoutMs, signal }).catch((error: unknown) => {
      if (FINAL.includes(toErrorData(error).code)) throw error
      return null
    })
    if (reply === null) continue
    if (reply.status === 401 || reply.status === 403) shut ??= reply
    if (reply.status >= 400) continue
    const value = readLiteral(reply.text.trim())
    const found = read({ status: reply.status, json: isObject(value) ? value : null })
    if (found) return { dialect: found.dialect, model: found.model, because: `GET ${path}: ${found.sign}` }
  }
  if (shut)
    throw new EngineError('endpoint/unauthorized', `${host} wants a key, or another one (${shut.status}).`, {
      host,
      status: shut.status,
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
  if (status === 'healthy' && model !== undefined) {
    const sign = `status healthy, device ${String(device)}`
    return { dialect: device === 'wasm' ? 'm3scope' : 'fastapi', model: text(model), sign }
  }
  if (typeof unix === 'number') return { dialect: 'infinity', model: null, sign: 'unix' }
  return status === 'ok' ? { dialect: 'llamacpp', model: null, sign: 'status ok' } : null
}

function tags({ json }: Seen): Found | null {
  const list = json?.['models']
  if (!isList(list)) return null
  const names = list.flatMap((entry) =>
    isObject(entry) && typeof entry['name'] === 'string' ? [entry['name']] : [],
  )
  return {
    dialect: 'ollama',
    model: names.find((name) => /m3/i.test(name)) ?? null,
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
  const entry = entries.find(({ id }) => typeof id === 'string' && /m3/i.test(id)) ?? entries[0]
  const model = text(entry?.['id'])
  const owner = String(entry?.['owned_by'] ?? '')
  const named = OWNERS[owner.toLowerCase()]
  if (named) return { dialect: named, model, sign: `owned_by ${owner}` }
  if (entry && 'model_type' in entry && ('model_uid' in entry || 'address' in entry || 'replica' in entry))
    return { dialect: 'xinference', model, sign: 'model_type' }
  return { dialect: 'openai', model, sign: `${entries.length} models` }
}
