/** Element types of a graph's tensors, inferred for the operators that occur in encoders. */
import { attribute, intAttribute } from '../onnx/graph-tools'
import { ELEMENT, type OnnxGraph, type OnnxNode } from '../onnx/types'

type Types = readonly (number | null)[]
/** @param of type of the node's i-th input; null: unknown */
type Rule = (node: OnnxNode, of: (i: number) => number | null) => Types

const { float, uint8, int32, int64, bool } = ELEMENT

const always =
  (...types: number[]): Rule =>
  () =>
    types
/** Outputs are of the type of this input. */
const like =
  (input: number): Rule =>
  ({ outputs }, of) =>
    outputs.map(() => of(input))
/** All inputs and outputs are of one type. */
const likeAny: Rule = ({ inputs, outputs }, of) => {
  const known = inputs.map((_, i) => of(i)).find((type) => type !== null) ?? null
  return outputs.map(() => known)
}

const rules = (operators: string, rule: Rule): [string, Rule][] =>
  operators.split(' ').map((operator) => [operator, rule])

const RULES: ReadonlyMap<string, Rule> = new Map([
  ...rules(
    'Add Sub Mul Div Mod Min Max Sum Mean MatMul Gemm Einsum FusedMatMul FusedGemm TransposeMatMul Concat PRelu ' +
      'BiasGelu FastGelu QuickGelu BiasSoftmax BiasAdd Clip SplitToSequence',
    likeAny,
  ),
  ...rules(
    'Identity Reshape Transpose Squeeze Unsqueeze Flatten Expand Tile Slice Split Pad Gather GatherElements GatherND ' +
      'ScatterElements ScatterND Softmax LogSoftmax Tanh Sigmoid HardSigmoid Relu LeakyRelu Elu Selu Softplus Gelu Mish ' +
      'Erf Exp Log Sqrt Reciprocal Neg Abs Sign Floor Ceil Round Sin Cos Pow CumSum Trilu ' +
      'ReduceMean ReduceSum ReduceMax ReduceMin ReduceProd ReduceL1 ReduceL2 ReduceSumSquare ReduceLogSumExp ' +
      'LpNormalization MeanVarianceNormalization RMSNormalization SimplifiedLayerNormalization ' +
      'MatMulNBits MatMulBnb4 MatMulFpQ4 DynamicQuantizeMatMul Attention MultiHeadAttention GroupQueryAttention ' +
      'PackedAttention PackedMultiHeadAttention LongformerAttention RotaryEmbedding',
    like(0),
  ),
  ...rules('Equal Less LessOrEqual Greater GreaterOrEqual Not And Or Xor IsNaN IsInf', always(bool)),
  ...rules('Shape Size NonZero ArgMax ArgMin', always(int64)),
  ...rules('MatMulInteger MatMulInteger16 ConvInteger', always(int32)),
  ['Cast', (node) => [intAttribute(node, 'to', 0) || null]],
  ['CastLike', like(1)],
  ['Where', (_, of) => [of(1) ?? of(2)]],
  ['Range', likeAny],
  [
    'ConstantOfShape',
    (node) => {
      const value = attribute(node, 'value')
      return [value?.kind === 'tensor' ? value.tensor.type : float]
    },
  ],
  ['Constant', (node) => [node.attributes.some(({ name }) => name.startsWith('value_int')) ? int64 : float]],
  ['TopK', (_, of) => [of(0), int64]],
  ['Dropout', (_, of) => [of(0), bool]],
  ['LayerNormalization', (_, of) => [of(0), float, float]],
  ['SkipLayerNormalization', (_, of) => [of(0) ?? of(1), float, float, of(0) ?? of(1)]],
  ['SkipSimplifiedLayerNormalization', (_, of) => [of(0) ?? of(1), float, float, of(0) ?? of(1)]],
  ['EmbedLayerNormalization', (_, of) => [of(2), int32, of(2)]],
  ['DequantizeLinear', (node, of) => [intAttribute(node, 'output_dtype', 0) || of(1)]],
  ['QuantizeLinear', (node, of) => [intAttribute(node, 'output_dtype', 0) || (of(2) ?? uint8)]],
  ['DynamicQuantizeLinear', always(uint8, float, uint8)],
  ['MatMulIntegerToFloat', like(2)],
  ['QLinearMatMul', like(7)],
  ...rules('QLinearAdd QLinearMul QLinearSoftmax QLinearSigmoid QLinearLeakyRelu QLinearReduceMean', like(0)),
  ['QLinearConcat', like(1)],
  ['QLinearWhere', like(1)],
  ['QAttention', like(3)],
  ['GatherBlockQuantized', like(2)],
  ['If', (node) => graphTypes(node, 'then_branch')],
  ['Loop', (node) => graphTypes(node, 'body').slice(1)],
] satisfies [string, Rule][])

function graphTypes(node: OnnxNode, name: string): Types {
  const value = attribute(node, name)
  return value?.kind === 'graph' ? value.graph.outputs.map(({ type }) => type) : []
}

/** @returns tensor → ELEMENT, without tensors of unknown type */
export function elementTypes(graph: OnnxGraph): ReadonlyMap<string, number> {
  const types = new Map<string, number>()
  for (const { name, type } of [...graph.valueInfo.values(), ...graph.outputs, ...graph.inputs])
    if (type !== null) types.set(name, type)
  for (const { name, type } of graph.initializers.values()) types.set(name, type)
  for (const node of graph.nodes) {
    const found = RULES.get(node.operator)?.(node, (i) => types.get(node.inputs[i] ?? '') ?? null)
    for (const [i, name] of node.outputs.entries()) {
      const type = found?.[i] ?? null
      if (name !== '' && type !== null && !types.has(name)) types.set(name, type)
    }
  }
  return types
}
