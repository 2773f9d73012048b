/** Layers of the public layouts. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { cutGraph } from '../../../src/engine/chain/cut'
import type { CutPlan } from '../../../src/engine/chain/types'
import { tensorReader } from '../../../src/engine/chain/weights'
import type { Tensor } from '../../../src/engine/model/ports'
import { readOnnx } from '../../../src/engine/onnx/read'
import { ELEMENT, type ByteRanges } from '../../../src/engine/onnx/types'
import { floats, halves, type Opened } from './rewrite-graphs'

const MODELS = join(import.meta.dirname, '../../models')

export function fileAt(path: string): ByteRanges {
  const bytes = readFileSync(path)
  return {
    name: path.split('/').at(-1)!,
    bytes: bytes.length,
    read: (start, end) => Promise.resolve(bytes.subarray(start, end)),
  }
}

const SHARED = fileAt(join(MODELS, 'layouts/fp32.data'))
const EXTERNAL: ReadonlyMap<string, ByteRanges> = new Map([
  ...['model.onnx_data', 'model.onnx.data', 'model_q4.onnx_data', 'model_bnb4.onnx_data'].map(
    (name) => [name, SHARED] as const,
  ),
  ['bge_m3_model.onnx_data', SHARED],
  ['sentence_transformers.onnx_data', SHARED],
  ['Constant_7_attr__value', fileAt(join(MODELS, 'layouts/Constant_7_attr__value'))],
])

/** @param path under test/models */
export async function open(path: string): Promise<Opened> {
  const file = fileAt(join(MODELS, path))
  return { model: await readOnnx(file), read: tensorReader(file, EXTERNAL) }
}

export function planOf({ model }: Opened): CutPlan {
  const cut = cutGraph(model)
  if (cut.state === 'whole') throw new Error(`${cut.reason}: ${cut.detail}`)
  return cut.plan
}

export const opsetOf = ({ model }: Opened): number =>
  model.opsets.find(({ domain }) => domain === '')!.version

/** Feeds of a layer: hidden states, and masks of one value that let everything through. */
export function layerFeeds(plan: CutPlan, layer: number, hidden: Tensor): Record<string, Tensor> {
  const into = plan.hidden[layer]!
  return Object.fromEntries(
    plan.layers[layer]!.graph.inputs.map(({ name, type }) => [
      name,
      name === into.name ? (into.type === ELEMENT.float16 ? halves(hidden) : hidden)
      : type === ELEMENT.bool ? { type: 'bool', dims: [1, 1, 1, 1], data: Uint8Array.of(1) }
      : type === ELEMENT.float16 ? { type: 'float16', dims: [1, 1, 1, 1], data: Uint16Array.of(0) }
      : floats([1, 1, 1, 1], Float32Array.of(0)),
    ]),
  ) // oxfmt-ignore
}

/** All whose attention is in single operators: every one of test/models/layouts. */
export const LAYOUTS: readonly string[] = readdirSync(join(MODELS, 'layouts')).filter(
  (name) => name.endsWith('.onnx') && !name.startsWith('refused-'),
)

export const widthOf = (name: string): number => (name === 'wide.onnx' ? 48 : 64)
