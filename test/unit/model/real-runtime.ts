/** The real onnxruntime-web in Node, under the engine's loader. */
import * as ort from 'onnxruntime-web'
import { loadModel, type LoadedModel, type LoadOptions } from '../../../src/engine/model/load'
import type { ModelSource } from '../../../src/engine/model/ports'
import { createOrtRuntime } from '../../../src/platform/ort'

export const runtime = createOrtRuntime(ort, {
  provider: 'wasm',
  threads: 1,
  threadsReason: 'node',
  wasmBaseUrl: null,
})

export const load = (source: ModelSource, options: Partial<LoadOptions> = {}): Promise<LoadedModel> =>
  loadModel(source, runtime, { isDemo: false, graphFile: null, ...options })

export const SETTINGS = {
  tokenizerMode: 'hf4',
  maxLength: 128,
  normalize: true,
  truncateDim: null,
} as const
