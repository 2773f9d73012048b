/** Graphs of the test models, opened with what lies beside them. */
import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { fileURLToPath } from 'node:url'
import { tensorReader, type ReadTensor } from '../../../src/engine/chain/weights'
import { readOnnx } from '../../../src/engine/onnx/read'
import { summaryOf } from '../../../src/engine/onnx/summary'
import type { OnnxModel } from '../../../src/engine/onnx/types'
import { LAYOUTS } from '../model/layout-table'
import { memoryRanges } from '../model/memory-file'

const ROOT = fileURLToPath(new URL('../../../', import.meta.url))
const LAYOUT_FILES = 'test/models/layouts/'

/** Graphs that onnxruntime runs, from the project's folder. */
export const GRAPHS: readonly string[] = [
  ...new Set(
    LAYOUTS.flatMap(({ files }) => Object.values(files))
      .filter((file) => file.endsWith('.onnx') && !file.startsWith('refused'))
      .map((file) => `${LAYOUT_FILES}${file}`),
  ),
  `${LAYOUT_FILES}wide.onnx`,
  'test/models/tiny/onnx/model.onnx',
  'test/models/tiny/onnx/model_hidden.onnx',
  'public/models/demo/onnx/model_q4.onnx',
]

export interface Opened {
  readonly file: Uint8Array
  readonly model: OnnxModel
  readonly external: readonly { readonly path: string; readonly data: Uint8Array }[]
  readonly read: ReadTensor
}

export const bytesAt = (path: string): Uint8Array => readFileSync(`${ROOT}${path}`)

export const readAt = (path: string): Promise<OnnxModel> =>
  readOnnx(memoryRanges(basename(path), bytesAt(path)))

/** The layouts share one file of weights, under whatever name each graph gives it. */
export async function open(path: string): Promise<Opened> {
  const file = bytesAt(path)
  const ranges = memoryRanges(basename(path), file)
  const model = await readOnnx(ranges)
  const external = summaryOf(model).externalFiles.map((location) => ({
    path: location,
    data: bytesAt(`${LAYOUT_FILES}${location.startsWith('Constant') ? location : 'fp32.data'}`),
  }))
  const others = new Map(external.map(({ path: name, data }) => [name, memoryRanges(name, data)]))
  return { file, model, external, read: tensorReader(ranges, others) }
}
