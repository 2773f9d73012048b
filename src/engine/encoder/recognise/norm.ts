/** LayerNorm of a sum, as one operator or in its parts. */
import { intAttribute } from '../../onnx/graph-tools'
import type { TensorRef } from '../../onnx/types'
import type { Norm } from '../types'
import type { LayerView } from './view'
import { floatAttribute, Mismatch } from './view'

export interface FoundNorm {
  readonly norm: Norm
  /** What is normalised is their sum. */
  readonly sum: readonly string[]
  /** Constants that SkipLayerNormalization adds. */
  readonly biases: readonly TensorRef[]
}

export function normOf(view: LayerView, name: string): FoundNorm {
  const node = view.node(view.plain(name), 'LayerNormalization', 'SkipLayerNormalization', 'Add')
  if (node.operator === 'Add') return inParts(view, node.inputs)
  const isSkip = node.operator === 'SkipLayerNormalization'
  const [x = '', second = ''] = node.inputs
  const [gamma = '', beta = '', bias = ''] = node.inputs.slice(isSkip ? 2 : 1)
  if (!isSkip && intAttribute(node, 'axis', -1) !== -1 && intAttribute(node, 'axis', -1) !== 2)
    throw new Mismatch(`LayerNormalization along axis ${intAttribute(node, 'axis', -1)}`)
  const added = isSkip && bias !== '' ? [view.constant(bias)] : []
  return {
    norm: {
      gamma: view.constant(gamma),
      beta: view.constant(beta),
      epsilon: floatAttribute(node, 'epsilon', isSkip ? 1e-12 : 1e-5),
    },
    sum: isSkip ? [x, second] : [x],
    biases: added,
  }
}

/** One of two inputs is a constant. */
function split(
  view: LayerView,
  [a = '', b = '']: readonly string[],
): { readonly rest: string; readonly tensor: TensorRef } {
  const first = view.stored(a)
  if (first) return { rest: b, tensor: first }
  return { rest: a, tensor: view.constant(b) }
}

/** (x - mean) / √(mean of squares + ε) · gamma + beta */
function inParts(view: LayerView, inputs: readonly string[]): FoundNorm {
  const { rest: scaled, tensor: beta } = split(view, inputs)
  const { rest: ratio, tensor: gamma } = split(view, view.node(scaled, 'Mul').inputs)
  const [difference = '', root = ''] = view.node(ratio, 'Div').inputs
  const sub = view.node(view.plain(difference), 'Sub')
  const [x = '', mean = ''] = sub.inputs
  if (view.node(mean, 'ReduceMean').inputs[0] !== x) throw new Mismatch(`${mean} is no mean of ${x}`)
  const sum = view.node(view.node(root, 'Sqrt').inputs[0]!, 'Add').inputs
  const epsilonAt = sum.findIndex((name) => view.scalar(name) !== null)
  if (epsilonAt < 0) throw new Mismatch(`no constant is added below the root ${root}`)
  const square = view.node(view.node(sum[1 - epsilonAt]!, 'ReduceMean').inputs[0]!, 'Pow', 'Mul')
  const [base = '', exponent = ''] = square.inputs
  const isSquare = square.operator === 'Pow' ? view.scalar(exponent) === 2 : exponent === base
  if (!isSquare || view.plain(base) !== sub.outputs[0])
    throw new Mismatch(`${square.outputs[0]} is no square of the differences`)
  return { norm: { gamma, beta, epsilon: view.scalar(sum[epsilonAt]!)! }, sum: [x], biases: [] }
}
