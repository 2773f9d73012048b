/**
 * The wire between page and engine, as one table. Requests, replies, progress messages, the worker's dispatcher
 * and the client's methods are all derived from it.
 */
import type { ErrorData } from '../engine/errors'
import type { Wanted } from '../engine/chain/attend'
import type {
  AttentionSummary,
  AttentionSummaryInput,
  LayerSimilarity,
  LayerSimilarityInput,
} from '../engine/attention/types'
import type { AttentionLayer } from '../engine/chain/types'
import type { Encoded, EncodeSettings } from '../engine/encode/types'
import type { Certificate, Reference } from '../engine/certify/types'
import type {
  Anatomy,
  AnatomyInput,
  HeatmapDone,
  HeatmapInput,
  HeatmapProgress,
  Occluded,
  OccludeInput,
  OccludeProgress,
} from '../engine/heatmap/types'
import type { Inspection } from '../engine/model/inspect'
import type { Activations, LayerProgress, Provider, TextProgress } from '../engine/model/ports'
import type { LoadProgress, ModelInfo, Pooling } from '../engine/model/types'
import type { Explanation, Scores, Weights } from '../engine/score/types'
import type { Chunk, ChunkSentence, ChunkSettings } from '../engine/text/chunks/types'
import type { TokenSteps } from '../engine/tokenizer/steps-types'
import type { Tokenized, TokenizerMode } from '../engine/tokenizer/types'
import type { Milliseconds } from '../engine/units'
import type { WhyInput, WhyProgress, WhyResult } from '../engine/why/types'
import type { HubHost } from '../platform/web/hub/types'
import type { LocalFile } from '../platform/web/local/types'

export type { HubHost, LayerProgress, LocalFile, Provider, TextProgress as CountProgress }

interface ModelRefBase {
  readonly isDemo: boolean
  /** Which graph, where the folder holds several; else the usual one is found. */
  readonly graphFile?: string
  /** Head files from elsewhere, laid over the model's own. */
  readonly heads?: HeadsRef
  /** Chosen by the user where the files do not say how hidden states are pooled. */
  readonly pooling?: Pooling
}

/** A folder on the page's own server. */
export interface SiteModel extends ModelRefBase {
  readonly kind: 'site'
  readonly id: string
  /** For people. */
  readonly name?: string
  readonly notes?: string
  /** Absolute URL of the model's folder, with a slash at the end. */
  readonly baseUrl: string
  /** Null: the usual names are tried. */
  readonly files: readonly SiteFile[] | null
  /** Absolute URL of a file with reference values for this model. */
  readonly reference?: string
}

export interface SiteFile {
  readonly name: string
  readonly bytes: number
  readonly sha256?: string
}

interface HubRepo {
  readonly host: HubHost
  /** "BAAI/bge-m3" */
  readonly repo: string
  /** A branch, a tag or a commit. */
  readonly revision: string
  /** Sent to the host as a bearer token; never stored, never in an export. */
  readonly token?: string
}

/** A repository on a hub. */
export interface HubModel extends ModelRefBase, HubRepo {
  readonly kind: 'hub'
  /** True: only what the browser has stored, without any request. */
  readonly storedOnly?: boolean
}

/** A folder on any server that lets this page read it; the usual names are tried. */
export interface UrlModel extends ModelRefBase {
  readonly kind: 'url'
  /** With a slash at the end. */
  readonly baseUrl: string
  readonly storedOnly?: boolean
}

/** Files that the user picked or dropped. They stay where they are. */
export interface LocalModel extends ModelRefBase {
  readonly kind: 'local'
  /** The folder's name. */
  readonly id: string
  readonly files: readonly LocalFile[]
}

/** A folder on disk; Node only. */
export interface FolderModel extends ModelRefBase {
  readonly kind: 'folder'
  readonly path: string
}

export type HeadsRef =
  { readonly kind: 'local'; readonly files: readonly LocalFile[] } | ({ readonly kind: 'hub' } & HubRepo)

/** Where a model lies. A new kind of source is one more member here and one more branch in a host's openModel. */
export type ModelRef = SiteModel | HubModel | UrlModel | LocalModel | FolderModel

export interface LoadRequest {
  readonly model: ModelRef
  /** Null: what the hardware offers. */
  readonly threads: number | null
  /** Left out: WASM. */
  readonly provider?: Provider
  /** True: one session for the whole graph, where it would run layer by layer. */
  readonly whole?: boolean
  /** Absolute URL of the folder with ort-wasm-simd-threaded*.{mjs,wasm}; null in Node: the package's own. */
  readonly wasmBaseUrl: string | null
}

export interface InspectRequest {
  readonly model: ModelRef
}

/** Many documents against one query: scores only. */
export interface RankRequest {
  readonly query: string
  readonly documents: readonly string[]
  readonly settings: EncodeSettings
  readonly weights: Weights
}

export interface RankReply {
  /** In the order of the documents. */
  readonly scores: readonly Scores[]
}

export interface CertifyRequest {
  /** Null: the file of reference values that lies in the model's folder. */
  readonly reference: Reference | null
  readonly tokenizerMode: TokenizerMode
  /** Which certificate comes first, where the model has both forms. Left out: as published. */
  readonly activations?: Activations
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

export interface AnalyzeProgress extends TextProgress {
  readonly side: 'a' | 'b'
}

/** Attention weights of one text. */
export interface AttentionRequest extends Wanted {
  readonly text: string
  readonly settings: EncodeSettings
}

export interface AttentionReply {
  readonly tokenized: Tokenized
  readonly layers: readonly AttentionLayer[]
}

export interface AnatomyRequest extends AnatomyInput {
  readonly weights: Weights
}

export interface OccludeRequest extends OccludeInput {
  readonly weights: Weights
}

export interface ChunkRequest {
  readonly sentences: readonly ChunkSentence[]
  readonly chunk: ChunkSettings
  readonly settings: EncodeSettings
}

export interface ChunkReply {
  readonly chunks: readonly Chunk[]
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
  /** Runs even what was encoded before: for those who want its layers to be told. */
  readonly fresh?: boolean
}

export interface Calls {
  /** What lies there, before anything large is read. */
  inspect: { in: InspectRequest; out: Inspection; progress: never }
  load: { in: LoadRequest; out: ModelInfo; progress: LoadProgress }
  count: { in: TokenizeRequest; out: TokenCount; progress: never }
  tokenize: { in: TokenizeRequest; out: Tokenized; progress: never }
  encode: { in: EncodeRequest; out: Encoded; progress: LayerProgress }
  analyze: { in: AnalyzeRequest; out: AnalyzeReply; progress: AnalyzeProgress }
  rank: { in: RankRequest; out: RankReply; progress: TextProgress }
  certify: { in: CertifyRequest; out: Certificate; progress: TextProgress }
  attend: { in: AttentionRequest; out: AttentionReply; progress: LayerProgress }
  attentionSummary: { in: AttentionSummaryInput; out: AttentionSummary; progress: LayerProgress }
  layerSimilarity: { in: LayerSimilarityInput; out: LayerSimilarity; progress: TextProgress }
  /** Rows arrive as progress; the reply says what they are. */
  heatmap: { in: HeatmapInput; out: HeatmapDone; progress: HeatmapProgress }
  anatomy: { in: AnatomyRequest; out: Anatomy; progress: TextProgress }
  occlude: { in: OccludeRequest; out: Occluded; progress: OccludeProgress }
  chunk: { in: ChunkRequest; out: ChunkReply; progress: TextProgress }
  steps: { in: TokenizeRequest; out: TokenSteps; progress: never }
  /** Why a vector from elsewhere is not ours. */
  why: { in: WhyInput; out: WhyResult; progress: WhyProgress }
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

export type AnyProgress =
  | LoadProgress
  | AnalyzeProgress
  | TextProgress
  | LayerProgress
  | HeatmapProgress
  | OccludeProgress
  | WhyProgress

export type FromEngine =
  | { readonly type: 'done'; readonly id: number; readonly out: Calls[CallName]['out'] }
  | { readonly type: 'failed'; readonly id: number; readonly error: ErrorData }
  | { readonly type: 'progress'; readonly id: number; readonly progress: AnyProgress }

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
