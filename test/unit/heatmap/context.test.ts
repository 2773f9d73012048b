/** One pass over the whole text: whose a token is, and what is made of a unit's tokens, against the pass itself. */
import { describe, expect, it } from 'vitest'
import { EncodedCache } from '../../../src/engine/encode/cache'
import { encodeText } from '../../../src/engine/encode/encode'
import { anatomyOf } from '../../../src/engine/heatmap/anatomy'
import { tokensOf } from '../../../src/engine/heatmap/context'
import type { HeatmapInput, UnitsInput } from '../../../src/engine/heatmap/types'
import { runGraph } from '../../../src/engine/model/graph'
import type { LoadedModel } from '../../../src/engine/model/load'
import { HEAD_NAMES } from '../../../src/engine/model/types'
import type { Tokenized } from '../../../src/engine/tokenizer/types'
import { valueOf } from '../../engine'
import { headFiles, layoutSource, POOLING } from '../model/layout-files'
import { load, SETTINGS, sharedLoad } from '../model/real-runtime'
import { heatmap, unitsOf, WEIGHTS } from './helpers'

const HIDDEN = { 'model.onnx': 'hidden.onnx', 'model.onnx_data': 'fp32.data' }
const hidden = (whole = false) => load(layoutSource('x', HIDDEN, { ...POOLING, ...headFiles() }), { whole })

const A = unitsOf(['手机充不进电了，怎么办？', 'My phone is dead.', '我换过线了，还是不行！'], ' ')
const B = unitsOf(['USB接口有灰尘会导致无法充电。', 'Clean the phone.'])
const SHORT = unitsOf(['Hi'])
const INPUT: HeatmapInput = { a: A, b: B, contextMode: 'context', settings: SETTINGS }

describe('whose a token is', () => {
  const ranges = (...list: [number, number][]) =>
    ({
      starts: Int32Array.from(list, ([start]) => start),
      ends: Int32Array.from(list, ([, end]) => end),
    }) as Tokenized
  const units = (...list: [number, number][]) => list.map(([start, end]) => ({ start, end }))

  it('the unit’s that it lies in; <s> and </s> nobody’s', () => {
    const tokens = ranges([0, 0], [0, 2], [2, 4], [4, 6], [0, 0])
    expect(tokensOf(tokens, units([0, 4], [4, 6]))).toEqual([
      { from: 1, to: 3 },
      { from: 3, to: 4 },
    ])
  })
  it('between two units, the one’s with the larger part, or the first’s', () => {
    const tokens = ranges([0, 0], [0, 2], [2, 5], [5, 9], [0, 0])
    expect(tokensOf(tokens, units([0, 3], [3, 9]))).toEqual([
      { from: 1, to: 2 },
      { from: 2, to: 4 },
    ])
    expect(tokensOf(tokens, units([0, 4], [4, 9]))[0]).toEqual({ from: 1, to: 3 })
    expect(tokensOf(ranges([0, 0], [0, 4], [0, 0]), units([0, 2], [2, 4]))).toEqual([
      { from: 1, to: 2 },
      { from: 0, to: 0 },
    ])
  })
  it('the unit’s that it touches at all, where the rest lies between units', () => {
    expect(tokensOf(ranges([0, 0], [0, 2], [2, 9], [0, 0]), units([0, 2], [8, 9]))[1]).toEqual({
      from: 2,
      to: 3,
    })
  })
  it('of every chunk that shares its sentence', () => {
    const tokens = ranges([0, 0], [0, 2], [2, 4], [4, 6], [0, 0])
    expect(tokensOf(tokens, units([0, 4], [2, 6]))).toEqual([
      { from: 1, to: 3 },
      { from: 2, to: 4 },
    ])
  })
  it('a token without a range in the middle of a unit is no end of it', () => {
    const tokens = ranges([0, 0], [0, 2], [2, 2], [2, 4], [0, 0])
    expect(tokensOf(tokens, units([0, 4]))).toEqual([{ from: 1, to: 4 }])
  })
  it('a tokenizer without ranges is refused', () => {
    const tokenized = { ...ranges([0, 0]), starts: null, ends: null }
    expect(() => tokensOf(tokenized, units([0, 4]))).toThrow(
      expect.objectContaining({ code: 'settings/invalid' }),
    )
  })
})

/** Tokens of a unit, from what the tokenizer says of the whole: here no token straddles. */
function tokensIn({ starts, ends }: Tokenized, { start, end }: UnitsInput['units'][number]): number[] {
  return [...starts!.keys()].filter(
    (token) => ends![token]! > starts![token]! && starts![token]! < end && ends![token]! > start,
  )
}

const partsByAnatomy = async (model: LoadedModel, i: number, settings = SETTINGS) =>
  anatomyOf(model, new EncodedCache(), { ...INPUT, settings, i, j: 0, weights: WEIGHTS })

describe.each([
  ['in layers', false],
  ['whole', true],
] as const)('a graph of hidden states, %s', (_, whole) => {
  it('dense is the normalised mean of its tokens’ last hidden states, sparse their largest weights, ColBERT their rows', async () => {
    const model = await hidden(whole)
    const reference = await hidden(true)
    const encoded = await encodeText(reference, A.whole, SETTINGS)
    const { last_hidden_state: states } = await runGraph(reference.session, encoded.tokenized.ids, 1)
    const width = states!.dims.at(-1)!
    for (const [i, unit] of A.units.entries()) {
      const { a } = await partsByAnatomy(model, i)
      const tokens = tokensIn(encoded.tokenized, unit)
      expect([...a.tokenized.ids]).toEqual(tokens.map((token) => encoded.tokenized.ids[token]))
      expect(a.tokenized.text).toBe(unit.text)
      expect(a.tokenized.starts![0]).toBe(0)
      expect(a.tokenized.text.slice(a.tokenized.ends!.at(-1)).trim()).toBe('')

      const mean = Array.from(
        { length: width },
        (_, k) => tokens.reduce((sum, t) => sum + states!.data[t * width + k]!, 0) / tokens.length,
      )
      const length = Math.hypot(...mean)
      for (const [k, value] of valueOf(a.denseVecs).entries()) expect(value).toBeCloseTo(mean[k]! / length, 5)
      expect(valueOf(a.denseRawNorm)).toBeCloseTo(length, 4)

      const weights = valueOf(encoded.tokenWeights)
      for (const [id, weight] of valueOf(a.lexicalWeights)) {
        const own = tokens.filter((t) => encoded.tokenized.ids[t] === id).map((t) => weights[t]!)
        expect(weight).toBeCloseTo(Math.max(...own), 6)
      }
      const { dimension, data, rows } = valueOf(a.colbertVecs)
      const all = valueOf(encoded.colbertVecs).data
      const expected = all.slice((tokens[0]! - 1) * dimension, tokens.at(-1)! * dimension)
      expect(rows).toBe(tokens.length)
      expect(data.every((value, k) => Math.abs(value - expected[k]!) <= 1e-5)).toBe(true)
    }
    await model.release()
    await reference.release()
  })

  it('truncate_dim cuts the mean before it is normalised; not normalised, it is the mean', async () => {
    const model = await hidden(whole)
    const raw = valueOf(
      (await partsByAnatomy(model, 0, { ...SETTINGS, normalize: false } as never)).a.denseVecs,
    )
    const { a } = await partsByAnatomy(model, 0, { ...SETTINGS, truncateDim: 8 } as never)
    const cut = raw.slice(0, 8)
    const length = Math.hypot(...cut)
    for (const [k, value] of valueOf(a.denseVecs).entries()) expect(value).toBeCloseTo(cut[k]! / length, 5)
    expect(valueOf(a.denseRawNorm)).toBeCloseTo(length, 5)
    expect(valueOf(a.denseVecsFull)).toHaveLength(raw.length)
    await model.release()
  })
})

describe('heatmap in context', () => {
  it('each cell is the score of its anatomy; the demo’s hidden states come from between its parts', async () => {
    const model = await sharedLoad('demo')
    const cache = new EncodedCache()
    const { done, values } = await heatmap(model, cache, INPUT)
    expect(done.encoded).toBe(2)
    for (const i of [0, 1, 2])
      for (const j of [0, 1]) {
        const { scores, self, explanation, a, b } = await anatomyOf(model, cache, {
          ...INPUT,
          i,
          j,
          weights: WEIGHTS,
        })
        for (const head of HEAD_NAMES)
          expect(Math.abs(valueOf(scores[head]) - values[head]![i * 2 + j]!)).toBeLessThanOrEqual(1e-6)
        expect(valueOf(self.a.dense)).toBeCloseTo(1, 5)
        expect(valueOf(self.b.colbert)).toBeCloseTo(1, 5)
        // Rows are the part's own tokens: there is no <s> before them.
        const { forward } = valueOf(explanation.colbert)
        expect([...forward.queryTokens]).toEqual([...a.tokenized.ids.keys()])
        expect(Math.max(...forward.bestTokens)).toBeLessThan(b.tokenized.ids.length)
      }
    expect(valueOf((await partsByAnatomy(model, 1)).a.denseVecs)).toHaveLength(384)
  })

  it('a pass is run once: not again for a cell, nor for the same settings', async () => {
    const model = await hidden()
    const cache = new EncodedCache()
    expect((await heatmap(model, cache, { ...INPUT, b: null })).done.encoded).toBe(1)
    expect((await heatmap(model, cache, INPUT)).done.encoded).toBe(1)
    expect((await heatmap(model, cache, INPUT)).done.encoded).toBe(0)
    await model.release()
  })

  it('what max_length cuts off has no score and is named; what it cuts is named', async () => {
    const model = await hidden()
    const { starts } = model.tokenizers.get('hf4').encode(A.whole, 128)
    const inSecond = starts!.findIndex((start) => start > A.units[1]!.start)
    const settings = { ...SETTINGS, maxLength: inSecond + 2 }
    const cache = new EncodedCache()
    const { done, values } = await heatmap(model, cache, { ...INPUT, b: SHORT, settings })
    expect(done.b.truncated).toEqual([])
    expect(done.a.truncated).toEqual([1, 2])
    expect(done.a.tokens[2]).toBe(0)
    for (const head of HEAD_NAMES) expect(values[head]!.map(Number.isNaN)).toEqual([false, false, true])
    const opened = anatomyOf(model, cache, { ...INPUT, b: SHORT, settings, i: 2, j: 0, weights: WEIGHTS })
    await expect(opened).rejects.toMatchObject({ code: 'settings/invalid' })
    await model.release()
  })

  it('a column that is cut off is NaN in each row', async () => {
    const model = await hidden()
    const settings = { ...SETTINGS, maxLength: model.tokenizers.get('hf4').count(A.units[0]!.text) }
    const { values } = await heatmap(model, new EncodedCache(), { ...INPUT, a: B, b: A, settings })
    for (const head of HEAD_NAMES)
      expect(values[head]!.slice(0, 3).map(Number.isNaN)).toEqual([false, true, true])
    await model.release()
  })

  it('a graph that keeps its hidden states to itself has no dense, and says so', async () => {
    const files = { 'model.onnx': 'newtechstudio.onnx', 'model.onnx.data': 'fp32.data' }
    const model = await load(layoutSource('x', files), { whole: true })
    const { done, values } = await heatmap(model, new EncodedCache(), INPUT)
    expect(done.heads.dense).toEqual({ state: 'unavailable', reason: 'hidden-states-inside' })
    expect([values.dense, values.sparse?.length, values.colbert?.length]).toEqual([null, 6, 6])
    await model.release()
  })

  it.each([
    ['head files read its token embeddings', headFiles()],
    ['no head reads its token embeddings', {}],
  ])(
    'a whole graph with its dense head inside gives the hidden states of a run in layers: %s',
    async (_, heads) => {
      const files = { 'onnx/model.onnx': 'baai.onnx', 'onnx/model.onnx_data': 'fp32.data' }
      const constant = { 'onnx/Constant_7_attr__value': 'Constant_7_attr__value' }
      const source = layoutSource('BAAI/bge-m3', { ...files, ...constant }, { ...POOLING, ...heads })
      const [whole, layers] = [await load(source, { whole: true }), await load(source)]
      expect([whole.info.execution.kind, layers.info.execution.kind]).toEqual(['whole', 'layers'])
      const ofWhole = await heatmap(whole, new EncodedCache(), INPUT)
      const ofLayers = await heatmap(layers, new EncodedCache(), INPUT)
      expect(ofWhole.done.heads).toEqual(ofLayers.done.heads)
      expect(ofWhole.values.dense).toHaveLength(6)
      for (const [at, value] of ofWhole.values.dense!.entries())
        expect(value).toBeCloseTo(ofLayers.values.dense![at]!, 5)
      await Promise.all([whole.release(), layers.release()])
    },
  )
})
