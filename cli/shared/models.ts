/** Models of this disk, each loaded into an engine of its own in this process. */
import { loadTextOnly } from '../../src/engine/model/load-text'
import { createInProcessClient } from '../../src/host/in-process'
import { nodePorts } from '../../src/host/node-ports'
import { folderSource } from '../../src/platform/node/folder'
import type { Models } from './io'

export const diskModels: Models = {
  async open({ folder, graphFile, isDemo, outputs, threads, whole }, hooks) {
    const engine = createInProcessClient(nodePorts)
    const model = {
      kind: 'folder' as const,
      path: folder,
      isDemo,
      ...(graphFile !== null && { graphFile }),
      ...(outputs !== null && { outputs }),
    }
    const info = await engine.call(
      'load',
      { model, threads, provider: 'wasm', whole, wasmBaseUrl: null },
      hooks,
    )
    return { engine, info }
  },
  async openText(folder) {
    const source = await folderSource(folder)
    return { id: source.id, ...(await loadTextOnly(source)) }
  },
}
