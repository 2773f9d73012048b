/** From the context of the attention back to Q, K and V. What shapes and transposes do is checked with numbers at load. */
import { attribute, intAttribute } from '../../onnx/graph-tools'
import { elementsIn, type OnnxNode, type TensorRef } from '../../onnx/types'
import type { Linear } from '../types'
import { factorOf } from './factor'
import { checkMask } from './mask'
import { columnsOf, linearOf, withBias } from './product'
import type { LayerView } from './view'
import { floatAttribute, Mismatch } from './view'

export interface FoundAttention {
  readonly input: string
  readonly query: Linear
  readonly key: Linear
  readonly value: Linear
  readonly heads: number
  readonly scale: number
}

/** @param name [.., n, hidden size] @param hiddenSize of the layer */
export function attentionOf(view: LayerView, name: string, hiddenSize: number): FoundAttention {
  const context = inner(view, name)
  const node = view.node(context, 'MatMul', 'FusedMatMul', 'Attention', 'MultiHeadAttention')
  switch (node.operator) {
    case 'Attention':
      return node.domain === 'com.microsoft'
        ? fusedAll(view, node, hiddenSize)
        : fusedPart(view, node, hiddenSize)
    case 'MultiHeadAttention':
      return fusedPart(view, node, hiddenSize)
    default:
      return unfused(view, node, hiddenSize)
  }
}

/** Back over shapes and transposes. */
function inner(view: LayerView, name: string): string {
  for (let at = name; ;) {
    at = view.plain(at)
    if (!view.is(at, 'Transpose')) return at
    at = view.node(at, 'Transpose').inputs[0]!
  }
}

function unfused(view: LayerView, context: OnnxNode, hiddenSize: number): FoundAttention {
  const [weights = '', values = ''] = context.inputs
  if (floatAttribute(context, 'alpha', 1) !== 1)
    throw new Mismatch('FusedMatMul of the attention weights with a factor')
  const scores = view.node(unguarded(view, weights), 'Softmax').inputs[0]!
  const factors: Factors = { product: 1 }
  const product = scoresOf(view, scores, factors)
  const query = operand(view, product.inputs[0]!, factors)
  const key = operand(view, product.inputs[1]!, factors)
  const ofValues: Factors = { product: 1 }
  const value = operand(view, values, ofValues)
  if (ofValues.product !== 1) throw new Mismatch(`a factor of ${ofValues.product} on the values`)
  return {
    ...together(linearOf(view, query), linearOf(view, key), linearOf(view, value)),
    heads: headsOf(view, hiddenSize, factors.product),
    scale: factors.product,
  }
}

interface Factors {
  product: number
}

/** Where(IsNaN(weights), 0, weights): rows that are masked completely. */
function unguarded(view: LayerView, name: string): string {
  const at = view.plain(name)
  if (!view.is(at, 'Where')) return at
  const [condition = '', , other = ''] = view.node(at, 'Where').inputs
  view.node(condition, 'IsNaN')
  return view.plain(other)
}

/** Back over masks that are added, and factors. @returns the product of queries and keys */
function scoresOf(view: LayerView, name: string, factors: Factors): OnnxNode {
  const at = view.plain(name)
  const node = view.node(at, 'MatMul', 'FusedMatMul', 'Add', 'Mul', 'Div')
  switch (node.operator) {
    case 'MatMul':
      return node
    case 'FusedMatMul':
      factors.product *= floatAttribute(node, 'alpha', 1)
      return node
    case 'Add': {
      const scores = node.inputs.filter((each) => leadsToProduct(view, each))
      if (scores.length !== 1) throw new Mismatch(`${scores.length} scores are added in ${at}`)
      for (const each of node.inputs) if (each !== scores[0]) checkMask(view, each)
      return scoresOf(view, scores[0]!, factors)
    }
    default:
      return scoresOf(view, scaled(view, node, factors), factors)
  }
}

const leadsToProduct = (view: LayerView, name: string): boolean => {
  const node = view.nodeOf(view.plain(name))
  if (!node) return false
  if (['MatMul', 'FusedMatMul'].includes(node.operator)) return true
  return (
    ['Mul', 'Div', 'Add'].includes(node.operator) && node.inputs.some((each) => leadsToProduct(view, each))
  )
}

/** Takes a factor away. @returns the other operand */
function scaled(view: LayerView, { operator, inputs }: OnnxNode, factors: Factors): string {
  const [a = '', b = ''] = inputs
  const right = factorOf(view, b)
  const value = right ?? (operator === 'Mul' ? factorOf(view, a) : null)
  if (value === null) throw new Mismatch(`${operator} of ${a} and ${b}, where one is no known factor`)
  factors.product *= operator === 'Div' ? 1 / value : value
  return right === null ? b : a
}

/** Back over shapes, transposes and factors to a sum or a product. */
function operand(view: LayerView, name: string, factors: Factors): string {
  for (let at = name; ;) {
    at = inner(view, at)
    const node = view.nodeOf(at)
    // The scales of integer products are factors too: those belong to the product.
    if (!node || !['Mul', 'Div'].includes(node.operator) || isProduct(view, at)) return at
    at = scaled(view, node, factors)
  }
}

function isProduct(view: LayerView, name: string): boolean {
  const node = view.nodeOf(name)
  if (!node) return false
  if (node.operator === 'Cast') return view.is(node.inputs[0]!, 'MatMulInteger')
  return node.operator === 'Mul' && node.inputs.some((each) => isProduct(view, each))
}

function together(query: Found, key: Found, value: Found) {
  if (query.input !== key.input || key.input !== value.input)
    throw new Mismatch('Q, K and V of different inputs')
  return { input: query.input, query: query.linear, key: key.linear, value: value.linear }
}
type Found = ReturnType<typeof linearOf>

/**
 * From a constant shape [.., heads, head size] of a Reshape, or the last two numbers that one is put together from; else from the
 * scale, which is 1 / √(head size) in every such model and is checked with numbers at load.
 */
function headsOf(view: LayerView, hiddenSize: number, scale: number): number {
  const found = new Set<number>()
  for (const { operator, inputs } of view.graph.nodes) {
    if (operator !== 'Reshape') continue
    const shape = view.nodeOf(inputs[1]!)
    const numbers =
      shape?.operator === 'Concat'
        ? shape.inputs.flatMap((each) => view.numbers(each) ?? [])
        : (view.numbers(inputs[1]!) ?? [])
    const [heads = 0, size = 0] = numbers.slice(-2)
    // -1: what is left.
    if (heads > 0 && size > 0 && heads * size === hiddenSize) found.add(heads)
    else if (heads === -1 && size > 1 && size < hiddenSize && hiddenSize % size === 0)
      found.add(hiddenSize / size)
    else if (size === -1 && heads > 1 && heads < hiddenSize && hiddenSize % heads === 0) found.add(heads)
  }
  for (const { dims } of view.graph.valueInfo.values()) {
    const [, heads, , size] = dims?.length === 4 ? dims : []
    if (typeof heads === 'number' && typeof size === 'number' && heads * size === hiddenSize) found.add(heads)
  }
  if (found.size === 0 && scale > 0) {
    const size = Math.round(1 / scale ** 2)
    if (Math.abs(size * scale ** 2 - 1) < 1e-3 && hiddenSize % size === 0) found.add(hiddenSize / size)
  }
  if (found.size !== 1)
    throw new Mismatch(
      `the number of attention heads is not in the graph (${[...found].join(', ') || 'no shape says it'})`,
    )
  return [...found][0]!
}

/** com.microsoft Attention: one matrix of Q, K and V. */
function fusedAll(view: LayerView, node: OnnxNode, hiddenSize: number): FoundAttention {
  const [input = '', weights = '', bias = ''] = node.inputs
  const heads = intAttribute(node, 'num_heads', 0)
  const tensor = view.stored(weights)
  const biases = bias === '' ? null : view.constant(bias)
  if (
    !tensor ||
    heads === 0 ||
    intAttribute(node, 'unidirectional', 0) !== 0 ||
    attribute(node, 'qkv_hidden_sizes') ||
    intAttribute(node, 'do_rotary', 0) !== 0
  )
    throw new Mismatch('Attention with options that the encoder does not compute')
  if (node.inputs.slice(4).some(Boolean)) throw new Mismatch('Attention with a past or a bias of scores')
  if (node.inputs[3]) checkMask(view, node.inputs[3])
  const all = withBias(
    {
      input,
      inputs: tensor.dims[0]!,
      outputs: tensor.dims[1]!,
      bias: biases,
      weights: { kind: 'float', tensor, layout: 'kn', columns: null },
    },
    [],
    weights,
  )
  if (all.linear.outputs !== 3 * hiddenSize) throw new Mismatch(`Attention of ${all.linear.outputs} columns`)
  const part = (index: number) => columnsOf(all, { from: index * hiddenSize, to: (index + 1) * hiddenSize })
  return {
    input,
    query: part(0),
    key: part(1),
    value: part(2),
    heads,
    scale: scaleOf(node, hiddenSize / heads),
  }
}

const scaleOf = (node: OnnxNode, headSize: number): number =>
  floatAttribute(node, 'scale', 0) || 1 / Math.sqrt(headSize)

/** com.microsoft MultiHeadAttention and ONNX's Attention: Q, K and V apart. */
function fusedPart(view: LayerView, node: OnnxNode, hiddenSize: number): FoundAttention {
  const [q = '', k = '', v = '', bias = ''] = node.inputs
  const isMicrosoft = node.domain === 'com.microsoft'
  if (
    intAttribute(node, 'is_causal', 0) !== 0 ||
    intAttribute(node, 'unidirectional', 0) !== 0 ||
    floatAttribute(node, 'softcap', 0) !== 0
  )
    throw new Mismatch(`${node.operator} with options that the encoder does not compute`)
  if (node.inputs.slice(isMicrosoft ? 5 : 4).some(Boolean))
    throw new Mismatch(`${node.operator} with a past or a bias of scores`)
  const mask = node.inputs[isMicrosoft ? 4 : 3]
  if (mask) checkMask(view, mask)
  const biases = isMicrosoft && bias !== '' ? view.constant(bias) : null
  const linear = (name: string, index: number) => {
    const found = linearOf(view, inner(view, name))
    return biases ? biased(found, biases, index * hiddenSize, hiddenSize) : found
  }
  const heads =
    intAttribute(node, 'num_heads', 0) ||
    intAttribute(node, 'q_num_heads', 0) ||
    headsOf(view, hiddenSize, floatAttribute(node, 'scale', 0))
  return {
    ...together(linear(q, 0), linear(k, 1), linear(v, 2)),
    heads,
    scale: scaleOf(node, hiddenSize / heads),
  }
}

function biased({ input, linear }: Found, tensor: TensorRef, from: number, size: number): Found {
  if (linear.bias || elementsIn(tensor.dims) !== 3 * size)
    throw new Mismatch(`${tensor.name} is no bias of Q, K and V`)
  return { input, linear: { ...linear, bias: { tensor, columns: { from, to: from + size } } } }
}
