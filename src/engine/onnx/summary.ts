import { intAttribute } from './graph-tools'
import { ELEMENT, ELEMENT_BYTES, type OnnxGraph, type OnnxModel, type OnnxNode } from './types'
import { vocabularyRows } from './vocabulary'

/** What m3scope must know about a graph before onnxruntime loads it. */
export interface OnnxSummary {
  /** Operator → number of nodes, subgraphs and constants not included. */
  readonly operators: ReadonlyMap<string, number>
  /** Bits of MatMulNBits weights, 0 when there are none. */
  readonly matMulBits: number
  /** Element type in which MatMulNBits computes: its scales' when they are stored as it takes them, else float. */
  readonly matMulElement: number
  /** ONNX element type (ELEMENT) → bytes of initialisers. */
  readonly weightBytes: ReadonlyMap<number, number>
  /** Files that the initialisers refer to, relative to the graph's folder. */
  readonly externalFiles: readonly string[]
  /** Number of rows of the embedding table that `input_ids` look up; null: unknown. */
  readonly vocabularyRows: number | null
}

/** MatMulNBits' `bits` where the node does not say. */
const DEFAULT_BITS = 4

export function summaryOf({ graph }: OnnxModel): OnnxSummary {
  const operators = new Map<string, number>()
  for (const { operator } of graph.nodes) operators.set(operator, (operators.get(operator) ?? 0) + 1)
  const weightBytes = new Map<number, number>()
  for (const { type, dims } of graph.initializers.values()) {
    const bytes = dims.reduce((product, dim) => product * dim, ELEMENT_BYTES[type] ?? 0)
    weightBytes.set(type, (weightBytes.get(type) ?? 0) + bytes)
  }
  const quantised = graph.nodes.filter(({ operator }) => operator === 'MatMulNBits')
  const scales = graph.initializers.get(quantised[0]?.inputs[2] ?? '')
  return {
    operators,
    matMulBits: quantised.reduce((most, node) => Math.max(most, bitsOf(node)), 0),
    matMulElement: scales?.type ?? ELEMENT.float,
    weightBytes,
    externalFiles: [...new Set(locationsOf(graph))],
    vocabularyRows: vocabularyRows(graph),
  }
}

const bitsOf = (node: OnnxNode): number => intAttribute(node, 'bits', DEFAULT_BITS) || DEFAULT_BITS

/** Includes the files of subgraphs, which the runtime needs too. */
function* locationsOf(graph: OnnxGraph): Generator<string> {
  for (const { data } of graph.initializers.values()) if (data.kind === 'external') yield data.location
  for (const node of graph.nodes)
    for (const { value } of node.attributes) {
      if (value.kind === 'graph') yield* locationsOf(value.graph)
      if (value.kind === 'tensor' && value.tensor.data.kind === 'external') yield value.tensor.data.location
    }
}
