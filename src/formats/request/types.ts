/** Types of requests that reproduce a case on a server. Each dialect has a file. */
import type { TokenCounting } from '../../engine/endpoint/counts'
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
 * What a request asks for. dense, sparse, colbert: vectors of that head for all texts; similarity: the score of the first
 * text with each of the others, computed by the server; tokenize: token ids of all texts; health: whether the server runs.
 */
export const REQUEST_KINDS = ['dense', 'sparse', 'colbert', 'similarity', 'tokenize', 'health'] as const
export type RequestKind = (typeof REQUEST_KINDS)[number]

export interface Server {
  /** Without the dialect's own path: "http://localhost:8080". A trailing slash does not matter. */
  readonly baseUrl: string
  /** The model's name on the server. */
  readonly model: string
  /** Whether the request carries a key. Its value is never part of a request: `$API_KEY` stands for it. */
  readonly withKey: boolean
}

export interface RequestCase {
  /** The model's exact inputs: rules applied, prefix before A. */
  readonly texts: readonly string[]
  /** In tokens, template tokens included; sent only where the dialect has a field for it. Null: the server's own limit. */
  readonly maxLength: number | null
  /** FlagEmbedding's truncate_dim; null: whole vectors. */
  readonly truncateDim: number | null
  readonly normalize: boolean
}

/** A header's value without secrets; `key` stands for the user's key. */
export type HeaderValue = string | { readonly before: string; readonly key: true }

export interface HttpRequest {
  readonly method: 'GET' | 'POST'
  readonly url: string
  readonly headers: readonly (readonly [name: string, value: HeaderValue])[]
  /** The exact body; null: none. */
  readonly body: string | null
  /** The heads of the reply. */
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

/** What a user must know about a dialect (namespace requests, group note). */
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
  | 'infinity-usage'
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

/** Several requests, where one request takes a single text or one head. */
export type Built = readonly HttpRequest[] | CannotGive

export interface Dialect {
  readonly name: DialectName
  /** The product's name; not translated. */
  readonly label: string
  readonly defaultUrl: string
  readonly defaultModel: string
  /** A service that always wants a key. */
  readonly keyAlways: boolean
  /** Never throws: an unusable base URL is a CannotGive too. */
  build(kind: RequestKind, given: RequestCase, server: Server): Built
  /** For dialects whose requests can give several heads at once. @param heads each can be asked for alone too */
  together?(heads: readonly HeadName[], given: RequestCase, server: Server): Built
  /** The settings that its requests for vectors carry; the server decides the others. */
  readonly sends: readonly CaseSetting[]
  readonly notes: readonly NoteCode[]
  /** What the token count in its replies means. */
  readonly counting: TokenCounting
}

/** The forms of a request that people can run: a command of a shell, or a program. */
export const FORM_NAMES = ['bash', 'powershell', 'cmd', 'fetch', 'python', 'httpie'] as const
export type FormName = (typeof FORM_NAMES)[number]

/** A file for a body that is too long for a command line. The command writes it itself. */
export interface BodyFile {
  readonly name: string
  readonly text: string
}

export interface Written {
  /** The command or program, without a line end at the end. */
  readonly text: string
  readonly files: readonly BodyFile[]
}
