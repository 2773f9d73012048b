import { describe, expect, test } from 'vitest'
import { attentionInBlocks } from '../../../src/engine/chain/rewrite/blocked'
import { scalesPerToken } from '../../../src/engine/chain/rewrite/per-token'
import { attribute, node } from '../../../src/engine/onnx/graph-tools'
import { ELEMENT, type OnnxGraph } from '../../../src/engine/onnx/types'
import { D, FORMS, HEADS, QUANTISED, type Form } from './rewrite-forms'
import { UNFIT } from './rewrite-unfit'
import { largestDifference, random, resultOf, sessionOf } from './rewrite-graphs'
import { layerFeeds, LAYOUTS, open, opsetOf, planOf, widthOf } from './rewrite-layers'

const BLOCK = 8
/** Below, equal to, just above the block, and several times its size, evenly and not. */
const LENGTHS = [1, 5, 8, 9, 16, 17, 37, 40]

function blocked(graph: OnnxGraph, opset: number): OnnxGraph {
  const result = attentionInBlocks(graph, opset, BLOCK)
  if (result.state === 'unfit') throw new Error(result.detail)
  return result.graph
}

describe.each([...Object.entries(FORMS), ['both products quantised', QUANTISED] as const])(
  '%s',
  (_, { opened, opset, feeds }) => {
    const { graph } = opened.model
    test('gives in blocks what it gives at once', async () => {
      const plain = await sessionOf(graph, opened)
      const inBlocks = await sessionOf(blocked(graph, opset), opened)
      for (const n of LENGTHS) {
        const [expected, found] = [await resultOf(plain, feeds(n)), await resultOf(inBlocks, feeds(n))]
        expect(found.dims, `${n} tokens`).toEqual(expected.dims)
        expect(largestDifference(found.data, expected.data), `${n} tokens`).toBeLessThanOrEqual(1e-5)
      }
    })
    test('computes scores in the loop only', () => {
      const { nodes } = blocked(graph, opset)
      expect(nodes.some(({ operator }) => operator === 'Softmax')).toBe(false)
      const loop = nodes.find(({ operator }) => operator === 'Loop')!
      const body = attribute(loop, 'body')
      expect(body?.kind === 'graph' && body.graph.nodes.some(({ operator }) => operator === 'Softmax')).toBe(
        true,
      )
    })
  },
)

/** One step of float16 for values up to 2; else sums in another order. */
const toleranceOf = (name: string) => (name.includes('fp16') || name.includes('f16') ? 2 ** -10 : 1e-5)

test.each(LAYOUTS)('layers of %s give in blocks what they give at once', async (name) => {
  const opened = await open(`layouts/${name}`)
  const plan = planOf(opened)
  for (const [i, { graph }] of plan.layers.entries()) {
    const plain = await sessionOf(graph, opened)
    const inBlocks = await sessionOf(blocked(graph, opsetOf(opened)), opened)
    const out = plan.hidden[i + 1]!.name
    for (const n of LENGTHS) {
      const feeds = layerFeeds(plan, i, random([1, n, widthOf(name)], n))
      const [expected, found] = [await resultOf(plain, feeds, out), await resultOf(inBlocks, feeds, out)]
      expect(found.dims).toEqual(expected.dims)
      expect(largestDifference(found.data, expected.data), `${n} tokens`).toBeLessThanOrEqual(
        toleranceOf(name),
      )
    }
  }
})

test('blocks have at most `block` rows, and are of equal size', async () => {
  const { opened, opset, feeds } = FORMS['opset 20']!
  const graph = blocked(opened.model.graph, opset)
  const [stack = ''] = graph.nodes.find(({ operator }) => operator === 'Loop')!.outputs
  const session = await sessionOf(
    { ...graph, outputs: [{ name: stack, type: ELEMENT.float, dims: null }] },
    opened,
  )
  const sizes: Record<number, number[]> = {}
  for (const n of [5, 8, 9, 17, 40]) sizes[n] = [...(await resultOf(session, feeds(n))).dims]
  expect(sizes).toEqual({
    5: [1, HEADS, 5, D],
    8: [1, HEADS, 8, D],
    9: [2, HEADS, 5, D],
    17: [3, HEADS, 6, D],
    40: [5, HEADS, 8, D],
  })
})

describe('what it leaves alone, and why', () => {
  const unfit = ({ opened, opset }: Form, block = BLOCK) => {
    const result = attentionInBlocks(opened.model.graph, opset, block)
    return result.state === 'unfit' ? result.detail : result.state
  }
  test.each(Object.entries(UNFIT))('%s', (detail, given) => expect(unfit(given)).toBe(detail))
  test('weights that are quantised with one scale for all queries, and used twice', () => {
    const { opened, ...rest } = QUANTISED
    const { graph } = opened.model
    const nodes = [...graph.nodes, node('Identity', ['wq'], ['codes again'])]
    const outputs = [...graph.outputs, { name: 'codes again', type: ELEMENT.uint8, dims: null }]
    expect(
      unfit({
        ...rest,
        opened: { ...opened, model: { ...opened.model, graph: { ...graph, nodes, outputs } } },
      }),
    ).toBe('attention weights are quantised with one scale for all queries')
  })
  test('weights that are an output of the graph', () => {
    const { opened, ...rest } = FORMS['opset 20']!
    const { graph } = opened.model
    const outputs = [...graph.outputs, { name: 'weights', type: ELEMENT.float, dims: null }]
    expect(
      unfit({ ...rest, opened: { ...opened, model: { ...opened.model, graph: { ...graph, outputs } } } }),
    ).toBe('weights is an output')
  })
  test('an opset without Loop as it is used', () => {
    const { opened, feeds } = FORMS['three axes (bmm)']!
    expect(unfit({ opened, feeds, opset: 10 })).toBe('opset 10')
  })
})

test('goes together with scales per token', async () => {
  const opened = await open('layouts/int8.onnx')
  const plan = planOf(opened)
  const { graph } = plan.layers[0]!
  const faithful = (given: OnnxGraph) => {
    const result = scalesPerToken(given, opsetOf(opened))
    if (result.state === 'unfit') throw new Error(result.detail)
    return result.graph
  }
  const plain = await sessionOf(faithful(graph), opened)
  const both = await sessionOf(faithful(blocked(graph, opsetOf(opened))), opened)
  for (const n of LENGTHS) {
    const feeds = layerFeeds(plan, 0, random([1, n, 64], n))
    const [expected, found] = [await resultOf(plain, feeds), await resultOf(both, feeds)]
    expect(largestDifference(found.data, expected.data), `${n} tokens`).toBeLessThanOrEqual(1e-5)
  }
})
