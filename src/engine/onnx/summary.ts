import { producers } from './graph-tools'
import { productsOf, type Products } from './products'
import { ELEMENT, ELEMENT_BYTES, elementsIn, type OnnxGraph, type OnnxModel, type OnnxNode } from './types'
import { vocabularyRows } from './vocabulary'

/** What m3scope must know about a graph before onnxruntime loads it. */
export interface OnnxSummary {
  /** Operator → number of nodes, subgraphs and constants not included. */
  readonly operators: ReadonlyMap<string, number>
  /** Products with weights, most weights first. */
  readonly products: readonly Products[]
  /** Weights of products of 8-bit integers; null: there are none. Of mixed kinds, the one that most products have. */
  readonly integerProducts: IntegerProducts | null
  /** ONNX element type (ELEMENT) → bytes of initialisers. */
  readonly weightBytes: ReadonlyMap<number, number>
  /** Files that the initialisers refer to, relative to the graph's folder. */
  readonly externalFiles: readonly string[]
  /** Number of rows of the embedding table that `input_ids` look up; null: unknown. */
  readonly vocabularyRows: number | null
}

/** Signed or not, with one scale for a whole tensor or one for each column. */
export type IntegerProducts = 'signed-by-column' | 'signed' | 'unsigned'

/** Operators of 8-bit products → places of the weights, of their scale and their zero point (ONNX, com.microsoft). */
const INTEGER_PRODUCTS: Readonly<Record<string, { weights: number; scale: number | null; zero: number }>> = {
  MatMulInteger: { weights: 1, scale: null, zero: 3 },
  MatMulIntegerToFloat: { weights: 1, scale: 3, zero: 5 },
  DynamicQuantizeMatMul: { weights: 1, scale: 2, zero: 3 },
  QLinearMatMul: { weights: 3, scale: 4, zero: 5 },
  QAttention: { weights: 1, scale: 4, zero: 7 },
}

export function summaryOf({ graph }: OnnxModel): OnnxSummary {
  const operators = new Map<string, number>()
  for (const { operator } of graph.nodes) operators.set(operator, (operators.get(operator) ?? 0) + 1)
  const weightBytes = new Map<number, number>()
  for (const { type, dims } of graph.initializers.values()) {
    const bytes = dims.reduce((product, dim) => product * dim, ELEMENT_BYTES[type] ?? 0)
    weightBytes.set(type, (weightBytes.get(type) ?? 0) + bytes)
  }
  return {
    operators,
    products: productsOf(graph),
    integerProducts: integerProducts(graph),
    weightBytes,
    externalFiles: [...new Set(locationsOf(graph))],
    vocabularyRows: vocabularyRows(graph),
  }
}

/** onnxruntime makes a product of codes of it: the inputs of such a QLinearMatMul. */
function dequantisedProduct(
  { operator, inputs: [a = '', b = ''] }: OnnxNode,
  producer: ReadonlyMap<string, OnnxNode>,
): readonly string[] | null {
  const [left, right] = [producer.get(a), producer.get(b)]
  const isPair = left?.operator === 'DequantizeLinear' && right?.operator === 'DequantizeLinear'
  return operator === 'MatMul' && isPair
    ? [left, right].flatMap(({ inputs }) => [0, 1, 2].map((i) => inputs[i] ?? ''))
    : null
}

/**
 * Whether a graph multiplies unsigned 8-bit activations by signed 8-bit weights, which onnxruntime computes otherwise on an
 * x86 CPU with AVX2 and without VNNI where two products of a sum exceed 16 bits.
 */
export const hasSignedProducts = (graph: OnnxGraph): boolean => {
  const counts = productKinds(graph)
  return counts.has('signed') || counts.has('signed-by-column')
}

const integerProducts = (graph: OnnxGraph): IntegerProducts | null =>
  [...productKinds(graph)].toSorted((a, b) => b[1] - a[1])[0]?.[0] ?? null

/** @returns how many products of each kind */
function productKinds(graph: OnnxGraph): ReadonlyMap<IntegerProducts, number> {
  const { nodes, initializers } = graph
  const producer = producers(graph)
  const counts = new Map<IntegerProducts, number>()
  for (const node of nodes) {
    const dequantised = dequantisedProduct(node, producer)
    const places = INTEGER_PRODUCTS[dequantised ? 'QLinearMatMul' : node.operator]
    const inputs = dequantised ?? node.inputs
    const name = places && inputs[places.weights]
    const weights = name === undefined ? undefined : initializers.get(name)
    if (!places || name === undefined || !weights) continue
    // onnxruntime's quantiser names the scale after the weights. MatMulInteger does not have it as an input.
    const scale = places.scale === null ? name.replace(/_quantized$/, '_scale') : (inputs[places.scale] ?? '')
    const isByColumn = [inputs[places.zero] ?? '', scale].some(
      (each) => elementsIn(initializers.get(each)?.dims ?? []) > 1,
    )
    const kind = weights.type === ELEMENT.int8 ? (isByColumn ? 'signed-by-column' : 'signed') : 'unsigned'
    counts.set(kind, (counts.get(kind) ?? 0) + 1)
  }
  return counts
}

/** Includes the files of subgraphs, which the runtime needs too. */
function* locationsOf(graph: OnnxGraph): Generator<string> {
  for (const { data } of graph.initializers.values()) if (data.kind === 'external') yield data.location
  for (const node of graph.nodes)
    for (const { value } of node.attributes) {
      if (value.kind === 'graph') yield* locationsOf(value.graph)
      if (value.kind === 'tensor' && value.tensor.data.kind === 'external') yield value.tensor.data.location
    }
}
