/** What goes over the wire to a server and back, and who carries it. */
import type { CancelSignal } from '../errors'

/** With the user's key already in its place: never stored, never shown. */
export interface WireRequest {
  readonly method: 'GET' | 'POST'
  readonly url: string
  readonly headers: readonly (readonly [name: string, value: string])[]
  readonly body: string | null
}

export interface WireReply {
  readonly status: number
  /** Lower case; "" where none was told. */
  readonly contentType: string
  /** Retry-After as it stood there; null: none, or the server does not let a page read it. */
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
