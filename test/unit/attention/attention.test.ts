import { beforeAll, describe, expect, it } from 'vitest'
import {
  entropyOf,
  maxOverHeads,
  meanOverHeads,
  oneHead,
  strongest,
} from '../../../src/engine/attention/reduce'
import type { AttentionSummary } from '../../../src/engine/attention/types'
import type { AttentionReply, EngineClient } from '../../../src/host/calls'
import { MODEL_FOLDERS, openModel, sharedModel, valueOf } from '../../engine'

const settings = { tokenizerMode: 'hf4', maxLength: 512, normalize: true, truncateDim: null } as const
const text = '显示器缺货怎么退款'
const weights = { dense: 1, sparse: 1, colbert: 1 }

describe.each(['tiny', 'demo'] as const)('%s', (name) => {
  let engine: EngineClient
  let summary: AttentionSummary
  let full: AttentionReply

  beforeAll(async () => {
    ;({ engine } = await sharedModel(name))
    summary = await engine.call('attentionSummary', { text, settings })
    full = await engine.call('attend', { text, settings, layers: null, heads: null, rows: null })
  })

  it('has the rows of <s> that attend gives, and their entropies', () => {
    const n = summary.tokenized.ids.length
    expect([summary.layers, summary.heads]).toEqual([full.layers.length, full.layers[0]!.heads.length])
    for (const { layer, data } of full.layers)
      for (let head = 0; head < summary.heads; head++) {
        const place = layer * summary.heads + head
        const rows = Array.from({ length: n }, (_, row) =>
          data.subarray((head * n + row) * n, (head * n + row + 1) * n),
        )
        expect(summary.first.slice(place * n, (place + 1) * n)).toEqual(rows[0]!.slice())
        const entropies = rows.map(
          (row) => -[...row].reduce((sum, p) => sum + (p > 0 ? p * Math.log(p) : 0), 0),
        )
        expect(summary.firstEntropy[place]).toBeCloseTo(entropies[0]!, 9)
        expect(summary.entropy[place]).toBeCloseTo(entropies.reduce((sum, one) => sum + one, 0) / n, 9)
      }
    expect(summary.rowSumError).toBeLessThan(1e-4)
  })

  it('rolls out as the definition says; rows sum to 1', () => {
    const n = summary.tokenized.ids.length
    let product: number[][] = Array.from({ length: n }, (_, i) =>
      Array.from({ length: n }, (_, j) => (i === j ? 1 : 0)),
    )
    for (const layer of full.layers) {
      const mean = meanOverHeads(layer)
      const factor = Array.from({ length: n }, (_, i) =>
        Array.from({ length: n }, (_, j) => (mean[i * n + j]! + (i === j ? 1 : 0)) / 2),
      )
      product = factor.map((row) =>
        row.map((_, j) => row.reduce((sum, weight, k) => sum + weight * product[k]![j]!, 0)),
      )
    }
    product.flat().forEach((value, at) => expect(summary.rollout![at]).toBeCloseTo(value, 5))
    expect([...summary.rollout!.slice(0, n)].reduce((sum, one) => sum + one, 0)).toBeCloseTo(1, 5)
  })

  it('needs no run of its own for texts that were scored, nor does a heatmap in context', async () => {
    const { engine: fresh } = await openModel(MODEL_FOLDERS[name])
    const [a, b] = ['退款多久到账', '换货要多少天']
    await fresh.call('analyze', { a, b, settings, weights })
    const layers: unknown[] = []
    const onProgress = ({ layer }: { readonly layer?: unknown }) => void (layer && layers.push(layer))
    const found = await fresh.call('layerSimilarity', { a, b, settings }, { onProgress })
    const unit = (whole: string) => ({ whole, units: [{ text: whole, start: 0, end: whole.length }] })
    await fresh.call('heatmap', { a: unit(a), b: unit(b), contextMode: 'context', settings }, { onProgress })
    expect(layers).toEqual([])
    const { engine: other } = await openModel(MODEL_FOLDERS[name])
    const alone = await other.call('layerSimilarity', { a, b, settings })
    expect(found.cls).toEqual(alone.cls)
    expect(found.mean).toEqual(alone.mean)
    fresh.dispose()
    other.dispose()
  })

  it('ends in the dense score after the last layer, by the pooling that dense reads', async () => {
    const b = '可以申请退款，原路退回。'
    const { cls, mean, pooling } = await engine.call('layerSimilarity', { a: text, b, settings })
    const { scores } = await engine.call('analyze', { a: text, b, settings, weights })
    expect(cls).toHaveLength(summary.layers + 1)
    expect((pooling === 'mean' ? mean : cls).at(-1)).toBeCloseTo(valueOf(scores.dense), 5)
    expect(cls[0]).toBeCloseTo(1, 5) // <s> has no neighbours yet
  })

  it('is cancelled between layers, and the model stays', async () => {
    const controller = new AbortController()
    const run = engine.call(
      'attentionSummary',
      { text, settings },
      { signal: controller.signal, onProgress: () => controller.abort() },
    )
    await expect(run).rejects.toMatchObject({ code: 'run/cancelled' })
    expect((await engine.call('encode', { text, settings })).tokenized.ids.length).toBeGreaterThan(2)
  })
})

it('is refused, with the reason, of a graph that runs whole', async () => {
  const { engine } = await openModel(MODEL_FOLDERS.tiny)
  await engine.call('load', {
    model: { kind: 'folder', path: MODEL_FOLDERS.tiny, isDemo: false },
    threads: 1,
    whole: true,
    wasmBaseUrl: null,
  })
  await expect(engine.call('attentionSummary', { text, settings })).rejects.toMatchObject({
    code: 'attention/unavailable',
    values: { reason: 'attention-whole' },
  })
  await expect(engine.call('layerSimilarity', { a: text, b: text, settings })).rejects.toMatchObject({
    values: { reason: 'hidden-states-inside' },
  })
  engine.dispose()
})

describe('reductions', () => {
  const layer = {
    layer: 0,
    heads: [2, 5],
    rows: { from: 0, to: 1 },
    data: Float32Array.of(0.25, 0.75, 0.5, 0.5),
  }
  it('over heads', () => {
    expect([...meanOverHeads(layer)]).toEqual([0.375, 0.625])
    expect([...maxOverHeads(layer)]).toEqual([0.5, 0.75])
    expect([...oneHead(layer, 5)]).toEqual([0.5, 0.5])
  })
  it('of a row', () => {
    expect(entropyOf(Float32Array.of(0.5, 0.5, 0)).entropy).toBeCloseTo(Math.log(2), 6)
    expect(strongest([0.1, 0.4, 0.4, 0.1], 3)).toEqual([1, 2, 0])
    expect(strongest([0.1, 0.4, 0.4, 0.1], 3, new Set([1]))).toEqual([2, 0, 3])
    expect(strongest([0.1], 3, new Set([0]))).toEqual([])
  })
})
