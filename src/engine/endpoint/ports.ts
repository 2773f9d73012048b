/** A request to a server, its reply, and the port that sends it. */
import type { CancelSignal } from '../errors'

/** Holds the user's key, so it is never stored or shown. */
export interface WireRequest {
  readonly method: 'GET' | 'POST'
  readonly url: string
  readonly headers: readonly (readonly [name: string, value: string])[]
  readonly body: string | null
}

export interface WireReply {
  readonly status: number
  /** In lower case; "" if the server named none. */
  readonly contentType: string
  /** The header Retry-After as it is; null: there is none, or the server does not let a page read it. */
  readonly retryAfter: string | null
  readonly text: string
  /** Milliseconds from the request to the last byte of the reply. */
  readonly latency: number
}

export interface SendOptions {
  readonly timeoutMs: number
  readonly signal?: CancelSignal & {
    removeEventListener?(type: 'abort', listener: () => void): void
  }
}

/** @throws EngineError endpoint/… when no reply came, run/cancelled */
export type Send = (request: WireRequest, options: SendOptions) => Promise<WireReply>
