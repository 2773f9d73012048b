/** Exports of usual tools: the arithmetic that is named, and what layers, blocks and attention give against the whole graph. */
import { describe, expect, it } from 'vitest'
import { attend } from '../../../src/engine/chain/attend'
import { openChain, type OpenedChain } from '../../../src/engine/chain/open-chain'
import { attentionInBlocks } from '../../../src/engine/chain/rewrite/blocked'
import { findAttention } from '../../../src/engine/chain/rewrite/find-attention'
import { tolerances } from '../../../src/engine/certify/tolerances'
import { detectDtype } from '../../../src/engine/model/dtype'
import { fusedAttentionOf, fusedNodeOf } from '../../../src/engine/model/fused-attention'
import { feedsOf } from '../../../src/engine/model/graph'
import type { FloatTensor, IntTensor, Tensor, TensorSession } from '../../../src/engine/model/ports'
import { asInputs, widen } from '../../../src/engine/model/tensors'
import { node } from '../../../src/engine/onnx/graph-tools'
import { summaryOf } from '../../../src/engine/onnx/summary'
import { ELEMENT, type OnnxGraph } from '../../../src/engine/onnx/types'
import { writeOnnx } from '../../../src/engine/onnx/write'
import { graphFile, planOf, runtime, type GraphFile } from './cut-files'

const PAD = 1
const HEADS = 2
/** Differences below it are the order of sums. */
const TINY = 1e-6

const textOf = (n: number) =>
  Int32Array.from({ length: n }, (_, i) => (i === 0 ? 0 : i === n - 1 ? 2 : 3 + ((i * 37) % 190)))
const TEXTS = [textOf(7), textOf(2), textOf(40)]
/** Someone wrote "<pad>" into the text. */
const WITH_PAD = Int32Array.of(0, 5, PAD, 7, 8, 9, PAD, 12, 13, 14, 15, 2)

const fileOf = (name: string) => graphFile(`test/models/exports/${name}.onnx`)

interface Opened extends GraphFile {
  readonly opened: OpenedChain
  readonly opset: number
}

async function open(name: string): Promise<Opened> {
  const file = await fileOf(name)
  const { model, read } = file
  const opened = await openChain({
    plan: planOf(file),
    graph: model.graph,
    read,
    runtime,
    file: name,
    padId: PAD,
  })
  return { ...file, opened, opset: opened.workshop.opset }
}

const feedsFor = ({ opened }: Opened, ids: Int32Array): Readonly<Record<string, IntTensor>> =>
  feedsOf(opened.chain.inputs, ids, PAD)

async function wholeOf({ model, read }: GraphFile, graph: OnnxGraph): Promise<TensorSession> {
  const written = await writeOnnx({ ...model, graph }, read, { external: false })
  return runtime.createSession(written.model, written.external, 'whole')
}

function difference(found: FloatTensor, expected: FloatTensor): number {
  expect(found.data).toHaveLength(expected.data.length)
  return expected.data.reduce((most, value, i) => Math.max(most, Math.abs(value - found.data[i]!)), 0)
}

/** A graph that holds layers, with the attention weights of all layers as outputs too. */
function withWeights(
  { opset, opened }: Opened,
  graph: OnnxGraph,
): { graph: OnnxGraph; names: readonly string[] } {
  const found = opened.chain.parts.layers.map(({ part }) => {
    const attention = findAttention(part.graph, opset)
    if (attention.state === 'unfit') throw new Error(attention.detail)
    return attention.attention
  })
  const dequantised = found.flatMap(({ weights, codes }) =>
    codes ? [node('DequantizeLinear', [weights, codes.scale, codes.zeroPoint], [`${weights}/floats`])] : [],
  )
  const names = found.map(({ weights, codes }) => (codes ? `${weights}/floats` : weights))
  const outputs = names.map((name) => ({ name, type: ELEMENT.float, dims: null }))
  return {
    graph: { ...graph, nodes: [...graph.nodes, ...dequantised], outputs: [...graph.outputs, ...outputs] },
    names,
  }
}

async function layerInputs(file: Opened, ids: Int32Array): Promise<Readonly<Record<string, Tensor>>[]> {
  const layers: Readonly<Record<string, Tensor>>[] = []
  await file.opened.chain.forward(feedsFor(file, ids), {}, (_, inputs) =>
    Promise.resolve(layers.push(inputs) > 0),
  )
  return layers
}

const isQdq = ({ model: { graph } }: GraphFile): boolean => {
  const has = (wanted: string) => graph.nodes.some(({ operator }) => operator === wanted)
  return has('QuantizeLinear') && !has('QLinearMatMul')
}

const LABELS: Readonly<Record<string, string>> = {
  'torch-eager-17': 'fp32',
  'torch-sdpa-14-fp16': 'fp16',
  // Products with int8 weights; the tables are uint8, and larger.
  'torch-sdpa-14-int8': 'int8',
  'dynamo-eager-18-int8': 'int8',
  'transformers4-eager-14-int8': 'int8',
  'torch-eager-17-int8-products': 'int8',
  'dynamo-eager-18-qdq': 'int8',
  'torch-eager-17-qdq': 'int8',
  'dynamo-eager-18-qoperator': 'int8',
  'dynamo-sdpa-18-qoperator-matmul': 'int8',
  'dynamo-eager-18-q4': 'q4',
  'torch-eager-17-qdq4': 'q4',
  'torch-eager-17-fused': 'fp32',
}

describe('the arithmetic that is named', () => {
  it.each(Object.entries(LABELS))('%s: %s', async (name, dtype) => {
    const found = detectDtype(summaryOf((await fileOf(name)).model), 'model.onnx')
    expect(found.value).toBe(dtype)
    expect(found.source).toContain(`(${dtype})`)
  })
  it('of a graph with several is all of them, and the coarsest is the tolerance', async () => {
    const { model } = await fileOf('torch-sdpa-14-int8')
    const { graph } = await fileOf('torch-eager-17').then((file) => file.model)
    const both = {
      ...model,
      graph: {
        ...graph,
        nodes: [...graph.nodes, ...model.graph.nodes.slice(0, model.graph.nodes.length / 2)],
        initializers: new Map([...model.graph.initializers, ...graph.initializers]),
      },
    }
    const { value } = detectDtype(summaryOf(both), 'model.onnx')
    expect(value).toBe('fp32 + int8')
    expect(tolerances(value, 'fp32', false)).toEqual(tolerances('int8', 'fp32', false))
  })
  it('of QDQ files counts as products of integers, whose results depend on the CPU', async () => {
    expect(summaryOf((await fileOf('torch-eager-17-qdq')).model).integerProducts).toBe('signed')
    expect(summaryOf((await fileOf('dynamo-eager-18-qdq')).model).integerProducts).toBe('signed-by-column')
    expect(summaryOf((await fileOf('torch-eager-17-qdq4')).model).integerProducts).toBeNull()
  })
})

const UNFUSED = [
  'torch-sdpa-14-ids-only',
  'torch-eager-17-int8-products',
  'dynamo-eager-18-qdq',
  'torch-eager-17-qdq',
  'torch-eager-17-qdq4',
  'dynamo-eager-18-qoperator',
  'dynamo-sdpa-18-qoperator-matmul',
]
const FUSED = ['dynamo-sdpa-23', 'torch-eager-17-multihead', 'torch-eager-17-fused']

it.each([...UNFUSED, ...FUSED])('layers of %s give what the whole graph gives', async (name) => {
  const file = await open(name)
  const whole = await wholeOf(file, file.model.graph)
  for (const ids of [...TEXTS, WITH_PAD]) {
    const feeds = feedsFor(file, ids)
    const found = await file.opened.chain.run(feeds)
    const expected = await whole.run(asInputs(feeds, whole.inputs))
    for (const [output, tensor] of Object.entries(expected))
      expect(difference(found[output]!, widen(tensor)), `${ids.length} tokens`).toBeLessThan(TINY)
  }
})

describe.each(UNFUSED)('%s', (name) => {
  it('has blocks', async () => expect((await open(name)).opened.chain.parts.blockedFrom).toBe(1025))
  it('has the attention of the whole graph', async () => {
    const file = await open(name)
    const { chain, workshop, heads } = file.opened
    expect(heads).toBe(HEADS)
    const whole = withWeights(file, file.model.graph)
    const session = await wholeOf(file, whole.graph)
    for (const ids of [TEXTS[0]!, WITH_PAD]) {
      const feeds = feedsFor(file, ids)
      const found = await attend(chain, workshop, HEADS, feeds, { layers: null, heads: null, rows: null })
      const inputs = await layerInputs(file, ids)
      const expected = await session.run(asInputs(feeds, session.inputs))
      for (const { layer, data } of found) {
        const { graph } = chain.parts.layers[layer]!.part
        const name = whole.names[layer]!
        // An output in the middle of a QDQ graph takes fusions away, and with them other roundings: so layer by layer.
        const nodes = [...graph.nodes, ...whole.graph.nodes.filter(({ outputs }) => outputs.includes(name))]
        const alone = {
          ...graph,
          nodes: [...new Set(nodes)],
          outputs: [{ name, type: ELEMENT.float, dims: null }],
        }
        const reference = isQdq(file)
          ? (await (await wholeOf(file, alone)).run(inputs[layer]!))[name]!
          : expected[name]!
        expect(difference({ dims: [], data }, widen(reference)), `layer ${layer}`).toBeLessThan(TINY)
      }
    }
  })
  it('gives in blocks what its layers give at once', async () => {
    const file = await open(name)
    const { chain } = file.opened
    for (const ids of [...TEXTS, WITH_PAD])
      for (const [i, inputs] of (await layerInputs(file, ids)).entries()) {
        const { part } = chain.parts.layers[i]!
        const blocked = attentionInBlocks(part.graph, file.opset, 8)
        if (blocked.state === 'unfit') throw new Error(blocked.detail)
        const out = chain.parts.plan.hidden[i + 1]!.name
        const [plain, inBlocks] = [await wholeOf(file, part.graph), await wholeOf(file, blocked.graph)]
        const [expected, found] = [await plain.run(inputs, [out]), await inBlocks.run(inputs, [out])]
        expect(difference(widen(found[out]!), widen(expected[out]!)), `layer ${i}`).toBeLessThan(TINY)
      }
  })
})

describe('fused attention', () => {
  it.each([
    ['torch-eager-17-fused', { operator: 'Attention', headSize: 8, tokens: 11_585 }],
    ['torch-eager-17-multihead', { operator: 'MultiHeadAttention', headSize: 8, tokens: 11_585 }],
    ['dynamo-sdpa-23', { operator: 'Attention', headSize: 8, tokens: 11_585 }],
    ['torch-eager-17', null],
  ])('%s: %j', async (name, expected) => {
    const { graph } = (await fileOf(name)).model
    // What config.json says does not matter where the graph says it.
    expect(fusedAttentionOf(fusedNodeOf(graph), 999, 7)).toEqual(expected)
  })
  // Measured with heads of 64 in onnxruntime-web: 4,095 tokens run, 4,096 overflow.
  it('ends at 4,095 tokens for heads of 64', () => {
    const node_ = { operator: 'Attention', heads: 16, headSize: null }
    expect(fusedAttentionOf(node_, 1024, 1)).toMatchObject({ headSize: 64, tokens: 4095 })
  })
})
