/** The unfused attention of one layer, found by its structure. */
import { attribute, intAttribute, needed, producers } from '../../onnx/graph-tools'
import type { OnnxGraph, OnnxNode } from '../../onnx/types'
import { FUSED_ATTENTION } from '../attention-operators'

/** Queries × keys → element-wise nodes and Softmax → weights × values. */
export interface Attention {
  /** First input: the queries [batch, heads, n, d] or [heads, n, d]. Second input: the keys [.., d, n]. */
  readonly product: OnnxNode
  /** The nodes from the product to the weights, in order of evaluation. Each handles every query row by itself. */
  readonly between: readonly OnnxNode[]
  /** Name of the attention weights [.., n, n], whose rows sum to 1. They are multiplied with the values. */
  readonly weights: string
  /** weights × values; null: the weights are quantised first, with one scale for all rows. */
  readonly context: OnnxNode | null
}

export type FoundAttention =
  | { readonly state: 'found'; readonly attention: Attention }
  | { readonly state: 'unfit'; readonly detail: string }

const QUANTISER = 'DynamicQuantizeLinear'
const PRODUCTS: readonly string[] = ['MatMul', 'FusedMatMul', 'MatMulInteger']
const CONTEXTS: readonly string[] = ['MatMul', 'FusedMatMul', QUANTISER]

/** Operators that work row by row for any shape: scales, masks, guards against rows that are masked completely. */
const ELEMENTWISE: readonly string[] = [
  ...[
    'Add',
    'Sub',
    'Mul',
    'Div',
    'Neg',
    'Max',
    'Min',
    'Clip',
    'Tanh',
    'Cast',
    'CastLike',
    'Identity',
    'Dropout',
  ],
  ...[
    'Where',
    'IsNaN',
    'IsInf',
    'Not',
    'And',
    'Or',
    'Equal',
    'Less',
    'LessOrEqual',
    'Greater',
    'GreaterOrEqual',
  ],
]

/** @param graph with one layer @param opset of ONNX's own operators */
export function findAttention(graph: OnnxGraph, opset: number): FoundAttention {
  const unfit = (detail: string): FoundAttention => ({ state: 'unfit', detail })
  const fused = graph.nodes.find(({ operator }) => FUSED_ATTENTION.includes(operator))
  if (fused) return unfit(`fused: ${fused.operator}`)
  const softmaxes = graph.nodes.filter(({ operator }) => operator === 'Softmax')
  const [softmax] = softmaxes
  if (!softmax || softmaxes.length > 1) return unfit(`${softmaxes.length} Softmax in one layer`)
  const found = graph.nodes
    .filter(({ operator }) => PRODUCTS.includes(operator))
    .map((product) => ({ product, ...regionOf(graph, product) }))
    .find(({ between }) => between.includes(softmax))
  if (!found) return unfit(`before Softmax: ${barriers(graph, softmax).join(', ')}`)

  const { product, between, exits } = found
  const isInside = (name = '') => between.some(({ outputs }) => outputs.includes(name))
  const exit = exits.find(
    ({ operator, inputs }) => CONTEXTS.includes(operator) && isInside(inputs[0]) && !isInside(inputs[1]),
  )
  const other = exits.find((node) => node !== exit)
  if (other) return unfit(`scores or weights go into ${other.operator}`)
  if (!exit) return unfit('weights that nothing uses')
  for (const node of [product, exit])
    if (['transA', 'transBatchA', 'transBatchB'].some((name) => intAttribute(node, name, 0) !== 0))
      return unfit(`${node.operator} of transposed queries`)
  const axis = intAttribute(softmax, 'axis', opset < 13 ? 1 : -1)
  const rank = rankOf(graph, product)
  if (axis !== -1 && axis + 1 !== rank)
    return unfit(`Softmax along axis ${axis} of ${rank ?? 'unknown rank'}`)
  const tall = between
    .flatMap(({ inputs }) => inputs)
    .find((name) => (graph.initializers.get(name)?.dims.at(-2) ?? 1) !== 1)
  if (tall !== undefined) return unfit(`${tall} differs from query to query`)
  const isQuantised = exit.operator === QUANTISER
  return {
    state: 'found',
    attention: { product, between, weights: exit.inputs[0]!, context: isQuantised ? null : exit },
  }
}

/** Element-wise nodes (and Softmax) that follow from the product, and the others that take what these give. */
function regionOf(graph: OnnxGraph, product: OnnxNode): { between: OnnxNode[]; exits: OnnxNode[] } {
  const inside = new Set(product.outputs)
  const between: OnnxNode[] = []
  const exits: OnnxNode[] = []
  for (const node of graph.nodes) {
    if (!needed(node).some((name) => inside.has(name))) continue
    if (node.operator !== 'Softmax' && !ELEMENTWISE.includes(node.operator)) exits.push(node)
    else {
      between.push(node)
      for (const name of node.outputs) if (name) inside.add(name)
    }
  }
  return { between, exits }
}

/** The operators at which the search back from Softmax ends. */
function barriers(graph: OnnxGraph, softmax: OnnxNode): readonly string[] {
  const producer = producers(graph)
  const found = new Set<string>()
  const seen = new Set<string>()
  const queue = [softmax.inputs[0] ?? '']
  for (const name of queue) {
    const node = producer.get(name)
    if (!node || seen.has(name)) continue
    seen.add(name)
    if (ELEMENTWISE.includes(node.operator)) queue.push(...node.inputs)
    else found.add(node.operator)
  }
  return [...found]
}

/** Number of axes of the product; null: the nodes before it do not tell. */
function rankOf(graph: OnnxGraph, product: OnnxNode): number | null {
  const producer = producers(graph)
  for (const operand of product.inputs.slice(0, 2)) {
    let name: string | undefined = operand
    while (name) {
      const dims = graph.valueInfo.get(name)?.dims ?? graph.inputs.find((input) => input.name === name)?.dims
      if (dims) return dims.length
      const node = producer.get(name)
      const perm = node && attribute(node, 'perm')
      if (perm?.kind === 'ints') return perm.ints.length
      if (node?.operator === 'Reshape') {
        const rank = graph.initializers.get(node.inputs[1] ?? '')?.dims[0]
        if (rank !== undefined) return rank
      }
      name = node && ELEMENTWISE.includes(node.operator) ? node.inputs[0] : undefined
    }
  }
  return null
}
