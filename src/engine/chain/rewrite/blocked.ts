import { constant, makeGraph, makeInt, makeInts, node } from '../../onnx/graph-tools'
import {
  ELEMENT,
  type OnnxAttribute,
  type OnnxGraph,
  type OnnxNode,
  type TensorRef,
  type ValueInfo,
} from '../../onnx/types'
import type { Rewritten } from '../types'
import { findAttention, type Attention } from './find-attention'

/** Loop of ONNX 11: negative axes in Slice and Concat, subgraphs that see the names around them. */
const FIRST_OPSET = 11
const QUERY_AXIS = -2

/**
 * Computes attention for at most `block` query rows at a time, in a Loop: scores are heads × block × n instead of
 * heads × n × n. Blocks are of equal size (fewer rows than there are blocks are added to make them so).
 *
 * A mask that is added to the scores must have the same values for all queries and a query axis of 1: every block uses all
 * of it. Weights that get one scale for all rows are computed twice: for their range, and then to multiply them.
 * @param opset of ONNX's own operators
 */
export function attentionInBlocks(graph: OnnxGraph, opset: number, block: number): Rewritten {
  if (opset < FIRST_OPSET) return { state: 'unfit', detail: `opset ${opset}` }
  const found = findAttention(graph, opset)
  if (found.state === 'unfit') return found
  const { attention } = found
  const { product, between, quantiser, context } = attention
  if (!context)
    return { state: 'unfit', detail: 'attention weights are quantised with one scale for all queries' }
  const replaced = new Set([product, ...between, context, ...(quantiser ? [quantiser] : [])])
  const inner = new Set([
    ...[product, ...between].flatMap(({ outputs }) => outputs),
    ...(quantiser ? [quantiser.outputs[0]!] : []),
  ])
  const output = graph.outputs.find(({ name }) => inner.has(name))
  if (output) return { state: 'unfit', detail: `${output.name} is an output` }
  const loop = loopOver(attention, context, block)
  return {
    state: 'rewritten',
    graph: {
      ...graph,
      nodes: graph.nodes.flatMap((other) =>
        other === context ? loop.nodes : replaced.has(other) ? [] : [other],
      ),
      initializers: new Map([...graph.initializers, ...loop.constants.map((c) => [c.name, c] as const)]),
      valueInfo: new Map([...graph.valueInfo].filter(([name]) => !inner.has(name))),
    },
  }
}

function loopOver(
  { product, between, weights, quantiser }: Attention,
  context: OnnxNode,
  block: number,
): { nodes: OnnxNode[]; constants: TensorRef[] } {
  const result = context.outputs[0]!
  const [queries = '', ...keys] = product.inputs
  const at = (name: string) => `${result}/blocks/${name}`
  const constants: TensorRef[] = []
  const ints = (name: string, dims: readonly number[], ...values: number[]): string => {
    constants.push(constant(at(name), ELEMENT.int64, dims, values))
    return at(name)
  }
  const op = (operator: string, inputs: readonly string[], output: string, ...attributes: OnnxAttribute[]) =>
    node(operator, inputs, [at(output)], attributes)

  const zero = ints('0', [1], 0)
  const one = ints('1', [1], 1)
  const minusOne = ints('-1', [1], -1)
  const queryAxis = ints('query axis', [1], QUERY_AXIS)
  const end = ints('end', [1], 2 ** 31 - 1)
  const go = constant(at('go'), ELEMENT.bool, [], [1])
  constants.push(go)

  /** A loop over the blocks of rows; names of its own are in `at`. */
  const body = (name: string, nodes: readonly OnnxNode[], outputs: readonly ValueInfo[]): OnnxGraph => ({
    name: at(name),
    inputs: [value(at('trip'), ELEMENT.int64), value(at('go on'), ELEMENT.bool)],
    nodes: [
      op('Mul', [at('trip'), at('rows')], 'from'),
      op('Add', [at('from'), at('rows')], 'to'),
      op('Slice', [at('padded'), at('from'), at('to'), queryAxis], 'queries'),
      { ...product, inputs: [at('queries'), ...keys] },
      ...between,
      ...nodes,
      op('Identity', [at('go on')], 'still'),
    ],
    outputs: [value(at('still'), ELEMENT.bool), ...outputs],
    initializers: new Map(),
    valueInfo: new Map(),
  })
  const [codes = '', scale = '', zeroPoint = ''] = quantiser?.outputs ?? []
  const contexts = body(
    'body',
    [
      ...(quantiser ? [node('QuantizeLinear', [weights, scale, zeroPoint], [codes])] : []),
      { ...context, outputs: [at('context')] },
      op('Shape', [at('context')], 'context shape'),
      op('Slice', [at('context shape'), queryAxis, end, zero], 'matrix shape'),
      op('Concat', [minusOne, at('matrix shape')], 'flat shape', makeInt('axis', 0)),
      // Always three axes, [batch · heads, rows, d], whatever the layer has.
      op('Reshape', [at('context'), at('flat shape')], 'flat'),
    ],
    [value(at('flat'), null)],
  )
  const wholeRange = [makeInt('keepdims', 0)]
  const ranges = body(
    'ranges',
    [
      op('ReduceMax', [weights], 'highest', ...wholeRange),
      op('ReduceMin', [weights], 'lowest', ...wholeRange),
    ],
    [value(at('highest'), ELEMENT.float), value(at('lowest'), ELEMENT.float)],
  )
  const nodes = [
    op('Shape', [queries], 'shape'),
    op('Slice', [at('shape'), queryAxis, minusOne, zero], 'n'),
    op('Add', [at('n'), ints('block - 1', [1], block - 1)], 'n + block - 1'),
    op('Div', [at('n + block - 1'), ints('block', [1], block)], 'trips'),
    op('Add', [at('n'), at('trips')], 'n + trips'),
    op('Sub', [at('n + trips'), one], 'n + trips - 1'),
    op('Div', [at('n + trips - 1'), at('trips')], 'rows'),
    op('Mul', [at('trips'), at('rows')], 'trips · rows'),
    op('Sub', [at('trips · rows'), at('n')], 'missing'),
    // The filling rows may hold anything, because their results are cut off. The first rows have the right type.
    op('Slice', [queries, zero, at('missing'), queryAxis], 'filling'),
    op('Concat', [queries, at('filling')], 'padded', makeInt('axis', QUERY_AXIS)),
    op('Reshape', [at('trips'), ints('scalar', [0])], 'trip count'),
    // The extremes of all blocks have the range of the whole, and so its scale. Filling rows do not widen it.
    ...(quantiser
      ? [
          node(
            'Loop',
            [at('trip count'), go.name],
            [at('all highest'), at('all lowest')],
            [makeGraph('body', ranges)],
          ),
          op('Concat', [at('all highest'), at('all lowest')], 'extremes', makeInt('axis', 0)),
          { ...quantiser, inputs: [at('extremes')], outputs: [at('codes of extremes'), scale, zeroPoint] },
        ]
      : []),
    op('Loop', [at('trip count'), go.name], 'stack', makeGraph('body', contexts)),
    // [trips, batch · heads, rows, d] → [batch · heads, trips · rows, d]
    op('Transpose', [at('stack')], 'by head', makeInts('perm', [1, 0, 2, 3])),
    op('Shape', [at('stack')], 'stack shape'),
    op('Slice', [at('stack shape'), minusOne, end, zero], 'd'),
    op('Concat', [zero, minusOne, at('d')], 'joined shape', makeInt('axis', 0)),
    op('Reshape', [at('by head'), at('joined shape')], 'joined'),
    op('Slice', [at('joined'), zero, at('n'), one], 'all rows'),
    op('Slice', [at('shape'), zero, minusOne, zero], 'batch, heads, n'),
    op('Concat', [at('batch, heads, n'), at('d')], 'result shape', makeInt('axis', 0)),
    node('Reshape', [at('all rows'), at('result shape')], [result]),
  ]
  return { nodes, constants }
}

const value = (name: string, type: number | null): ValueInfo => ({
  name,
  type,
  dims: type === null ? null : [],
})
