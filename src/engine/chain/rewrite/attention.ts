import { constant, makeInt, node, prune } from '../../onnx/graph-tools'
import { ELEMENT, type OnnxGraph, type ValueInfo } from '../../onnx/types'
import type { Crossing } from '../types'
import { findAttention } from './find-attention'

export type AttentionRows =
  | {
      readonly state: 'rewritten'
      readonly graph: OnnxGraph
      /** [1, heads, to - from, n], float32 */
      readonly output: Crossing
      /** Names of two inputs, int64 [1]: query rows [from, to). */
      readonly from: string
      readonly to: string
    }
  | { readonly state: 'unfit'; readonly detail: string }

/** From this opset on, Slice takes its bounds as inputs. */
const FIRST_OPSET = 10

/**
 * The part of a layer that computes the attention weights of some query rows. Queries are cut to these rows; nodes that only
 * serve the layer's own result are left out. Masks must be as for attentionInBlocks.
 * @param opset of ONNX's own operators
 */
export function attentionRows(graph: OnnxGraph, opset: number): AttentionRows {
  if (opset < FIRST_OPSET) return { state: 'unfit', detail: `opset ${opset}` }
  const found = findAttention(graph, opset)
  if (found.state === 'unfit') return found
  const { product, between, weights, codes } = found.attention
  const at = (name: string) => `${weights}/rows/${name}`
  const from = at('from')
  const to = at('to')
  const output: Crossing = { name: at('attention'), type: ELEMENT.float }
  const [queries = '', ...others] = product.inputs
  const ints = (name: string, values: readonly number[]) =>
    constant(at(name), ELEMENT.int64, [values.length], values)
  const constants = [
    ints('query axis', [-2]),
    ints('end', [2 ** 31 - 1]),
    ints('0', [0]),
    ints('one batch', [1, -1]),
  ]
  const [queryAxis, end, zero, oneBatch] = constants.map(({ name }) => name) as [
    string,
    string,
    string,
    string,
  ]

  const cut = node('Slice', [queries, from, to, queryAxis], [at('queries')])
  const changed = new Set([product, ...between].flatMap(({ outputs }) => outputs))
  const whole: OnnxGraph = {
    ...graph,
    nodes: [
      ...graph.nodes.flatMap((other) =>
        other === product ? [cut, { ...product, inputs: [at('queries'), ...others] }] : [other],
      ),
      node('Shape', [weights], [at('shape')]),
      node('Slice', [at('shape'), queryAxis, end, zero], [at('matrix')]),
      node('Concat', [oneBatch, at('matrix')], [at('four axes')], [makeInt('axis', 0)]),
      ...(codes
        ? [node('DequantizeLinear', [weights, codes.scale, codes.zeroPoint].filter(Boolean), [at('floats')])]
        : []),
      node('Reshape', [codes ? at('floats') : weights, at('four axes')], [at('reshaped')]),
      node('Cast', [at('reshaped')], [output.name], [makeInt('to', ELEMENT.float)]),
    ],
    initializers: new Map([...graph.initializers, ...constants.map((c) => [c.name, c] as const)]),
    inputs: [...graph.inputs, index(from), index(to)],
    outputs: [{ ...output, dims: [1, null, null, null] }],
    valueInfo: new Map([...graph.valueInfo].filter(([name]) => !changed.has(name))),
  }
  return { state: 'rewritten', graph: prune(whole, [output.name]), output, from, to }
}

const index = (name: string): ValueInfo => ({ name, type: ELEMENT.int64, dims: [1] })
