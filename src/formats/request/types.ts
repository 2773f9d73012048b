/** Requests that reproduce a case on an engineer's server: one dialect a file (facts §5). */
import type { HeadName } from '../../engine/model/types'

export const DIALECT_NAMES = [
  'openai',
  'tei',
  'infinity',
  'vllm',
  'ollama',
  'xinference',
  'llamacpp',
  'siliconflow',
  'dashscope',
  'fastapi',
  'm3scope',
] as const
export type DialectName = (typeof DIALECT_NAMES)[number]

/**
 * What is asked. dense, sparse, colbert: that head's vectors of all texts; similarity: the score of the first text
 * with each of the others, computed by the server; tokenize: ids of all texts; health: whether it is there.
 */
export const REQUEST_KINDS = ['dense', 'sparse', 'colbert', 'similarity', 'tokenize', 'health'] as const
export type RequestKind = (typeof REQUEST_KINDS)[number]

export interface Server {
  /** Without the dialect's own path: "http://localhost:8080". A trailing slash does not matter. */
  readonly baseUrl: string
  /** As the server knows it. */
  readonly model: string
  /** Whether the request carries a key. Its value is never part of a request: `$API_KEY` stands for it. */
  readonly withKey: boolean
}

export interface RequestCase {
  /** The model's exact inputs: rules applied, prefix before A. */
  readonly texts: readonly string[]
  /** Tokens, template tokens included; sent only where a dialect knows it. */
  readonly maxLength: number
  /** FlagEmbedding's truncate_dim; null: whole vectors. */
  readonly truncateDim: number | null
  readonly normalize: boolean
}

/** A header's value that has no secret in it; `key` stands for the user's. */
export type HeaderValue = string | { readonly before: string; readonly key: true }

export interface HttpRequest {
  readonly method: 'GET' | 'POST'
  readonly url: string
  readonly headers: readonly (readonly [name: string, value: HeaderValue])[]
  /** What is sent, exactly; null: nothing. */
  readonly body: string | null
  /** The head or heads that its reply gives. */
  readonly gives: readonly HeadName[]
}

/** Why a dialect cannot do what was asked (namespace requests, group cannot). */
export interface CannotGive {
  readonly cannot: string
}

/** Several requests where one takes a single text, or one head. */
export type Built = readonly HttpRequest[] | CannotGive

export interface Dialect {
  readonly name: DialectName
  /** As its makers write it; not translated. */
  readonly label: string
  readonly defaultUrl: string
  readonly defaultModel: string
  /** A service that always wants a key. */
  readonly keyAlways: boolean
  build(kind: RequestKind, given: RequestCase, server: Server): Built
  /** What the dialect does to texts that a user must know: truncation, trimming, dtype (namespace requests, group note). */
  readonly notes: readonly string[]
}
