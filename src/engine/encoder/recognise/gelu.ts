/** The activation between the two products of the feed-forward half. */
import { attribute } from '../../onnx/graph-tools'
import type { TensorRef } from '../../onnx/types'
import type { LayerPlan } from '../types'
import type { LayerView } from './view'
import { Mismatch } from './view'

export interface FoundGelu {
  readonly kind: LayerPlan['gelu']
  readonly input: string
  /** Constants that BiasGelu and FastGelu add. */
  readonly biases: readonly TensorRef[]
}

const near = (value: number | null, wanted: number): boolean =>
  value !== null && Math.abs(value - wanted) < 1e-3 * wanted

export function geluOf(view: LayerView, name: string): FoundGelu {
  const at = view.plain(name)
  const node = view.node(at, 'Gelu', 'BiasGelu', 'FastGelu', 'Mul')
  if (node.operator === 'Mul') return erfChain(view, at)
  const [input = '', bias = ''] = node.inputs
  const approximate = attribute(node, 'approximate')
  const isTanh =
    node.operator === 'FastGelu' || (approximate?.kind === 'string' && approximate.string === 'tanh')
  const tensor = bias === '' ? null : view.stored(bias)
  if (bias !== '' && !tensor) throw new Mismatch(`${node.operator} adds ${bias}`)
  return { kind: isTanh ? 'tanh' : 'erf', input, biases: tensor ? [tensor] : [] }
}

/** x · 0.5 · (1 + erf(x / √2)), multiplied in any order. */
function erfChain(view: LayerView, name: string): FoundGelu {
  const factors: string[] = []
  const visit = (at: string, depth: number) => {
    if (depth < 2 && view.is(at, 'Mul'))
      for (const each of view.node(at, 'Mul').inputs) visit(each, depth + 1)
    else factors.push(at)
  }
  visit(name, 0)
  const isOne = (each: string) =>
    view.is(each, 'Add') && view.node(each, 'Add').inputs.some((input) => view.is(input, 'Erf'))
  const one = factors.find(isOne)
  const half = factors.find((each) => near(view.scalar(each), 0.5))
  const rest = factors.filter((each) => each !== one && each !== half)
  if (one === undefined || half === undefined || rest.length !== 1)
    throw new Mismatch(`the activation ${name} is no GELU`)
  const sum = view.node(one, 'Add').inputs
  const erf = sum.find((each) => view.is(each, 'Erf'))!
  if (view.scalar(sum.find((each) => each !== erf)!) !== 1)
    throw new Mismatch(`the activation ${name} is no GELU`)
  const inner = view.node(view.node(erf, 'Erf').inputs[0]!, 'Div', 'Mul')
  const [x = '', by = ''] = view.scalar(inner.inputs[0]!) === null ? inner.inputs : inner.inputs.toReversed()
  if (x !== rest[0] || !near(view.scalar(by), inner.operator === 'Div' ? Math.SQRT2 : Math.SQRT1_2))
    throw new Mismatch(`the activation ${name} is no GELU`)
  return { kind: 'erf', input: x, biases: [] }
}
