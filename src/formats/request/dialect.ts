/** What the dialects have in common: an address, headers, a body. */
import type { HeadName } from '../../engine/model/types'
import { addressOf, baseOf } from './address'
import { jsonBody, type JsonObject } from './body'
import type {
  Built,
  CannotCode,
  CannotGive,
  Dialect,
  HeaderValue,
  HttpRequest,
  RequestCase,
  RequestKind,
  Server,
} from './types'

export const cannot = (code: CannotCode): CannotGive => ({ cannot: code })

/** What a dialect builds its requests from. */
export interface Ask extends RequestCase {
  /** As the server knows it. */
  readonly model: string
  post(path: string, body: JsonObject, gives: readonly HeadName[]): HttpRequest
  get(path: string): HttpRequest
}

interface Spec extends Omit<Dialect, 'build' | 'together'> {
  readonly paths: readonly string[]
  /** Default false. */
  readonly keepsV1?: boolean
  readonly kinds: Readonly<Record<RequestKind, CannotGive | ((ask: Ask) => Built)>>
  readonly several?: (heads: readonly HeadName[], ask: Ask) => Built
}

export function dialect({ paths, keepsV1 = false, kinds, several, ...rest }: Spec): Dialect {
  const at = { known: paths, keepsV1 }
  function asked(given: RequestCase, server: Server, work: (ask: Ask) => Built): Built {
    const base = baseOf(server.baseUrl, at)
    if (typeof base !== 'string') return base
    const headers = keyHeaders(rest.keyAlways || server.withKey)
    return work({
      ...given,
      model: server.model,
      post: (path, body, gives) => ({
        method: 'POST',
        url: addressOf(base, path, at),
        headers: [['Content-Type', 'application/json'], ...headers],
        body: jsonBody(body),
        gives,
      }),
      // Infinity's prefix applies to its routes for vectors, not to this one.
      get: (path) => ({
        method: 'GET',
        url: addressOf(base, path, { keepsV1: false }),
        headers,
        body: null,
        gives: [],
      }),
    })
  }
  return {
    ...rest,
    build(kind, given, server) {
      const make = kinds[kind]
      return typeof make === 'function' ? asked(given, server, make) : make
    },
    ...(several && {
      together: (heads, given, server) => asked(given, server, (ask) => several(heads, ask)),
    }),
  }
}

const keyHeaders = (withKey: boolean): HttpRequest['headers'] =>
  withKey ? [['Authorization', { before: 'Bearer ', key: true } satisfies HeaderValue]] : []

/** A field, or nothing where its value is null. */
export const field = (name: string, value: number | boolean | null): JsonObject =>
  value === null ? {} : { [name]: value }

/** POST /v1/embeddings: the form that most servers understand. */
export const embeddings = (ask: Ask, more: JsonObject = {}, path = '/v1/embeddings'): HttpRequest =>
  ask.post(path, { model: ask.model, input: ask.texts, encoding_format: 'float', ...more }, ['dense'])
