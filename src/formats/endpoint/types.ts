/** A case on a live server: asked, read, compared. */
import type { Send, SendOptions } from '../../engine/endpoint/ports'
import type { Comparison, TheirVectors } from '../../engine/endpoint/types'
import type { ErrorData } from '../../engine/errors'
import type { HeadName } from '../../engine/model/types'
import type { ForeignReply } from '../reply/types'
import type { CannotCode, Dialect, Server } from '../request/types'

/** Whom to ask, and how. */
export interface Target {
  readonly dialect: Dialect
  readonly server: Server
  /** "" where the server wants none. In memory only. */
  readonly key: string
  readonly timeoutMs: number
}

export interface Wire {
  readonly send: Send
  readonly signal: NonNullable<SendOptions['signal']>
}

/** Why the server gave no vectors of a head: the dialect has none (namespace requests, group cannot), or it refused. */
export type Missing =
  | { readonly kind: 'cannot'; readonly reason: CannotCode }
  | { readonly kind: 'failed'; readonly error: ErrorData }

export interface Asked {
  readonly vectors: TheirVectors
  readonly missing: Partial<Readonly<Record<HeadName, Missing>>>
  /** As the dense vector came, for "Why does my vector differ?"; its one item holds all heads. */
  readonly reply: ForeignReply
  /** Milliseconds of each request for the dense vector; the first may have to open a connection. */
  readonly latencies: readonly number[]
  /** As the server counted; null where it does not say. */
  readonly promptTokens: number | null
}

export interface TextResult {
  readonly asked: Asked
  readonly comparison: Comparison
}

export interface SweepRow {
  /** Tokens by our tokenizer, `<s>` and `</s>` included. */
  readonly tokens: number
  readonly characters: number
  /** As the server counted. */
  readonly promptTokens: number | null
  readonly latency: number | null
  /**
   * first: nothing shorter to compare with. whole: another vector than that of any shorter text. cut: the vector of a
   * shorter text. rejected: refused loudly. failed: no answer, or no vector.
   */
  readonly verdict: 'first' | 'whole' | 'cut' | 'rejected' | 'failed'
  /** To the vector of the next shorter text that was taken; null: first, or rejected. */
  readonly cosineToShorter: number | null
  /** Ours at max_length `oursAt`; null beyond our model's limit, for rejected texts, and for another dimension. */
  readonly cosineToOurs: number | null
  readonly oursAt: number | null
  /** Of a rejected or failed text: the server's words. */
  readonly error: ErrorData | null
}

export interface SweepResult {
  /** By length; with the lengths that were asked for while looking for the exact cut. */
  readonly rows: readonly SweepRow[]
  /** cut: silently, to `at` tokens. rejects: longer texts than `at` are refused. failed: no answer beyond `at`. */
  readonly verdict: 'cut' | 'rejects' | 'failed' | 'whole'
  /** whole: the longest. Null: not even the shortest was taken. */
  readonly at: number | null
  /** The texts' words: of the user's text, or neutral ones. */
  readonly from: 'text' | 'neutral'
  /** How the texts begin. */
  readonly sample: string
  /** 1 − cosine up to which two vectors are taken for the same: from two replies to one text. */
  readonly slack: number
}
