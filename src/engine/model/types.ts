import type { Bytes, Milliseconds } from '../units'
import type { TokenizerInfo, TokenizerMode } from '../tokenizer/types'
import type { EncoderState } from '../encoder/state'
import type { DetailWords } from '../detail-words'
import type { IntegerProducts } from '../onnx/summary'
import type { FusedAttention } from './fused-attention'
import type { WholeReason } from '../chain/types'
import type { Arithmetic } from '../encoder/ports'
import type { Activations, FileOrigin, LoadWarning, RuntimeInfo } from './ports'

export type HeadName = 'dense' | 'sparse' | 'colbert'
export const HEAD_NAMES: readonly HeadName[] = ['dense', 'sparse', 'colbert']

/** Why a model cannot give something. The dictionaries have a sentence for each. */
export type Unavailable =
  | 'no-output-no-head-file' // hidden states only, and no file with this head's weights
  | 'dense-only' // the graph gives a sentence vector only
  | 'no-pooling' // hidden states, and no 1_Pooling/config.json that says how to pool
  | 'pooling-unknown' // hidden states, and a 1_Pooling/config.json that names no pooling that m3scope computes
  | 'module-unknown' // modules.json has a module after the pooling that m3scope does not compute
  | 'normalised-in-graph' // the graph returns vectors of length 1, so the vectors before normalisation are not known
  | 'head-unavailable' // a score that needs a head which the model lacks
  | 'weights-sum-to-zero' // a fused score whose weights are all 0
  | 'hidden-states-inside' // the graph does not output its hidden states
  | 'attention-fused' // one operator computes attention and does not output the weights
  | 'attention-whole' // the graph runs whole, but attention weights are read from single layers
  | 'attention-unknown' // the graph's attention has a form that m3scope does not know

export type Available<T> =
  | { readonly state: 'available'; readonly value: T }
  | { readonly state: 'unavailable'; readonly reason: Unavailable }

export const available = <T>(value: T): Available<T> => ({ state: 'available', value })
export const unavailable = (reason: Unavailable): Available<never> => ({ state: 'unavailable', reason })

/** Applies `change` to the value. An unavailable part stays unavailable, with its reason. */
export const mapAvailable = <T, R>(part: Available<T>, change: (value: T) => R): Available<R> =>
  part.state === 'available' ? available(change(part.value)) : part

/** What a `source` says beyond names of files and keys, for a page in another language. The dictionaries have a sentence for each code. */
export interface SourceWords {
  readonly code:
    | 'positions-reserved' // max_position_embeddings without the positions that RoBERTa reserves
    | 'products' // operators that multiply with weights, and the type of these
    | 'initialisers' // the type of most weights
    | 'attention-weights'
    | 'hidden-size-by-64'
    | 'chosen'
    | 'by-shape' // an output with an unknown name, recognised by what a run returned
    | 'by-shape-pooled'
    | 'by-user' // an output that the user named
    | 'by-user-pooled'
  readonly values: Readonly<Record<string, string | number>>
}

/** A fact about the model, with the file (or probe) that it was read from. */
export interface Sourced<T> {
  readonly value: T
  /** In English: exports carry it. */
  readonly source: string
  /** Absent where `source` reads the same in every language. */
  readonly words?: SourceWords
}

/** What sentence-transformers' Pooling computes, in its words. */
export const POOLING_MODES = [
  'cls',
  'max',
  'mean',
  'mean_sqrt_len_tokens',
  'weightedmean',
  'lasttoken',
] as const
export type PoolingMode = (typeof POOLING_MODES)[number]
/** One mode, or several whose vectors are put one after the other: "cls+mean". */
export type Pooling = PoolingMode | `${PoolingMode}+${string}`
/** What an output of a graph may be: a head, or the hidden states of all tokens. */
export const OUTPUT_ROLES = ['dense', 'sparse', 'colbert', 'tokens'] as const
export type OutputRole = (typeof OUTPUT_ROLES)[number]
/** Role → name of the graph's output. */
export type NamedOutputs = Readonly<Partial<Record<OutputRole, string>>>

/** What a user may choose where the files do not say it. */
export const CHOSEN_POOLINGS = ['cls', 'mean'] as const
export type ChosenPooling = (typeof CHOSEN_POOLINGS)[number]
export const isChosenPooling = (pooling: Pooling): pooling is ChosenPooling =>
  pooling === 'cls' || pooling === 'mean'

export interface HeadInfo {
  /** "dense_vecs" (a graph output), "sparse_linear.pt" (a head file). */
  readonly source: string
  readonly words?: SourceWords
  readonly shape: readonly (number | string)[]
  /**
   * State of what the source gives, found by a probe run: already of length 1 (dense, ColBERT), or raw, in which
   * case m3scope normalises. Null for sparse, which is never normalised.
   */
  readonly normalisedInGraph: boolean | null
  /** Vector size; 1 for sparse. */
  readonly dimension: number
}

export interface ModelFile {
  readonly name: string
  readonly bytes: Bytes
  /** Lower-case hex. */
  readonly sha256: string
  readonly origin: FileOrigin
}

/** How the graph runs. */
export type Execution =
  | {
      readonly kind: 'layers'
      readonly layers: number
      /** Null: word embeddings are looked up outside the runtime; else why the table lies in the heap. */
      readonly tableReason: string | null
      /** What `tableReason` says, for a page in another language. */
      readonly words?: DetailWords | undefined
      /** Tokens from which attention runs in blocks of queries; null where it cannot. */
      readonly blockedFrom: number | null
      /** What runs the layers. Left out: onnxruntime-web. */
      readonly encoder?: EncoderState
    }
  | {
      readonly kind: 'whole'
      readonly reason: WholeReason
      readonly detail: string
      readonly words?: DetailWords | undefined
    }

/** Everything that was detected; shown in the model badge and sent with every export. */
export interface ModelInfo {
  readonly id: string
  /** Where it came from, with the revision: ModelSource.origin. */
  readonly origin: string
  /**
   * Identity of everything that was read: SHA-256 (hex) over the lines "name sha256", sorted by name. The same hash
   * is the same model, wherever it lies.
   */
  readonly hash: string
  /** True for the embedded stand-in, whose scores are not bge-m3's. */
  readonly isDemo: boolean
  readonly files: readonly ModelFile[]
  readonly totalBytes: Bytes
  readonly graphFile: string
  readonly layout:
    | 'three-heads'
    | 'hidden-states-with-head-files'
    | 'hidden-states'
    | 'dense-only'
    | 'partial-heads'
  /**
   * fp32, fp16, int8, uint8, q4, q8 and so on: the weights of the graph's products, not the file's name; "int8 + fp32" of
   * several, most weights first.
   */
  readonly dtype: Sourced<string>
  /** Weights of products of 8-bit integers: their results depend on the CPU where they are signed by column. */
  readonly integerProducts?: IntegerProducts | null
  /** Null: attention is not fused, or does not run in WebAssembly. Its length is limited. */
  readonly fusedAttention?: FusedAttention | null
  readonly hiddenSize: Sourced<number>
  readonly layers: Sourced<number> | null
  /** Tokens that fit, `<s>` and `</s>` included. */
  readonly positionLimit: Sourced<number>
  readonly pooling: Sourced<Pooling> | null
  readonly poolingInGraph: boolean
  readonly heads: Readonly<Record<HeadName, Available<HeadInfo>>>
  readonly tokenizer: TokenizerInfo
  readonly tokenizerModes: readonly TokenizerMode[]
  readonly runtime: RuntimeInfo
  readonly inputs: readonly string[]
  readonly outputs: readonly string[]
  /** Which output is what, where the user said it. */
  readonly namedOutputs?: NamedOutputs
  readonly execution: Execution
  /**
   * What a run may choose for dynamically quantised activations. Empty: the graph has none. Only "published": no
   * layer of it can be rewritten.
   */
  readonly activations: readonly Activations[]
  /**
   * What a run may choose for the products of 8-bit integers in the layers. Empty: an x86 CPU without VNNI computes the same.
   * Only "exact": it computes other numbers, and the layers run in onnxruntime-web, which is exact. Absent: stored by an
   * earlier version.
   */
  readonly arithmetics?: readonly Arithmetic[]
  /** Attention weights: of how many layers and heads. */
  readonly attention: Available<{ readonly layers: number; readonly heads: number }>
  /** Estimated size of the WASM heap once the model is loaded. */
  readonly heapEstimate: Bytes
  readonly attentionHeads: Sourced<number>
  readonly loadTime: Milliseconds
  readonly warnings: readonly LoadWarning[]
  /** Reference values that lie in the model's folder, for its certificate; not part of `hash`. */
  readonly referenceFile: string | null
}

/** Progress of a load: first bytes, then the session, one warm-up run, and head files where the graph lacks heads. */
export type LoadProgress =
  | {
      readonly stage: 'files'
      readonly file: string
      /** Over all files. */
      readonly loaded: number
      readonly total: number | null
      readonly origin: FileOrigin
      /** The connection broke and is tried again: the number of consecutive tries so far. */
      readonly retry?: number
    }
  | { readonly stage: 'tokenizer' }
  | { readonly stage: 'session' }
  /** Sessions made, of how many parts; between them more bytes may arrive. */
  | { readonly stage: 'layers'; readonly done: number; readonly total: number }
  | { readonly stage: 'warm-up' }

/** Whether a run may choose how activations are scaled. */
export const offersActivations = ({ activations }: ModelInfo): boolean => activations.includes('faithful')

/** Whether a run may compute integer products as an x86 CPU with AVX2 and without VNNI. */
export const offersArithmetic = ({ arithmetics }: Pick<ModelInfo, 'arithmetics'>): boolean =>
  arithmetics?.includes('avx2') === true

/** Whether our own encoder runs the layers. */
export const isOwn = (
  execution: Execution,
): execution is Extract<Execution, { readonly kind: 'layers' }> & {
  readonly encoder: Extract<EncoderState, { readonly engine: 'own' }>
} => execution.kind === 'layers' && execution.encoder?.engine === 'own'
