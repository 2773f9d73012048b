import { constant, consumers, makeInt, node, producers } from '../../onnx/graph-tools'
import { ELEMENT, type OnnxGraph, type OnnxNode, type TensorRef } from '../../onnx/types'

/** Operator of com.microsoft that onnxruntime's optimiser makes of product, scales and bias. */
const FUSED_PRODUCT = 'MatMulIntegerToFloat'
export const ONE = constant('per token/1', ELEMENT.float, [], [1])

export interface Look {
  readonly graph: OnnxGraph
  readonly producerOf: (name: string) => OnnxNode | undefined
  readonly usersOf: (name: string) => readonly OnnxNode[]
}

export function lookAt(graph: OnnxGraph): Look {
  const producer = producers(graph)
  const consumer = consumers(graph)
  const outputs = new Set(graph.outputs.map(({ name }) => name))
  return {
    graph,
    producerOf: (name) => producer.get(name),
    // An output of the graph may be used outside of it.
    usersOf: (name) => [
      ...(consumer.get(name) ?? []),
      ...(outputs.has(name) ? [node('output', [name], [])] : []),
    ],
  }
}

/** Node → the nodes in its place, and the constants that they need. */
export interface Replaced {
  readonly changes: ReadonlyMap<OnnxNode, readonly OnnxNode[]>
  readonly constants: readonly TensorRef[]
}

/** The centres of rows [.., n, 1] whose codes have this name. */
export const centreOf = (codes: string) => `${codes}/per token/centre`

/** A product of codes, perhaps multiplied with scales of its weights. */
interface Product {
  readonly node: OnnxNode
  /** Names of the constants that it is multiplied with. */
  readonly factors: readonly string[]
}

/**
 * The changes at all places that use a quantiser's codes and scale. Null: they are not used as in a quantised linear layer.
 */
export function productsOf(quantiser: OnnxNode, { graph, producerOf, usersOf }: Look): Replaced | null {
  const [codes = '', scale = '', zeroPoint = ''] = quantiser.outputs
  const isConstant = (name: string) => graph.initializers.has(name)
  const changes = new Map<OnnxNode, readonly OnnxNode[]>()
  const constants: TensorRef[] = []

  /** `from` · scale + centre · (sum of the weights' rows · factors) */
  const scaled = ({ node: product, factors }: Product, from: string, output: string): OnnxNode[] => {
    const name = (what: string) => `${output}/per token/${what}`
    const sums = rowSums(product, factors, name, graph)
    constants.push(sums.ones)
    return [
      ...sums.nodes,
      node('Mul', [centreOf(codes), sums.output], [name('of the centre')]),
      node('Mul', [from, scale], [name('scaled')]),
      node('Add', [name('scaled'), name('of the centre')], [output]),
    ]
  }

  const products = usersOf(codes)
  for (const product of products) {
    const { operator, inputs } = product
    const isFused = operator === FUSED_PRODUCT
    const [, weights = ''] = inputs
    if ((!isFused && operator !== 'MatMulInteger') || graph.initializers.get(weights)?.dims.length !== 2)
      return null
    if (inputs[0] !== codes || inputs[isFused ? 4 : 2] !== zeroPoint) return null
    if (!isFused) continue
    const [, , rows, columns = '', , , bias = ''] = inputs
    if (rows !== scale || !isConstant(columns)) return null
    const [output = ''] = product.outputs
    const [byColumn, withoutBias] = [`${output}/per token/by column`, `${output}/per token/without bias`]
    changes.set(product, [
      // This operator takes one scale for all rows.
      { ...product, inputs: [...inputs.slice(0, 2), ONE.name, ...inputs.slice(3, 6)], outputs: [byColumn] },
      ...scaled({ node: product, factors: [columns] }, byColumn, bias ? withoutBias : output),
      ...(bias ? [node('Add', [withoutBias, bias], [output])] : []),
    ])
  }
  if (usersOf(zeroPoint).some((user) => !products.includes(user))) return null

  /** Cast(product), possibly multiplied with the weights' scale. */
  const productAt = (name: string): Product | null => {
    const from = producerOf(name)
    const [first = '', second = ''] = from?.inputs ?? []
    if (from?.operator === 'Cast') {
      const product = producerOf(first)
      return product && products.includes(product) ? { node: product, factors: [] } : null
    }
    if (from?.operator !== 'Mul' || !isConstant(second)) return null
    const product = productAt(first)
    return product && { ...product, factors: [...product.factors, second] }
  }
  for (const user of usersOf(scale)) {
    if (changes.has(user)) continue
    const factor = otherFactor(user, scale)
    if (factor === null) return null
    const [output = ''] = user.outputs
    const product = productAt(factor)
    if (product) {
      changes.set(user, scaled(product, factor, output))
      continue
    }
    if (!isConstant(factor)) return null
    for (const multiply of usersOf(output)) {
      const of = otherFactor(multiply, output)
      const product = of === null ? null : productAt(of)
      if (of === null || !product) return null
      const [result = ''] = multiply.outputs
      const byColumn = `${result}/per token/by column`
      // One after the other: onnxruntime fuses a product that is multiplied with scale · scale, and then scales the
      // bias by row too. It also saves the matrix of n scales × columns.
      changes.set(multiply, [
        node('Mul', [of, factor], [byColumn]),
        ...scaled({ ...product, factors: [...product.factors, factor] }, byColumn, result),
      ])
    }
    changes.set(user, [])
  }
  return { changes, constants }
}

/**
 * Sums over the rows of weights [k, columns], times the factors: [1, columns]. onnxruntime folds them when a session
 * is made. As a product of integers, for a sum of floats would make the weights four times as large for a moment.
 */
function rowSums(
  { operator, inputs }: OnnxNode,
  factors: readonly string[],
  name: (what: string) => string,
  graph: OnnxGraph,
): { nodes: OnnxNode[]; output: string; ones: TensorRef } {
  const [, weights = ''] = inputs
  const zeroPoint = inputs[operator === FUSED_PRODUCT ? 5 : 3] ?? ''
  const [k = 0] = graph.initializers.get(weights)!.dims
  const ones = constant(`per token/${k} ones`, ELEMENT.uint8, [1, k], Array<number>(k).fill(1))
  const nodes = [
    node('MatMulInteger', [ones.name, weights, ...(zeroPoint ? ['', zeroPoint] : [])], [name('whole sums')]),
    node('Cast', [name('whole sums')], [name('sums')], [makeInt('to', ELEMENT.float)]),
  ]
  let output = name('sums')
  for (const [i, factor] of factors.entries()) {
    const next = name(`sums ${i + 1}`)
    nodes.push(node('Mul', [output, factor], [next]))
    output = next
  }
  return { nodes, output, ones }
}

/** Of Mul(name, other) or Mul(other, name). */
function otherFactor({ operator, inputs }: OnnxNode, name: string): string | null {
  if (operator !== 'Mul') return null
  const [a = '', b = ''] = inputs
  return a === name ? b : a
}
