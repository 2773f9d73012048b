/**
 * Requests to a live server through fetch, which the browser and Node both have. Only what the user asked for is sent:
 * no cookies and no referrer. When no reply comes, the error tells the cause as exactly as a page can find it out.
 */
import type { Send, SendOptions, WireRequest } from '../engine/endpoint/ports'
import { cancelled, EngineError } from '../engine/errors'
import { isLoopback, isPrivate } from './hosts'
import { answersAt } from './no-cors-probe'
import { saidBy } from '../engine/detail-words'

/** In bytes. ColBERT rows of 8,192 tokens are about 200 MB of JSON; a JavaScript string holds at most 512 MB. */
const LARGEST_REPLY = 400_000_000

export interface SenderOptions {
  readonly fetch?: typeof globalThis.fetch
  /** The page that sends the requests. Null outside of a browser: there is no CORS and no mixed content. */
  readonly page: { readonly origin: string; readonly protocol: string; readonly hostname: string } | null
  /** In bytes. */
  readonly largestReply?: number
  /** The permission of the browser's Local Network Access. Null in a browser without this permission. */
  readonly localNetwork?: () => Promise<'granted' | 'denied' | 'prompt' | null>
}

/** @returns a function that throws EngineError endpoint/* and run/cancelled */
export function createSender(options: SenderOptions): Send {
  const fetch = options.fetch ?? globalThis.fetch
  const limit = options.largestReply ?? LARGEST_REPLY
  return async (request, { timeoutMs, signal }) => {
    const { host } = new URL(request.url)
    const clock = startClock(timeoutMs, signal)
    const started = performance.now()
    try {
      const reply = await fetch(request.url, { ...initOf(request), signal: clock.signal })
      const text = await readText(reply, limit, host)
      return {
        status: reply.status,
        contentType: reply.headers.get('content-type')?.toLowerCase() ?? '',
        retryAfter: reply.headers.get('retry-after'),
        text,
        latency: performance.now() - started,
      }
    } catch (error) {
      if (signal?.aborted) throw cancelled()
      if (clock.isOver()) throw tooSlow(host, timeoutMs)
      if (error instanceof EngineError) throw error
      throw options.page === null
        ? nodeFailure(error, host, timeoutMs)
        : await pageFailure(error, request, options, options.page, fetch)
    } finally {
      clock.stop()
    }
  }
}

/** @param permissions of the browser. Some browsers do not know this permission, and the answer is null. */
export async function localNetworkPermission(
  permissions: Pick<Permissions, 'query'> | undefined,
): Promise<'granted' | 'denied' | 'prompt' | null> {
  try {
    const status = await permissions?.query({ name: 'local-network-access' as PermissionName })
    return status?.state ?? null
  } catch {
    return null
  }
}

const initOf = ({ method, headers, body }: WireRequest): RequestInit => ({
  method,
  headers: headers.map(([name, value]): [string, string] => [name, value]),
  ...(body !== null && { body }),
  credentials: 'omit',
  cache: 'no-store',
  referrerPolicy: 'no-referrer',
})

/** Aborts when the time is over or the user cancels, and tells which of the two it was. */
function startClock(timeoutMs: number, signal: SendOptions['signal']) {
  const controller = new AbortController()
  let over = false
  const timer = setTimeout(() => {
    over = true
    controller.abort()
  }, timeoutMs)
  if (signal?.aborted) controller.abort()
  const onAbort = () => controller.abort()
  signal?.addEventListener?.('abort', onAbort, { once: true })
  return {
    signal: controller.signal,
    isOver: () => over,
    stop: () => {
      clearTimeout(timer)
      signal?.removeEventListener?.('abort', onAbort)
    },
  }
}

/** @throws EngineError endpoint/reply-too-large */
async function readText(reply: Response, limit: number, host: string): Promise<string> {
  const refuse = () =>
    new EngineError('endpoint/reply-too-large', `The reply of ${host} has more than ${limit} bytes.`, {
      host,
      limit,
    })
  if (Number(reply.headers.get('content-length') ?? 0) > limit) {
    await reply.body?.cancel()
    throw refuse()
  }
  if (reply.body === null) return ''
  const decoder = new TextDecoder()
  const reader = reply.body.getReader()
  const parts: string[] = []
  let bytes = 0
  for (;;) {
    const { done, value } = await reader.read()
    if (done) break
    bytes += value.byteLength
    if (bytes > limit) {
      await reader.cancel()
      throw refuse()
    }
    parts.push(decoder.decode(value, { stream: true }))
  }
  parts.push(decoder.decode())
  return parts.join('')
}

const tooSlow = (host: string, timeoutMs: number) => {
  const seconds = timeoutMs / 1000
  return new EngineError('endpoint/timeout', `${host} did not answer within ${seconds} s.`, { host, seconds })
}

const down = (host: string, detail: string) =>
  new EngineError('endpoint/down', `Nothing answers at ${host} (${detail}).`, { host, detail })

/** Node's error says only "fetch failed"; its `cause` says why. */
function nodeFailure(error: unknown, host: string, timeoutMs: number): EngineError {
  const cause = error instanceof Error ? error.cause : undefined
  const { code, message } = (cause ?? {}) as { code?: string; message?: string }
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN')
    return new EngineError('endpoint/dns', `There is no host ${host} (${code}).`, { host })
  if (code === 'ETIMEDOUT' || code === 'UND_ERR_CONNECT_TIMEOUT') return tooSlow(host, timeoutMs)
  const own = saidBy(error)
  return down(host, [code, message ?? own].filter(Boolean).join(': '))
}

/** A page learns only "Failed to fetch". The cause is found by other means: addresses, a probe, a permission. */
async function pageFailure(
  error: unknown,
  { url }: WireRequest,
  { localNetwork }: SenderOptions,
  page: NonNullable<SenderOptions['page']>,
  fetch: typeof globalThis.fetch,
): Promise<EngineError> {
  const { host, hostname, protocol, origin } = new URL(url)
  const detail = saidBy(error)
  if (origin === page.origin) return down(host, detail)
  if (page.protocol === 'https:' && protocol === 'http:' && !isLoopback(hostname))
    return new EngineError(
      'endpoint/mixed-content',
      `A page over HTTPS (${page.origin}) may not ask http://${host}: mixed content.`,
      { host, page: page.origin },
    )
  if (await answersAt(url, fetch))
    return new EngineError(
      'endpoint/cors',
      `${host} does not let pages of ${page.origin} read its replies (CORS).`,
      {
        host,
        origin: page.origin,
      },
    )
  const isNear = isPrivate(hostname)
  if (isNear && (!isPrivate(page.hostname) || (await localNetwork?.()) === 'denied'))
    return new EngineError(
      'endpoint/local-network',
      `${host} is in a private network, the page (${page.origin}) is not, or may not ask it.`,
      { host, page: page.origin },
    )
  return down(host, detail)
}
