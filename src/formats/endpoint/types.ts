/** A case on a live server: asked, read, compared. */
import type { Send, SendOptions } from '../../engine/endpoint/ports'
import type { Comparison, TheirVectors } from '../../engine/endpoint/types'
import type { ErrorData } from '../../engine/errors'
import type { HeadName } from '../../engine/model/types'
import type { ForeignReply } from '../reply/types'
import type { CannotCode, Dialect, Server } from '../request/types'

/** The server to ask, and how. */
export interface Target {
  readonly dialect: Dialect
  readonly server: Server
  /** "" where the server needs no key. Kept in memory only. */
  readonly key: string
  readonly timeoutMs: number
}

export interface Wire {
  readonly send: Send
  readonly signal: NonNullable<SendOptions['signal']>
}

/**
 * Why there are no vectors of a head: the dialect cannot give them (namespace requests, group cannot), or the request
 * failed.
 */
export type Missing =
  | { readonly kind: 'cannot'; readonly reason: CannotCode }
  | { readonly kind: 'failed'; readonly error: ErrorData }

export interface Asked {
  readonly vectors: TheirVectors
  readonly missing: Partial<Readonly<Record<HeadName, Missing>>>
  /** The reply for the dense vector, for "Why does my vector differ?". Its one item holds all heads. */
  readonly reply: ForeignReply
  /** Milliseconds of each request for the dense vector; the first may have to open a connection. */
  readonly latencies: readonly number[]
  /** Tokens as the server counted them; null where it does not say, or counts something else. */
  readonly promptTokens: number | null
}

export interface TextResult {
  readonly asked: Asked
  /** As all texts of the run together were judged. */
  readonly comparison: Comparison
}

export interface SweepRow {
  /** Tokens by our tokenizer, `<s>` and `</s>` included. */
  readonly tokens: number
  readonly characters: number
  /** Tokens as the server counted them. */
  readonly promptTokens: number | null
  readonly latency: number | null
  /**
   * first: there is no shorter text. whole: the vector differs from that of every shorter text. cut: the vector equals that
   * of a shorter text. rejected: the server refused the text. failed: no reply, or no vector in it.
   */
  readonly verdict: 'first' | 'whole' | 'cut' | 'rejected' | 'failed'
  /** Cosine to the vector of the next shorter text that the server took; null: first, or rejected. */
  readonly cosineToShorter: number | null
  /**
   * Cosine to our vector with max_length `oursAt`; null above our model's limit, for rejected texts, and for another
   * dimension.
   */
  readonly cosineToOurs: number | null
  readonly oursAt: number | null
  /** For a rejected or failed text: the error, with the server's message. */
  readonly error: ErrorData | null
}

export interface SweepResult {
  /** Sorted by length, with the lengths that the search for the exact cut added. */
  readonly rows: readonly SweepRow[]
  /**
   * cut: the server cuts silently to `at` tokens. rejects: it refuses texts longer than `at`. failed: no reply above
   * `at`.
   */
  readonly verdict: 'cut' | 'rejects' | 'failed' | 'whole'
  /** For `whole`, the longest text. Null: the server did not take even the shortest. */
  readonly at: number | null
  /** Where the words come from: the user's text, or a neutral list. */
  readonly from: 'text' | 'neutral'
  /** The beginning of the texts. */
  readonly sample: string
  /** 1 − cosine up to which two vectors count as equal; measured with two replies to the same text. */
  readonly slack: number
}
