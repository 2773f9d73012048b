/** Loaded models through our own encoder: every layout, the goldens, batches, attention, hidden states, cancel. */
import { readdirSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { attendText } from '../../../src/engine/encode/attend'
import { encodeText, encodeWithHidden } from '../../../src/engine/encode/encode'
import type { Encoded } from '../../../src/engine/encode/types'
import { EngineError } from '../../../src/engine/errors'
import { feedsOf } from '../../../src/engine/model/graph'
import type { LoadedModel, LoadOptions } from '../../../src/engine/model/load'
import { openChain } from '../../../src/engine/chain/open-chain'
import { recogniseLayers } from '../../../src/engine/encoder/recognise/layer'
import { folderSource } from '../../../src/platform/node/folder'
import { openNodeKernels } from '../../../src/platform/kernels/node'
import { MODEL_FOLDERS, valueOf } from '../../engine'
import { readGolden } from '../../parity'
import { graphFile, planOf, runtime } from '../chain/cut-files'
import { headFiles, layoutSource, POOLING } from '../model/layout-files'
import { LAYOUTS } from '../model/layout-table'
import { load, SETTINGS } from '../model/real-runtime'

const encoder = { open: openNodeKernels, threads: 2 }
const TEXTS = [
  '如何申请退款？',
  'a',
  '',
  'Refund policy: ３ days, ☃ 订单已经发货三天了，物流信息一直没有更新。',
  '<s> <pad> x',
]
/** Against onnxruntime-web's whole graph. Int8: a last digit decides about a code. */
const TOLERANCE: Readonly<Record<string, number>> = {
  int8: 2e-2, uint8: 2e-2, fp32: 2e-6, q4: 2e-6, bnb4: 2e-6, fp16: 4e-3, q4f16: 4e-3,
} // oxfmt-ignore

const numbersOf = (encoded: Encoded): number[] =>
  [encoded.denseVecs, encoded.tokenWeights]
    .flatMap((part) => (part.state === 'available' ? [...part.value] : []))
    .concat(encoded.colbertVecs.state === 'available' ? [...encoded.colbertVecs.value.data] : [])

function difference(x: readonly number[], y: readonly number[]): number {
  expect(x.length).toBe(y.length)
  return x.reduce((most, value, i) => Math.max(most, Math.abs(value - y[i]!)), 0)
}

const engineOf = ({ info: { execution } }: LoadedModel) =>
  execution.kind === 'layers' ? execution.encoder : undefined

describe.each(LAYOUTS.map((layout) => [layout.repo, layout] as const))('%s', (repo, layout) => {
  const open = (options: Partial<LoadOptions>) => {
    const more = {
      ...(layout.with.includes('heads') && headFiles()),
      ...(layout.with.includes('pooling') && POOLING),
    }
    return load(layoutSource(repo, layout.files, more), { graphFile: layout.graph, ...options })
  }

  it('equals the whole graph; a batch equals its texts', { timeout: 120_000 }, async () => {
    const own = await open({ encoder })
    const whole = await open({ whole: true })
    expect(engineOf(own)).toMatchObject({ engine: 'own' })
    let most = 0
    const alone: number[][] = []
    for (const text of TEXTS) {
      const found = numbersOf(await encodeText(own, text, SETTINGS))
      alone.push(found)
      most = Math.max(most, difference(found, numbersOf(await encodeText(whole, text, SETTINGS))))
    }
    const { dtype } = own.info
    console.log(`${repo} (${dtype.value}): our encoder against onnxruntime-web, largest difference ${most}`)
    expect(most).toBeLessThanOrEqual(TOLERANCE[dtype.value]!)
    const feeds = TEXTS.map((text) =>
      feedsOf(own.session.inputs, own.tokenizers.get('hf4').encode(text, 128).ids, own.padId),
    )
    const together = await own.session.runMany!(feeds)
    for (const [at, each] of feeds.entries()) expect(together[at]).toEqual(await own.session.run(each))
    await own.release()
    await whole.release()
  })
})

it('one scale per token is what the rewritten graph computes', { timeout: 120_000 }, async () => {
  const layout = LAYOUTS.find(({ graph, repo }) => repo.includes('model_int8') && graph)!
  const open = (engine: 'own' | 'onnxruntime') =>
    load(layoutSource(layout.repo, layout.files, layout.with.includes('pooling') ? POOLING : {}), {
      graphFile: layout.graph,
      encoder,
      engine,
    })
  const [own, other] = [await open('own'), await open('onnxruntime')]
  expect(engineOf(own)).toMatchObject({ engine: 'own' })
  const faithful = { ...SETTINGS, activations: 'faithful' } as const
  for (const text of TEXTS) {
    const found = numbersOf(await encodeText(own, text, faithful))
    expect(difference(found, numbersOf(await encodeText(other, text, faithful)))).toBeLessThan(2e-3)
    if (text.length > 5)
      expect(difference(found, numbersOf(await encodeText(own, text, SETTINGS)))).toBeGreaterThan(0)
  }
  await own.release()
  await other.release()
})

describe('exports', () => {
  it.each(readdirSync('test/models/exports').filter((name) => name.endsWith('.onnx')))('%s', async (name) => {
    const file = await graphFile(`test/models/exports/${name}`)
    const { model, read } = file
    const opened = await openChain({
      plan: planOf(file),
      graph: model.graph,
      read,
      runtime,
      file: name,
      padId: 1,
      layers: { engine: 'own', port: encoder, recognise: recogniseLayers },
    })
    console.log(name, JSON.stringify(opened.encoder))
    const known = /qdq|qoperator|int8-products|every-output/.test(name)
      ? { engine: 'onnxruntime', reason: 'unrecognised' }
      : { engine: 'own' }
    expect(opened.encoder).toMatchObject(known)
    await opened.chain.release()
  })
})

describe('the tiny model', () => {
  const golden = readGolden('tiny')
  const settings = { ...SETTINGS, maxLength: 8192 }
  const open = async (options: Partial<LoadOptions> = {}) =>
    load(await folderSource(MODEL_FOLDERS.tiny), { graphFile: 'onnx/model.onnx', encoder, ...options })

  it('gives the attention of transformers', async () => {
    const model = await open()
    for (const { text, input_ids, attentions } of golden.attention.items) {
      const n = input_ids.length
      const all = await attendText(model, text, settings, { layers: null, heads: null, rows: null })
      for (const { layer, heads, data } of all.layers)
        for (const head of heads) {
          const expected = attentions[layer]![head]!.flat()
          expect(difference([...data.subarray(head * n * n, (head + 1) * n * n)], expected)).toBeLessThan(
            1e-5,
          )
        }
      const some = await attendText(model, text, settings, {
        layers: [1],
        heads: [2],
        rows: { from: 1, to: 2 },
      })
      const whole = all.layers[1]!.data.subarray(2 * n * n + n, 2 * n * n + 2 * n)
      expect([...some.layers[0]!.data]).toEqual([...whole])
    }
    await model.release()
  })

  it('gives the hidden states of each layer', async () => {
    const [own, other] = [await open(), await open({ engine: 'onnxruntime' })]
    expect(engineOf(other)).toEqual({ engine: 'onnxruntime', reason: 'chosen', detail: '' })
    const found = await encodeWithHidden(own, TEXTS[0]!, settings)
    const expected = await encodeWithHidden(other, TEXTS[0]!, settings)
    expect(found.layers).toHaveLength(3)
    for (const [at, { cls, mean }] of found.layers!.entries()) {
      expect(difference([...cls], [...expected.layers![at]!.cls])).toBeLessThan(1e-5)
      expect(difference([...mean], [...expected.layers![at]!.mean])).toBeLessThan(1e-5)
    }
    expect(difference([...valueOf(found.hidden).data], [...valueOf(expected.hidden).data])).toBeLessThan(1e-5)
    await own.release()
    await other.release()
  })

  it('stops between two slices, and can be used again', async () => {
    const model = await open()
    const text = 'The order was sent three days ago. '.repeat(400)
    const full = await encodeText(model, text, settings)
    let turns = 0
    const checkpoint = () => {
      if (++turns === 3) return Promise.reject(new EngineError('run/cancelled', 'cancelled'))
      return Promise.resolve()
    }
    await expect(encodeText(model, text, settings, { checkpoint })).rejects.toThrow('cancelled')
    expect(numbersOf(await encodeText(model, text, settings))).toEqual(numbersOf(full))
    await model.release()
  })

  it('tells how many layers are done', async () => {
    const model = await open()
    const seen: number[][] = []
    await encodeText(model, 'a b c', settings, { onLayer: (...progress) => seen.push(progress) })
    expect(seen[0]).toEqual([0, 2])
    expect(seen.at(-1)).toEqual([2, 2])
    await model.release()
  })

  it('runs in onnxruntime-web where the kernels do not open', async () => {
    const broken = () => Promise.reject(new EngineError('encoder/no-simd', 'No SIMD.'))
    const model = await open({ encoder: { open: broken, threads: 1 } })
    expect(engineOf(model)).toMatchObject({ engine: 'onnxruntime', reason: 'unavailable' })
    await encodeText(model, 'a', settings)
    await model.release()
  })
})
