/**
 * The calls from the page to the engine, as one table (`Calls`). The types of requests, replies, progress messages,
 * handlers and of the client are derived from it.
 */
import type { ErrorCode, ErrorData } from '../engine/errors'
import type { Observed } from '../engine/monitor/types'
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
import type { DiagnoseRequest } from '../engine/diagnose/run'
import type { Fact } from '../engine/diagnose/types'
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
import type { Arithmetic } from '../engine/encoder/ports'
import type { Engine } from '../engine/encoder/state'
import type { Activations, LayerProgress, Provider, TextProgress } from '../engine/model/ports'
import type { LoadProgress, ModelInfo } from '../engine/model/types'
import type { PeerReply } from '../engine/peer/types'
import type { Explanation, Scores, Weights } from '../engine/score/types'
import type { Chunk, ChunkSentence, ChunkSettings } from '../engine/text/chunks/types'
import type { TokenSteps } from '../engine/tokenizer/steps-types'
import type { Tokenized, TokenizerMode } from '../engine/tokenizer/types'
import type { Milliseconds } from '../engine/units'
import type {
  Answer,
  AnswerRequest,
  Classes,
  ClassRequest,
  CompareRequest,
  CompareScoresRequest,
  Comparison,
  Groups,
  GroupsRequest,
} from '../engine/validate/answer-types'
import type { FusionReply, FusionRequest, GridRequest } from '../engine/validate/fusion-types'
import type { Production, ProductionRequest } from '../engine/validate/production-types'
import type { EditSearchInput, EditSearchProgress, EditSearchResult } from '../engine/why/edit-search-types'
import type { ValidateProgress, ValidateReply, ValidateRequest } from '../engine/validate/run-types'
import type { GivenTarget } from '../engine/why/named-weights'
import type { WhyInput, WhyProgress, WhyResult } from '../engine/why/types'
import type { ExportForm, ExportOptions, ExportRows, ExportSummary } from '../formats/validation/write/types'
import type { GatherReply, GatherRequest } from '../formats/search/set'
import type { ReadPart } from '../formats/validation/read/parts'
import type { ReadReply, ReadRequest } from '../formats/validation/types'
import type { ModelRef } from './model-ref'

export type { LayerProgress, Provider, TextProgress as CountProgress }
export type * from './model-ref'

export interface LoadRequest {
  readonly model: ModelRef
  /** Null: as many as the hardware has. */
  readonly threads: number | null
  /** Left out: WASM. */
  readonly provider?: Provider
  /** True: one session for the whole graph, also if the graph could run layer by layer. */
  readonly whole?: boolean
  /** What runs the layers. Left out: our own encoder, where it computes them. */
  readonly engine?: Engine
  /** Absolute URL of the folder with ort-wasm-simd-threaded*.{mjs,wasm}. Null in Node, where the package has its own. */
  readonly wasmBaseUrl: string | null
}

export interface InspectRequest {
  readonly model: ModelRef
}

/** Scores of many documents for one query. */
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
  /** Null: take the file with reference values in the model's folder. */
  readonly reference: Reference | null
  readonly tokenizerMode: TokenizerMode
  /** The form whose certificate comes first, if the model has two forms. Left out: the published form. */
  readonly activations?: Activations
  readonly arithmetic?: Arithmetic
}

export interface TokenizeRequest {
  readonly text: string
  readonly maxLength: number
  readonly mode: TokenizerMode
}

/** What the editors need while the user types. The tokens themselves stay in the worker. */
export interface TokenCount {
  readonly count: number
  readonly maxLength: number
  readonly truncated: boolean
  readonly cut: number | null
}

export interface AnalyzeRequest {
  /** The exact input of the model: `a` includes the prefix. */
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

/** One text of an analysis. */
export interface SideResult {
  readonly encoded: Encoded
  /** True: the result was in the cache, and the model was not run. */
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

/** Texts for transformers.js. */
export interface PeerRequest {
  readonly model: ModelRef
  /** ModelInfo.graphFile: the graph that ours runs. */
  readonly graphFile: string
  /** The model's exact inputs. */
  readonly texts: readonly string[]
  /** The same texts as our normaliser left them; null where it does not say. */
  readonly normalized: readonly (string | null)[]
  /** As for `load`. */
  readonly threads: number | null
  readonly wasmBaseUrl: string | null
}

export interface EncodeRequest {
  readonly text: string
  readonly settings: EncodeSettings
  /** True: runs the model even if the result is in the cache, so that progress by layer is reported. */
  readonly fresh?: boolean
  /** Texts that will be asked for next: they are encoded in the same pass where that changes no bit. */
  readonly next?: readonly string[]
}

/** Texts of a validation, to be made the model's input. */
export interface PrepareTextsRequest {
  readonly texts: readonly string[]
  /** The enabled rules as JSON. */
  readonly rules: string
  readonly leaveOutMetadata: boolean
  /** Put before each text, after the rules. */
  readonly prefix: string
}

export interface PrepareTextsReply {
  /** [texts] hash of each model input: equal hashes are equal texts. */
  readonly hashes: readonly string[]
  /** Inputs that differ from the text as given. */
  readonly changed: readonly { readonly at: number; readonly text: string }[]
  /** Texts whose rules were stopped: nothing may be computed with them. */
  readonly problems: readonly { readonly at: number; readonly error: ErrorData }[]
}

export interface ReadFilesRequest extends ReadRequest {
  /** True: the strings of the set cross as progress messages, in slices, and the reply has its lists empty (`PartsCollector`). */
  readonly inParts?: boolean
}

export interface ReadProgress extends TextProgress {
  /** Part of the reply. */
  readonly part?: ReadPart
}

export interface TokenCountsRequest {
  /** The model's exact inputs. */
  readonly texts: readonly string[]
  readonly maxLength: number
  readonly mode: TokenizerMode
}

export interface TokenCountsReply {
  /** [texts] tokens of the whole text, with `<s>` and `</s>`. */
  readonly tokens: Int32Array
  /** [texts] 1: cut at max_length. */
  readonly truncated: Uint8Array
}

/** Token weights may still have tokens in place of ids. */
export type WhyRequest = Omit<WhyInput, 'target'> & { readonly target: GivenTarget }

export interface Calls {
  /** Tells what a model's folder contains, before anything large is read. */
  inspect: { in: InspectRequest; out: Inspection; progress: never }
  load: { in: LoadRequest; out: ModelInfo; progress: LoadProgress }
  count: { in: TokenizeRequest; out: TokenCount; progress: never }
  tokenize: { in: TokenizeRequest; out: Tokenized; progress: never }
  encode: { in: EncodeRequest; out: Encoded; progress: LayerProgress }
  analyze: { in: AnalyzeRequest; out: AnalyzeReply; progress: AnalyzeProgress }
  rank: { in: RankRequest; out: RankReply; progress: TextProgress }
  /** Facts about the texts, what made them and the model. Texts that were encoded before are not encoded again. */
  diagnose: { in: DiagnoseRequest; out: readonly Fact[]; progress: AnalyzeProgress }
  certify: { in: CertifyRequest; out: Certificate; progress: TextProgress }
  attend: { in: AttentionRequest; out: AttentionReply; progress: LayerProgress }
  attentionSummary: { in: AttentionSummaryInput; out: AttentionSummary; progress: LayerProgress }
  layerSimilarity: { in: LayerSimilarityInput; out: LayerSimilarity; progress: TextProgress }
  /** The rows arrive as progress messages; the reply describes them. */
  heatmap: { in: HeatmapInput; out: HeatmapDone; progress: HeatmapProgress }
  anatomy: { in: AnatomyRequest; out: Anatomy; progress: TextProgress }
  occlude: { in: OccludeRequest; out: Occluded; progress: OccludeProgress }
  chunk: { in: ChunkRequest; out: ChunkReply; progress: TextProgress }
  steps: { in: TokenizeRequest; out: TokenSteps; progress: never }
  /** The same files and texts through transformers.js. Needs no loaded model; in a page, a worker of its own. */
  peer: { in: PeerRequest; out: PeerReply; progress: TextProgress }
  /** Many pairs; the scores arrive as progress messages. Other runs go first whenever they ask for it. */
  validate: { in: ValidateRequest; out: ValidateReply; progress: ValidateProgress }
  /** Files into pairs. Needs no model: for the worker beside the engine's. */
  validationRead: { in: ReadFilesRequest; out: ReadReply; progress: ReadProgress }
  /** How long many texts are for the model. */
  validationTokens: { in: TokenCountsRequest; out: TokenCountsReply; progress: TextProgress }
  /** Rules and metadata for many texts. Needs no model: for the worker beside the engine's. */
  /** The documents that a database found, as the data of a validation. */
  validationGather: { in: GatherRequest; out: GatherReply; progress: never }
  validationPrepare: { in: PrepareTextsRequest; out: PrepareTextsReply; progress: never }
  /** Explains why a vector from another system differs from ours. */
  why: { in: WhyRequest; out: WhyResult; progress: WhyProgress }
  /** Looks for the text that such a vector was made of, change by change. */
  whySearch: {
    in: Omit<EditSearchInput, 'why'> & { readonly why: WhyRequest }
    out: EditSearchResult
    progress: EditSearchProgress
  }
  /** Statistics of a validation: columns in, numbers out. They need no model and run beside one. */
  validationAnswer: { in: AnswerRequest; out: Answer; progress: never }
  validationGroups: { in: GroupsRequest; out: Groups; progress: never }
  validationClasses: { in: ClassRequest; out: Classes; progress: never }
  validationCompare: { in: CompareRequest | CompareScoresRequest; out: Comparison; progress: never }
  validationFusion: { in: FusionRequest | GridRequest; out: FusionReply; progress: TextProgress }
  validationProduction: { in: ProductionRequest; out: Production; progress: never }
  /** A file of a validation, for forms that take long to make. */
  validationExport: {
    in: { readonly form: ExportForm; readonly rows: ExportRows; readonly options: ExportOptions }
    /** Strings are UTF-8. */
    out: { readonly parts: readonly (string | Uint8Array)[]; readonly summary: ExportSummary }
    progress: never
  }
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
  | EditSearchProgress
  | ValidateProgress
  | ReadProgress

export type FromEngine = (
  | { readonly type: 'done'; readonly id: number; readonly out: Calls[CallName]['out'] }
  | { readonly type: 'failed'; readonly id: number; readonly error: ErrorData }
  | { readonly type: 'progress'; readonly id: number; readonly progress: AnyProgress }
) & {
  /** What the engine did since the message before, of whatever call. */
  readonly observed?: Observed
}

/** Hears of the engine's work, for the monitor. */
export interface EngineWatch {
  observed(observed: Observed): void
  failed(code: ErrorCode): void
}

export interface CallOptions<K extends CallName> {
  readonly signal?: AbortSignal
  readonly onProgress?: (progress: Calls[K]['progress']) => void
}

/** The engine as the page, the terminal and the tests see it; the same on every host. */
export interface EngineClient {
  call<K extends CallName>(name: K, input: Calls[K]['in'], options?: CallOptions<K>): Promise<Calls[K]['out']>
  /** Ends the engine. Every waiting call is rejected with worker/crashed. */
  dispose(): void
}
