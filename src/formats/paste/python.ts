/** Reads requests in Python: requests, httpx, aiohttp, urllib, http.client, and the clients of OpenAI, LangChain and Ollama. */
import { percentEncoded } from '../percent-encoded'
import { assignments } from './python-names'
import { asText, isDict, knownText, type PyArguments, type PyDict, type PyValue } from './python-types'
import { PythonReader } from './python-values'
import { isSecret, publicUrl, secretsOf, urlNotes, type RawRequest } from './raw'
import type { PasteNote } from './types'
import { withoutEnd } from '../without-end'
import { mark } from './unknown'
import { jsonOf } from './work'

// A name is looked for at the beginning of its dots only: from each dot on, a.a.a.… would be read again and again.
const CALL =
  /(?:(?:(?<![\w.])|(?<=[^\w.]\.))([A-Za-z_][\w.]*)|\)(?=\s*\.\s*(?:post|create|a?embed_|get_(?:text|query)_)))\s*\.\s*(post|put|patch|get|request|Request|create|embed|embeddings|embed_query|embed_documents|aembed_query|aembed_documents|get_text_embedding|get_query_embedding|get_text_embedding_batch|feature_extraction)\s*\(/
/** Where Python begins. `create` and `embed` are methods of JavaScript's clients too; those get an object. */
export const PYTHON =
  /\b(?:requests|httpx|aiohttp|urllib\.request|conn|http)\s*\.\s*(?:post|put|patch|request|Request)\s*\(\s*(?:f?["'\w]|#|\n)|\b[A-Za-z_]\w*\s*\.\s*(?:post|put|patch)\s*\(\s*(?:[fF]?["']|url\s*=|[A-Za-z_][\w.]*\s*,\s*(?:json|data|headers|content)\s*=)|\b[Ee]mbeddings?\s*\.\s*create\s*\(\s*(?!\{)[^)]|\.\s*(?:a?embed_(?:query|documents)|get_(?:text|query)_embedding(?:_batch)?)\s*\(|\bollama\s*\.\s*(?:embed|embeddings)\s*\(\s*(?!\{)|\.feature_extraction\s*\(/
const CLIENT =
  /(?:(?<![\w.])([A-Za-z_][\w.]*)[ \t]*(?::[^=\n]{1,100})?=[ \t]*(?:await[ \t]+)?|\b(?:with|async with)[ \t]+)?(?<![\w.])((?:[A-Za-z_]\w*\.)*(?:\w*OpenAI|\w+Embeddings?|Client|AsyncClient|ClientSession|InferenceClient|AsyncInferenceClient|HTTPConnection|HTTPSConnection))\s*\(/g

interface Client {
  readonly name: string | null
  readonly type: string
  readonly base: string | null
  readonly given: PyArguments
  /** Where the call that makes it ends. */
  readonly end: number
}

export function fromPython(text: string): RawRequest[] {
  const set = assignments(text)
  const clients = clientsIn(text, new Map(set.map(({ name, value }) => [name, value])))
  const found: RawRequest[] = []
  const names = new Map<string, PyValue>()
  for (const { name, value } of set) if (!names.has(name)) names.set(name, value)
  let next = 0
  const pattern = new RegExp(CALL, 'g')
  for (let call = pattern.exec(text); call !== null; call = pattern.exec(text)) {
    // The last value before the call; of a function that is written before its names are set, the first one after it.
    for (; next < set.length && set[next]!.at < call.index; next++)
      names.set(set[next]!.name, set[next]!.value)
    const given = new PythonReader(text, pattern.lastIndex, names).call()
    const request = requestOf(
      call[1] ?? '',
      call[2]!,
      given,
      clientOf(call[1] ?? null, call.index, clients),
      names,
    )
    if (request !== null) found.push(request)
  }
  return found
}

function clientsIn(text: string, names: ReadonlyMap<string, PyValue>): Client[] {
  return [...text.matchAll(CLIENT)].flatMap(({ 0: whole, 1: name, 2: type, index }) => {
    try {
      const reader = new PythonReader(text, index + whole.length, names)
      const given = reader.call()
      const as = /^\s*as\s+([A-Za-z_]\w*)/.exec(text.slice(reader.at, reader.at + 80))?.[1]
      return [
        {
          name: as ?? name ?? null,
          type: type!.split('.').at(-1)!,
          base: baseOf(type!, given),
          given,
          end: reader.at,
        },
      ]
    } catch {
      return []
    }
  })
}

/** The address that a client is made with; null: it has its own default, or the environment's. */
function baseOf(type: string, { positional, named }: PyArguments): string | null {
  const host = positional[0]
  if (/HTTPS?Connection$/.test(type)) {
    const port = positional[1] ?? named['port']
    const scheme = type.endsWith('HTTPSConnection') ? 'https' : 'http'
    return typeof host === 'string'
      ? `${scheme}://${host}${typeof port === 'number' ? `:${port}` : ''}`
      : null
  }
  for (const key of ['base_url', 'openai_api_base', 'api_base', 'host', 'azure_endpoint', 'endpoint'])
    if (typeof named[key] === 'string') return named[key]
  return typeof host === 'string' && /^https?:\/\//.test(host) ? host : null
}

function requestOf(
  owner: string,
  method: string,
  given: PyArguments,
  client: Client | null,
  names: ReadonlyMap<string, PyValue>,
): RawRequest | null {
  switch (method) {
    case 'create':
      return /(?:^|\.)[Ee]mbeddings?$/.test(owner) ? openai(given, client, names) : null
    case 'embed_query':
    case 'embed_documents':
    case 'aembed_query':
    case 'aembed_documents':
    case 'get_text_embedding':
    case 'get_query_embedding':
    case 'get_text_embedding_batch':
      return langchain(given, client)
    case 'embed':
    case 'embeddings':
      return owner.endsWith('ollama') || client !== null ? ollama(method, given, client) : null
    case 'feature_extraction':
      return made(
        'POST',
        client?.base ?? '',
        { inputs: given.positional[0] ?? given.named['text'] ?? null },
        given,
      )
    default:
      return http(method, given, client)
  }
}

/**
 * The client of that name; without a name, the one that is made directly before the call; of another name (an argument of a
 * function), the only one that has an address.
 */
function clientOf(owner: string | null, at: number, clients: readonly Client[]): Client | null {
  if (owner === null) return clients.find(({ end }) => end === at + 1) ?? null
  const own = clients.findLast(
    ({ name }) => name !== null && (owner === name || owner.startsWith(`${name}.`)),
  )
  if (own) return own
  const others = clients.filter(({ base }) => base !== null)
  return others.length === 1 ? others[0]! : null
}

function http(method: string, { positional, named }: PyArguments, client: Client | null): RawRequest | null {
  const isRequest = method === 'request'
  const args = isRequest ? positional.slice(1) : positional
  const verb = isRequest
    ? asText(positional[0] ?? named['method'] ?? 'GET')
    : method === 'Request'
      ? 'POST'
      : method
  const address: PyValue = named['url'] ?? (named['uri'] as PyValue | undefined) ?? args[0] ?? ''
  const body = named['json'] ?? named['data'] ?? named['content'] ?? named['body'] ?? args[1] ?? null
  // map.put("inputs", "…") of another language is no request.
  if (client === null && !/[/:{\uFDD0]/.test(asText(address))) return null
  return made(verb.toUpperCase(), joined(client?.base ?? null, asText(address)), body, { positional, named })
}

/** Arguments that are no part of the body. */
const OF_THE_CALL = new Set(['timeout', 'extra_query', 'api_key', 'api_base', 'request_timeout'])

function openai(
  { named }: PyArguments,
  client: Client | null,
  names: ReadonlyMap<string, PyValue>,
): RawRequest {
  const { extra_body, extra_headers, engine, ...given } = named
  const base = client?.base ?? moduleBase(names)
  const body = Object.fromEntries(Object.entries(given).filter(([name]) => !OF_THE_CALL.has(name)))
  const whole: PyDict = {
    ...(engine === undefined ? {} : { model: engine }),
    ...body,
    ...(isDict(extra_body) ? extra_body : {}),
  }
  const secrets = client === null ? [] : Object.keys(client.given.named).filter(isSecret)
  // Azure has the name of the deployment in the address.
  const path =
    client?.type.endsWith('AzureOpenAI') === true
      ? `openai/deployments/${asText(whole['model'] ?? '')}/embeddings`
      : 'embeddings'
  const request = made('POST', base === null ? '' : joined(base, path), whole, {
    positional: [],
    named: { ...(extra_headers !== undefined && { headers: extra_headers }) },
  })
  return { ...request, secretsDropped: [...new Set([...request.secretsDropped, ...secrets])] }
}

/** openai.base_url = … of the module itself. */
function moduleBase(names: ReadonlyMap<string, PyValue>): string | null {
  const base = names.get('openai.base_url') ?? names.get('openai.api_base')
  return typeof base === 'string' ? base : null
}

/** OpenAIEmbeddings cuts texts into ids of tiktoken and sends those, unless it is told not to. */
function langchain({ positional, named }: PyArguments, client: Client | null): RawRequest {
  const input = positional[0] ?? named['texts'] ?? named['text'] ?? null
  const { model_name, dimensions, ...given } = client?.given.named ?? {}
  const model = given['model'] ?? model_name
  const isOpenai = client !== null && /OpenAI/.test(client.type)
  const sendsIds =
    client?.type.endsWith('OpenAIEmbeddings') === true &&
    client.given.named['check_embedding_ctx_length'] !== false
  const body = {
    ...(model !== undefined && { model }),
    input,
    ...(dimensions !== undefined && { dimensions }),
  }
  const path = isOpenai ? 'embeddings' : /^Ollama/.test(client?.type ?? '') ? '/api/embed' : ''
  const base = client?.base ?? null
  const notes: PasteNote[] = sendsIds ? [{ code: 'sends-token-ids', values: {} }] : []
  const request = made('POST', base === null ? '' : joined(base, path), body, { positional: [], named: {} })
  const secrets = client === null ? [] : Object.keys(client.given.named).filter(isSecret)
  return { ...request, notes: [...request.notes, ...notes], secretsDropped: secrets }
}

function ollama(method: string, { positional, named }: PyArguments, client: Client | null): RawRequest {
  const [model, texts] = positional
  const key = method === 'embed' ? 'input' : 'prompt'
  const body = {
    ...(model !== undefined && { model }),
    ...(texts !== undefined && { [key]: texts }),
    ...named,
  }
  return made('POST', joined(client?.base ?? 'http://localhost:11434', `/api/${method}`), body, {
    positional: [],
    named: {},
  })
}

function joined(base: string | null, path: string): string {
  if (base === null || /^https?:\/\//i.test(path)) return path
  return path === '' ? base : `${withoutEnd(base, '/')}/${path.replace(/^\/+/, '')}`
}

function made(method: string, address: string, body: PyValue, { named }: PyArguments): RawRequest {
  const { url, dropped } = publicUrl(withParams(address, named['params']))
  const headers = named['headers']
  const secrets = [
    ...(isDict(headers) ? secretsOf(Object.keys(headers)) : []),
    ...('auth' in named ? ['auth'] : []),
  ]
  return {
    source: 'python',
    url: url === '' ? null : url,
    method,
    body: body === null ? null : typeof body === 'string' ? body : jsonOf(body),
    secretsDropped: [...secrets, ...dropped],
    notes: urlNotes(url),
  }
}

function withParams(url: string, params: PyValue | undefined): string {
  if (!isDict(params)) return url
  const query = Object.entries(params).map(
    ([name, value]) => `${name}=${percentEncoded(knownText(value) ?? mark(name))}`,
  )
  return query.length === 0 ? url : `${url}${url.includes('?') ? '&' : '?'}${query.join('&')}`
}
