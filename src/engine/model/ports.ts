/**
 * What the engine needs from outside to run a graph and to read files. src/platform implements these for the
 * browser and for Node; tests use fakes.
 */
import type { DetailWords } from '../detail-words'
import type { Arithmetic } from '../encoder/ports'
import type { Bytes } from '../units'
import type { CancelSignal } from '../errors'
import type { ByteRanges, ExternalFile } from '../onnx/types'

export interface TensorMeta {
  readonly name: string
  /** ONNX element type in onnxruntime's words: float32, float16, int64, int32, … */
  readonly type: string
  /** A number, or the name of a symbolic dimension. Empty when the graph does not say. */
  readonly shape: readonly (number | string)[]
}

/** A float tensor that came out of a graph, widened to float32 if it was float16. Row-major. */
export interface FloatTensor {
  readonly dims: readonly number[]
  readonly data: Float32Array
}

export interface IntTensor {
  readonly dims: readonly number[]
  readonly data: Int32Array
}

/** A tensor as the runtime takes and returns it, row-major. */
export type Tensor =
  | { readonly type: 'float32'; readonly dims: readonly number[]; readonly data: Float32Array }
  /** The values are float16 bits. */
  | { readonly type: 'float16'; readonly dims: readonly number[]; readonly data: Uint16Array }
  | { readonly type: 'int64'; readonly dims: readonly number[]; readonly data: BigInt64Array }
  | { readonly type: 'int32'; readonly dims: readonly number[]; readonly data: Int32Array }
  | { readonly type: 'int8'; readonly dims: readonly number[]; readonly data: Int8Array }
  | { readonly type: 'uint8' | 'bool'; readonly dims: readonly number[]; readonly data: Uint8Array }

/** A graph, or a part of one, in the runtime. */
export interface TensorSession {
  readonly inputs: readonly TensorMeta[]
  readonly outputs: readonly TensorMeta[]
  /**
   * @param outputs the wanted ones; left out: all
   * @throws EngineError model/run-failed, run/out-of-memory
   */
  run(
    feeds: Readonly<Record<string, Tensor>>,
    outputs?: readonly string[],
  ): Promise<Readonly<Record<string, Tensor>>>
  release(): Promise<void>
}

export interface LayerProgress {
  readonly done: number
  readonly total: number
}

/** Progress over several texts. */
export interface TextProgress {
  readonly done: number
  readonly total: number
  /** Layers of the current text. Absent: the graph runs whole. */
  readonly layer?: LayerProgress
}

export interface RunOptions {
  /** The wanted outputs. Default: all. */
  readonly outputs?: readonly string[]
  /** Default: 'published'. */
  readonly activations?: Activations
  /** Default: 'exact'. Only where ModelInfo.arithmetics has it. */
  readonly arithmetic?: Arithmetic
  /**
   * Moves the hidden states before the first layer by a few last digits, in a way that depends on this number: what another
   * runtime's order of sums may do. Only where a chain runs; default: not moved.
   */
  readonly jitter?: number
  /** Layers done, of how many. Not called for a graph that runs whole. */
  readonly onLayer?: (done: number, total: number) => void
  /** Called before each layer. It may wait; it throws to cancel. */
  readonly checkpoint?: () => Promise<void>
  /**
   * Called with the hidden states, [1, n, hidden size], before each layer and after the last one. Not called for a graph
   * that runs whole. The tensor is the run's own: copy what you keep.
   */
  readonly onHidden?: (hidden: Tensor) => void
}

/** Scales of dynamically quantised activations: one per tensor as the file has it, or one per token. */
export const ACTIVATIONS = ['published', 'faithful'] as const
export type Activations = (typeof ACTIVATIONS)[number]

/** A text encoder: one graph, or the parts of one. */
export interface GraphSession {
  readonly inputs: readonly TensorMeta[]
  readonly outputs: readonly TensorMeta[]
  /** Integers are converted to the type of the graph's input (int64 or int32). */
  run(
    feeds: Readonly<Record<string, IntTensor>>,
    options?: RunOptions,
  ): Promise<Readonly<Record<string, FloatTensor>>>
  /**
   * Several texts of any lengths at once, each [1, n]: every text gets the bits that it gets alone. `options.onHidden` is
   * not called. Absent: texts run one by one.
   */
  readonly runMany?:
    | ((
        texts: readonly Readonly<Record<string, IntTensor>>[],
        options?: RunOptions,
      ) => Promise<Readonly<Record<string, FloatTensor>>[]>)
    | undefined
  release(): Promise<void>
}

/** Where the numbers are computed. WebGPU's differ in the last digits, so it is never the default. */
export const PROVIDERS = ['wasm', 'webgpu'] as const
export type Provider = (typeof PROVIDERS)[number]

export interface RuntimeInfo {
  readonly name: 'onnxruntime-web'
  readonly version: string
  readonly provider: Provider
  readonly threads: number
  /** Why there is one thread only, or null. */
  readonly threadsReason: 'not-isolated' | 'chosen' | 'one-core' | 'node' | null
}

export interface Runtime {
  readonly info: RuntimeInfo
  /** @throws EngineError model/create-failed, model/too-large, model/unsupported-operator, run/out-of-memory */
  createSession(
    model: Uint8Array,
    external: readonly ExternalFile[],
    fileName: string,
    options?: SessionOptions,
  ): Promise<TensorSession>
}

export interface SessionOptions {
  /** For one run: weights are not copied into the order that suits many runs. */
  readonly isForOneRun?: boolean
}

export interface FileEntry {
  /** Relative to the model's folder, with forward slashes: "onnx/model.onnx". */
  readonly name: string
  /** Null: unknown until the file arrives. */
  readonly bytes: Bytes | null
  /** Lower-case hex, if the source knows it before reading. */
  readonly sha256?: string
  /** True: the whole file is already in the browser's store. */
  readonly stored?: boolean
}

export type FileOrigin = 'network' | 'store' | 'disk'

/** A file that was read and checked. */
export interface FileData {
  readonly data: Uint8Array
  /** Lower-case hex of `data`; computed while reading, or known from when it was stored. */
  readonly sha256: string
  readonly origin: FileOrigin
}

/**
 * A file that is read in parts while it arrives. A read of bytes that have not arrived waits for them. Bytes that can be
 * read again (from disk or store) are not kept in memory.
 */
export interface OpenFile extends ByteRanges {
  /** Resolves when the whole file has arrived and was checked. It, and reads that wait, reject as ModelSource.read does. */
  readonly checked: Promise<Omit<FileData, 'data'>>
  /** Ends the download and frees the memory. Later reads reject. */
  close(): void
}

export interface ReadOptions {
  readonly onProgress?: (progress: ReadProgress) => void
  readonly signal?: CancelSignal
}

export interface ReadProgress {
  readonly loaded: number
  readonly total: number | null
  /** Where the bytes come from now: a resumed download begins in the store. */
  readonly origin: FileOrigin
  /** The connection broke and is tried again: the number of consecutive tries so far. */
  readonly retry?: number
}

/** Something that the user should know about a model that works nevertheless. The dictionaries have a sentence for each. */
export type LoadWarning =
  /** The file was used but not kept: the next load reads it again. `detail`: the browser's words, or ours. */
  | {
      readonly code: 'not-stored'
      readonly file: string
      readonly reason: 'quota' | 'blocked'
      readonly detail: string
      /** What `detail` says where it is ours. */
      readonly words?: DetailWords
    }
  /** The tokenizer has fewer tokens than the model's table has rows, by more than padding explains. */
  | { readonly code: 'vocabulary-smaller'; readonly tokenizer: number; readonly table: number }
  /** The heads come from another repository than the graph. They are right only if the graph's weights are unchanged. */
  | { readonly code: 'foreign-heads'; readonly file: string; readonly origin: string }

/** A model's folder: on this site, on a hub, at an address, or on disk. */
export interface ModelSource {
  readonly id: string
  /** For people and for exports: "huggingface.co/BAAI/bge-m3@5617a9f6", "models/demo/", "folder bge-m3". */
  readonly origin: string
  readonly list: (options?: { readonly signal?: CancelSignal }) => Promise<readonly FileEntry[]>
  /**
   * The whole file, checked against what is known of it.
   * @throws EngineError model/file-missing, model/truncated, model/hash-mismatch, network/*, run/cancelled
   */
  readonly read: (name: string, options?: ReadOptions) => Promise<FileData>
  /**
   * Opens the file, to be read in parts until it is closed. `options.onProgress` reports the bytes that have arrived.
   * `options.signal` only stops the download: bytes that have arrived stay readable.
   * @throws EngineError as read
   */
  readonly open: (name: string, options?: ReadOptions) => Promise<OpenFile>
  /**
   * Reads parts of a file without downloading it, to look at its structure: from disk, from the store, or by Range requests.
   * Null: not possible (a server without Range).
   */
  readonly peek: (name: string, options?: { readonly signal?: CancelSignal }) => Promise<ByteRanges | null>
  /** The warnings of all reads so far. */
  readonly warnings?: () => readonly LoadWarning[]
}
