/** Products with weights, and the sums around them. */
import { intAttribute } from '../../onnx/graph-tools'
import { ELEMENT, elementsIn, type OnnxNode, type TensorRef } from '../../onnx/types'
import type { Columns, Linear, Weights } from '../types'
import type { LayerView } from './view'
import { floatAttribute, Mismatch } from './view'

export interface FoundLinear {
  /** What is multiplied. */
  readonly input: string
  readonly linear: Linear
}

interface Product {
  readonly input: string
  readonly inputs: number
  readonly outputs: number
  readonly weights: Weights
  readonly bias: TensorRef | null
}

/** The summands of nested Adds, and their constants. What is in `stop` is not looked into. */
export function summands(
  view: LayerView,
  name: string,
  stop: string | null,
): { readonly terms: readonly string[]; readonly constants: readonly TensorRef[] } {
  const terms: string[] = []
  const constants: TensorRef[] = []
  const visit = (at: string) => {
    const tensor = view.stored(at)
    if (tensor) constants.push(tensor)
    else if (at !== stop && view.is(at, 'Add')) for (const each of view.node(at, 'Add').inputs) visit(each)
    else terms.push(at)
  }
  visit(name)
  return { terms, constants }
}

/** x · W + bias. @throws Mismatch */
export function linearOf(view: LayerView, name: string, extra: readonly TensorRef[] = []): FoundLinear {
  const { terms, constants } = summands(view, view.plain(name), null)
  if (terms.length !== 1) throw new Mismatch(`${terms.length} summands in ${name}`)
  return withBias(productOf(view, terms[0]!), [...constants, ...extra], name)
}

/** @param biases constants that are added, at most one besides the product's own */
export function withBias(product: Product, biases: readonly TensorRef[], name: string): FoundLinear {
  const all = [...(product.bias ? [product.bias] : []), ...biases]
  if (all.length > 1) throw new Mismatch(`${all.length} constants are added to ${name}`)
  const [bias] = all
  if (bias && (bias.dims.at(-1) !== product.outputs || elementsIn(bias.dims) !== product.outputs))
    throw new Mismatch(`${bias.name} is no bias of ${product.outputs} columns`)
  const { inputs, outputs, weights } = product
  return {
    input: product.input,
    linear: { inputs, outputs, weights, bias: bias ? { tensor: bias, columns: null } : null },
  }
}

export function productOf(view: LayerView, name: string): Product {
  const at = view.plain(name)
  const node = view.nodeOf(at)
  switch (node?.operator) {
    case 'MatMul':
    case 'FusedMatMul':
      return plainProduct(view, node, 'kn', null)
    case 'Gemm':
      return gemm(view, node)
    case 'MatMulNBits':
      return blocks(view, node)
    case 'MatMulBnb4':
      return bnb4(view, node)
    case 'Mul':
      return scaledCodes(view, at)
    case 'DynamicQuantizeMatMul':
      return fusedCodes(view, node, node.inputs[0]!, 2, 3, 4)
    case 'MatMulIntegerToFloat':
      return fusedCodes(
        view,
        node,
        quantised(view, node.inputs[0]!, node.inputs[2]!, node.inputs[4] ?? ''),
        3,
        5,
        6,
      )
    default:
      throw new Mismatch(
        `${node?.operator ?? 'no operator'} gives ${at}, where a product with weights was expected`,
      )
  }
}

function gemm(view: LayerView, node: OnnxNode): Product {
  const [, , c = ''] = node.inputs
  if (
    floatAttribute(node, 'alpha', 1) !== 1 ||
    floatAttribute(node, 'beta', 1) !== 1 ||
    intAttribute(node, 'transA', 0) !== 0
  )
    throw new Mismatch('Gemm with factors')
  return plainProduct(
    view,
    node,
    intAttribute(node, 'transB', 0) === 1 ? 'nk' : 'kn',
    c === '' ? null : view.constant(c),
  )
}

function plainProduct(view: LayerView, node: OnnxNode, layout: 'kn' | 'nk', bias: TensorRef | null): Product {
  const [input = '', right = ''] = node.inputs
  for (const name of ['transA', 'transB', 'transBatchA', 'transBatchB'])
    if (node.operator === 'FusedMatMul' && intAttribute(node, name, 0) !== 0)
      throw new Mismatch('FusedMatMul of transposed weights')
  if (node.operator === 'FusedMatMul' && floatAttribute(node, 'alpha', 1) !== 1)
    throw new Mismatch('FusedMatMul with a factor')
  const weights = floatWeights(view, right, layout)
  return { input, bias, ...sizes(weights.tensor, weights.layout), weights }
}

type Floats = Extract<Weights, { kind: 'float' | 'dequantised' }>

function floatWeights(view: LayerView, name: string, layout: 'kn' | 'nk'): Floats {
  const tensor = view.stored(name)
  if (tensor) {
    if (tensor.dims.length !== 2 || (tensor.type !== ELEMENT.float && tensor.type !== ELEMENT.float16))
      throw new Mismatch(`weights ${tensor.name} of type ${tensor.type}`)
    return { kind: 'float', tensor, layout, columns: null }
  }
  const node = view.node(name, 'Transpose', 'DequantizeLinear')
  if (node.operator === 'Transpose') return floatWeights(view, node.inputs[0]!, layout === 'kn' ? 'nk' : 'kn')
  return dequantised(view, node, layout)
}

function dequantised(view: LayerView, node: OnnxNode, layout: 'kn' | 'nk'): Floats {
  const [codes = '', scale = '', zero = ''] = node.inputs
  const tensor = view.tensor(codes)
  const scales = view.stored(scale)
  if (!tensor || !scales || !isByte(tensor) || tensor.dims.length !== 2)
    throw new Mismatch(`weights ${codes} behind DequantizeLinear`)
  if (intAttribute(node, 'block_size', 0) !== 0) throw new Mismatch(`weights ${codes} in blocks`)
  const count = scales.dims.length === 0 ? 1 : scales.dims.reduce((a, b) => a * b, 1)
  const axis = (intAttribute(node, 'axis', 1) + 2) % 2
  if (count > 1 && axis !== (layout === 'kn' ? 1 : 0))
    throw new Mismatch(`scales of ${codes} along its inputs`)
  return { kind: 'dequantised', tensor, layout, columns: null, scale: scales, zeroPoint: zeroOf(view, zero) }
}

const isByte = ({ type }: TensorRef): boolean => type === ELEMENT.int8 || type === ELEMENT.uint8

function zeroOf(view: LayerView, name: string): TensorRef | null {
  if (name === '') return null
  const tensor = view.tensor(name)
  if (!tensor) throw new Mismatch(`zero point ${name} that is computed`)
  return tensor
}

const sizes = ({ dims }: TensorRef, layout: 'kn' | 'nk') =>
  layout === 'kn' ? { inputs: dims[0]!, outputs: dims[1]! } : { inputs: dims[1]!, outputs: dims[0]! }

function blocks(view: LayerView, node: OnnxNode): Product {
  const [input = '', b = '', scale = '', zero = '', order = '', bias = ''] = node.inputs
  const tensor = view.tensor(b)
  const scales = view.stored(scale)
  const bits = intAttribute(node, 'bits', 4)
  if (!tensor || !scales || order !== '' || (bits !== 4 && bits !== 8))
    throw new Mismatch(`MatMulNBits of ${b}`)
  const zeroPoints = zeroOf(view, zero)
  if (zeroPoints && zeroPoints.type !== ELEMENT.uint8)
    throw new Mismatch(`MatMulNBits with zero points ${zero} that are no codes`)
  return {
    input,
    inputs: intAttribute(node, 'K', 0),
    outputs: intAttribute(node, 'N', 0),
    bias: bias === '' ? null : view.constant(bias),
    weights: {
      kind: 'blocks',
      tensor,
      scales,
      zeroPoints,
      blockSize: intAttribute(node, 'block_size', 0),
      bits,
      quantisesActivations: intAttribute(node, 'accuracy_level', 0) === 4,
      columns: null,
    },
  }
}

function bnb4(view: LayerView, node: OnnxNode): Product {
  const [input = '', b = '', scale = ''] = node.inputs
  const tensor = view.tensor(b)
  const absmax = view.stored(scale)
  const quantType = intAttribute(node, 'quant_type', 1)
  if (!tensor || !absmax || (quantType !== 0 && quantType !== 1)) throw new Mismatch(`MatMulBnb4 of ${b}`)
  return {
    input,
    inputs: intAttribute(node, 'K', 0),
    outputs: intAttribute(node, 'N', 0),
    bias: null,
    weights: {
      kind: 'bnb4',
      tensor,
      absmax,
      blockSize: intAttribute(node, 'block_size', 0),
      quantType,
      columns: null,
    },
  }
}

/** The input of a DynamicQuantizeLinear whose three outputs these are. */
function quantised(view: LayerView, codes: string, scale: string, zero: string): string {
  const node = view.node(codes, 'DynamicQuantizeLinear')
  const [ofCodes, ofScale, ofZero] = node.outputs
  if (ofCodes !== codes || ofScale !== scale || ofZero !== zero)
    throw new Mismatch(`the quantised activations ${codes}`)
  return node.inputs[0]!
}

/** Cast(MatMulInteger) · scale of activations · scale of weights, multiplied in any order. */
function scaledCodes(view: LayerView, name: string): Product {
  const factors: string[] = []
  const visit = (at: string) => {
    if (view.is(at, 'Mul')) for (const each of view.node(at, 'Mul').inputs) visit(each)
    else factors.push(at)
  }
  visit(name)
  const cast = factors.find((each) => view.is(each, 'Cast') && view.stored(each) === null)
  const scales = factors.flatMap((each) => view.stored(each) ?? [])
  const dynamic = factors.filter((each) => each !== cast && view.stored(each) === null)
  if (cast === undefined || scales.length !== 1 || dynamic.length !== 1 || factors.length !== 3)
    throw new Mismatch(`${factors.length} factors in ${name}, where codes and two scales were expected`)
  const product = view.node(view.node(cast, 'Cast').inputs[0]!, 'MatMulInteger')
  const [codes = '', b = '', zeroOfCodes = '', zero = ''] = product.inputs
  const tensor = view.tensor(b)
  if (!tensor || !isByte(tensor) || tensor.dims.length !== 2) throw new Mismatch(`MatMulInteger of ${b}`)
  return {
    input: quantised(view, codes, dynamic[0]!, zeroOfCodes),
    bias: null,
    ...sizes(tensor, 'kn'),
    weights: {
      kind: 'integer',
      tensor,
      layout: 'kn',
      columns: null,
      scale: scales[0]!,
      zeroPoint: zeroOf(view, zero),
    },
  }
}

/** @param scale number of the input with the weights' scale, and so on */
function fusedCodes(
  view: LayerView,
  node: OnnxNode,
  input: string,
  scale: number,
  zero: number,
  bias: number,
): Product {
  const tensor = view.tensor(node.inputs[1]!)
  const scales = view.stored(node.inputs[scale] ?? '')
  if (!tensor || !scales || !isByte(tensor) || tensor.dims.length !== 2)
    throw new Mismatch(`${node.operator} of ${node.inputs[1]}`)
  const biasName = node.inputs[bias] ?? ''
  return {
    input,
    bias: biasName === '' ? null : view.constant(biasName),
    ...sizes(tensor, 'kn'),
    weights: {
      kind: 'integer',
      tensor,
      layout: 'kn',
      columns: null,
      scale: scales,
      zeroPoint: zeroOf(view, node.inputs[zero] ?? ''),
    },
  }
}

/** One of several matrices that lie side by side. */
export function columnsOf({ linear }: FoundLinear, columns: Columns): Linear {
  const { weights, bias } = linear
  return {
    inputs: linear.inputs,
    outputs: columns.to - columns.from,
    weights: { ...weights, columns },
    bias: bias && { tensor: bias.tensor, columns },
  }
}
