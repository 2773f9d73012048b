/** The unfused attention of one layer, found by its structure. */
import { attribute, consumers, intAttribute, needed, producers } from '../../onnx/graph-tools'
import { elementsIn, type OnnxGraph, type OnnxNode } from '../../onnx/types'
import { FUSED_ATTENTION } from '../attention-operators'

/** Queries × keys → element-wise nodes and Softmax → weights × values. */
export interface Attention {
  /** First input: the queries [batch, heads, n, d] or [heads, n, d]. Second input: the keys [.., d, n]. */
  readonly product: OnnxNode
  /** The nodes from the product to the weights, in order of evaluation. Each handles every query row by itself. */
  readonly between: readonly OnnxNode[]
  /** Name of the attention weights [.., n, n], whose rows sum to 1. They are multiplied with the values. */
  readonly weights: string
  /** Scale and zero point (perhaps "") of weights that are codes; null: they are floats. */
  readonly codes: { readonly scale: string; readonly zeroPoint: string } | null
  /** What gives the weights one scale for all rows before they are multiplied; null: nothing does. */
  readonly quantiser: OnnxNode | null
  /** weights × values; null: the quantised weights are used in another way. */
  readonly context: OnnxNode | null
}

export type FoundAttention =
  | { readonly state: 'found'; readonly attention: Attention }
  | { readonly state: 'unfit'; readonly detail: string }

const QUANTISER = 'DynamicQuantizeLinear'
const CODES_PRODUCT = 'QLinearMatMul'
const INTEGER_PRODUCTS: readonly string[] = ['MatMulInteger', 'MatMulIntegerToFloat']
const PRODUCTS: readonly string[] = ['MatMul', 'FusedMatMul', ...INTEGER_PRODUCTS, CODES_PRODUCT]
const CONTEXTS: readonly string[] = ['MatMul', 'FusedMatMul', CODES_PRODUCT, QUANTISER]
const SOFTMAXES: readonly string[] = ['Softmax', 'QLinearSoftmax']

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
  // Of com.microsoft: sums and products of codes, with a scale for each tensor.
  ...['QLinearAdd', 'QLinearMul'],
]
/** They are too, if their scale is one constant. */
const LINEAR: readonly string[] = ['QuantizeLinear', 'DequantizeLinear']

const isElementwise = ({ operator, inputs }: OnnxNode, { initializers }: OnnxGraph): boolean => {
  if (!LINEAR.includes(operator)) return ELEMENTWISE.includes(operator)
  const scale = initializers.get(inputs[1] ?? '')
  return scale !== undefined && elementsIn(scale.dims) === 1
}

/** @param graph with one layer @param opset of ONNX's own operators */
export function findAttention(graph: OnnxGraph, opset: number): FoundAttention {
  const unfit = (detail: string): FoundAttention => ({ state: 'unfit', detail })
  const fused = graph.nodes.find(({ operator }) => FUSED_ATTENTION.includes(operator))
  if (fused) return unfit(`fused: ${fused.operator}`)
  const softmaxes = graph.nodes.filter(({ operator }) => SOFTMAXES.includes(operator))
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
    ({ operator, inputs }) =>
      CONTEXTS.includes(operator) &&
      isInside(inputs[0]) &&
      !isInside(inputs[operator === CODES_PRODUCT ? 3 : 1]),
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
  const [weights = '', scale = '', zeroPoint = ''] = exit.inputs
  return {
    state: 'found',
    attention: {
      product,
      between,
      weights,
      codes: exit.operator === CODES_PRODUCT ? { scale, zeroPoint } : null,
      quantiser: isQuantised ? exit : null,
      context: isQuantised ? contextOf(graph, exit) : exit,
    },
  }
}

/** The product that alone takes the quantised weights. */
function contextOf(graph: OnnxGraph, { outputs: [codes = ''] }: OnnxNode): OnnxNode | null {
  const [user, ...others] = consumers(graph).get(codes) ?? []
  const isOutput = graph.outputs.some(({ name }) => name === codes)
  if (!user || others.length > 0 || isOutput || !INTEGER_PRODUCTS.includes(user.operator)) return null
  return user.inputs.indexOf(codes) === 0 && user.inputs.lastIndexOf(codes) === 0 ? user : null
}

/** Element-wise nodes (and Softmax) that follow from the product, and the others that take what these give. */
function regionOf(graph: OnnxGraph, product: OnnxNode): { between: OnnxNode[]; exits: OnnxNode[] } {
  const inside = new Set(product.outputs)
  const between: OnnxNode[] = []
  const exits: OnnxNode[] = []
  for (const node of graph.nodes) {
    if (!needed(node).some((name) => inside.has(name))) continue
    if (!SOFTMAXES.includes(node.operator) && !isElementwise(node, graph)) exits.push(node)
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
    if (isElementwise(node, graph)) queue.push(...node.inputs)
    else found.add(node.operator)
  }
  return [...found]
}

/** Number of axes of the product; null: the nodes before it do not tell. */
function rankOf(graph: OnnxGraph, product: OnnxNode): number | null {
  const producer = producers(graph)
  for (const operand of product.operator === CODES_PRODUCT
    ? [product.inputs[0]!]
    : product.inputs.slice(0, 2)) {
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
      name = node && isElementwise(node, graph) ? node.inputs[0] : undefined
    }
  }
  return null
}
