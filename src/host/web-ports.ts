import * as ort from 'onnxruntime-web/wasm'
import { createOrtRuntime } from '../platform/ort'
import { chooseThreads } from '../platform/web/threads'
import { loadWebGpuOrt } from '../platform/web/webgpu'
import type { EnginePorts } from './engine'
import { openWebModel } from './web-models'

export const webPorts: EnginePorts = {
  createRuntime: async ({ provider, threads, wasmBaseUrl }) =>
    createOrtRuntime(provider === 'webgpu' ? await loadWebGpuOrt() : ort, {
      provider,
      ...chooseThreads(threads),
      wasmBaseUrl,
    }),
  openModel: openWebModel,
  yieldToEvents: () => new Promise((resolve) => setTimeout(resolve)),
}
