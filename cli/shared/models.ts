/** Models of this disk, each loaded into an engine of its own: in this thread, or in another. */
import { loadTextOnly } from '../../src/engine/model/load-text'
import type { EngineClient } from '../../src/host/calls'
import { folderSource } from '../../src/platform/node/folder'
import type { LoadHooks, LoadedModel, ModelRequest, Models } from './io'
import { createThreadClient } from './thread-client'

export const diskModels: Models = {
  async open(request, hooks) {
    // The runtime is loaded by the thread that uses it.
    const { createInProcessClient } = await import('../../src/host/in-process')
    const { nodePorts } = await import('../../src/host/node-ports')
    return load(createInProcessClient(nodePorts), request, hooks)
  },
  async openInThread(request, { onCrash, watch, ...hooks }) {
    const engine = createThreadClient({ ...(onCrash && { onCrash }), watch })
    try {
      return await load(engine, request, hooks)
    } catch (error) {
      engine.dispose()
      throw error
    }
  },
  async openText(folder) {
    const source = await folderSource(folder)
    return { id: source.id, ...(await loadTextOnly(source)) }
  },
}

async function load(
  engine: EngineClient,
  { folder, graphFile, isDemo, outputs, threads, whole, encoder }: ModelRequest,
  hooks: LoadHooks,
): Promise<LoadedModel> {
  const model = {
    kind: 'folder' as const,
    path: folder,
    isDemo,
    ...(graphFile !== null && { graphFile }),
    ...(outputs !== null && { outputs }),
  }
  const info = await engine.call(
    'load',
    { model, threads, provider: 'wasm', whole, engine: encoder, wasmBaseUrl: null },
    hooks,
  )
  return { engine, info }
}
