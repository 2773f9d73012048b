import { expect, test } from 'vitest'
import { scalesPerToken } from '../../../src/engine/chain/rewrite/per-token'
import type { Tensor } from '../../../src/engine/model/ports'
import type { OnnxGraph } from '../../../src/engine/onnx/types'
import { cosine, readGolden } from '../../parity'
import { resultOf, sessionOf, type Opened } from './rewrite-graphs'
import { open, opsetOf } from './rewrite-layers'

/** Position table of test/models/layouts. */
const LONGEST = 128
const TEXTS = readGolden('tiny').texts.filter(({ input_ids }) => input_ids.length <= LONGEST)

const feedsOf = (ids: readonly number[]): Record<string, Tensor> => ({
  input_ids: { type: 'int64', dims: [1, ids.length], data: BigInt64Array.from(ids, BigInt) },
  attention_mask: { type: 'int64', dims: [1, ids.length], data: new BigInt64Array(ids.length).fill(1n) },
})

/** Where one scale for a tensor of weights is most of the error, the activations' part is lost in it. */
const SAME = 1e-5

interface Quality {
  readonly dense: number[]
  readonly colbert: number[]
}
const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length

/** Cosines with FlagEmbedding's vectors, of a graph with heads. */
async function headsQuality(graph: OnnxGraph, opened: Opened): Promise<Quality> {
  const session = await sessionOf(graph, opened)
  const quality: Quality = { dense: [], colbert: [] }
  for (const { input_ids, dense, colbert } of TEXTS) {
    const feeds = feedsOf(input_ids)
    const results = await session.run(feeds)
    quality.dense.push(cosine(results.dense_vecs!.data as Float32Array, dense))
    for (const [i, row] of (colbert ?? []).entries())
      quality.colbert.push(
        cosine(
          (results.colbert_vecs!.data as Float32Array).subarray(i * row.length, (i + 1) * row.length),
          row,
        ),
      )
  }
  return quality
}

/** The same of hidden states: `<s>` with the dense vector, the others with those of the graph in fp32. */
async function hiddenQuality(graph: OnnxGraph, opened: Opened): Promise<Quality> {
  const reference = await open('layouts/hidden.onnx')
  const fp32 = await sessionOf(reference.model.graph, reference)
  const session = await sessionOf(graph, opened)
  const quality: Quality = { dense: [], colbert: [] }
  for (const { input_ids, dense } of TEXTS) {
    const { data } = await resultOf(session, feedsOf(input_ids))
    const expected = await resultOf(fp32, feedsOf(input_ids))
    const width = dense.length
    const row = (values: Float32Array, i: number) => values.subarray(i * width, (i + 1) * width)
    quality.dense.push(cosine(row(data, 0), dense))
    for (let i = 1; i < input_ids.length; i++)
      quality.colbert.push(cosine(row(data, i), row(expected.data, i)))
  }
  return quality
}

test.each([
  ['int8.onnx', hiddenQuality],
  ['uint8.onnx', hiddenQuality],
  ['gpahal.onnx', headsQuality],
] as const)('%s comes nearer to fp32', async (name, qualityOf) => {
  const opened = await open(`layouts/${name}`)
  const { graph } = opened.model
  const result = scalesPerToken(graph, opsetOf(opened))
  if (result.state === 'unfit') throw new Error(result.detail)
  const faithful = result.graph
  expect(faithful.nodes.some(({ operator }) => operator === 'DynamicQuantizeLinear')).toBe(false)
  const published = await qualityOf(graph, opened)
  const found = await qualityOf(faithful, opened)
  expect(mean(found.dense)).toBeGreaterThanOrEqual(mean(published.dense) - SAME)
  expect(mean(found.colbert)).toBeGreaterThanOrEqual(mean(published.colbert) - SAME)
})
