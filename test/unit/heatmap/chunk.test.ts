import { describe, expect, it } from 'vitest'
import { EncodedCache } from '../../../src/engine/encode/cache'
import { encodeText } from '../../../src/engine/encode/encode'
import { chunkSentences } from '../../../src/engine/heatmap/chunk'
import { dot } from '../../../src/engine/matrix'
import { packChunks } from '../../../src/engine/text/chunks/pack'
import { valueOf } from '../../engine'
import { layoutSource } from '../model/layout-files'
import { load, SETTINGS, sharedLoad } from '../model/real-runtime'
import { EN, ZH } from './helpers'

const ranges = (chunks: ReturnType<typeof packChunks>) => chunks.map(({ from, to }) => [from, to])

describe('packing', () => {
  it('ends at a paragraph when the next does not fit whole, though its beginning would', () => {
    // Room for 10: 4 + 4, then a paragraph of 3 + 4.
    expect(packChunks([4, 4, 1, 6], [true, false, true, false], 12, 0)).toEqual([
      { from: 0, to: 2, tokens: 10 },
      { from: 2, to: 4, tokens: 9 },
    ])
  })
  it('a paragraph longer than a chunk is packed by sentences, beginning where there is room', () => {
    expect(ranges(packChunks([4, 4, 4, 4], [true, true, false, false], 12, 0))).toEqual([[0, 2], [2, 4]]) // oxfmt-ignore
  })
  it('a sentence longer than a chunk is a chunk of its own, and repeats nothing', () => {
    expect(packChunks([3, 30, 3], [true, false, false], 12, 5)).toEqual([
      { from: 0, to: 1, tokens: 5 },
      { from: 1, to: 2, tokens: 32 },
      { from: 2, to: 3, tokens: 5 },
    ])
  })
  it('repeats whole last sentences up to the overlap', () => {
    expect(ranges(packChunks([3, 3, 3, 3, 3], [true, false, false, false, false], 11, 4))).toEqual([[0, 3], [2, 5]]) // oxfmt-ignore
  })
  it('repeats less rather than cut a paragraph that fits', () => {
    expect(ranges(packChunks([4, 4, 4, 5], [true, false, true, false], 12, 4))).toEqual([[0, 2], [2, 4]]) // oxfmt-ignore
  })
  it('nothing gives nothing', () => expect(packChunks([], [], 12, 4)).toEqual([]))

  it('whatever the sizes: covers all, in order, advances, within size and overlap, paragraphs whole', () => {
    let state = 7
    const random = (below: number) => (state = (Math.imul(state, 48271) >>> 0) % 2147483647) % below
    for (let round = 0; round < 400; round++) {
      const counts = Array.from({ length: 1 + random(30) }, () => random(14))
      const opens = counts.map((_, at) => at === 0 || random(3) === 0)
      const [size, overlap] = [3 + random(30), random(12)]
      const chunks = packChunks(counts, opens, size, overlap)
      const sum = (from: number, to: number) => counts.slice(from, to).reduce((a, b) => a + b, 0)
      expect(chunks[0]!.from).toBe(0)
      expect(chunks.at(-1)!.to).toBe(counts.length)
      for (const [at, { from, to, tokens }] of chunks.entries()) {
        const previous = chunks[at - 1]
        expect(tokens).toBe(sum(from, to) + 2)
        if (to - from > 1) expect(tokens).toBeLessThanOrEqual(size)
        if (previous) {
          expect(from).toBeGreaterThan(previous.from)
          expect(from).toBeLessThanOrEqual(previous.to)
          expect(to).toBeGreaterThan(previous.to)
          expect(sum(from, previous.to)).toBeLessThanOrEqual(overlap)
        }
      }
      const starts = opens.flatMap((isOpen, at) => (isOpen ? [at] : []))
      for (const [at, start] of starts.entries()) {
        const end = starts[at + 1] ?? counts.length
        if (sum(start, end) > size - 2) continue
        expect(chunks.some(({ from, to }) => from <= start && to >= end)).toBe(true)
      }
    }
  })
})

describe('chunks of sentences', () => {
  const sentences = [...ZH, ...EN].map((text, at) => ({ text, opensParagraph: at === 0 || at === 5 }))

  it('by paragraph: tokens as the tokenizer counts them, without encoding', async () => {
    const model = await sharedLoad('tiny')
    const tokenizer = model.tokenizers.get('hf4')
    const counts = sentences.map(({ text }) => tokenizer.count(text) - 2)
    const sum = (values: number[]) => values.reduce((a, b) => a + b, 0)
    const size = Math.max(sum(counts.slice(0, 5)), sum(counts.slice(5))) + 2
    let asked = 0
    const chunk = { size, overlap: 0, by: 'paragraph' } as const
    const input = { sentences, chunk, settings: SETTINGS }
    const chunks = await chunkSentences(model, new EncodedCache(), input, { onProgress: () => asked++ })
    expect(chunks).toEqual([
      { from: 0, to: 5, tokens: sum(counts.slice(0, 5)) + 2 },
      { from: 5, to: 10, tokens: sum(counts.slice(5)) + 2 },
    ])
    expect(asked).toBe(0)
  })

  it('by meaning: cut where neighbours are least alike', async () => {
    const model = await sharedLoad('demo')
    // Of five neighbourhoods the 20th percentile leaves one below it.
    const six = sentences.slice(2, 8)
    const vectors: Float32Array[] = []
    for (const { text } of six) vectors.push(valueOf((await encodeText(model, text, SETTINGS)).denseVecs))
    const near = vectors.slice(1).map((vector, at) => dot(vectors[at]!, vector))
    const cut = near.indexOf(Math.min(...near)) + 1
    const tokenizer = model.tokenizers.get('hf4')
    const tokens = (list: typeof six) =>
      list.reduce((sum, { text }) => sum + tokenizer.count(text) - 2, 0) + 2
    const size = Math.max(tokens(six.slice(0, cut)), tokens(six.slice(cut)))
    const chunks = await chunkSentences(model, new EncodedCache(), {
      sentences: six,
      chunk: { size, overlap: 0, by: 'semantic' },
      settings: SETTINGS,
    })
    expect(ranges(chunks)).toEqual([[0, cut], [cut, 6]]) // oxfmt-ignore
  })

  it('by meaning, without dense_vecs: refused with the reason', async () => {
    const files = { 'model.onnx': 'hidden.onnx', 'model.onnx_data': 'fp32.data' }
    const model = await load(layoutSource('x', files))
    const input = {
      sentences,
      chunk: { size: 64, overlap: 0, by: 'semantic' },
      settings: SETTINGS,
    } as const
    await expect(chunkSentences(model, new EncodedCache(), input)).rejects.toMatchObject({
      code: 'model/head-unavailable',
      values: { head: 'dense', reason: 'no-pooling' },
    })
    await model.release()
  })
})
