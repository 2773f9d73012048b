/** Every cell is the score that analyzePair gives for its two texts; what is sent, in which order, and how it ends. */
import { describe, expect, it } from 'vitest'
import { EncodedCache } from '../../../src/engine/encode/cache'
import type { EncodeSettings } from '../../../src/engine/encode/types'
import { EngineError } from '../../../src/engine/errors'
import { runHeatmap } from '../../../src/engine/heatmap/run'
import type { HeatmapProgress, UnitsInput } from '../../../src/engine/heatmap/types'
import type { LoadedModel } from '../../../src/engine/model/load'
import { HEAD_NAMES } from '../../../src/engine/model/types'
import { analyzePair } from '../../../src/engine/pipeline'
import { folderSource } from '../../../src/platform/node/folder'
import { MODEL_FOLDERS } from '../../engine'
import { headFiles, layoutSource, POOLING } from '../model/layout-files'
import { load, SETTINGS } from '../model/real-runtime'
import { EN, heatmap, unitsOf, WEIGHTS, ZH } from './helpers'

const open = async (name: keyof typeof MODEL_FOLDERS) => load(await folderSource(MODEL_FOLDERS[name]))

/** Largest difference from pairs that are encoded one by one, in a cache of their own. */
async function differences(
  model: LoadedModel,
  a: UnitsInput,
  b: UnitsInput,
  values: Awaited<ReturnType<typeof heatmap>>['values'],
  settings: EncodeSettings = SETTINGS,
): Promise<number> {
  const cache = new EncodedCache()
  let most = 0
  for (const [i, row] of a.units.entries())
    for (const [j, column] of b.units.entries()) {
      const { scores } = await analyzePair(model, cache, {
        a: row.text,
        b: column.text,
        settings,
        weights: WEIGHTS,
      })
      for (const head of HEAD_NAMES) {
        const score = scores[head]
        if (score.state === 'unavailable') expect(values[head]).toBeNull()
        else most = Math.max(most, Math.abs(score.value - values[head]![i * b.units.length + j]!))
      }
    }
  return most
}

describe.each(['tiny', 'demo'] as const)('%s', (name) => {
  it('A × B equals the pairs, for texts of equal length and equal texts too', async () => {
    const model = await open(name)
    const a = unitsOf([...ZH, EN[0], ZH[0], '！！！', '😀'])
    const b = unitsOf([...EN, ZH[4], EN[0], ''])
    const { done, messages, values } = await heatmap(model, new EncodedCache(), {
      a,
      b,
      contextMode: 'isolated',
      settings: SETTINGS,
    })
    expect(await differences(model, a, b, values)).toBeLessThanOrEqual(1e-6)
    expect(values.dense).toHaveLength(9 * 8)
    // Rows in the order of A, each once.
    expect(messages.flatMap(({ from, count }) => Array.from({ length: count }, (_, i) => from + i))).toEqual(
      a.units.map((_, i) => i),
    )
    // 5 + 3 of A and 5 + 1 of B are new: EN[0] and ZH[4] are on both sides.
    expect(done.encoded).toBe(13)
    expect(Object.values(done.heads).map(({ state }) => state)).toEqual(Array(3).fill('available'))
    await model.release()
  })

  it('A × A equals the pairs; each text is encoded once, and ColBERT is not symmetric', async () => {
    const model = await open(name)
    const a = unitsOf([...ZH, EN[0], ZH[1]])
    const { done, values } = await heatmap(model, new EncodedCache(), {
      a,
      b: null,
      contextMode: 'isolated',
      settings: SETTINGS,
    })
    expect(await differences(model, a, a, values)).toBeLessThanOrEqual(1e-6)
    expect(done.encoded).toBe(6)
    expect(done.b).toEqual(done.a)
    expect(Math.abs(values.colbert![1]! - values.colbert![7]!)).toBeGreaterThan(1e-4)
    await model.release()
  })

  it('truncate_dim: equal too', async () => {
    const model = await open(name)
    const settings = { ...SETTINGS, truncateDim: 32 }
    const [a, b] = [unitsOf(ZH), unitsOf(EN)]
    const { values } = await heatmap(model, new EncodedCache(), { a, b, contextMode: 'isolated', settings })
    expect(await differences(model, a, b, values, settings)).toBeLessThanOrEqual(1e-6)
    await model.release()
  })
})

it('vectors of any length: equal too', async () => {
  const files = { 'model.onnx': 'hidden.onnx', 'model.onnx_data': 'fp32.data' }
  const model = await load(layoutSource('x', files, { ...POOLING, ...headFiles() }))
  const settings = { ...SETTINGS, normalize: false }
  const [a, b] = [unitsOf(ZH), unitsOf(EN)]
  const { values } = await heatmap(model, new EncodedCache(), { a, b, contextMode: 'isolated', settings })
  expect(await differences(model, a, b, values, settings)).toBeLessThanOrEqual(1e-6)
  expect(Math.max(...values.dense!)).toBeGreaterThan(1.5)
  await model.release()
})

describe('what is known', () => {
  it('is not run again: with one unit changed, that one is', async () => {
    const model = await open('tiny')
    const cache = new EncodedCache()
    const input = { a: unitsOf(ZH), b: unitsOf(EN), contextMode: 'isolated', settings: SETTINGS } as const
    expect((await heatmap(model, cache, input)).done.encoded).toBe(10)
    expect((await heatmap(model, cache, input)).done.encoded).toBe(0)
    const changed = { ...input, a: unitsOf([...ZH.slice(0, 4), 'Good.']) }
    expect((await heatmap(model, cache, changed)).done.encoded).toBe(1)
    await model.release()
  })

  it('facts: tokens with <s> and </s>, and which units max_length cuts', async () => {
    const model = await open('tiny')
    const input = { a: unitsOf(['', EN[0]]), b: null, contextMode: 'isolated' } as const
    const { done } = await heatmap(model, new EncodedCache(), {
      ...input,
      settings: { ...SETTINGS, maxLength: 4 },
    })
    expect([...done.a.tokens]).toEqual([2, 4])
    expect(done.a.truncated).toEqual([1])
    await model.release()
  })
})

describe('heads that the model lacks', () => {
  it('have no values and a reason; the others are equal', async () => {
    const files = { 'model.onnx': 'newtechstudio-dense.onnx', 'model.onnx_data': 'fp32.data' }
    const model = await load(layoutSource('x', files))
    const [a, b] = [unitsOf(ZH), unitsOf(EN)]
    const { done, values } = await heatmap(model, new EncodedCache(), {
      a,
      b,
      contextMode: 'isolated',
      settings: SETTINGS,
    })
    expect(values.sparse).toBeNull()
    expect(values.colbert).toBeNull()
    expect(done.heads.colbert).toEqual({ state: 'unavailable', reason: 'dense-only' })
    expect(await differences(model, a, b, values)).toBeLessThanOrEqual(1e-6)
    await model.release()
  })
})

describe('the end before the end', () => {
  const hidden = { 'model.onnx': 'hidden.onnx', 'model.onnx_data': 'fp32.data' }
  const opened = () => load(layoutSource('x', hidden, { ...POOLING, ...headFiles() }))

  it('cancelled: the rows that were computed have been sent, and the cache keeps their texts', async () => {
    const model = await opened()
    const cache = new EncodedCache()
    const messages: HeatmapProgress[] = []
    const sent = () => messages.reduce((sum, { rows }) => sum + (rows?.count ?? 0), 0)
    const a = unitsOf(Array.from({ length: 40 }, (_, i) => 'word '.repeat(i + 1)))
    const input = { a, b: unitsOf(EN), contextMode: 'isolated', settings: SETTINGS } as const
    const cancel = new EngineError('run/cancelled', 'Cancelled.')
    let last = 0
    const hooks = {
      onProgress: (progress: HeatmapProgress) => {
        messages.push(progress)
        last = progress.done
      },
      checkpoint: () => (last >= 25 ? Promise.reject(cancel) : Promise.resolve()),
    }
    await expect(runHeatmap(model, cache, input, hooks)).rejects.toBe(cancel)
    expect(last).toBe(25)
    // Row 20 was encoded, and cancelled before it was computed.
    expect(sent()).toBe(19)
    const again = await heatmap(model, cache, input)
    expect(again.done.encoded).toBe(20)
    await model.release()
  })

  it('a text that no tokenizer takes is named with its side and place', async () => {
    const model = await opened()
    const a = unitsOf([...EN, 'broken \ud800'])
    const run = runHeatmap(model, new EncodedCache(), {
      a,
      b: unitsOf(ZH),
      contextMode: 'isolated',
      settings: SETTINGS,
    })
    await expect(run).rejects.toMatchObject({
      code: 'text/lone-surrogate',
      values: { side: 'a', unit: 5 },
    })
    await model.release()
  })

  it('columns too large for memory are refused before anything is encoded', async () => {
    const model = await opened()
    const { heads } = model.info
    if (heads.colbert.state === 'unavailable') throw new Error(heads.colbert.reason)
    const wide = {
      ...model,
      info: {
        ...model.info,
        heads: { ...heads, colbert: { ...heads.colbert, value: { ...heads.colbert.value, dimension: 1e8 } } },
      },
    }
    let progress = 0
    const input = { a: unitsOf(ZH), b: unitsOf(EN), contextMode: 'isolated', settings: SETTINGS } as const
    await expect(
      runHeatmap(wide, new EncodedCache(), input, { onProgress: () => progress++ }),
    ).rejects.toMatchObject({ code: 'run/too-large', values: { remedy: 'units', limit: 2e9 } })
    expect(progress).toBe(0)
    await model.release()
  })

  it('no units: no rows, and the heads of the model', async () => {
    const model = await opened()
    const none = { whole: '', units: [] }
    const { done, messages } = await heatmap(model, new EncodedCache(), {
      a: none,
      b: none,
      contextMode: 'isolated',
      settings: SETTINGS,
    })
    expect(messages).toEqual([])
    expect(done.heads.dense.state).toBe('available')
    await model.release()
  })
})
