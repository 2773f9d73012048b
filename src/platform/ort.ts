/**
 * onnxruntime-web as the engine's Runtime; the same in the worker and in Node. One runtime per realm:
 * the number of threads is fixed when the first session is made.
 */
import type * as ort from 'onnxruntime-web/wasm'
import { EngineError } from '../engine/errors'
import type {
  FloatTensor,
  GraphSession,
  IntTensor,
  Runtime,
  RuntimeInfo,
  TensorMeta,
} from '../engine/model/ports'
import { halfToNumber } from '../engine/model/headfiles/tensors'
import { sessionError } from '../engine/model/runtime-error'

/**
 * The worker brings `onnxruntime-web/wasm` or, by choice, `/webgpu`; Node brings `onnxruntime-web`, whose threads
 * work there.
 */
export type OrtModule = Pick<typeof ort, 'env' | 'InferenceSession' | 'Tensor'>

export interface OrtOptions {
  /** What `module` can run; under WebGPU, operators that it lacks run in WASM. */
  readonly provider: RuntimeInfo['provider']
  readonly threads: number
  readonly threadsReason: RuntimeInfo['threadsReason']
  /** Folder of ort-wasm-simd-threaded*.{mjs,wasm}, with a slash at the end; null: the package's own (Node). */
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
    async createSession(model, external, fileName) {
      try {
        const session = await module.InferenceSession.create(model, {
          executionProviders: [options.provider],
          graphOptimizationLevel: 'all',
          ...(external.length > 0 && { externalData: external.map(({ path, data }) => ({ path, data })) }),
        })
        return wrap(module, session)
      } catch (error) {
        throw sessionError(fileName, error)
      }
    },
  }
}

function wrap(module: OrtModule, session: ort.InferenceSession): GraphSession {
  const inputs = session.inputMetadata.map(meta)
  const outputs = session.outputMetadata.map(meta)
  const typeOf = new Map(inputs.map((input) => [input.name, input.type]))
  return {
    inputs,
    outputs,
    async run(feeds) {
      const tensors = Object.fromEntries(
        Object.entries(feeds).map(([name, tensor]) => [
          name,
          toOrt(module, tensor, typeOf.get(name) ?? 'int64'),
        ]),
      )
      let results: ort.InferenceSession.ReturnType
      try {
        results = await session.run(tensors)
      } catch (error) {
        const detail = error instanceof Error ? error.message : String(error)
        throw new EngineError('model/run-failed', `onnxruntime-web failed: ${detail}`, { detail })
      }
      const floats = Object.fromEntries(
        Object.entries(results).map(([name, tensor]) => [name, fromOrt(tensor)]),
      )
      for (const tensor of Object.values(results)) tensor.dispose()
      return floats
    },
    release: () => session.release(),
  }
}

function meta(value: ort.InferenceSession.ValueMetadata): TensorMeta {
  return value.isTensor
    ? { name: value.name, type: value.type, shape: value.shape }
    : { name: value.name, type: 'sequence', shape: [] }
}

function toOrt({ Tensor }: OrtModule, tensor: IntTensor, type: string): ort.Tensor {
  return type === 'int32'
    ? new Tensor('int32', tensor.data, tensor.dims)
    : new Tensor('int64', BigInt64Array.from(tensor.data, BigInt), tensor.dims)
}

function fromOrt(tensor: ort.OnnxValue): FloatTensor {
  const { dims, data, type } = tensor as ort.Tensor
  if (type === 'float32') return { dims, data: (data as Float32Array).slice() }
  // Float16Array where the browser has it, else the bits as Uint16Array.
  if (type === 'float16')
    return {
      dims,
      data:
        data instanceof Uint16Array
          ? Float32Array.from(data, halfToNumber)
          : Float32Array.from(data as Float32Array),
    }
  return { dims, data: Float32Array.from(data as ArrayLike<number | bigint>, Number) }
}
