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

/** Reads from `source` and remembers what it gave without keeping it. */
function watched(source: ModelSource) {
  const given = new Map<string, WeakRef<Uint8Array>>()
  const watching: ModelSource = {
    ...source,
    read: async (name, options) => {
      const file = await source.read(name, options)
      given.set(name, new WeakRef(file.data))
      return file
    },
  }
  return { watching, isAlive: (name: string) => given.get(name)!.deref() !== undefined }
}

it('graph and external data are free to be collected, while head files are still being read and after', async () => {
  const files = { 'onnx/model.onnx': 'hidden.onnx', 'onnx/model.onnx_data': 'fp32.data' }
  const { watching, isAlive } = watched(layoutSource('x', files, { ...POOLING, ...headFiles() }))
  const duringHeads: boolean[] = []
  const source: ModelSource = {
    ...watching,
    read: async (name, options) => {
      if (name.endsWith('.pt')) {
        await new Promise((resolve) => setTimeout(resolve)) // WeakRefs hold until the job ends
        collectGarbage()
        duringHeads.push(isAlive('onnx/model.onnx'), isAlive('onnx/model.onnx_data'))
      }
      return watching.read(name, options)
    },
  }
  const model = await load(source)
  expect(duringHeads).toEqual([false, false, false, false])
  expect((await encodeText(model, 'a', SETTINGS)).denseVecs.state).toBe('available')
})
