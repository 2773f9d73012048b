/** A graph in parts against the same graph whole: every layout, and the goldens. */
import { describe, expect, it } from 'vitest'
import { attendText } from '../../../src/engine/encode/attend'
import { encodeText } from '../../../src/engine/encode/encode'
import type { Encoded } from '../../../src/engine/encode/types'
import type { LoadedModel } from '../../../src/engine/model/load'
import { available } from '../../../src/engine/model/types'
import { folderSource } from '../../../src/platform/node/folder'
import { MODEL_FOLDERS, valueOf } from '../../engine'
import { readGolden } from '../../parity'
import { headFiles, layoutSource, POOLING } from '../model/layout-files'
import { LAYOUTS } from '../model/layout-table'
import { load, SETTINGS } from '../model/real-runtime'

const TEXTS = [
  '如何申请退款？',
  'a',
  '',
  'Refund policy: ３ days, ☃ 订单已经发货三天了，物流信息一直没有更新。',
  '<s> ',
]
/** Of fp32 values; int8 and uint8 are identical, halves are rounded between parts. */
const TOLERANCE: Readonly<Record<string, number>> = {
  int8: 0, uint8: 0, fp32: 1e-6, q4: 1e-6, bnb4: 1e-6, fp16: 2e-3, q4f16: 2e-3,
} // oxfmt-ignore

const numbersOf = (encoded: Encoded): number[] =>
  [encoded.denseVecs, encoded.tokenWeights]
    .flatMap((part) => (part.state === 'available' ? [...part.value] : []))
    .concat(encoded.colbertVecs.state === 'available' ? [...encoded.colbertVecs.value.data] : [])

function difference(a: Encoded, b: Encoded): number {
  const [x, y] = [numbersOf(a), numbersOf(b)]
  expect(x.length).toBe(y.length)
  return x.reduce((most, value, i) => Math.max(most, Math.abs(value - y[i]!)), 0)
}

async function both(open: (options: { whole: boolean }) => Promise<LoadedModel>) {
  return { cut: await open({ whole: false }), whole: await open({ whole: true }) }
}

describe.each(LAYOUTS.map((layout) => [`${layout.repo}`, layout] as const))('%s', (repo, layout) => {
  it('in parts equals whole', { timeout: 60_000 }, async () => {
    const more = {
      ...(layout.with.includes('heads') && headFiles()),
      ...(layout.with.includes('pooling') && POOLING),
    }
    const { cut, whole } = await both((options) =>
      load(layoutSource(repo, layout.files, more), { graphFile: layout.graph, ...options }),
    )
    expect(cut.info.execution).toMatchObject({ kind: 'layers', layers: 2, tableReason: null })
    expect(whole.info.execution).toMatchObject({ kind: 'whole', reason: 'chosen' })
    let most = 0
    for (const text of TEXTS)
      most = Math.max(
        most,
        difference(await encodeText(cut, text, SETTINGS), await encodeText(whole, text, SETTINGS)),
      )
    console.log(`${repo} (${cut.info.dtype.value}): in parts against whole, largest difference ${most}`)
    expect(most).toBeLessThanOrEqual(TOLERANCE[cut.info.dtype.value]!)
    await cut.release()
    await whole.release()
  })
})

describe('goldens', () => {
  const golden = readGolden('tiny')
  const long = golden.texts.reduce((a, b) => (a.input_ids.length > b.input_ids.length ? a : b))
  const settings = { ...SETTINGS, maxLength: 8192 }
  const open = async (options: { whole?: boolean } = {}) =>
    load(await folderSource(MODEL_FOLDERS.tiny), { graphFile: 'onnx/model.onnx', ...options })

  it('attention equals transformers, whatever part of it is asked for', async () => {
    const model = await open()
    expect(model.info.attention).toEqual(available({ layers: 2, heads: 4 }))
    for (const { text, input_ids, attentions } of golden.attention.items) {
      const n = input_ids.length
      const all = await attendText(model, text, settings, { layers: null, heads: null, rows: null })
      expect([...all.tokenized.ids]).toEqual(input_ids)
      for (const { layer, heads, data } of all.layers)
        for (const head of heads)
          for (let query = 0; query < n; query++) {
            const row = data.subarray((head * n + query) * n, (head * n + query + 1) * n)
            expect(row.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 5)
            row.forEach((weight, key) =>
              expect(Math.abs(weight - attentions[layer]![head]![query]![key]!)).toBeLessThan(1e-4),
            )
          }
      const some = await attendText(model, text, settings, {
        layers: [1],
        heads: [3, 0],
        rows: { from: 2, to: 4 },
      })
      const whole = all.layers[1]!.data
      expect(some.layers).toHaveLength(1)
      expect([...some.layers[0]!.data]).toEqual(
        [3, 0].flatMap((head) => [...whole.subarray((head * n + 2) * n, (head * n + 4) * n)]),
      )
    }
  })

  it(
    'attention in blocks of queries equals plain attention: 1,814 tokens',
    { timeout: 120_000 },
    async () => {
      const { cut, whole } = await both(open)
      expect(cut.info.execution).toMatchObject({ blockedFrom: 1025 })
      const blocked = await encodeText(cut, long.text, settings)
      expect(blocked.tokenized.ids.length).toBeGreaterThan(1025)
      expect(difference(blocked, await encodeText(whole, long.text, settings))).toBeLessThan(1e-5)
      // And a short text after a long one is what it is alone.
      const short = await encodeText(cut, TEXTS[0]!, settings)
      expect(numbersOf(short)).toEqual(numbersOf(await encodeText(await open(), TEXTS[0]!, settings)))
    },
  )

  it('says which layer, head or row does not exist', async () => {
    const model = await open()
    const ask = (wanted: Partial<Parameters<typeof attendText>[3]>) =>
      attendText(model, 'a', settings, { layers: null, heads: null, rows: null, ...wanted })
    await expect(ask({ layers: [2] })).rejects.toMatchObject({
      code: 'attention/no-such',
      values: { what: 'layer', found: 2, limit: 1 },
    })
    await expect(ask({ heads: [-1] })).rejects.toMatchObject({
      values: { what: 'head', found: -1, limit: 3 },
    })
    await expect(ask({ rows: { from: 0, to: 4 } })).rejects.toMatchObject({
      values: { what: 'row', found: 3 },
    })
    await expect(
      attendText(await open({ whole: true }), 'a', settings, { layers: null, heads: null, rows: null }),
    ).rejects.toMatchObject({
      code: 'attention/unavailable',
      values: { reason: 'attention-whole' },
    })
  })

  it('tells of layers, and is cancelled between them; the model stays usable', async () => {
    const model = await open()
    const seen: number[] = []
    const onLayer = (done: number, total: number) => {
      expect(total).toBe(2)
      seen.push(done)
    }
    const before = await encodeText(model, 'abc', settings, { onLayer })
    expect(seen).toEqual([0, 1, 2])
    let checks = 0
    const checkpoint = () => (++checks < 2 ? Promise.resolve() : Promise.reject(new Error('cancelled')))
    const cut = encodeText(model, 'abc', settings, { checkpoint, onLayer })
    await expect(cut).rejects.toThrow('cancelled')
    expect(seen).toEqual([0, 1, 2, 0, 1])
    expect(numbersOf(await encodeText(model, 'abc', settings))).toEqual(numbersOf(before))
    expect(valueOf(before.denseVecs).length).toBe(64)
  })
})
