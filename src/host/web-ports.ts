import * as ort from 'onnxruntime-web/wasm'
import { EngineError } from '../engine/errors'
import { createOrtRuntime } from '../platform/ort'
import { siteSource } from '../platform/web/site-source'
import { chooseThreads } from '../platform/web/threads'
import type { EnginePorts } from './engine'

export const webPorts: EnginePorts = {
  createRuntime: ({ threads, wasmBaseUrl }) =>
    createOrtRuntime(ort, { ...chooseThreads(threads), wasmBaseUrl }),
  openModel: (model) => {
    if (model.kind === 'site') return Promise.resolve(siteSource(model.id, model.baseUrl, model.files))
    throw new EngineError('model/file-missing', `A page cannot open the folder ${model.path}.`, {
      file: model.path,
    })
  },
  yieldToEvents: () => new Promise((resolve) => setTimeout(resolve)),
}
