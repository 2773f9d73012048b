import { expect, test } from 'vitest'
import { scalesPerToken } from '../../../src/engine/chain/rewrite/per-token'
import type { Tensor } from '../../../src/engine/model/ports'
import { constant, makeInt, node } from '../../../src/engine/onnx/graph-tools'
import { ELEMENT, type OnnxGraph } from '../../../src/engine/onnx/types'
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

/** The same weights and no codes of activations: what quantising them costs is the distance to this. */
function withoutCodes(graph: OnnxGraph): OnnxGraph {
  const one = constant('without codes/1', ELEMENT.float, [], [1])
  const coded = new Map<string, string>()
  const gone = new Set<string>()
  const float = [makeInt('to', ELEMENT.float)]
  const nodes = graph.nodes.flatMap((old) => {
    const [x = '', weights = '', , zeroPoint = ''] = old.inputs
    const [output = '', scale = ''] = old.outputs
    if (old.operator === 'DynamicQuantizeLinear') {
      coded.set(output, x)
      return [node('Identity', [one.name], [scale])]
    }
    if (old.operator !== 'MatMulInteger') return [old]
    gone.add(output)
    return [
      node('Cast', [weights], [`${output}/weights`], float),
      node('Cast', [zeroPoint], [`${output}/zero point`], float),
      node('Sub', [`${output}/weights`, `${output}/zero point`], [`${output}/around 0`]),
      node('MatMul', [coded.get(x)!, `${output}/around 0`], [output]),
    ]
  })
  return {
    ...graph,
    nodes,
    initializers: new Map([...graph.initializers, [one.name, one]]),
    valueInfo: new Map([...graph.valueInfo].filter(([name]) => !gone.has(name))),
  }
}

/** Mean distance 1 - cosine of all values of each output, over the texts. */
async function distance(graph: OnnxGraph, to: OnnxGraph, opened: Opened): Promise<number> {
  const sessions = [await sessionOf(graph, opened), await sessionOf(to, opened)] as const
  const distances: number[] = []
  for (const { input_ids } of TEXTS) {
    const [found, exact] = [
      await sessions[0].run(feedsOf(input_ids)),
      await sessions[1].run(feedsOf(input_ids)),
    ]
    for (const [name, { data }] of Object.entries(exact))
      distances.push(1 - cosine(found[name]!.data as Float32Array, data as Float32Array))
  }
  return mean(distances)
}

function rewritten({ graph }: Opened['model'], opened: Opened): OnnxGraph {
  const result = scalesPerToken(graph, opsetOf(opened))
  if (result.state === 'unfit') throw new Error(result.detail)
  expect(result.graph.nodes.some(({ operator }) => operator === 'DynamicQuantizeLinear')).toBe(false)
  return result.graph
}

test.each(['int8.onnx', 'uint8.onnx', 'gpahal.onnx'])(
  '%s: activations cost two fifths less than as published',
  async (name) => {
    const opened = await open(`layouts/${name}`)
    const { graph } = opened.model
    const exact = withoutCodes(graph)
    const faithful = await distance(rewritten(opened.model, opened), exact, opened)
    const published = await distance(graph, exact, opened)
    console.log(
      `${name}: 1 - cosine ${faithful.toExponential(1)}, as published ${published.toExponential(1)}`,
    )
    expect(faithful).toBeLessThan(published * 0.6)
  },
)

test.each([
  ['int8.onnx', hiddenQuality, 0],
  // One scale for each tensor of weights: their error hides what the activations cost (2e-6).
  ['uint8.onnx', hiddenQuality, 1e-5],
  ['gpahal.onnx', headsQuality, 0],
] as const)('%s comes nearer to fp32', async (name, qualityOf, hidden) => {
  const opened = await open(`layouts/${name}`)
  const { graph } = opened.model
  const faithful = rewritten(opened.model, opened)
  const published = await qualityOf(graph, opened)
  const found = await qualityOf(faithful, opened)
  expect(mean(found.dense)).toBeGreaterThanOrEqual(mean(published.dense) - hidden)
  expect(mean(found.colbert)).toBeGreaterThanOrEqual(mean(published.colbert))
})
