import * as ort from 'onnxruntime-web/wasm'
import { createOrtRuntime } from '../platform/ort'
import { chooseThreads } from '../platform/web/threads'
import { loadWebGpuOrt } from '../platform/web/webgpu'
import type { EnginePorts } from './handlers'
import { openWebModel } from './web-models'

/** A short text's layer takes 5 ms; messages can wait a little longer. Milliseconds. */
const EVENTS_EVERY = 20
let lastYield = 0

export const webPorts: EnginePorts = {
  createRuntime: async ({ provider, threads, wasmBaseUrl }) =>
    createOrtRuntime(provider === 'webgpu' ? await loadWebGpuOrt() : ort, {
      provider,
      ...chooseThreads(threads),
      wasmBaseUrl,
    }),
  openModel: openWebModel,
  async yieldToEvents() {
    if (performance.now() - lastYield < EVENTS_EVERY) return
    // Not setTimeout: called again and again it waits 4 ms and more.
    await new Promise<void>((resolve) => {
      const { port1, port2 } = new MessageChannel()
      port1.onmessage = () => {
        port1.close()
        resolve()
      }
      port2.postMessage(null)
    })
    lastYield = performance.now()
  },
}
