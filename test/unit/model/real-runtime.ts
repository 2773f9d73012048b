/** The real onnxruntime-web in Node, under the engine's loader. */
import * as ort from 'onnxruntime-web'
import { loadModel, type LoadedModel, type LoadOptions } from '../../../src/engine/model/load'
import type { ModelSource } from '../../../src/engine/model/ports'
import { folderSource } from '../../../src/platform/node/folder'
import { createOrtRuntime } from '../../../src/platform/ort'
import { MODEL_FOLDERS } from '../../engine'

export const runtime = createOrtRuntime(ort, {
  provider: 'wasm',
  threads: 1,
  threadsReason: 'node',
  wasmBaseUrl: null,
})

export const load = (source: ModelSource, options: Partial<LoadOptions> = {}): Promise<LoadedModel> =>
  loadModel(source, runtime, { isDemo: false, graphFile: null, ...options })

const shared = new Map<string, Promise<LoadedModel>>()

/** A model of the repository, loaded once for all files of a test worker. Do not release it. */
export function sharedLoad(name: keyof typeof MODEL_FOLDERS): Promise<LoadedModel> {
  const loaded = shared.get(name) ?? folderSource(MODEL_FOLDERS[name]).then((source) => load(source))
  shared.set(name, loaded)
  return loaded
}

export const SETTINGS = {
  tokenizerMode: 'hf4',
  maxLength: 128,
  normalize: true,
  truncateDim: null,
} as const
