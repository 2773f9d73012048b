import { constant, makeInt, makeInts, node, prune } from '../../onnx/graph-tools'
import { ELEMENT, type OnnxGraph, type OnnxNode, type TensorRef } from '../../onnx/types'
import type { Rewritten } from '../types'
import { centreOf, lookAt, ONE, productsOf, type Replaced } from './per-token-products'

const QUANTISER = 'DynamicQuantizeLinear'
/** From this opset on, ReduceMax takes its axes as an input. */
const AXES_AS_INPUT = 18

/** Avoids a division by 0: a row of equal values gets codes of 128. */
const SMALLEST_RADIUS = 1e-30

const HALF = constant('per token/half', ELEMENT.float, [], [0.5])
const BY_127 = constant('per token/127', ELEMENT.float, [], [127])
const BY_128 = constant('per token/128', ELEMENT.float, [], [128])
const SMALLEST = constant('per token/smallest radius', ELEMENT.float, [], [SMALLEST_RADIUS])
const LAST_AXIS = constant('per token/last axis', ELEMENT.int64, [1], [-1])
const CONSTANTS: readonly TensorRef[] = [HALF, BY_127, BY_128, SMALLEST, ONE, LAST_AXIS]

/**
 * Gives each row of activations [.., n, k] a scale and a centre of its own [.., n, 1], where a DynamicQuantizeLinear
 * takes one range for all, so that one token with large values does not cost the others their precision:
 *
 *     x ≈ scale · (q - 128) + centre,   x · W ≈ scale · ((q - 128) · W) + centre · (sum of W's rows)
 *
 * Rows after LayerNorm and Gelu are lopsided: around 0 they would use little more than half of the codes. Codes are
 * uint8 around 128: onnxruntime's WASM is ten times slower with int8. The quantiser's three outputs keep their names.
 *
 * Only quantisers of products with constant weights are rewritten; the others stay as published.
 * @param opset of ONNX's own operators
 */
export function scalesPerToken(graph: OnnxGraph, opset: number): Rewritten {
  const look = lookAt(graph)
  const quantisers = graph.nodes.filter(({ operator }) => operator === QUANTISER)
  const changes = new Map<OnnxNode, readonly OnnxNode[]>()
  const added: TensorRef[] = []
  for (const quantiser of quantisers) {
    const scaled: Replaced | null = productsOf(quantiser, look)
    if (!scaled) continue
    for (const [old, replacement] of scaled.changes) changes.set(old, replacement)
    changes.set(quantiser, quantiseRows(quantiser, opset))
    added.push(...scaled.constants, constant(quantiser.outputs[2]!, ELEMENT.uint8, [], [128]))
  }
  if (changes.size === 0) return { state: 'unfit', detail: whyNot(graph, quantisers.length) }
  // The shapes in the graph no longer hold for these tensors.
  const gone = new Set([...changes.keys()].flatMap(({ outputs }) => outputs))
  const whole: OnnxGraph = {
    ...graph,
    nodes: graph.nodes.flatMap((old) => changes.get(old) ?? [old]),
    initializers: new Map([
      ...graph.initializers,
      ...[...CONSTANTS, ...added].map((tensor) => [tensor.name, tensor] as const),
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
  const centre = centreOf(codes)
  const keep = makeInt('keepdims', 1)
  const reduce = (operator: string, output: string) =>
    opset < AXES_AS_INPUT
      ? node(operator, [x], [output], [makeInts('axes', [-1]), keep])
      : node(operator, [x, LAST_AXIS.name], [output], [keep])
  return [
    reduce('ReduceMax', at('highest')),
    reduce('ReduceMin', at('lowest')),
    node('Add', [at('highest'), at('lowest')], [at('twice the centre')]),
    node('Mul', [at('twice the centre'), HALF.name], [centre]),
    // Measured from the rounded centre: half of the range could be smaller, and a code could exceed 255.
    node('Sub', [at('highest'), centre], [at('above')]),
    node('Sub', [centre, at('lowest')], [at('below')]),
    node('Max', [at('above'), at('below'), SMALLEST.name], [at('radius')]),
    node('Div', [at('radius'), BY_127.name], [scale]),
    node('Sub', [x, centre], [at('centred')]),
    node('Div', [at('centred'), scale], [at('steps')]),
    node('Round', [at('steps')], [at('rounded')]),
    node('Add', [at('rounded'), BY_128.name], [at('shifted')]),
    node('Cast', [at('shifted')], [codes], [makeInt('to', ELEMENT.uint8)]),
  ]
}
