/**
 * Which tensors hold something of tokens' positions (a window, an order, distances), beside what they take of ids and
 * attention_mask. Such a mask can be the same everywhere in a short text and not in a long one, so no run of a few tokens shows it.
 */
import { outerInputs, producers } from '../onnx/graph-tools'
import { elementsIn, type OnnxGraph, type OnnxNode } from '../onnx/types'
import { MEASURES } from './classify'
import { integersOf } from './shapes'

/** What they give depends on places. */
const PLACES: ReadonlySet<string> = new Set([
  'ArgMax', 'ArgMin', 'CumSum', 'EyeLike', 'NonZero', 'OneHot', 'Range', 'ReverseSequence', 'ScatterElements', 'ScatterND', 'TopK', 'Trilu',
]) // oxfmt-ignore

/** Operators whose further inputs are a shape, axes or an index, and no part of the values. */
const FIRST_ONLY: ReadonlySet<string> = new Set([
  'Expand', 'Gather', 'GatherElements', 'GatherND', 'ReduceMax', 'ReduceMean', 'ReduceMin', 'ReduceProd', 'ReduceSum',
  'Reshape', 'Slice', 'Split', 'Squeeze', 'Tile', 'Unsqueeze',
]) // oxfmt-ignore

/** Operators that give the values of their first input. */
const SAME_VALUES: ReadonlySet<string> = new Set([
  'Cast', 'Expand', 'Flatten', 'Identity', 'Reshape', 'Squeeze', 'Unsqueeze',
]) // oxfmt-ignore

/** Comparisons of a position with 0 that give one answer for every position; transformers writes them into its masks. */
const ONE_ANSWER: ReadonlySet<string> = new Set(['GreaterOrEqual', 'Less'])

/** Whether a tensor of this graph holds something of positions. */
export function positional(graph: OnnxGraph): (name: string) => boolean {
  const producer = producers(graph)
  const known = new Map<string, boolean>()

  const number = (name: string): number | null => {
    const values = integersOf(graph.initializers.get(name))
    return values?.length === 1 ? values[0]! : null
  }
  /** 0, 1, 2, … in any shape */
  const isRange = (name: string): boolean => {
    const node = producer.get(name)
    if (!node) return false
    if (SAME_VALUES.has(node.operator)) return isRange(node.inputs[0]!)
    return node.operator === 'Range' && number(node.inputs[0]!) === 0 && number(node.inputs[2]!) === 1
  }
  const hasOneAnswer = ({ operator, inputs }: OnnxNode): boolean =>
    ONE_ANSWER.has(operator) && number(inputs[1]!) === 0 && isRange(inputs[0]!)

  const decide = (name: string): boolean => {
    const tensor = graph.initializers.get(name)
    // A table of several values may have one for each place.
    if (tensor) return elementsIn(tensor.dims) > 1
    const node = producer.get(name)
    if (!node) return name === 'position_ids'
    if (MEASURES.has(node.operator) || node.operator === 'ConstantOfShape') return false
    if (PLACES.has(node.operator) || outerInputs(node).length > 0) return true
    if (hasOneAnswer(node)) return false
    const inputs = FIRST_ONLY.has(node.operator) ? node.inputs.slice(0, 1) : node.inputs
    return inputs.some((each) => each !== '' && holds(each))
  }
  const holds = (name: string): boolean => {
    const found = known.get(name) ?? decide(name)
    known.set(name, found)
    return found
  }
  return holds
}
