/** Graphs that the runtime refuses: its own words, turned into an error that names file and remedy. */
import { describe, expect, it } from 'vitest'
import { sessionError } from '../../../src/engine/model/runtime-error'
import { encodeText } from '../../../src/engine/encode/encode'
import { headFiles, layoutFile, layoutSource, POOLING } from './layout-files'
import { load, runtime, SETTINGS } from './real-runtime'

const FILES = { 'onnx/model.onnx': 'hidden.onnx', 'onnx/model.onnx_data': 'fp32.data' }

describe('onnxruntime-web', () => {
  it.each([
    ['unknown-operator', 'model/operator-missing', 'NoSuchOperator'],
    ['unknown-microsoft-operator', 'model/operator-missing', 'com.microsoft:NoSuchFusion'],
    ['no-kernel', 'model/operator-missing', 'Erf'],
    ['opset-99', 'model/operator-missing', 'Opset 99'],
    ['ir-99', 'model/operator-missing', 'IR version 99'],
    ['five-gigabytes', 'model/out-of-memory', undefined],
    ['invalid', 'model/create-failed', undefined],
  ])('%s: %s %s', async (name, code, operator) => {
    const refused = runtime.createSession(layoutFile(`refused-${name}.onnx`), [], 'onnx/model.onnx')
    await expect(refused).rejects.toMatchObject({
      code,
      values: { file: 'onnx/model.onnx', ...(operator !== undefined && { operator }) },
    })
  })
  it('a fused operator that it lacks, in a whole model', async () => {
    const graph = layoutFile('aapot.onnx')
    const at = Buffer.from(graph.buffer).indexOf('SkipLayerNormalization')
    graph.set(new TextEncoder().encode('Lost'), at)
    const files = { 'model.onnx': 'aapot.onnx', 'model.onnx.data': 'fp32.data' }
    await expect(load(layoutSource('x', files, { 'model.onnx': graph }))).rejects.toMatchObject({
      code: 'model/operator-missing',
      values: { file: 'model.onnx', operator: 'com.microsoft:LostLayerNormalization' },
    })
  })
})

describe('no memory, in the words of allocators and browsers', () => {
  it.each([
    "Can't create a session. ERROR_CODE: 6, ERROR_MESSAGE: std::bad_alloc",
    "Can't create a session. failed to allocate a buffer of size 2266820608.",
    'Array buffer allocation failed',
    'WebAssembly.Memory.grow(): Maximum memory size exceeded',
    'WebAssembly.Memory(): could not allocate memory',
    'Aborted(OOM)',
    'Out of memory',
    'Invalid typed array length: 4533641216',
    "Can't create a session. ERROR_CODE: 2, ERROR_MESSAGE: Model data size exceeds maximum supported size (2GB).",
  ])('%s', (message) =>
    expect(sessionError('model.onnx', new RangeError(message))).toMatchObject({
      code: 'model/out-of-memory',
      values: { file: 'model.onnx', detail: message },
    }),
  )
})

describe('NaN in what the graph returns', () => {
  const WIDTH = 64
  /** fp32.data begins with the embedding table. */
  const weightsWithNanAt = (row: number) => {
    const data = layoutFile('fp32.data')
    new DataView(data.buffer).setFloat32(row * WIDTH * 4, NaN, true)
    return layoutSource('x', FILES, { 'onnx/model.onnx_data': data, ...POOLING, ...headFiles() })
  }
  it('at load: <s> is in every text', async () => {
    await expect(load(weightsWithNanAt(0))).rejects.toMatchObject({
      code: 'model/not-finite',
      values: { file: 'onnx/model.onnx', head: 'last_hidden_state', index: 0, found: 'NaN' },
    })
  })
  it('later, in the text that has the token; the model stays usable', async () => {
    const whole = await load(layoutSource('x', FILES, POOLING))
    const { ids } = whole.tokenizers.get('hf4').encode('退款', 128)
    const model = await load(weightsWithNanAt(ids.at(-2)!))
    await expect(encodeText(model, '退款', SETTINGS)).rejects.toMatchObject({
      code: 'model/not-finite',
      message: expect.stringContaining('onnx/model.onnx') as string,
      values: { file: 'onnx/model.onnx', head: 'last_hidden_state', found: 'NaN' },
    })
    const encoded = await encodeText(model, 'a', SETTINGS)
    expect(encoded.denseVecs.state).toBe('available')
  })
})
