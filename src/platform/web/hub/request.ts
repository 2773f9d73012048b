/** Requests to hubs and other servers, and the errors for those that fail. */
import { saidBy, type Detail } from '../../../engine/detail-words'
import { detail } from '../../../engine/details'
import { cancelled, EngineError, type CancelSignal } from '../../../engine/errors'

export interface RequestContext {
  readonly fetch: typeof globalThis.fetch
  /** For example Authorization. */
  readonly headers: Readonly<Record<string, string>>
  readonly signal: AbortSignal
  /** What is wanted, in error messages: a repository or the URL of a folder. */
  readonly what: string
}

export function requestContext(
  what: string,
  fetch: typeof globalThis.fetch,
  signal?: CancelSignal,
  token?: string,
): RequestContext {
  const abort = new AbortController()
  if (signal?.aborted) abort.abort()
  signal?.addEventListener?.('abort', () => abort.abort(), { once: true })
  return {
    what,
    fetch,
    headers: token === undefined || token === '' ? {} : { Authorization: `Bearer ${token}` },
    signal: abort.signal,
  }
}

/** @throws EngineError network/failed when there is no reply or the page may not read it; run/cancelled */
export async function request(
  { fetch, headers, signal, what }: RequestContext,
  url: string,
  init: { readonly method?: 'GET' | 'HEAD'; readonly headers?: Readonly<Record<string, string>> } = {},
): Promise<Response> {
  try {
    return await fetch(url, {
      method: init.method ?? 'GET',
      headers: { ...headers, ...init.headers },
      signal,
      credentials: 'same-origin',
      cache: 'no-cache', // a branch may have moved, and a missing file may exist now
    })
  } catch (error) {
    if (signal.aborted) throw cancelled()
    throw notReached(what, url, noAnswer(url, error))
  }
}

export const notReached = (what: string, url: string, reason: Detail, status: number | '' = '') =>
  new EngineError('network/failed', `${what}: ${url}: ${reason.text}.`, { file: what, url, reason, status })

export const notAllowed = (what: string, url: string, status: number) =>
  new EngineError('hub/unauthorized', `${new URL(url).host} does not let us read ${what} (${status}).`, {
    repo: what,
    host: new URL(url).host,
    status,
    url,
  })

export const notFound = (what: string, url: string) =>
  new EngineError('hub/not-found', `${new URL(url).host} has no ${what}.`, {
    repo: what,
    host: new URL(url).host,
    url,
  })

/** The possible reasons. fetch reports all of them as "TypeError: Failed to fetch". */
function noAnswer(url: string, error: unknown): Detail {
  if (typeof navigator !== 'undefined' && navigator.onLine === false) return detail('offline')
  if (typeof location !== 'undefined' && location.protocol === 'https:' && url.startsWith('http:'))
    return detail('https-to-http')
  return detail('unreachable', { said: saidBy(error) })
}

/** @returns undefined when the body is not JSON, for example a login page. @throws EngineError run/cancelled */
export async function jsonOf(response: Response, signal: AbortSignal): Promise<unknown> {
  try {
    return await response.json()
  } catch {
    if (signal.aborted) throw cancelled()
    return undefined
  }
}

export const noList = ({ what }: RequestContext, url: string, status: number) =>
  notReached(what, url, detail('no-file-list'), status)

/** A name with half of a surrogate pair, for which encodeURIComponent throws a URIError, has U+FFFD there. */
export const encodePart = (part: string): string =>
  encodeURIComponent(part.replaceAll(/\p{Surrogate}/gu, '\uFFFD'))

export const encodePath = (path: string): string => path.split('/').map(encodePart).join('/')
