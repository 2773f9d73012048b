/** Codes that would be multiplied as floats: of a small model they are, of bge-m3's size they stay in onnxruntime-web. */
import { expect, it } from 'vitest'
import { openOwnLayers } from '../../../src/engine/chain/open-layers'
import { recogniseLayers } from '../../../src/engine/encoder/recognise/layer'
import type { LayerPlan, Linear } from '../../../src/engine/encoder/types'
import { openNodeKernels } from '../../../src/platform/kernels/node'
import { graphFile, planOf } from '../chain/cut-files'

const port = { threads: 1, open: openNodeKernels }

/** The layer with products of another size. */
function sized(plan: LayerPlan, hidden: number, feedForward: number): LayerPlan {
  const as = (linear: Linear, inputs: number, outputs: number): Linear => ({ ...linear, inputs, outputs })
  const square = (linear: Linear) => as(linear, hidden, hidden)
  return {
    ...plan,
    query: square(plan.query),
    key: square(plan.key),
    value: square(plan.value),
    attentionOutput: square(plan.attentionOutput),
    intermediate: as(plan.intermediate, hidden, feedForward),
    output: as(plan.output, feedForward, hidden),
  }
}

it('4-bit weights of bge-m3’s size stay where they are multiplied as 4 bits, and the reason is said', async () => {
  const file = await graphFile('test/models/layouts/q4.onnx', { 'model_q4.onnx_data': 'fp32.data' })
  const plan = planOf(file)
  const opened = await openOwnLayers(
    {
      engine: 'own',
      port: { ...port, open: () => Promise.reject(new Error('nothing is opened')) },
      recognise: async (of, read) => {
        const found = await recogniseLayers(of, read)
        if (found.state === 'unrecognised') return found
        const [layer] = found.layers
        return { ...found, layers: Array.from({ length: 24 }, () => sized(layer!, 1024, 4096)) }
      },
    },
    plan,
    [0, 1],
    file.read,
    () => undefined,
    undefined,
  )
  expect(opened).toMatchObject({ encoder: null, state: { engine: 'onnxruntime', reason: 'weights' } })
  expect(opened.state?.detail).toContain('1208 MB')
})

it('those of a small model are packed', async () => {
  const file = await graphFile('test/models/layouts/q4.onnx', { 'model_q4.onnx_data': 'fp32.data' })
  const choice = { engine: 'own', port, recognise: recogniseLayers } as const
  const { encoder } = await openOwnLayers(choice, planOf(file), [0, 1], file.read, () => undefined, undefined)
  expect(encoder).not.toBeNull()
  encoder?.close()
})
