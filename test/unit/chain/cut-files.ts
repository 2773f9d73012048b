/** Graphs of the test folders with their external files, cut and run part by part in the real runtime. */
import { readFileSync } from 'node:fs'
import { basename, dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import * as ort from 'onnxruntime-web'
import { cutGraph } from '../../../src/engine/chain/cut'
import { lookupRows } from '../../../src/engine/chain/embedding'
import type { CutPlan, Part } from '../../../src/engine/chain/types'
import { tensorReader, type ReadTensor } from '../../../src/engine/chain/weights'
import { halfToNumber } from '../../../src/engine/model/headfiles/tensors'
import type { Tensor, TensorSession } from '../../../src/engine/model/ports'
import { readOnnx } from '../../../src/engine/onnx/read'
import type { OnnxModel } from '../../../src/engine/onnx/types'
import { writeOnnx } from '../../../src/engine/onnx/write'
import { createOrtRuntime } from '../../../src/platform/ort'
import { memoryRanges } from '../model/memory-file'

export const runtime = createOrtRuntime(ort, {
  provider: 'wasm',
  threads: 1,
  threadsReason: 'node',
  wasmBaseUrl: null,
})

const ROOT = fileURLToPath(new URL('../../../', import.meta.url))

export interface GraphFile {
  readonly model: OnnxModel
  readonly read: ReadTensor
  readonly data: Uint8Array
  readonly external: readonly { readonly path: string; readonly data: Uint8Array }[]
}

/** @param path from the project's folder; @param external location in the graph → file beside it */
export async function graphFile(
  path: string,
  external: Readonly<Record<string, string>> = {},
): Promise<GraphFile> {
  const data = new Uint8Array(readFileSync(`${ROOT}${path}`))
  const file = memoryRanges(basename(path), data)
  const others = Object.entries(external).map(([location, name]) => ({
    path: location,
    data: new Uint8Array(readFileSync(`${ROOT}${dirname(path)}/${name}`)),
  }))
  const ranges = new Map(others.map((other) => [other.path, memoryRanges(other.path, other.data)]))
  return { model: await readOnnx(file), read: tensorReader(file, ranges), data, external: others }
}

/** @throws when it cannot be cut */
export function planOf({ model }: Pick<GraphFile, 'model'>): CutPlan {
  const cut = cutGraph(model)
  if (cut.state === 'whole') throw new Error(`${cut.reason}: ${cut.detail}`)
  return cut.plan
}

export type Tensors = Readonly<Record<string, Tensor>>

/** [1, n] of each of the graph's inputs, in its type. */
function feedsOf(session: TensorSession, ids: readonly number[]): Tensors {
  const values: Record<string, readonly number[]> = {
    input_ids: ids,
    attention_mask: ids.map(() => 1),
    token_type_ids: ids.map(() => 0),
    position_ids: ids.map((_, i) => i + 2),
  }
  return Object.fromEntries(
    session.inputs.map(({ name, type }) => {
      const dims = [1, ids.length]
      return type === 'int32'
        ? [name, { type, dims, data: Int32Array.from(values[name]!) }]
        : [name, { type: 'int64', dims, data: BigInt64Array.from(values[name]!.map(BigInt)) }]
    }),
  )
}

export interface Runs {
  readonly whole: Tensors
  /** Everything that the parts gave, crossings too. */
  readonly parts: Tensors
}

export async function runBoth(
  file: GraphFile,
  texts: readonly (readonly number[])[],
): Promise<readonly Runs[]> {
  const plan = planOf(file)
  const session = await runtime.createSession(file.data, file.external, 'whole')
  const sessions = await Promise.all(partsOf(plan).map((part) => sessionOf(part, plan, file)))
  const runs: Runs[] = []
  for (const ids of texts) {
    const feeds = feedsOf(session, ids)
    const whole = await session.run(feeds)
    const parts: Record<string, Tensor> = { ...feeds }
    if (plan.table)
      parts[plan.table.output.name] = await lookupRows(plan.table, Int32Array.from(ids), file.read)
    for (const part of sessions)
      Object.assign(
        parts,
        await part.run(Object.fromEntries(part.inputs.map(({ name }) => [name, parts[name]!]))),
      )
    runs.push({ whole, parts })
  }
  for (const each of [session, ...sessions]) await each.release()
  return runs
}

export const partsOf = ({ embeddings, layers, heads }: CutPlan): readonly Part[] => [
  embeddings,
  ...layers,
  ...(heads ? [heads] : []),
]

async function sessionOf(part: Part, plan: CutPlan, { read }: GraphFile): Promise<TensorSession> {
  const written = await writeOnnx({ ...plan.model, graph: part.graph }, read, { external: false })
  return runtime.createSession(written.model, written.external, `${part.role} ${part.index}`)
}

/** Largest difference of the whole graph's outputs; 0: the same bits. */
export function largestDifference({ whole, parts }: Runs): number {
  let largest = 0
  for (const [name, tensor] of Object.entries(whole)) {
    const other = parts[name]!
    if (other.type !== tensor.type || other.dims.join() !== tensor.dims.join())
      throw new Error(`${name}: ${other.type} [${other.dims}] is not ${tensor.type} [${tensor.dims}]`)
    const [a, b] = [numbersOf(tensor), numbersOf(other)]
    for (const [i, value] of a.entries())
      if (!Object.is(value, b[i])) largest = Math.max(largest, Math.abs(value - b[i]!))
  }
  return largest
}

const numbersOf = ({ type, data }: Tensor): number[] =>
  Array.from<number | bigint, number>(data, (value) =>
    type === 'float16' ? halfToNumber(Number(value)) : Number(value),
  )
