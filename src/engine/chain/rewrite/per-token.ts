import { constant, consumers, makeInt, makeInts, node, producers, prune } from '../../onnx/graph-tools'
import { ELEMENT, type OnnxGraph, type OnnxNode, type TensorRef } from '../../onnx/types'
import type { Rewritten } from '../types'

const QUANTISER = 'DynamicQuantizeLinear'
/** com.microsoft, as onnxruntime's optimiser leaves it: product, scales and bias in one. */
const FUSED_PRODUCT = 'MatMulIntegerToFloat'
/** ReduceMax takes its axes as an input from here on. */
const AXES_AS_INPUT = 18

/** Divides by it all the same: a row of zeros has codes of 0. */
const SMALLEST_MAXIMUM = 1e-30

const CONSTANTS: readonly TensorRef[] = [
  constant('per token/127', ELEMENT.float, [], [127]),
  constant('per token/128', ELEMENT.float, [], [128]),
  constant('per token/smallest maximum', ELEMENT.float, [], [SMALLEST_MAXIMUM]),
  constant('per token/1', ELEMENT.float, [], [1]),
  constant('per token/last axis', ELEMENT.int64, [1], [-1]),
]
const [BY_127, BY_128, SMALLEST, ONE, LAST_AXIS] = CONSTANTS.map(({ name }) => name) as [
  string,
  string,
  string,
  string,
  string,
]

/** A node → what stands in its place. */
type Changes = ReadonlyMap<OnnxNode, readonly OnnxNode[]>

/**
 * Gives each row of activations [.., n, k] a scale of its own [.., n, 1], where a DynamicQuantizeLinear takes one for
 * all, so that one token with large values does not cost the others their precision. Codes are uint8 around 128:
 * onnxruntime's WASM is ten times slower with int8. The quantiser's three outputs keep their names.
 *
 * Rewritten are quantisers of products with constant weights; others stay as published.
 * @param opset of ONNX's own operators
 */
export function scalesPerToken(graph: OnnxGraph, opset: number): Rewritten {
  const look = lookAt(graph)
  const quantisers = graph.nodes.filter(({ operator }) => operator === QUANTISER)
  const changes = new Map<OnnxNode, readonly OnnxNode[]>()
  const zeroPoints: TensorRef[] = []
  for (const quantiser of quantisers) {
    const scaled = productsOf(quantiser, look)
    if (!scaled) continue
    for (const [old, replacement] of scaled) changes.set(old, replacement)
    changes.set(quantiser, quantiseRows(quantiser, opset))
    zeroPoints.push(constant(quantiser.outputs[2]!, ELEMENT.uint8, [], [128]))
  }
  if (changes.size === 0) return { state: 'unfit', detail: whyNot(graph, quantisers.length) }
  // Their shapes are no longer as noted.
  const gone = new Set([...changes.keys()].flatMap(({ outputs }) => outputs))
  const whole: OnnxGraph = {
    ...graph,
    nodes: graph.nodes.flatMap((old) => changes.get(old) ?? [old]),
    initializers: new Map([
      ...graph.initializers,
      ...[...CONSTANTS, ...zeroPoints].map((tensor) => [tensor.name, tensor] as const),
    ]),
    valueInfo: new Map([...graph.valueInfo].filter(([name]) => !gone.has(name))),
  }
  const outputs = graph.outputs.map(({ name }) => name)
  return { state: 'rewritten', graph: prune(whole, outputs) }
}

function whyNot({ nodes }: OnnxGraph, quantisers: number): string {
  if (quantisers > 0) return `${QUANTISER} for other things than products with constant weights`
  const fused = nodes.find(({ operator }) => operator === 'DynamicQuantizeMatMul')
  return fused ? `fused: ${fused.operator}` : `no ${QUANTISER}`
}

function quantiseRows({ inputs: [x = ''], outputs }: OnnxNode, opset: number): OnnxNode[] {
  const [codes = '', scale = ''] = outputs
  const at = (name: string) => `${codes}/per token/${name}`
  const keep = makeInt('keepdims', 1)
  const largest =
    opset < AXES_AS_INPUT
      ? node('ReduceMax', [at('size')], [at('largest')], [makeInts('axes', [-1]), keep])
      : node('ReduceMax', [at('size'), LAST_AXIS], [at('largest')], [keep])
  return [
    node('Abs', [x], [at('size')]),
    largest,
    node('Max', [at('largest'), SMALLEST], [at('divisor')]),
    node('Div', [at('divisor'), BY_127], [scale]),
    node('Div', [x, scale], [at('steps')]),
    node('Round', [at('steps')], [at('rounded')]),
    node('Add', [at('rounded'), BY_128], [at('shifted')]),
    node('Cast', [at('shifted')], [codes], [makeInt('to', ELEMENT.uint8)]),
  ]
}

interface Look {
  readonly graph: OnnxGraph
  readonly producerOf: (name: string) => OnnxNode | undefined
  readonly usersOf: (name: string) => readonly OnnxNode[]
}

function lookAt(graph: OnnxGraph): Look {
  const producer = producers(graph)
  const consumer = consumers(graph)
  const outputs = new Set(graph.outputs.map(({ name }) => name))
  return {
    graph,
    producerOf: (name) => producer.get(name),
    // An output is used by someone whom nobody knows.
    usersOf: (name) => [
      ...(consumer.get(name) ?? []),
      ...(outputs.has(name) ? [node('output', [name], [])] : []),
    ],
  }
}

/** What must change where the codes and the scale are used; null where that is not as in a quantised linear layer. */
function productsOf(quantiser: OnnxNode, { graph, producerOf, usersOf }: Look): Changes | null {
  const [codes = '', scale = '', zeroPoint = ''] = quantiser.outputs
  const changes = new Map<OnnxNode, readonly OnnxNode[]>()
  const products = usersOf(codes)
  for (const product of products) {
    const { operator, inputs } = product
    const isFused = operator === FUSED_PRODUCT
    if ((!isFused && operator !== 'MatMulInteger') || !graph.initializers.has(inputs[1] ?? '')) return null
    if (inputs[0] !== codes || inputs[isFused ? 4 : 2] !== zeroPoint) return null
    if (isFused && inputs[2] !== scale) return null
    if (isFused) changes.set(product, scaledAfter(product, scale))
  }
  if (usersOf(zeroPoint).some((user) => !products.includes(user))) return null

  /** Cast(product), perhaps with the weights' scale. */
  const isProduct = (name = ''): boolean => {
    const from = producerOf(name)
    const [first = '', second = ''] = from?.inputs ?? []
    if (from?.operator === 'Cast') return products.includes(producerOf(first) ?? quantiser)
    return from?.operator === 'Mul' && graph.initializers.has(second) && isProduct(first)
  }
  for (const user of usersOf(scale)) {
    if (changes.has(user)) continue
    const factor = otherFactor(user, scale)
    if (factor === null) return null
    if (isProduct(factor)) continue
    if (!graph.initializers.has(factor)) return null
    const [both = ''] = user.outputs
    const users = usersOf(both)
    for (const multiply of users) {
      const product = otherFactor(multiply, both)
      if (product === null || !isProduct(product)) return null
      const byColumn = `${multiply.outputs[0]}/per token/by column`
      // One after the other: onnxruntime fuses a product that is multiplied with scale · scale, and then scales the
      // bias by row too. It also saves the matrix of n scales × columns.
      changes.set(multiply, [
        node('Mul', [product, factor], [byColumn]),
        node('Mul', [byColumn, scale], multiply.outputs),
      ])
    }
    changes.set(user, [])
  }
  return changes
}

/** FUSED_PRODUCT takes one scale for all rows. */
function scaledAfter(product: OnnxNode, scale: string): OnnxNode[] {
  const [codes = '', weights = '', , columns = '', zeroPoint = '', weightsZeroPoint = '', bias = ''] =
    product.inputs
  const at = (name: string) => `${product.outputs[0]}/per token/${name}`
  const byColumn = at('by column')
  const inputs = [codes, weights, ONE, columns, zeroPoint, ...(weightsZeroPoint ? [weightsZeroPoint] : [])]
  const scaled = bias ? [at('scaled')] : product.outputs
  return [
    { ...product, inputs, outputs: [byColumn] },
    node('Mul', [byColumn, scale], scaled),
    ...(bias ? [node('Add', [...scaled, bias], product.outputs)] : []),
  ]
}

/** Of Mul(name, other) or Mul(other, name). */
function otherFactor({ operator, inputs }: OnnxNode, name: string): string | null {
  if (operator !== 'Mul') return null
  const [a = '', b = ''] = inputs
  return a === name ? b : a
}
