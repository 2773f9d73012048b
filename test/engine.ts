/** An engine in process over a model of the repository. */
import { fileURLToPath } from 'node:url'
import type { Encoded } from '../src/engine/encode/types'
import type { Available, ModelInfo } from '../src/engine/model/types'
import type { Scores } from '../src/engine/score/types'
import type { EngineClient } from '../src/host/calls'
import { createInProcessClient } from '../src/host/in-process'
import { nodePorts } from '../src/host/node-ports'
import type { PlainEncoded } from './parity'

export const MODEL_FOLDERS = {
  demo: fileURLToPath(new URL('../public/models/demo', import.meta.url)),
  tiny: fileURLToPath(new URL('models/tiny', import.meta.url)),
} as const

export interface OpenedModel {
  readonly engine: EngineClient
  readonly info: ModelInfo
}

export async function openModel(path: string, graphFile?: string): Promise<OpenedModel> {
  const engine = createInProcessClient(nodePorts)
  const info = await engine.call('load', {
    model: { kind: 'folder', path, isDemo: false, ...(graphFile !== undefined && { graphFile }) },
    threads: 1,
    provider: 'wasm',
    wasmBaseUrl: null,
  })
  return { engine, info }
}

const GRAPHS = { demo: 'onnx/model_q4.onnx', tiny: 'onnx/model.onnx' } as const
const shared = new Map<string, Promise<OpenedModel>>()

/**
 * The same, loaded once for all files of a test worker. Do not load another model into this engine, and do not end it.
 * Texts of other tests may be in its cache.
 */
export function sharedModel(
  name: keyof typeof MODEL_FOLDERS,
  graphFile: string = GRAPHS[name],
): Promise<OpenedModel> {
  const key = `${name} ${graphFile}`
  const opened = shared.get(key) ?? openModel(MODEL_FOLDERS[name], graphFile)
  shared.set(key, opened)
  return opened
}

export function valueOf<T>(part: Available<T>): T {
  if (part.state === 'unavailable') throw new Error(`unavailable: ${part.reason}`)
  return part.value
}

export function plain(encoded: Encoded): PlainEncoded {
  const colbert = valueOf(encoded.colbertVecs)
  return {
    ids: [...encoded.tokenized.ids],
    dense: [...valueOf(encoded.denseVecs)],
    lexical: [...valueOf(encoded.lexicalWeights)],
    colbert: { ...colbert, data: [...colbert.data] },
  }
}

export const plainScores = (scores: Scores): Record<string, number> =>
  Object.fromEntries(Object.entries(scores).map(([name, part]) => [name, valueOf(part)]))
