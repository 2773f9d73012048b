import { producers } from '../onnx/graph-tools'
import type { OnnxGraph } from '../onnx/types'
import { MEASURES } from './classify'

/** Operators that hand a tensor on in another type or form, of the same shape. A layer begins with the tensor before them. */
export const LEFTOVERS: ReadonlySet<string> = new Set([
  'Cast',
  'Identity',
  'Dropout',
  'QuantizeLinear',
  'DequantizeLinear',
])

/**
 * The graph whose lengths are taken of the tensors before leftovers. Graphs in QDQ form take them of what the first layer
 * dequantises, and would have their masks computed there.
 */
export function measuredEarly(graph: OnnxGraph): OnnxGraph {
  const producer = producers(graph)
  const origin = (name: string): string => {
    let at = name
    for (let node = producer.get(at); node && LEFTOVERS.has(node.operator); node = producer.get(at))
      at = node.inputs[0] ?? ''
    return at
  }
  return {
    ...graph,
    nodes: graph.nodes.map((node) =>
      MEASURES.has(node.operator) ? { ...node, inputs: node.inputs.map(origin) } : node,
    ),
  }
}
