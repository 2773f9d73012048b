/** The check at load: integers first, then results as near as the layer's arithmetic allows. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { quantisedDemo, type WeightScales } from '../../../bench/quantise-demo'
import type { EncoderPort } from '../../../src/engine/encoder/open'
import { difference, distance, toleranceOfNoise, worstOf } from '../../../src/engine/encoder/verify'
import { openNodeKernels } from '../../../src/platform/kernels/node'
import { MODEL_FOLDERS } from '../../engine'
import { BUILDS, closeAll, openBuild } from '../../kernel-builds'
import { layoutSource, memorySource } from '../model/layout-files'
import { LAYOUTS } from '../model/layout-table'
import { load } from '../model/real-runtime'

afterAll(closeAll)

async function stateOf(layout: string, encoder: EncoderPort) {
  const { repo, files, graph } = LAYOUTS.find((each) =>
    Object.values(each.files).some((file) => file.endsWith(layout)),
  )!
  const model = await load(layoutSource(repo, files), { graphFile: graph, encoder })
  const { execution } = model.info
  await model.release()
  return execution.kind === 'layers' ? execution.encoder : undefined
}

it.each(['int8.onnx', 'uint8.onnx', 'gpahal.onnx'])(
  '%s: one wrong code of the weights is found by its column',
  async (layout) => {
    let isFirst = true
    const encoder: EncoderPort = {
      threads: 1,
      open: async (options) => {
        const kernels = await openNodeKernels(options)
        const { packBytesKN } = kernels.functions
        const functions = {
          ...kernels.functions,
          packBytesKN: (from: number, all: number, panels: number, ...rest: number[]) => {
            packBytesKN!(from, all, panels, ...rest)
            // The fourth value of a column in a panel of 8: k = 3, column 2.
            if (isFirst) kernels.bytes()[panels + 2 * 4 + 3]! ^= 1
            isFirst = false
          },
        }
        return Object.assign(kernels, { functions })
      },
    }
    expect(await stateOf(layout, encoder)).toMatchObject({
      engine: 'onnxruntime',
      reason: 'differs',
      words: { code: 'encoder-sums', values: { layer: 0, column: 2 } },
    })
  },
)

const NAMES = ['config.json', 'tokenizer.json', 'tokenizer_config.json', 'special_tokens_map.json', '1_Pooling/config.json'] // oxfmt-ignore

describe.each(BUILDS)('%s', (build) => {
  it.each<WeightScales>(['column', 'tensor'])(
    'the demo model in int8, a scale for each %s: last digits are no reason to refuse it',
    async (scales) => {
      const files = Object.fromEntries(
        NAMES.map((name) => [name, new Uint8Array(readFileSync(join(MODEL_FOLDERS.demo, name)))]),
      )
      const source = memorySource('demo', { ...files, 'onnx/model_int8.onnx': await quantisedDemo(scales) })
      const model = await load(source, {
        encoder: { threads: 2, open: ({ threads }) => openBuild(build, threads) },
      })
      expect(model.info.execution).toMatchObject({ kind: 'layers', encoder: { engine: 'own', build } })
      await model.release()
    },
  )
})

it('noise loosens the tolerance of codes, to a limit', () => {
  const exactly = { part: 0, cosine: 1 }
  expect(toleranceOfNoise(exactly)).toEqual({ part: 0.05, cosine: 0.999 })
  const noise = worstOf([exactly, { part: 0.03, cosine: 0.998 }])
  expect(difference(0, { part: 0.08, cosine: 0.995 }, toleranceOfNoise(noise))).toBeNull()
  expect(difference(0, { part: 0.1, cosine: 0.995 }, toleranceOfNoise(noise))?.text).toContain('0.0900')
  expect(difference(0, { part: 0.08, cosine: 0.99 }, toleranceOfNoise(noise))?.text).toContain('0.99')
  const wild = toleranceOfNoise({ part: 1, cosine: 0 })
  expect(difference(0, { part: 0.3, cosine: 1 }, wild)).not.toBeNull()
  expect(difference(0, { part: 0, cosine: 0.97 }, wild)).not.toBeNull()
  expect(difference(0, distance(Float32Array.of(1, NaN), Float32Array.of(1, 2), 2), wild)).not.toBeNull()
})
