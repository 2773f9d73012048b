/** Once the session holds the weights, nothing in JavaScript does. */
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { expect, it } from 'vitest'
import type { ModelSource } from '../../../src/engine/model/ports'
import { encodeText } from '../../../src/engine/encode/encode'
import { headFiles, layoutSource, POOLING } from './layout-files'
import { load, SETTINGS } from './real-runtime'

setFlagsFromString('--expose-gc')
const collectGarbage = runInNewContext('gc') as () => void

/** What is small may be kept: names, scales, rows of the table. */
const LARGE = 16 * 1024

/** Reads from `source` and remembers what it gave without keeping it. */
function watched(source: ModelSource) {
  const given = new Map<string, WeakRef<Uint8Array>[]>()
  const note = (name: string, data: Uint8Array): Uint8Array => {
    if (data.byteLength >= LARGE) given.set(name, [...(given.get(name) ?? []), new WeakRef(data)])
    return data
  }
  const watching: ModelSource = {
    ...source,
    read: async (name, options) => {
      const file = await source.read(name, options)
      note(name, file.data)
      return file
    },
    open: async (name, options) => {
      const file = await source.open(name, options)
      return { ...file, read: async (start, end) => note(name, await file.read(start, end)) }
    },
  }
  /** So many arrays that were read of the file are still held; null: none was read. */
  const alive = (name: string) =>
    given.get(name)?.filter((reference) => reference.deref() !== undefined).length ?? null
  return { watching, alive }
}

it.each([
  ['layer by layer', false],
  ['whole', true],
])(
  'weights that run %s are free to be collected, while head files are still being read',
  async (_, whole) => {
    const files = { 'onnx/model.onnx': 'hidden.onnx', 'onnx/model.onnx_data': 'fp32.data' }
    const { watching, alive } = watched(layoutSource('x', files, { ...POOLING, ...headFiles() }))
    const duringHeads: (number | null)[] = []
    const source: ModelSource = {
      ...watching,
      read: async (name, options) => {
        if (name.endsWith('.pt')) {
          await new Promise((resolve) => setTimeout(resolve)) // WeakRefs hold until the job ends
          collectGarbage()
          duringHeads.push(alive('onnx/model.onnx_data'))
        }
        return watching.read(name, options)
      },
    }
    const model = await load(source, { whole })
    expect(model.info.execution.kind).toBe(whole ? 'whole' : 'layers')
    expect(duringHeads).toEqual([0, 0])
    expect((await encodeText(model, 'a', SETTINGS)).denseVecs.state).toBe('available')
  },
)
