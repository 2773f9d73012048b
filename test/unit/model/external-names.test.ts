/** Where a graph says that its weights are. */
import { describe, expect, it } from 'vitest'
import { encodeText } from '../../../src/engine/encode/encode'
import { externalName } from '../../../src/engine/model/graph-files'
import { valueOf } from '../../engine'
import { layoutFile, memorySource, POOLING, tokenizerFiles } from './layout-files'
import { load, SETTINGS } from './real-runtime'

describe('a path of a graph', () => {
  it.each([
    ['onnx/', 'model.onnx_data', 'onnx/model.onnx_data'],
    ['onnx/', './model.onnx_data', 'onnx/model.onnx_data'],
    ['onnx/', '../weights.bin', 'weights.bin'],
    ['onnx/', '../onnx/model.onnx.data', 'onnx/model.onnx.data'],
    ['onnx/', 'a/.././/b', 'onnx/b'],
    ['onnx/', '..\\weights.bin', 'weights.bin'],
    ['', 'weights.bin', 'weights.bin'],
    ['', '../weights.bin', '../weights.bin'],
    ['onnx/', '../../etc/passwd', '../etc/passwd'],
  ])('%s and %s is %s', (folder, location, name) => {
    expect(externalName(folder, location)).toBe(name)
  })
})

/** The graph with another location of the same length: protobuf has the length before it. */
function moved(location: string): Uint8Array<ArrayBuffer> {
  const text = Buffer.from(layoutFile('hidden.onnx')).toString('latin1')
  expect(location).toHaveLength('model.onnx_data'.length)
  return new Uint8Array(Buffer.from(text.replaceAll('model.onnx_data', location), 'latin1'))
}

const source = (graph: Uint8Array<ArrayBuffer>, data: string) =>
  memorySource('x', {
    ...tokenizerFiles(),
    ...POOLING,
    'onnx/model.onnx': graph,
    [data]: layoutFile('fp32.data'),
  })

it.each([
  ['../fp32-weights', 'fp32-weights'],
  ['../onnx/w.bytes', 'onnx/w.bytes'],
])('weights at %s are found', async (location, file) => {
  for (const whole of [false, true]) {
    const model = await load(source(moved(location), file), { whole })
    const plain = await load(source(layoutFile('hidden.onnx'), 'onnx/model.onnx_data'), { whole })
    const [found, expected] = [
      await encodeText(model, 'refund', SETTINGS),
      await encodeText(plain, 'refund', SETTINGS),
    ]
    expect(valueOf(found.denseVecs)).toEqual(valueOf(expected.denseVecs))
    expect(model.info.files.map(({ name }) => name)).toContain(file)
  }
})

it('weights outside of the folder are missing, with the name that was looked for', async () => {
  await expect(load(source(moved('../../w/weights'), 'w/weights'))).rejects.toMatchObject({
    code: 'model/external-data-missing',
    values: { missing: '../w/weights' },
  })
})
