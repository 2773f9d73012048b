/** Small graphs made by hand, and the real runtime to run them. */
import { tensorReader, type ReadTensor } from '../../../src/engine/chain/weights'
import { widen } from '../../../src/engine/model/tensors'
import type { Tensor, TensorSession } from '../../../src/engine/model/ports'
import type { constant } from '../../../src/engine/onnx/graph-tools'
import { ELEMENT, type OnnxGraph, type OnnxModel } from '../../../src/engine/onnx/types'
import { writeOnnx } from '../../../src/engine/onnx/write'
import { runtime } from '../model/real-runtime'

export interface Opened {
  readonly model: OnnxModel
  readonly read: ReadTensor
}

export async function sessionOf(graph: OnnxGraph, { model, read }: Opened): Promise<TensorSession> {
  const written = await writeOnnx({ ...model, graph }, read, { external: false })
  return runtime.createSession(written.model, written.external, graph.name)
}

/** A model of nodes alone, whose constants are at hand. */
export const made = (
  graph: Pick<OnnxGraph, 'nodes' | 'inputs' | 'outputs'> & Partial<OnnxGraph>,
  opset = 17,
): Opened => ({
  model: {
    irVersion: 10,
    opsets: [
      { domain: '', version: opset },
      { domain: 'com.microsoft', version: 1 },
    ],
    graph: { name: 'made', initializers: new Map(), valueInfo: new Map(), ...graph },
    functions: 0,
    sparse: 0,
  },
  read: tensorReader(
    { name: 'made', bytes: 0, read: () => Promise.reject(new Error('nothing to read')) },
    new Map(),
  ),
})

export const constants = (...tensors: ReturnType<typeof constant>[]): OnnxGraph['initializers'] =>
  new Map(tensors.map((tensor) => [tensor.name, tensor]))

export const input = (name: string, type: number = ELEMENT.float, rank = 4) => ({
  name,
  type,
  dims: Array.from({ length: rank }, (_, i) => `${name}${i}`),
})

/** Numbers between -1 and 1 that are the same in every run. */
export function numbers(length: number, seed = 1): Float32Array {
  let state = seed * 2654435761
  return Float32Array.from({ length }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 31 - 1
  })
}

export const floats = (dims: readonly number[], data: Float32Array): Tensor => ({
  type: 'float32',
  dims,
  data,
})

export const random = (dims: readonly number[], seed = 1): Tensor =>
  floats(
    dims,
    numbers(
      dims.reduce((size, dim) => size * dim, 1),
      seed,
    ),
  )

/** Numbers as bits of float16, rounded towards zero. */
export function halves({ dims, data }: Tensor): Tensor {
  const bits = new Uint32Array(Float32Array.from(data as Float32Array).buffer)
  const half = (b: number) =>
    ((b >>> 31) << 15) | (Math.max(((b >>> 23) & 255) - 112, 0) << 10) | ((b >>> 13) & 1023)
  return { type: 'float16', dims, data: Uint16Array.from(bits, half) }
}

export async function resultOf(session: TensorSession, feeds: Record<string, Tensor>, name?: string) {
  const results = await session.run(feeds)
  return widen(results[name ?? session.outputs[0]!.name]!)
}

export function largestDifference(a: ArrayLike<number>, b: ArrayLike<number>): number {
  if (a.length !== b.length) return Infinity
  let largest = 0
  for (let i = 0; i < a.length; i++) {
    const difference = Math.abs(a[i]! - b[i]!)
    if (!(difference <= largest)) largest = Number.isNaN(difference) ? Infinity : difference
  }
  return largest
}
