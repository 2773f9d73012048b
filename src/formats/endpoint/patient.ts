/** Many requests to one server: as many at once as it may be asked, and again where it was busy. */
import type { Send, SendOptions, WireReply } from '../../engine/endpoint/ports'
import { cancelled, EngineError, type CancelSignal, type ErrorCode } from '../../engine/errors'

export interface Patience {
  /** Requests for one reply, the first one among them. */
  readonly attempts: number
  /** Milliseconds before the second one; each further pause is twice as long. */
  readonly firstPause: number
  /** Milliseconds that a server may ask for in Retry-After. One that asks for more gets no further request. */
  readonly longestPause: number
  readonly sleep: (ms: number, signal: SendOptions['signal']) => Promise<void>
  /** Milliseconds since 1970: Retry-After may be a date. */
  readonly clock: () => number
}

export const PATIENCE: Patience = {
  attempts: 4,
  firstPause: 500,
  longestPause: 60_000,
  sleep: pause,
  clock: () => Date.now(),
}

/** No reply came, and the next one may. */
const PASSING: readonly ErrorCode[] = ['endpoint/down', 'endpoint/timeout']

/**
 * Sends again where the server was busy (429), failed (5xx), or gave no reply: after what Retry-After says, else after a pause
 * that grows. The last reply or error is that of the caller.
 */
export function patient(send: Send, patience: Patience = PATIENCE): Send {
  const { attempts, firstPause, longestPause, sleep, clock } = patience
  return async (request, options) => {
    for (let attempt = 1; ; attempt++) {
      const usual = firstPause * 2 ** (attempt - 1)
      let wait: number
      try {
        const reply = await send(request, options)
        if (!isPassing(reply) || attempt >= attempts) return reply
        wait = retryAfter(reply, clock()) ?? usual
        if (wait > longestPause) return reply
      } catch (error) {
        const passes = error instanceof EngineError && PASSING.includes(error.code)
        if (!passes || attempt >= attempts) throw error
        wait = usual
      }
      await sleep(wait, options.signal)
    }
  }
}

const isPassing = ({ status }: WireReply): boolean => status === 429 || status >= 500

/** Milliseconds; null: the header is not there or says nothing. */
function retryAfter({ retryAfter: text }: WireReply, now: number): number | null {
  if (text === null || text.trim() === '') return null
  const seconds = Number(text)
  if (Number.isFinite(seconds)) return Math.max(0, 1000 * seconds)
  const date = Date.parse(text)
  return Number.isNaN(date) ? null : Math.max(0, date - now)
}

/** @throws EngineError run/cancelled */
function pause(ms: number, signal: SendOptions['signal']): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(cancelled())
    const stop = () => {
      clearTimeout(timer)
      reject(cancelled())
    }
    const timer = setTimeout(() => {
      signal?.removeEventListener?.('abort', stop)
      resolve()
    }, ms)
    signal?.addEventListener?.('abort', stop, { once: true })
  })
}

/**
 * Works on all items, `limit` at a time, in their order. The first error ends the whole: what may fail alone, `work` catches.
 * @throws EngineError run/cancelled; what `work` throws
 */
export async function inParallel<T>(
  items: readonly T[],
  limit: number,
  work: (item: T, index: number) => Promise<void>,
  signal?: CancelSignal,
): Promise<void> {
  let next = 0
  let failed = false
  const worker = async () => {
    while (next < items.length && !failed) {
      if (signal?.aborted) throw cancelled()
      const index = next++
      try {
        await work(items[index]!, index)
      } catch (error) {
        failed = true
        throw error
      }
    }
  }
  await Promise.all(Array.from({ length: Math.min(limit, items.length) }, worker))
  if (signal?.aborted) throw cancelled()
}

/** These are not about one text: the next request would fail in the same way. */
const OF_ALL: readonly ErrorCode[] = [
  'run/cancelled',
  'internal',
  'endpoint/url-invalid',
  'endpoint/key-invalid',
  'endpoint/down',
  'endpoint/dns',
  'endpoint/mixed-content',
  'endpoint/cors',
  'endpoint/local-network',
  'endpoint/unauthorized',
  'endpoint/not-found',
  'endpoint/media-type',
  'endpoint/html',
  'endpoint/other-dialect',
  'endpoint/cannot',
  'search/unreadable',
  'search/dimension',
  'search/no-vector',
  'search/no-psql',
]

export const endsAll = (code: ErrorCode): boolean => OF_ALL.includes(code)
