/**
 * onnxruntime-web as the engine's Runtime, in the worker and in Node. There is one runtime in each realm: the first
 * session fixes the number of threads.
 */
import { detail } from '../engine/details'
import type * as ort from 'onnxruntime-web/wasm'
import { EngineError } from '../engine/errors'
import type { Runtime, RuntimeInfo, Tensor, TensorMeta, TensorSession } from '../engine/model/ports'
import { runError, sessionError } from '../engine/model/runtime-error'

/**
 * The worker passes `onnxruntime-web/wasm`, or `/webgpu` if the user chose it. Node passes `onnxruntime-web`, whose
 * threads work in Node.
 */
export type OrtModule = Pick<typeof ort, 'env' | 'InferenceSession' | 'Tensor'>

export interface OrtOptions {
  /** A provider that `module` contains. With WebGPU, the operators that WebGPU lacks run in WASM. */
  readonly provider: RuntimeInfo['provider']
  readonly threads: number
  readonly threadsReason: RuntimeInfo['threadsReason']
  /** URL of the folder with ort-wasm-simd-threaded*.{mjs,wasm}, with a slash at the end. Null: the package's own (Node). */
  readonly wasmBaseUrl: string | null
}

export function createOrtRuntime(module: OrtModule, options: OrtOptions): Runtime {
  const { env } = module
  env.wasm.numThreads = options.threads
  if (options.wasmBaseUrl) env.wasm.wasmPaths = options.wasmBaseUrl
  env.logLevel = 'error'
  return {
    info: {
      name: 'onnxruntime-web',
      version: env.versions.web ?? 'unknown',
      provider: options.provider,
      threads: options.threads,
      threadsReason: options.threadsReason,
    },
    async createSession(model, external, fileName, { isForOneRun = false } = {}) {
      try {
        const session = await module.InferenceSession.create(model, {
          executionProviders: [options.provider],
          graphOptimizationLevel: 'all',
          ...(isForOneRun && { extra: { session: { disable_prepacking: '1' } } }),
          ...(external.length > 0 && { externalData: external.map(({ path, data }) => ({ path, data })) }),
        })
        return wrap(module, session)
      } catch (error) {
        throw sessionError(fileName, error)
      }
    },
  }
}

function wrap(module: OrtModule, session: ort.InferenceSession): TensorSession {
  return {
    inputs: session.inputMetadata.map(meta),
    outputs: session.outputMetadata.map(meta),
    async run(feeds, outputs) {
      const tensors = Object.fromEntries(
        Object.entries(feeds).map(([name, tensor]) => [name, toOrt(module, tensor)]),
      )
      let results: ort.InferenceSession.ReturnType
      try {
        results = await (outputs ? session.run(tensors, [...outputs]) : session.run(tensors))
      } catch (error) {
        throw runError(error)
      }
      // onnxruntime has already copied these out of its heap.
      return Object.fromEntries(
        Object.entries(results).map(([name, tensor]) => [name, fromOrt(name, tensor)]),
      )
    },
    release: () => session.release(),
  }
}

function meta(value: ort.InferenceSession.ValueMetadata): TensorMeta {
  return value.isTensor
    ? { name: value.name, type: value.type, shape: value.shape }
    : { name: value.name, type: 'sequence', shape: [] }
}

const toOrt = ({ Tensor }: OrtModule, { type, data, dims }: Tensor): ort.Tensor =>
  new Tensor(type as 'float32', data as Float32Array, dims)

function fromOrt(name: string, value: ort.OnnxValue): Tensor {
  const { dims, data, type } = value as ort.Tensor
  switch (type) {
    case 'float16': {
      // In browsers that have Float16Array, `data` is one.
      const { buffer, byteOffset, length } = data as Uint16Array
      return { type, dims, data: new Uint16Array(buffer, byteOffset, length) }
    }
    case 'float32':
    case 'int64':
    case 'int32':
    case 'int8':
    case 'uint8':
    case 'bool':
      return { type, dims, data } as Tensor
    default: {
      const found = detail('output-type', { tensor: name, type })
      throw new EngineError('model/run-failed', `onnxruntime-web: ${found.text}.`, { detail: found })
    }
  }
}
