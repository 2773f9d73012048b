/** Factors of the scores: constants, or what exporters compute of the head size at each run. */
import type { OnnxNode } from '../../onnx/types'
import { perm, type LayerView } from './view'

/** Operators that change the shape or the type of one number. */
const SAME: readonly string[] = ['Cast', 'Identity', 'Reshape', 'Squeeze', 'Unsqueeze']

/** @returns null: no number, or one that depends on more than the head size, such as the text's length */
export function factorOf(view: LayerView, name: string): number | null {
  const known = view.scalar(name) ?? single(view.numbers(name))
  if (known !== null) return known
  const node = view.nodeOf(name)
  if (!node) return null
  const [a = '', b = ''] = node.inputs
  const of = (compute: (x: number, y: number) => number) => {
    const x = factorOf(view, a)
    const y = x === null ? null : factorOf(view, b)
    return x === null || y === null ? null : compute(x, y)
  }
  switch (node.operator) {
    case 'Sqrt':
    case 'Reciprocal': {
      const x = factorOf(view, a)
      if (x === null) return null
      return node.operator === 'Sqrt' ? Math.sqrt(x) : 1 / x
    }
    case 'Mul':
      return of((x, y) => x * y)
    case 'Div':
      return of((x, y) => x / y)
    case 'Gather':
    case 'Slice':
      return dimension(view, node)
    default:
      return SAME.includes(node.operator) ? factorOf(view, a) : null
  }
}

const single = (values: readonly number[] | null): number | null => (values?.length === 1 ? values[0]! : null)

/** One number of a shape. */
function dimension(view: LayerView, node: OnnxNode): number | null {
  const [shape = '', start = '', end = ''] = node.inputs
  const at = single(view.numbers(start))
  if (at === null) return null
  if (node.operator === 'Slice') {
    const to = single(view.numbers(end))
    const isOne = to !== null && (to === at + 1 || (at === -1 && to > 0))
    if (!isOne) return null
  }
  return storedDimension(view, shape, at)
}

/** Of a tensor's shape, in another order or not; only where a Reshape says that number. */
function storedDimension(view: LayerView, shape: string, at: number): number | null {
  const node = view.nodeOf(shape)
  if (node?.operator === 'Gather') {
    const axis = view.numbers(node.inputs[1]!)?.at(at)
    return axis === undefined ? null : storedDimension(view, node.inputs[0]!, axis)
  }
  if (node?.operator !== 'Shape') return null
  let of = view.nodeOf(node.inputs[0]!)
  let axis = at
  if (of?.operator === 'Transpose') {
    const moved = perm(of).at(at)
    if (moved === undefined) return null
    axis = moved
    of = view.nodeOf(of.inputs[0]!)
  }
  if (of?.operator !== 'Reshape') return null
  const size = reshaped(view, of.inputs[1]!, axis)
  return size !== null && size > 0 ? size : null
}

function reshaped(view: LayerView, shape: string, axis: number): number | null {
  const stored = view.numbers(shape)
  if (stored) return stored.at(axis) ?? null
  const node = view.nodeOf(shape)
  if (node?.operator !== 'Concat') return null
  // Each part has one number: else the axis is not the part's place.
  const part = node.inputs.at(axis)
  const isSingle = (name: string) => single(view.numbers(name)) !== null || view.is(name, 'Unsqueeze')
  return part !== undefined && node.inputs.every(isSingle) ? single(view.numbers(part)) : null
}
