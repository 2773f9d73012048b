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
  /** Tokens, template tokens included; sent only where a dialect knows it. Null: the server's own limit. */
  readonly maxLength: number | null
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
export type CannotCode =
  | 'openai-dense-only'
  | 'tei-sparse'
  | 'tei-colbert'
  | 'infinity-dense-only'
  | 'gguf-dense-only'
  | 'xinference-colbert'
  | 'dashscope-colbert'
  | 'no-similarity'
  | 'one-text'
  | 'no-tokenize'
  | 'no-health'
  | 'url-empty'
  | 'url-invalid'
  | 'url-credentials'
  | 'url-query'

export interface CannotGive {
  readonly cannot: CannotCode
}

/** What a dialect does to texts that a user must know (namespace requests, group note). */
export type NoteCode =
  | 'limit-unknown'
  | 'openai-dimensions'
  | 'tei-truncate'
  | 'tei-fp16'
  | 'tei-batch'
  | 'tei-spaces'
  | 'infinity-strips'
  | 'infinity-dimensions'
  | 'infinity-prefix'
  | 'vllm-serve'
  | 'vllm-fp16'
  | 'vllm-truncation'
  | 'vllm-positions'
  | 'vllm-dimensions'
  | 'ollama-num-ctx'
  | 'ollama-cap'
  | 'ollama-truncate'
  | 'ollama-steps'
  | 'ollama-nan'
  | 'xinference-engine'
  | 'xinference-one-head'
  | 'llamacpp-start'
  | 'llamacpp-tokens'
  | 'siliconflow-models'
  | 'dashscope-no-bge-m3'
  | 'dashscope-native'
  | 'fastapi-one-text'
  | 'fastapi-max-length'
  | 'fastapi-fp16'
  | 'm3scope-serve'

/** Settings of a case that a request may have a field for. */
export const CASE_SETTINGS = ['maxLength', 'truncateDim', 'normalize'] as const
export type CaseSetting = (typeof CASE_SETTINGS)[number]

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
  /** Never throws: a base URL that cannot be used is a CannotGive too. */
  build(kind: RequestKind, given: RequestCase, server: Server): Built
  /** Where one request gives several heads: all of them at once. `heads` are such as `build` gives alone. */
  together?(heads: readonly HeadName[], given: RequestCase, server: Server): Built
  /** Its requests for vectors carry these; the others are the server's own. */
  readonly sends: readonly CaseSetting[]
  readonly notes: readonly NoteCode[]
}

/** How a request is written for people to run: a shell's command, or a program. */
export const FORM_NAMES = ['bash', 'powershell', 'cmd', 'fetch', 'python', 'httpie'] as const
export type FormName = (typeof FORM_NAMES)[number]

/** What a command reads its body from, where that is too long for a line. The command makes it by itself. */
export interface BodyFile {
  readonly name: string
  readonly text: string
}

export interface Written {
  /** To be pasted and run; ends without a line end. */
  readonly text: string
  readonly files: readonly BodyFile[]
}
