/**
 * The wire between page and engine, as one table. Requests, replies, progress messages, the worker's dispatcher
 * and the client's methods are all derived from it.
 */
import type { ErrorData } from '../engine/errors'
import type { Encoded, EncodeSettings } from '../engine/encode/types'
import type { LoadProgress, ModelInfo } from '../engine/model/types'
import type { Explanation, Scores, Weights } from '../engine/score/types'
import type { Tokenized, TokenizerMode } from '../engine/tokenizer/types'
import type { Milliseconds } from '../engine/units'

interface ModelRefBase {
  readonly isDemo: boolean
  /** Which graph, where the folder holds several; else the usual one is found. */
  readonly graphFile?: string
}

/** A folder on the page's own server. */
export interface SiteModel extends ModelRefBase {
  readonly kind: 'site'
  readonly id: string
  /** For people. */
  readonly name?: string
  /** Absolute URL of the model's folder, with a slash at the end. */
  readonly baseUrl: string
  readonly files: readonly { readonly name: string; readonly bytes: number; readonly sha256?: string }[]
}

/** A folder on disk; Node only. */
export interface FolderModel extends ModelRefBase {
  readonly kind: 'folder'
  readonly path: string
}

/** Where a model lies. A new kind of source is one more member here and one more branch in a host's openModel. */
export type ModelRef = SiteModel | FolderModel

export interface LoadRequest {
  readonly model: ModelRef
  /** Null: what the hardware offers. */
  readonly threads: number | null
  /** Absolute URL of the folder with ort-wasm-simd-threaded.{mjs,wasm}; null in Node: the package's own. */
  readonly wasmBaseUrl: string | null
}

export interface TokenizeRequest {
  readonly text: string
  readonly maxLength: number
  readonly mode: TokenizerMode
}

/** What the editors need while one types; the tokens themselves stay in the worker. */
export interface TokenCount {
  readonly count: number
  readonly maxLength: number
  readonly truncated: boolean
  readonly cut: number | null
}

export interface AnalyzeRequest {
  /** The model's exact input: a prefix is already part of `a`. */
  readonly a: string
  readonly b: string
  readonly settings: EncodeSettings
  readonly weights: Weights
}

export interface AnalyzeProgress {
  readonly done: number
  readonly total: number
  readonly side: 'a' | 'b'
}

/** One text of an analysis, with how it was obtained. */
export interface SideResult {
  readonly encoded: Encoded
  /** True when this text, with these settings, had been encoded before and was not run again. */
  readonly cached: boolean
}

export interface AnalyzeReply {
  readonly a: SideResult
  readonly b: SideResult
  readonly scores: Scores
  readonly explanation: Explanation
  /** Wall time in the worker, from request to reply. */
  readonly time: Milliseconds
}

export interface EncodeRequest {
  readonly text: string
  readonly settings: EncodeSettings
}

export interface Calls {
  load: { in: LoadRequest; out: ModelInfo; progress: LoadProgress }
  count: { in: TokenizeRequest; out: TokenCount; progress: never }
  tokenize: { in: TokenizeRequest; out: Tokenized; progress: never }
  encode: { in: EncodeRequest; out: Encoded; progress: never }
  analyze: { in: AnalyzeRequest; out: AnalyzeReply; progress: AnalyzeProgress }
}

export type CallName = keyof Calls

export type Request = {
  [K in CallName]: {
    readonly type: 'call'
    readonly id: number
    readonly name: K
    readonly in: Calls[K]['in']
  }
}[CallName]

export type ToEngine = Request | { readonly type: 'cancel'; readonly id: number }

export type FromEngine =
  | { readonly type: 'done'; readonly id: number; readonly out: Calls[CallName]['out'] }
  | { readonly type: 'failed'; readonly id: number; readonly error: ErrorData }
  | { readonly type: 'progress'; readonly id: number; readonly progress: LoadProgress | AnalyzeProgress }

export interface CallOptions<K extends CallName> {
  readonly signal?: AbortSignal
  readonly onProgress?: (progress: Calls[K]['progress']) => void
}

/** What the page, the terminal and the tests call; the same on every host. */
export interface EngineClient {
  call<K extends CallName>(name: K, input: Calls[K]['in'], options?: CallOptions<K>): Promise<Calls[K]['out']>
  /** Ends the engine; every call that waits is rejected with worker/crashed. */
  dispose(): void
}
