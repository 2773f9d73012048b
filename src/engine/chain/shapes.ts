/**
 * Shapes of the tensors that cross between parts. Without them the runtime leaves out fusions in a part that it
 * applies to the whole graph: it is slower, and the last digits differ.
 */
import { attribute, intAttribute } from '../onnx/graph-tools'
import { ELEMENT, type OnnxGraph, type OnnxNode, type TensorRef, type ValueInfo } from '../onnx/types'
import type { Classes } from './classify'

/** The rows that the word-embedding lookup gives. */
export type Rows = Pick<ValueInfo, 'name' | 'dims'>

type Dim = number | string | null
/** Null: of unknown rank. */
type Dims = ValueInfo['dims']

interface Known {
  readonly of: (i: number) => Dims
  /** Values of the i-th input if it is a small constant of integers. */
  readonly values: (i: number) => readonly number[] | null
}
/** @returns the shape of the first output; the others stay unknown */
type Rule = (node: OnnxNode, known: Known) => Dims

const unknown = (rank: number): Dims => Array.from({ length: rank }, () => null)
const like: Rule = (_, { of }) => of(0)

const broadcastInputs: Rule = ({ inputs }, { of }) => broadcast(inputs.map((_, i) => of(i)))

function broadcast(shapes: readonly Dims[]): Dims {
  if (shapes.includes(null)) return null
  const known = shapes as readonly (readonly Dim[])[]
  const rank = Math.max(...known.map(({ length }) => length))
  return Array.from({ length: rank }, (_, axis) => {
    const dims = known.flatMap((shape) => {
      const at = axis - (rank - shape.length)
      return at < 0 || shape[at] === 1 ? [] : [shape[at]!]
    })
    const longest = dims.find((dim) => typeof dim === 'number')
    return dims.length === 0 ? 1 : (longest ?? (dims.every((dim) => dim === dims[0]) ? dims[0]! : null))
  })
}

const normalised = (axis: number, rank: number) => (axis < 0 ? axis + rank : axis)

function axesOf(node: OnnxNode, { values }: Known): readonly number[] | null {
  const axes = attribute(node, 'axes')
  return axes?.kind === 'ints' ? axes.ints : values(1)
}

const unsqueeze: Rule = (node, known) => {
  const dims = known.of(0)
  const axes = axesOf(node, known)
  if (!dims || !axes) return null
  const rank = dims.length + axes.length
  const places = new Set(axes.map((axis) => normalised(axis, rank)))
  const rest = dims.values()
  return Array.from({ length: rank }, (_, i) => (places.has(i) ? 1 : (rest.next().value ?? null)))
}

const squeeze: Rule = (node, known) => {
  const dims = known.of(0)
  const axes = axesOf(node, known)
  if (!dims) return null
  if (!axes) return dims.every((dim) => typeof dim === 'number') ? dims.filter((dim) => dim !== 1) : null
  const places = new Set(axes.map((axis) => normalised(axis, dims.length)))
  return dims.filter((_, i) => !places.has(i))
}

const gather: Rule = (node, { of }) => {
  const [data, ids] = [of(0), of(1)]
  if (!data || !ids) return null
  const axis = normalised(intAttribute(node, 'axis', 0), data.length)
  return [...data.slice(0, axis), ...ids, ...data.slice(axis + 1)]
}

const concat: Rule = (node, { of }) => {
  const shapes = node.inputs.map((_, i) => of(i))
  if (shapes.includes(null)) return null
  const [first, ...rest] = shapes as readonly (readonly Dim[])[]
  const at = normalised(intAttribute(node, 'axis', 0), first!.length)
  const sum = rest.reduce<Dim>((total, shape) => {
    const more = shape[at]
    return typeof total === 'number' && typeof more === 'number' ? total + more : null
  }, first![at]!)
  return first!.map((dim, axis) => (axis === at ? sum : dim))
}

const shape: Rule = (node, { of }) => {
  const rank = of(0)?.length
  if (rank === undefined) return [null]
  const end = normalised(intAttribute(node, 'end', rank), rank)
  return [end - normalised(intAttribute(node, 'start', 0), rank)]
}

/** The shape is given by another tensor's values. If it is not a constant, at least the number of axes is known. */
const target =
  (from: number): Rule =>
  (_, { of, values }) => {
    const wanted = values(from)
    const length = of(from)?.[0]
    if (wanted) return wanted.map((dim, i) => (dim > 0 ? dim : dim === 0 ? (of(0)?.[i] ?? null) : null))
    return typeof length === 'number' ? unknown(length) : null
  }

const expand: Rule = (node, known) => {
  const rank = target(1)(node, known)?.length
  const from = known.of(0)?.length
  return rank === undefined || from === undefined ? null : unknown(Math.max(rank, from))
}

const transpose: Rule = (node, { of }) => {
  const dims = of(0)
  const perm = attribute(node, 'perm')
  return dims && perm?.kind === 'ints'
    ? perm.ints.map((axis) => dims[axis] ?? null)
    : dims && dims.toReversed()
}

const rules = (operators: string, rule: Rule): [string, Rule][] =>
  operators.split(' ').map((operator) => [operator, rule])

const RULES: ReadonlyMap<string, Rule> = new Map<string, Rule>([
  ...rules(
    'Add Sub Mul Div Pow Mod Min Max And Or Xor Equal Less LessOrEqual Greater GreaterOrEqual',
    broadcastInputs,
  ),
  ...rules('Where', broadcastInputs),
  ...rules(
    'Cast Identity Dropout Not Neg Abs Sqrt Exp Round Clip IsNaN CumSum Softmax Relu Sigmoid Tanh',
    like,
  ),
  ...rules('QuantizeLinear DequantizeLinear DynamicQuantizeLinear QLinearSoftmax QLinearSigmoid', like),
  ...rules('GatherElements', (_, { of }) => of(1)),
  ...rules('Slice', (_, { of }) => unknownLike(of(0))),
  ...rules('Shape', shape),
  ...rules('Size', () => []),
  ...rules('Range NonZero', () => [null]),
  ...rules('Unsqueeze', unsqueeze),
  ...rules('Squeeze', squeeze),
  ...rules('Gather', gather),
  ...rules('Concat', concat),
  ...rules('Reshape', target(1)),
  ...rules('ConstantOfShape', target(0)),
  ...rules('Expand', expand),
  ...rules('Transpose', transpose),
  ...rules('Flatten', () => [null, null]),
])

const unknownLike = (dims: Dims): Dims => dims && unknown(dims.length)

/**
 * Hidden states follow from the rows through these alone, thanks to the residual sums; a main summand of
 * unknown shape is what a block gives, and has theirs.
 */
const ELEMENT_BY_ELEMENT: ReadonlySet<string> = new Set(
  (
    'Add Sub Mul Div Pow Cast Identity Dropout LayerNormalization SkipLayerNormalization QuantizeLinear ' +
    'SimplifiedLayerNormalization SkipSimplifiedLayerNormalization RMSNormalization DequantizeLinear ' +
    'QLinearAdd QLinearMul'
  ).split(' '),
)

/** What the graph says, what follows from it, and hidden states, which have the shape of the rows. */
export function shapesOf(graph: OnnxGraph, classes: Classes, rows: Rows): ReadonlyMap<string, Dims> {
  const shapes = new Map<string, Dims>()
  const alike = new Set([rows.name])
  for (const { name, dims } of graph.initializers.values()) shapes.set(name, dims)
  for (const { name, dims } of [...graph.valueInfo.values(), ...graph.outputs, ...graph.inputs, rows])
    if (dims) shapes.set(name, dims)
  const summands = ({ inputs }: OnnxNode, { of }: Known) =>
    inputs.flatMap((input, i) => {
      const dims = of(i)
      return dims
        ? [dims]
        : input === '' || classes.get(input) === 'main'
          ? []
          : [unknown(rows.dims?.length ?? 0)]
    })
  for (const node of graph.nodes) {
    const [name = ''] = node.outputs
    const isAlike = ELEMENT_BY_ELEMENT.has(node.operator) && node.inputs.some((input) => alike.has(input))
    if (isAlike) alike.add(name)
    if (shapes.has(name)) continue
    const known: Known = {
      of: (i) => shapes.get(node.inputs[i] ?? '') ?? null,
      values: (i) => integersOf(graph.initializers.get(node.inputs[i] ?? '')),
    }
    const dims = isAlike
      ? broadcast(summands(node, known))
      : (RULES.get(node.operator)?.(node, known) ?? null)
    if (dims) shapes.set(name, dims)
  }
  return shapes
}

/** Values of a small int64 tensor that is in memory; null: it is none. */
export function integersOf(tensor: TensorRef | undefined): readonly number[] | null {
  if (tensor?.data.kind !== 'bytes' || tensor.type !== ELEMENT.int64) return null
  const { buffer, byteOffset, byteLength } = tensor.data.data
  const view = new DataView(buffer, byteOffset, byteLength)
  return Array.from({ length: byteLength / 8 }, (_, i) => Number(view.getBigInt64(i * 8, true)))
}
