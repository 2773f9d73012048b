/** What the engine needs from a browser. */
import * as ort from 'onnxruntime-web/wasm'
import { MOST_THREADS } from '../engine/encoder/ports'
import { createOrtRuntime } from '../platform/ort'
import { chooseThreads } from '../platform/web/threads'
import { loadWebGpuOrt } from '../platform/web/webgpu'
import type { EnginePorts } from './handlers'
import { openWebModel } from './web-models'

/** Milliseconds. A layer of a short text takes 5 ms, and messages can wait a little longer than this. */
const EVENTS_EVERY = 20
let lastYield = 0

export const webPorts: EnginePorts = {
  createRuntime: async ({ provider, threads, wasmBaseUrl }) =>
    createOrtRuntime(provider === 'webgpu' ? await loadWebGpuOrt() : ort, {
      provider,
      ...chooseThreads(threads),
      wasmBaseUrl,
    }),
  createKernels: async ({ threads }) => ({
    open: (await import('../platform/kernels/web')).openWebKernels,
    threads: Math.min(chooseThreads(threads).threads, MOST_THREADS),
  }),
  openOrt({ threads, wasmBaseUrl }) {
    createOrtRuntime(ort, { provider: 'wasm', ...chooseThreads(threads), wasmBaseUrl })
    return ort
  },
  openModel: openWebModel,
  openVectors: async (limit) => (await import('../platform/web/vectors/store')).openVectors(limit),
  send: async (request, options) => {
    const { createSender, localNetworkPermission } = await import('../platform/endpoint')
    const send = createSender({
      page: self.location,
      localNetwork: () => localNetworkPermission(navigator.permissions),
    })
    return send(request, options)
  },
  async yieldToEvents() {
    if (performance.now() - lastYield < EVENTS_EVERY) return
    // setTimeout would wait at least 4 ms when it is called again and again.
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
