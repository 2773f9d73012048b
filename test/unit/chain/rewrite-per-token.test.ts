import { describe, expect, test } from 'vitest'
import { scalesPerToken } from '../../../src/engine/chain/rewrite/per-token'
import type { Tensor } from '../../../src/engine/model/ports'
import { constant, makeInt, node } from '../../../src/engine/onnx/graph-tools'
import { ELEMENT, type OnnxGraph, type OnnxNode, type TensorRef } from '../../../src/engine/onnx/types'
import { scalar } from './rewrite-forms'
import {
  constants,
  floats,
  input,
  largestDifference,
  made,
  numbers,
  resultOf,
  sessionOf,
  type Opened,
} from './rewrite-graphs'
import { opsetOf } from './rewrite-layers'

const K = 32
const COLUMNS = 24
const TOKENS = 6
const WEIGHTS = Array.from(numbers(K * COLUMNS, 7), (x) => Math.round(x * 127))
const BIAS = Array.from(numbers(COLUMNS, 8), (x) => 5 * x)
const STEP = 0.01
const STEPS = Array.from({ length: COLUMNS }, (_, i) => STEP * (1 + i / COLUMNS))

const quantise = node('DynamicQuantizeLinear', ['x'], ['q', 's', 'z'])
const multiply = node('MatMulInteger', ['q', 'w', 'z'], ['product'])
const widen = node('Cast', ['product'], ['wide'], [makeInt('to', ELEMENT.float)])
const addBias = node('Add', ['scaled', 'bias'], ['y'])
const usual = [
  quantise,
  multiply,
  widen,
  node('Mul', ['s', 'step'], ['scale']),
  node('Mul', ['wide', 'scale'], ['scaled']),
  addBias,
]

function linear(nodes: readonly OnnxNode[], step: TensorRef, opset = 17, rank = 3): Opened {
  return made(
    {
      nodes,
      inputs: [input('x', ELEMENT.float, rank)],
      outputs: [{ name: 'y', type: ELEMENT.float, dims: null }],
      initializers: constants(
        constant('w', ELEMENT.int8, [K, COLUMNS], WEIGHTS),
        constant('bias', ELEMENT.float, [COLUMNS], BIAS),
        step,
      ),
    },
    opset,
  )
}

const perTensor = scalar('step', STEP)
const perColumn = constant('step', ELEMENT.float, [COLUMNS], STEPS)

/** Rows between -1 and 1; the second is a thousand times larger, the third is zero. */
function activations(): Float32Array {
  const x = numbers(TOKENS * K, 9)
  for (let i = 0; i < K; i++) {
    x[K + i]! *= 1000
    x[2 * K + i] = 0
  }
  return x
}

/** x · w · step + bias */
const exact = (x: Float32Array, steps: readonly number[]): Float32Array =>
  Float32Array.from({ length: TOKENS * COLUMNS }, (_, i) => {
    const [row, column] = [Math.floor(i / COLUMNS), i % COLUMNS]
    let sum = 0
    for (let k = 0; k < K; k++) sum += x[row * K + k]! * WEIGHTS[k * COLUMNS + column]!
    return sum * steps[column]! + BIAS[column]!
  })

const rowsOf = (data: Float32Array, from: number, to: number) => data.subarray(from * COLUMNS, to * COLUMNS)

function rewritten(graph: OnnxGraph, opset: number): OnnxGraph {
  const result = scalesPerToken(graph, opset)
  if (result.state === 'unfit') throw new Error(result.detail)
  return result.graph
}

const SAME = Array.from({ length: COLUMNS }, () => STEP)
const fused = (inputs: readonly string[], output: string) =>
  node('MatMulIntegerToFloat', inputs, [output], [], 'com.microsoft')

describe.each([
  ['one scale for all columns', linear(usual, perTensor), SAME],
  ['one scale in a list', linear(usual, constant('step', ELEMENT.float, [1], [STEP])), SAME],
  ['a scale per column', linear(usual, perColumn), STEPS],
  ['opset 11', linear(usual, perColumn, 11), STEPS],
  ['opset 20', linear(usual, perColumn, 20), STEPS],
  [
    'columns first',
    linear(
      [
        quantise,
        multiply,
        widen,
        node('Mul', ['wide', 'step'], ['by column']),
        node('Mul', ['s', 'by column'], ['scaled']),
        addBias,
      ],
      perColumn,
    ),
    STEPS,
  ],
  [
    'columns last',
    linear(
      [
        quantise,
        multiply,
        widen,
        node('Mul', ['wide', 's'], ['by row']),
        node('Mul', ['by row', 'step'], ['scaled']),
        addBias,
      ],
      perColumn,
    ),
    STEPS,
  ],
  [
    'fused with scales and bias',
    linear([quantise, fused(['q', 'w', 's', 'step', 'z', '', 'bias'], 'y')], perColumn),
    STEPS,
  ],
  [
    'fused with scales',
    linear([quantise, fused(['q', 'w', 's', 'step', 'z'], 'scaled'), addBias], perTensor),
    SAME,
  ],
] as const)('%s', (_, opened, steps) => {
  const x = activations()
  const feeds: Record<string, Tensor> = { x: floats([1, TOKENS, K], x) }
  const expected = exact(x, steps)
  const opset = opsetOf(opened)

  test('a large token does not cost the others their precision, and zeros stay zeros', async () => {
    const published = await resultOf(await sessionOf(opened.model.graph, opened), feeds)
    const { dims, data } = await resultOf(
      await sessionOf(rewritten(opened.model.graph, opset), opened),
      feeds,
    )
    expect(dims).toEqual([1, TOKENS, COLUMNS])
    const others = (result: Float32Array) =>
      largestDifference(rowsOf(result, 3, TOKENS), rowsOf(expected, 3, TOKENS))
    expect(others(published.data)).toBeGreaterThan(5)
    // Each of 32 values is off by at most half a step of 1/127, at up to 127 * 0.02.
    expect(others(data)).toBeLessThan(0.1)
    expect(largestDifference(rowsOf(data, 1, 2), rowsOf(expected, 1, 2))).toBeLessThan(100)
    expect([...rowsOf(data, 2, 3)]).toEqual(BIAS.map(Math.fround))
  })
  test('a row does not depend on its neighbours', async () => {
    const session = await sessionOf(rewritten(opened.model.graph, opset), opened)
    const together = await resultOf(session, feeds)
    for (let row = 0; row < TOKENS; row++) {
      const alone = await resultOf(session, { x: floats([1, 1, K], x.slice(row * K, (row + 1) * K)) })
      expect(largestDifference(alone.data, rowsOf(together.data, row, row + 1))).toBeLessThanOrEqual(1e-6)
    }
  })
})

test('two axes, as after pooling', async () => {
  const opened = linear(usual, perColumn, 17, 2)
  const x = activations()
  const session = await sessionOf(rewritten(opened.model.graph, 17), opened)
  const { dims, data } = await resultOf(session, { x: floats([TOKENS, K], x) })
  expect(dims).toEqual([TOKENS, COLUMNS])
  expect(largestDifference(rowsOf(data, 3, 6), rowsOf(exact(x, STEPS), 3, 6))).toBeLessThan(0.1)
})

describe('what it leaves alone, and why', () => {
  const used = 'DynamicQuantizeLinear for other things than products with constant weights'
  const y = (name: string, from: string) => node(name, [from], ['y'])
  test.each([
    [
      'codes as the second operand',
      used,
      [quantise, node('MatMulInteger', ['w', 'q', '', 'z'], ['product']), widen, y('Identity', 'wide')],
    ],
    [
      'a product of two activations',
      used,
      [
        quantise,
        node('DynamicQuantizeLinear', ['x2'], ['q2', 's2', 'z2']),
        node('MatMulInteger', ['q', 'q2', 'z', 'z2'], ['product']),
        widen,
        y('Identity', 'wide'),
      ],
    ],
    ['codes that are dequantised', used, [quantise, node('DequantizeLinear', ['q', 's', 'z'], ['y'])]],
    [
      'a scale that is used otherwise too',
      used,
      [...usual.slice(0, -1), node('Add', ['scaled', 's'], ['y'])],
    ],
    [
      'a scale that multiplies something else',
      used,
      [...usual.slice(0, -2), node('Mul', ['x', 'scale'], ['scaled']), addBias],
    ],
    ['a zero point that is used otherwise too', used, [...usual, node('Identity', ['z'], ['zero'])]],
    [
      'quantised inside',
      'fused: DynamicQuantizeMatMul',
      [node('DynamicQuantizeMatMul', ['x', 'w', 'step'], ['y'], [], 'com.microsoft')],
    ],
    ['nothing quantised', 'no DynamicQuantizeLinear', [node('MatMul', ['x', 'w'], ['y'])]],
  ])('%s', (_, detail, nodes) =>
    expect(scalesPerToken(linear(nodes, perColumn).model.graph, 17)).toEqual({ state: 'unfit', detail }),
  )
  test('codes that are an output', () => {
    const { graph } = linear(usual, perColumn).model
    const outputs = [...graph.outputs, { name: 'q', type: ELEMENT.uint8, dims: null }]
    expect(scalesPerToken({ ...graph, outputs }, 17).state).toBe('unfit')
  })
})
