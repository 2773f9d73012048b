/**
 * The arithmetic of an x86 CPU with AVX2 and without VNNI against outputs that native onnxruntime gave on one
 * (test/golden/avx2.json). Equality is not expected: a last digit decides about codes of activations (docs/CONTRACT.md).
 */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { quantisedDemo } from '../../../bench/quantise-demo'
import { encodeText } from '../../../src/engine/encode/encode'
import { EngineError } from '../../../src/engine/errors'
import type { Arithmetic } from '../../../src/engine/encoder/ports'
import { feedsOf } from '../../../src/engine/model/graph'
import type { LoadedModel } from '../../../src/engine/model/load'
import { openNodeKernels } from '../../../src/platform/kernels/node'
import { MODEL_FOLDERS } from '../../engine'
import { cosine } from '../../parity'
import { layoutSource, memorySource } from '../model/layout-files'
import { LAYOUTS } from '../model/layout-table'
import { load, SETTINGS } from '../model/real-runtime'

interface Output {
  readonly dims: readonly number[]
  /** Row-major, the first values. */
  readonly first: readonly number[]
  readonly sum: number
  readonly norm: number
}

interface Golden {
  readonly models: Readonly<
    Record<
      string,
      {
        readonly sha256: string
        readonly texts: readonly {
          readonly id: string
          readonly input_ids: readonly number[]
          readonly outputs: Readonly<Record<string, Output>>
        }[]
      }
    >
  >
  readonly demo_int8_column: {
    readonly sha256: string
    readonly texts: readonly {
      readonly id: string
      readonly input_ids: readonly number[]
      readonly dense_vecs: readonly number[]
      readonly sparse_vecs: readonly number[]
    }[]
  }
}

const GOLDEN = JSON.parse(readFileSync('test/golden/avx2.json', 'utf8')) as Golden
const encoder = { open: openNodeKernels, threads: 2 }
const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

const outputsOf = (model: LoadedModel, ids: readonly number[], arithmetic: Arithmetic) =>
  model.session.run(feedsOf(model.session.inputs, Int32Array.from(ids), model.padId), { arithmetic })

const mean = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / values.length

async function layout(name: string): Promise<LoadedModel> {
  const found = LAYOUTS.find(({ files }) => Object.values(files).some((file) => file.endsWith(name)))!
  return load(layoutSource(found.repo, found.files), { graphFile: found.graph, encoder })
}

/** 1 - cosine of the first values of each output of each text. */
async function distances(model: LoadedModel, name: string, arithmetic: Arithmetic): Promise<number[]> {
  const found: number[] = []
  for (const { input_ids, outputs } of GOLDEN.models[name]!.texts) {
    const made = await outputsOf(model, input_ids, arithmetic)
    for (const [output, { dims, first }] of Object.entries(outputs)) {
      expect(made[output]!.dims).toEqual(dims)
      found.push(1 - cosine(made[output]!.data.slice(0, first.length), Float32Array.from(first)))
    }
  }
  return found
}

describe('recorded outputs', { timeout: 120_000 }, () => {
  it.each(['layouts/int8.onnx', 'layouts/gpahal.onnx'])(
    '%s: AVX2 is clearly nearer than exact sums',
    async (name) => {
      expect(sha256(readFileSync(`test/models/${name}`))).toBe(GOLDEN.models[name]!.sha256)
      const model = await layout(name.replace('layouts/', ''))
      expect(model.info.arithmetics).toEqual(['exact', 'avx2'])
      const exact = await distances(model, name, 'exact')
      const avx2 = await distances(model, name, 'avx2')
      const again = await distances(model, name, 'exact')
      await model.release()
      console.log(`${name}: 1 - cosine to native AVX2: exact ${mean(exact)}, avx2 ${mean(avx2)}`)
      expect(mean(avx2)).toBeLessThan(mean(exact) / 4)
      expect(again).toEqual(exact)
    },
  )

  it('layouts/uint8.onnx: unsigned weights do not saturate, so there is nothing to choose', async () => {
    const model = await layout('uint8.onnx')
    expect(model.info.arithmetics).toEqual([])
    const exact = await distances(model, 'layouts/uint8.onnx', 'exact')
    expect(await distances(model, 'layouts/uint8.onnx', 'avx2')).toEqual(exact)
    const refused = encodeText(model, 'x', { ...SETTINGS, arithmetic: 'avx2' })
    await expect(refused).rejects.toThrow(EngineError)
    await expect(refused).rejects.toMatchObject({ code: 'settings/invalid' })
    await model.release()
  })
})

const NAMES = ['config.json', 'tokenizer.json', 'tokenizer_config.json', 'special_tokens_map.json', '1_Pooling/config.json'] // oxfmt-ignore

describe('the demo model in int8, a scale for each column', { timeout: 300_000 }, () => {
  it('AVX2 is clearly nearer to native AVX2 than exact sums; in onnxruntime-web it is refused', async () => {
    const { texts, sha256: expected } = GOLDEN.demo_int8_column
    const graph = await quantisedDemo('column')
    expect(sha256(graph)).toBe(expected)
    const files = Object.fromEntries(
      NAMES.map((name) => [name, new Uint8Array(readFileSync(join(MODEL_FOLDERS.demo, name)))]),
    )
    const source = memorySource('demo', { ...files, 'onnx/model_int8.onnx': graph })
    const model = await load(source, { encoder })
    expect(model.info.arithmetics).toEqual(['exact', 'avx2'])
    const found: Record<Arithmetic, number[]> = { exact: [], avx2: [] }
    for (const { input_ids, dense_vecs } of texts)
      for (const arithmetic of ['exact', 'avx2'] as const) {
        const { dense_vecs: dense } = await outputsOf(model, input_ids, arithmetic)
        found[arithmetic].push(cosine(dense!.data, Float32Array.from(dense_vecs)))
      }
    await model.release()
    const told = (values: readonly number[]) => `min ${Math.min(...values)} mean ${mean(values)}`
    console.log(
      `demo int8 per column, cosine to native AVX2: exact ${told(found.exact)}, avx2 ${told(found.avx2)}`,
    )
    expect(Math.min(...found.avx2)).toBeGreaterThan(0.99)
    expect(1 - mean(found.avx2)).toBeLessThan((1 - mean(found.exact)) / 3)

    const whole = await load(source, { whole: true })
    expect(whole.info.arithmetics).toEqual(['exact'])
    await expect(encodeText(whole, 'x', { ...SETTINGS, arithmetic: 'avx2' })).rejects.toMatchObject({
      code: 'settings/invalid',
      values: { detail: expect.stringContaining('onnxruntime-web') as string },
    })
    await whole.release()
  })
})
