/** Which layers the encoder computes: every graph of the repository, and graphs that are almost such a layer. */
import { readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { recogniseLayers } from '../../../src/engine/encoder/recognise/layer'
import type { LayerPlan, RecognisedLayers } from '../../../src/engine/encoder/types'
import { constant, makeInt, node } from '../../../src/engine/onnx/graph-tools'
import { ELEMENT, type OnnxGraph, type OnnxNode } from '../../../src/engine/onnx/types'
import { graphFile, planOf } from '../chain/cut-files'

const MODELS = 'test/models/'
const FOLDER = fileURLToPath(new URL('../../models/', import.meta.url))

async function found(path: string): Promise<RecognisedLayers> {
  const file = await graphFile(path)
  return recogniseLayers(planOf(file), file.read)
}

const line = ({ heads, scale, gelu, isHalf, query, output }: LayerPlan): string =>
  [
    query.weights.kind,
    output.weights.kind,
    `${heads} heads`,
    scale.toFixed(3),
    gelu,
    ...(isHalf ? ['half'] : []),
  ].join(' ')

const LAYOUTS: Readonly<Record<string, string>> = {
  bnb4: 'bnb4 bnb4 4 heads 0.250 erf',
  fp16: 'float float 4 heads 0.250 erf half',
  'sentence-transformers-fp16': 'float float 4 heads 0.250 erf half',
  gpahal: 'integer integer 4 heads 0.250 erf',
  int8: 'integer integer 4 heads 0.250 erf',
  uint8: 'integer integer 4 heads 0.250 erf',
  'sentence-transformers-int8': 'integer integer 4 heads 0.250 erf',
  q4: 'blocks blocks 4 heads 0.250 erf',
  'q4-table': 'blocks blocks 4 heads 0.250 erf',
  q4f16: 'blocks blocks 4 heads 0.250 erf half',
  wide: 'float float 4 heads 0.289 erf',
}
const PLAIN = 'float float 4 heads 0.250 erf'

const EXPORTS: Readonly<Record<string, string>> = {
  'dynamo-eager-18-int8': 'integer integer 2 heads 0.354 erf',
  'dynamo-eager-18-optimised': 'float float 2 heads 0.354 erf',
  'dynamo-eager-18-q4': 'blocks blocks 2 heads 0.354 erf',
  'dynamo-eager-18-qdq': '0: model.encoder.layer.0.output.LayerNorm.weight_DequantizeLinear_Output is no constant',
  'dynamo-eager-18-qoperator': '0: no residual in add_259',
  'dynamo-sdpa-18-qoperator-matmul': '0: DequantizeLinear gives val_156, where a product with weights was expected',
  'torch-eager-17-int8-products': '0: Mul gives /model/encoder/layer.0/attention/self/MatMul_1_output_0, where MatMul or FusedMatMul or Attention or MultiHeadAttention was expected',
  'torch-eager-17-qdq': '0: no residual in /model/encoder/layer.0/output/Add_output_0',
  'torch-eager-17-qdq4': '0: weights onnx::MatMul_455_DQ_Q4 behind DequantizeLinear',
  'torch-every-output': '0: attention_0 of the inside is an output',
  'torch-sdpa-14-fp16': 'float float 2 heads 0.354 erf half',
  'torch-sdpa-14-int8': 'integer integer 2 heads 0.354 erf',
  'transformers4-eager-14-int8': 'integer integer 2 heads 0.354 erf',
} // oxfmt-ignore
const PLAIN_EXPORT = 'float float 2 heads 0.354 erf'

const names = (folder: string): string[] =>
  readdirSync(FOLDER + folder)
    .filter((name) => name.endsWith('.onnx') && !name.startsWith('refused'))
    .map((name) => name.replace('.onnx', ''))

const said = (result: RecognisedLayers): string => {
  if (result.state === 'unrecognised') return `${result.layer}: ${result.detail}`
  const lines = new Set(result.layers.map(line))
  return [...lines].join(' | ')
}

describe('every graph of the repository', () => {
  it.each(names('layouts'))('layouts/%s', async (name) => {
    expect(said(await found(`${MODELS}layouts/${name}.onnx`))).toBe(LAYOUTS[name] ?? PLAIN)
  })
  it.each(names('exports'))('exports/%s', async (name) => {
    expect(said(await found(`${MODELS}exports/${name}.onnx`))).toBe(EXPORTS[name] ?? PLAIN_EXPORT)
  })
})

type Change = (graph: OnnxGraph) => OnnxGraph

const replaceNodes = (graph: OnnxGraph, change: (node: OnnxNode) => readonly OnnxNode[]): OnnxGraph => ({
  ...graph,
  nodes: graph.nodes.flatMap(change),
})

const withConstant = (
  graph: OnnxGraph,
  name: string,
  dims: readonly number[],
  values: readonly number[],
  type: number = ELEMENT.float,
): OnnxGraph => ({
  ...graph,
  initializers: new Map([...graph.initializers, [name, constant(name, type, dims, values)]]),
})

const only = (graph: OnnxGraph, operator: string, at = 0): OnnxNode =>
  graph.nodes.filter((each) => each.operator === operator).at(at)!

const swap = (graph: OnnxGraph, old: OnnxNode, ...made: readonly OnnxNode[]): OnnxGraph =>
  replaceNodes(graph, (each) => (each === old ? made : [each]))

/** What an operator gives, times a constant. @param at number of the operator */
const times = (operator: string, at: number, dims: readonly number[], values: readonly number[]): Change =>
  (graph) => {
    const old = only(graph, operator, at)
    const [name = ''] = old.outputs
    const made = node('Mul', ['before', 'factor'], [name])
    return swap(withConstant(graph, 'factor', dims, values), old, { ...old, outputs: ['before'] }, made)
  } // oxfmt-ignore

const NUMBERS: Readonly<Record<string, number>> = { zeroth: 0, first: 1, last: -1, end: 2 ** 31 }
const withNumbers = (graph: OnnxGraph): OnnxGraph => {
  let all = withConstant(graph, 'one_float', [], [1])
  for (const [name, value] of Object.entries(NUMBERS))
    all = withConstant(all, name, [1], [value], ELEMENT.int64)
  return withConstant(all, 'length_at', [], [1], ELEMENT.int64)
}

const asFloat = (from: string, to: string): OnnxNode =>
  node('Cast', [from], [to], [makeInt('to', ELEMENT.float)])

/** A factor of the scores that is computed at each run, in place of the constant one. */
const computedScale = (nodes: (graph: OnnxGraph) => readonly OnnxNode[]): Change => (graph) => {
  const old = graph.nodes.find(({ inputs }) => inputs.includes('attn_scale'))!
  return swap(withNumbers(graph), old, ...nodes(graph), { ...old, inputs: [old.inputs[0]!, 'computed'] })
} // oxfmt-ignore

/** 1 / √(the last number of a tensor's shape), as scaled_dot_product_attention is exported. */
const rootOfLast = (of: (graph: OnnxGraph) => string): Change =>
  computedScale((graph) => [
    node('Shape', [of(graph)], ['shape']),
    node('Slice', ['shape', 'last', 'end'], ['size']),
    asFloat('size', 'size_float'),
    node('Sqrt', ['size_float'], ['root']),
    node('Div', ['one_float', 'root'], ['computed']),
  ])

/** Queries and keys whose distance is above 32 do not meet: with 24 tokens nothing shows. */
const windowed: Change = (graph) => {
  const softmax = only(graph, 'Softmax')
  let all = withNumbers(graph)
  for (const [name, value] of [
    ['far', 32],
    ['hides', -10000],
    ['shows', 0],
  ] as const)
    // oxfmt-ignore
    all = withConstant(all, name, [], [value])
  for (const [name, value] of [
    ['from', 0],
    ['step', 1],
  ] as const)
    // oxfmt-ignore
    all = withConstant(all, name, [], [value], ELEMENT.int64)
  return swap(
    all,
    softmax,
    node('Shape', [graph.inputs[0]!.name], ['shape']),
    node('Gather', ['shape', 'length_at'], ['length']),
    node('Range', ['from', 'length', 'step'], ['places']),
    asFloat('places', 'place'),
    node('Unsqueeze', ['place', 'zeroth'], ['row']),
    node('Unsqueeze', ['place', 'first'], ['column']),
    node('Sub', ['row', 'column'], ['apart']),
    node('Abs', ['apart'], ['distance']),
    node('Greater', ['distance', 'far'], ['is_far']),
    node('Where', ['is_far', 'hides', 'shows'], ['window']),
    node('Add', [softmax.inputs[0]!, 'window'], ['windowed']),
    { ...softmax, inputs: ['windowed'] },
  )
}

const ALMOST: readonly (readonly [string, RegExp, Change])[] = [
  ['another activation', /no GELU/, (graph) => {
    const erf = only(graph, 'Erf')
    return swap(graph, erf, { ...erf, operator: 'Tanh' })
  }],
  ['a GELU of another width', /no GELU/, (graph) => {
    const div = only(graph, 'Div')
    return swap(withConstant(graph, 'two', [], [2]), div, { ...div, inputs: [div.inputs[0]!, 'two'] })
  }],
  ['relu', /Relu gives/, (graph) => {
    const last = only(graph, 'Mul', -1)
    const div = only(graph, 'Div')
    return swap(graph, last, node('Relu', [div.inputs[0]!], last.outputs))
  }],
  ['a second constant that is added', /2 constants/, (graph) => {
    const norm = only(graph, 'LayerNormalization')
    const size = graph.initializers.get(norm.inputs[1]!)!.dims[0]!
    const more = withConstant(graph, 'more', [size], Array<number>(size).fill(1))
    return swap(more, norm, node('Add', [norm.inputs[0]!, 'more'], ['sum']), { ...norm, inputs: ['sum', ...norm.inputs.slice(1)] })
  }],
  ['a residual that is doubled', /one product/, (graph) => {
    const norm = only(graph, 'LayerNormalization')
    const [hidden] = graph.inputs
    return swap(graph, norm, node('Add', [norm.inputs[0]!, hidden!.name], ['sum']), { ...norm, inputs: ['sum', ...norm.inputs.slice(1)] })
  }],
  ['no residual', /one product/, (graph) => {
    const norm = only(graph, 'LayerNormalization')
    const add = graph.nodes.find(({ outputs }) => outputs[0] === norm.inputs[0])!
    const linear = add.inputs.find((name) => name !== graph.inputs[0]!.name)!
    return swap(graph, norm, { ...norm, inputs: [linear, ...norm.inputs.slice(1)] })
  }],
  ['a norm without its shift', /no residual/, (graph) => {
    const norm = only(graph, 'LayerNormalization')
    return swap(graph, norm, { ...norm, inputs: norm.inputs.slice(0, 2) })
  }],
  ['weights that are added up from two', /where a product|no operator|Add gives/, (graph) => {
    const product = only(graph, 'MatMul')
    const name = product.inputs[1]!
    return swap(graph, product, node('Add', [name, name], ['twice']), { ...product, inputs: [product.inputs[0]!, 'twice'] })
  }],
  ['a context that is scaled', /Mul gives/, (graph) => {
    const transposes = graph.nodes.filter(({ operator }) => operator === 'Transpose')
    const last = transposes.at(-1)!
    return swap(withConstant(graph, 'two', [], [2]), last, node('Mul', [last.inputs[0]!, 'two'], ['double']), { ...last, inputs: ['double'] })
  }],
  ['weights of another shape', /is no bias|are \d+ ×/, (graph) => {
    const product = only(graph, 'MatMul')
    const name = product.inputs[1]!
    const [k = 0] = graph.initializers.get(name)!.dims
    return withConstant(graph, name, [k, k + 8], Array<number>(k * (k + 8)).fill(0.1))
  }],
  ['values that are scaled', /a factor of 2 on the values/, times('Transpose', 2, [], [2])],
  ['queries that are scaled column by column', /no known factor/, times('Transpose', 0, [16], Array.from({ length: 16 }, (_, i) => 1 + i / 16))],
  ['heads that are scaled each', /no known factor/, times('Transpose', 0, [4, 1, 1], [1, 2, 3, 4])],
  ['a bias of scores', /is no mask/, (graph) => {
    const softmax = only(graph, 'Softmax')
    return swap(withConstant(graph, 'bias', [4, 1, 1], [1, 2, 3, 4]), softmax, node('Add', [softmax.inputs[0]!, 'bias'], ['sum']), { ...softmax, inputs: ['sum'] })
  }],
  ['attention within a window', /Greater gives is_far, .* is no mask/, windowed],
  ['scores that are scaled by the length', /no known factor/, computedScale((graph) => [
    node('Shape', [graph.inputs[0]!.name], ['shape']),
    node('Gather', ['shape', 'length_at'], ['length']),
    asFloat('length', 'computed'),
  ])],
  ['scores that are scaled by the root of the length', /no known factor/, rootOfLast((graph) => only(graph, 'Transpose', 1).outputs[0]!)],
  ['values that are rounded to half', /Cast gives/, (graph) => {
    const old = only(graph, 'Transpose', 2)
    return swap(graph, old, { ...old, outputs: ['full'] }, node('Cast', ['full'], ['half_of_it'], [makeInt('to', ELEMENT.float16)]), asFloat('half_of_it', old.outputs[0]!))
  }],
  ['Gemm with a bias that is computed', /is no constant/, (graph) => {
    const add = graph.nodes.find(({ operator, inputs }) => operator === 'Add' && inputs[1]?.endsWith('intermediate.dense.bias'))!
    const product = graph.nodes.find(({ outputs }) => outputs[0] === add.inputs[0])!
    const bias = add.inputs[1]!
    const more = replaceNodes(withConstant(graph, 'two', [], [2]), (each) => (each === product ? [] : [each]))
    return swap(more, add, node('Mul', [bias, 'two'], ['twice']), node('Gemm', [...product.inputs, 'twice'], add.outputs))
  }],
] // oxfmt-ignore

/** The layout with layer 1 changed. */
async function changed(name: string, change: Change) {
  const file = await graphFile(`${MODELS}layouts/${name}.onnx`)
  const plan = planOf(file)
  const layers = plan.layers.map((part, index) =>
    index === 1 ? { ...part, graph: change(part.graph) } : part,
  )
  return recogniseLayers({ ...plan, layers }, file.read)
}

describe('graphs that are almost such a layer are refused', () => {
  it.each(ALMOST)('%s', async (_, reason, change) => {
    const result = await changed('hidden', change)
    expect(result).toMatchObject({ state: 'unrecognised', layer: 1 })
    expect(said(result)).toMatch(reason)
  })
  it('an integer product with a bias that is computed', async () => {
    const result = await changed('int8', (graph) => {
      const add = graph.nodes.find(
        ({ operator, inputs }) => operator === 'Add' && inputs[1]?.endsWith('intermediate.dense.bias'),
      )!
      const product = graph.nodes.find(
        ({ operator, inputs }) => operator === 'MatMulInteger' && inputs[1]!.includes('intermediate'),
      )!
      const [codes = '', weights = ''] = product.inputs
      const activations = graph.nodes.find(({ outputs }) => outputs[0] === codes)!.inputs[0]!
      const [scale, zero] = ['_s', '_z'].map((end) => weights.replace(/_q$/, end))
      const inputs = [activations, weights, scale!, zero!, 'twice']
      return swap(
        withConstant(graph, 'two', [], [2]),
        add,
        node('Mul', [add.inputs[1]!, 'two'], ['twice']),
        node('DynamicQuantizeMatMul', inputs, add.outputs, [], 'com.microsoft'),
      )
    })
    expect(said(result)).toBe('1: twice is no constant')
  })
})

describe('a factor of the scores that is computed at each run', () => {
  const queries = (graph: OnnxGraph) => only(graph, 'Transpose', 0).outputs[0]!

  it('of the head size', async () => {
    expect(said(await changed('hidden', rootOfLast(queries)))).toBe(PLAIN)
  })

  it('of a shape in another order', async () => {
    const change = computedScale((graph) => [
      node('Shape', [only(graph, 'Reshape').outputs[0]!], ['shape_before']),
      node('Gather', ['shape_before', 'order'], ['shape']),
      node('Slice', ['shape', 'last', 'end'], ['size']),
      asFloat('size', 'size_float'),
      node('Sqrt', ['size_float'], ['root']),
      node('Reciprocal', ['root'], ['computed']),
    ])
    const ordered = (order: readonly number[]): Change => (graph) =>
      withConstant(change(graph), 'order', [4], order, ELEMENT.int64) // oxfmt-ignore
    expect(said(await changed('hidden', ordered([0, 2, 1, 3])))).toBe(PLAIN)
    // The text's length.
    expect(said(await changed('hidden', ordered([0, 2, 3, 1])))).toMatch(/no known factor/)
  })
})
