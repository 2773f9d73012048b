/**
 * What the engine needs from outside to run a graph and to read files. src/platform implements these for the
 * browser and for Node; tests bring fakes.
 */
import type { Bytes } from '../units'
import type { CancelSignal } from '../errors'

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

export interface GraphSession {
  readonly inputs: readonly TensorMeta[]
  readonly outputs: readonly TensorMeta[]
  /** Integers are handed over as the type that the graph's input asks for (int64 or int32). */
  run(feeds: Readonly<Record<string, IntTensor>>): Promise<Readonly<Record<string, FloatTensor>>>
  release(): Promise<void>
}

export interface ExternalFile {
  /** As the graph's `external_data` location names it. */
  readonly path: string
  readonly data: Uint8Array
}

export interface RuntimeInfo {
  readonly name: 'onnxruntime-web'
  readonly version: string
  readonly provider: 'wasm'
  readonly threads: number
  /** Why there is one thread only, or null. */
  readonly threadsReason: 'not-isolated' | 'chosen' | 'one-core' | 'node' | null
}

export interface Runtime {
  readonly info: RuntimeInfo
  /** @throws EngineError model/create-failed */
  createSession(model: Uint8Array, external: readonly ExternalFile[], fileName: string): Promise<GraphSession>
}

export interface FileEntry {
  /** Relative to the model's folder, with forward slashes: "onnx/model.onnx". */
  readonly name: string
  readonly bytes: Bytes | null
}

export interface ReadOptions {
  readonly onProgress?: (loaded: number, total: number | null) => void
  readonly signal?: CancelSignal
}

/** A model's folder, wherever it lies. */
export interface ModelSource {
  readonly id: string
  readonly list: () => Promise<readonly FileEntry[]>
  /** The whole file. @throws EngineError model/file-missing, model/truncated, network/failed, run/cancelled */
  readonly read: (name: string, options?: ReadOptions) => Promise<Uint8Array>
}
