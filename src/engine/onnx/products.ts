/** What a graph multiplies with: its weights, by the arithmetic in which they are stored. */
import { intAttribute, producers } from './graph-tools'
import { ELEMENT, elementsIn, type OnnxGraph, type OnnxNode, type TensorRef } from './types'

/** Products of one operator with weights of one arithmetic. */
export interface Products {
  readonly operator: string
  /** "fp32", "int8", "q4f16" and so on: ModelInfo.dtype. */
  readonly dtype: string
  /** Number of nodes. */
  readonly nodes: number
  /** Weights in all of them. */
  readonly weights: number
}

/** Operator → inputs that may be its weights; operators of ONNX and of com.microsoft. */
const WEIGHTS: Readonly<Record<string, readonly number[]>> = {
  MatMul: [1, 0],
  Einsum: [1, 0],
  Gemm: [1, 0],
  FusedMatMul: [1, 0],
  FusedGemm: [1, 0],
  TransposeMatMul: [1, 0],
  MatMulInteger: [1, 0],
  MatMulInteger16: [1, 0],
  MatMulIntegerToFloat: [1],
  DynamicQuantizeMatMul: [1],
  QLinearMatMul: [3, 0],
  QGemm: [3],
  MatMulNBits: [1],
  MatMulBnb4: [1],
  MatMulFpQ4: [1],
  Attention: [1],
  QAttention: [1],
}

/** Operators that hand weights on in another form or type. */
const SAME_WEIGHTS: readonly string[] = ['Cast', 'Identity', 'Transpose', 'Reshape', 'Squeeze', 'Unsqueeze']

/** MatMulNBits' `bits` where the node does not say. */
const DEFAULT_BITS = 4

const STORED: Readonly<Record<number, string>> = {
  [ELEMENT.float]: 'fp32',
  [ELEMENT.double]: 'fp64',
  [ELEMENT.float16]: 'fp16',
  [ELEMENT.bfloat16]: 'bf16',
  [ELEMENT.int8]: 'int8',
  [ELEMENT.uint8]: 'uint8',
  [ELEMENT.int16]: 'int16',
  [ELEMENT.uint16]: 'uint16',
  [ELEMENT.int4]: 'q4',
  [ELEMENT.uint4]: 'q4',
  // float8 in its four forms, float4, and 2 bits: types that m3scope does not read.
  17: 'fp8',
  18: 'fp8',
  19: 'fp8',
  20: 'fp8',
  23: 'fp4',
  25: 'q2',
  26: 'q2',
}

/**
 * Products with weights, most weights first. Tables that are only looked up, biases and norms are not among them, and
 * neither are the products inside of attention, which have no weights.
 */
export function productsOf(graph: OnnxGraph): readonly Products[] {
  const producer = producers(graph)
  const found = new Map<string, Products>()
  for (const node of graph.nodes) {
    const weights = (WEIGHTS[node.operator] ?? [])
      .map((at) => weightsAt(graph, producer, node.inputs[at] ?? ''))
      .find((each) => each !== null)
    if (!weights) continue
    const dtype = dtypeOf(graph, node, weights)
    if (dtype === null) continue
    const key = `${node.operator} ${dtype}`
    const before = found.get(key)
    const bits = node.operator === 'MatMulNBits' ? bitsOf(node) : 8
    found.set(key, {
      operator: node.operator,
      dtype,
      nodes: (before?.nodes ?? 0) + 1,
      // MatMulNBits packs its weights into bytes.
      weights: (before?.weights ?? 0) + (elementsIn(weights.tensor.dims) * 8) / bits,
    })
  }
  return [...found.values()].toSorted((a, b) => b.weights - a.weights)
}

interface Weights {
  readonly tensor: TensorRef
  /** Null: they are multiplied as they are stored. */
  readonly dequantised: OnnxNode | null
  /** ELEMENT: of the codes, where the graph itself quantises weights that are stored as floats. */
  readonly type: number
}

/** The initialiser behind a product's operand. Null: what is multiplied is computed from the text. */
function weightsAt(
  { initializers }: OnnxGraph,
  producer: ReadonlyMap<string, OnnxNode>,
  operand: string,
): Weights | null {
  let name = operand
  let dequantised: OnnxNode | null = null
  let codes: number | null = null
  for (;;) {
    const tensor = initializers.get(name)
    // One value is a factor, and no matrix of weights.
    if (tensor)
      return elementsIn(tensor.dims) > 1 ? { tensor, dequantised, type: codes ?? tensor.type } : null
    const node = producer.get(name)
    if (!node) return null
    if (node.operator === 'DequantizeLinear') dequantised ??= node
    else if (node.operator === 'QuantizeLinear')
      codes ??=
        initializers.get(node.inputs[2] ?? '')?.type ?? intAttribute(node, 'output_dtype', ELEMENT.uint8)
    else if (!SAME_WEIGHTS.includes(node.operator)) return null
    name = node.inputs[0] ?? ''
  }
}

function dtypeOf({ initializers }: OnnxGraph, node: OnnxNode, { dequantised, type }: Weights): string | null {
  const { operator, inputs } = node
  if (operator === 'MatMulNBits') {
    const isHalf = initializers.get(inputs[2] ?? '')?.type === ELEMENT.float16
    return `q${bitsOf(node)}${isHalf ? 'f16' : ''}`
  }
  if (operator === 'MatMulBnb4') return 'bnb4'
  if (operator === 'MatMulFpQ4') return 'q4'
  const stored = STORED[type]
  if (stored === undefined) return null
  // 8 bits by blocks have an accuracy of their own; by tensor or by column they are as those of integer products.
  const isByBlock = dequantised !== null && intAttribute(dequantised, 'block_size', 0) > 0
  return isByBlock && /^u?int8$/.test(stored) ? 'q8' : stored
}

/** Of MatMulNBits. */
const bitsOf = (node: OnnxNode): number => intAttribute(node, 'bits', DEFAULT_BITS) || DEFAULT_BITS
