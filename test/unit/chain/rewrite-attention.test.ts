import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { attentionRows } from '../../../src/engine/chain/rewrite/attention'
import type { Tensor } from '../../../src/engine/model/ports'
import { ELEMENT, type OnnxGraph } from '../../../src/engine/onnx/types'
import { FORMS, HEADS, QUANTISED } from './rewrite-forms'
import { UNFIT } from './rewrite-unfit'
import { floats, largestDifference, random, sessionOf, type Opened } from './rewrite-graphs'
import { layerFeeds, LAYOUTS, open, opsetOf, planOf, widthOf } from './rewrite-layers'

interface Item {
  readonly id: string
  readonly embeddings_output: number[][]
  /** [layer][head][query][key] */
  readonly attentions: number[][][][]
}
const GOLDENS = (
  JSON.parse(readFileSync(join(import.meta.dirname, '../../golden/tiny.json'), 'utf8')) as {
    attention: { items: Item[] }
  }
).attention.items

function rewritten(graph: OnnxGraph, opset: number) {
  const result = attentionRows(graph, opset)
  if (result.state === 'unfit') throw new Error(result.detail)
  return result
}

type Feeds = Readonly<Record<string, Tensor>>

/** @returns (feeds, from, to) → rows */
async function reader(graph: OnnxGraph, opset: number, opened: Opened) {
  const rows = rewritten(graph, opset)
  const session = await sessionOf(rows.graph, opened)
  const index = (value: number): Tensor => ({
    type: 'int64',
    dims: [1],
    data: BigInt64Array.of(BigInt(value)),
  })
  return async (feeds: Feeds, from: number, to: number) => {
    const all: Record<string, Tensor> = { ...feeds, [rows.from]: index(from), [rows.to]: index(to) }
    const inputs = Object.fromEntries(session.inputs.map(({ name }) => [name, all[name]!]))
    return (await session.run(inputs))[rows.output.name] as Extract<Tensor, { type: 'float32' }>
  }
}

const rowOf = ({ dims, data }: Tensor, head: number, row: number): Float32Array => {
  const [, , rows = 0, n = 0] = dims
  return (data as Float32Array).subarray((head * rows + row) * n, (head * rows + row + 1) * n)
}

const WINDOWS = [
  [0, 1],
  [3, 9],
  [16, 17],
  [0, 17],
] as const

async function checkRows(
  read: Awaited<ReturnType<typeof reader>>,
  feeds: Feeds,
  n: number,
  sumTolerance: number,
) {
  const whole = await read(feeds, 0, n)
  const [batch, heads = 0, rows, keys] = whole.dims
  expect([batch, rows, keys]).toEqual([1, n, n])
  for (let head = 0; head < heads; head++)
    for (let row = 0; row < n; row++) {
      const sum = rowOf(whole, head, row).reduce((a, b) => a + b, 0)
      expect(Math.abs(sum - 1)).toBeLessThanOrEqual(sumTolerance)
    }
  for (const [from, to] of WINDOWS) {
    const window = await read(feeds, from, to)
    expect(window.dims).toEqual([1, heads, to - from, n])
    for (let head = 0; head < heads; head++)
      for (let row = from; row < to; row++)
        expect(
          largestDifference(rowOf(window, head, row - from), rowOf(whole, head, row)),
        ).toBeLessThanOrEqual(sumTolerance)
  }
  return heads
}

describe.each([
  'layouts/hidden.onnx',
  'layouts/baai.onnx',
  'layouts/aapot.onnx',
  'layouts/yuniko.onnx',
  'tiny/onnx/model.onnx',
])('%s', (name) => {
  test.each(GOLDENS.map((item) => [item.id, item] as const))('gives the attention of %s', async (_, item) => {
    const opened = await open(name)
    const plan = planOf(opened)
    const n = item.embeddings_output.length
    let hidden: Tensor = floats([1, n, 64], Float32Array.from(item.embeddings_output.flat()))
    for (const [layer, { graph }] of plan.layers.entries()) {
      const feeds = layerFeeds(plan, layer, hidden)
      const read = await reader(graph, opsetOf(opened), opened)
      const { data } = await read(feeds, 0, n)
      const expected = item.attentions[layer]!.flat(2)
      expect(largestDifference(data, expected)).toBeLessThanOrEqual(1e-4)
      const session = await sessionOf(graph, opened)
      hidden = (await session.run(feeds))[plan.hidden[layer + 1]!.name]!
    }
  })
})

test.each(LAYOUTS)('rows of %s sum to 1, and any window is a part of the whole', async (name) => {
  const opened = await open(`layouts/${name}`)
  const plan = planOf(opened)
  for (const [layer, { graph }] of plan.layers.entries()) {
    const read = await reader(graph, opsetOf(opened), opened)
    const feeds = layerFeeds(plan, layer, random([1, 17, widthOf(name)]))
    // float16: a row of 17 weights, each rounded.
    expect(await checkRows(read, feeds, 17, /fp?16/.test(name) ? 4e-3 : 1e-5)).toBe(4)
  }
})

test.each(Object.entries(FORMS))('%s', async (name, { opened, opset, feeds }) => {
  const read = await reader(opened.model.graph, opset, opened)
  expect(await checkRows(read, feeds(17), 17, name.includes('half precision') ? 4e-3 : 1e-5)).toBe(HEADS)
})

test('products of integers: weights before they are quantised', async () => {
  const { opened, opset, feeds } = QUANTISED
  const read = await reader(opened.model.graph, opset, opened)
  expect(await checkRows(read, feeds(17), 17, 1e-5)).toBe(HEADS)
})

test('keeps nothing that the weights do not need', async () => {
  const opened = await open('layouts/int8.onnx')
  const plan = planOf(opened)
  const { graph, output } = rewritten(plan.layers[0]!.graph, opsetOf(opened))
  expect(output.type).toBe(ELEMENT.float)
  expect([...graph.initializers.keys()].filter((name) => /value|output|intermediate/.test(name))).toEqual([])
  expect([...graph.initializers.keys()].filter((name) => /query|key/.test(name))).not.toEqual([])
})

describe('what it leaves alone, and why', () => {
  test.each(Object.entries(UNFIT))('%s', (detail, { opened, opset }) =>
    expect(attentionRows(opened.model.graph, opset)).toEqual({ state: 'unfit', detail }),
  )
})
