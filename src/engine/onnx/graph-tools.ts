/** Tools for cutting and rewriting graphs. All are pure: a graph is never changed in place. */
import {
  ELEMENT,
  ELEMENT_BYTES,
  elementsIn,
  type OnnxAttribute,
  type OnnxGraph,
  type OnnxNode,
  type TensorRef,
} from './types'

/** Tensor → the node that computes it. Inputs and initialisers have none. */
export const producers = (graph: OnnxGraph): ReadonlyMap<string, OnnxNode> =>
  new Map(graph.nodes.flatMap((node) => node.outputs.filter(Boolean).map((name) => [name, node] as const)))

/** Tensor → the nodes that use it, directly or in a subgraph; each node once, in the graph's order. */
export function consumers(graph: OnnxGraph): ReadonlyMap<string, readonly OnnxNode[]> {
  const found = new Map<string, OnnxNode[]>()
  for (const node of graph.nodes)
    for (const name of new Set(needed(node))) {
      const nodes = found.get(name)
      if (nodes) nodes.push(node)
      else found.set(name, [node])
    }
  return found
}

/** All tensors that a node needs: its inputs, and what its subgraphs take from outside. */
export const needed = (node: OnnxNode): string[] => [...node.inputs.filter(Boolean), ...outerInputs(node)]

/** Names that the node's subgraphs (of If, Loop, Scan) take from outside of them. */
export function outerInputs({ attributes }: OnnxNode): string[] {
  const names = new Set<string>()
  for (const { value } of attributes)
    if (value.kind === 'graph') for (const name of takenFromOutside(value.graph)) names.add(name)
  return [...names]
}

function takenFromOutside(graph: OnnxGraph): Set<string> {
  const inside = new Set([...graph.inputs.map(({ name }) => name), ...graph.initializers.keys()])
  const outside = new Set<string>()
  for (const node of graph.nodes) {
    for (const name of needed(node)) if (!inside.has(name)) outside.add(name)
    for (const name of node.outputs) inside.add(name)
  }
  for (const { name } of graph.outputs) if (!inside.has(name)) outside.add(name)
  return outside
}

export const attribute = (node: OnnxNode, name: string): OnnxAttribute['value'] | null =>
  node.attributes.find((found) => found.name === name)?.value ?? null

/** @param otherwise the operator's default, for a missing attribute or one that is not an integer */
export function intAttribute<T>(node: OnnxNode, name: string, otherwise: T): number | T {
  const found = attribute(node, name)
  return found?.kind === 'int' ? found.int : otherwise
}

/** The graph without the nodes, initialisers and notes that `outputs` do not need. Inputs stay. */
export function prune(graph: OnnxGraph, outputs: readonly string[]): OnnxGraph {
  const wanted = new Set(outputs)
  const nodes = graph.nodes
    .toReversed()
    .filter((node) => {
      if (!node.outputs.some((name) => wanted.has(name))) return false
      for (const name of needed(node)) wanted.add(name)
      return true
    })
    .reverse()
  const known = new Set([...wanted, ...nodes.flatMap((node) => node.outputs)])
  return {
    ...graph,
    nodes,
    initializers: new Map([...graph.initializers].filter(([name]) => wanted.has(name))),
    valueInfo: new Map([...graph.valueInfo].filter(([name]) => known.has(name))),
  }
}

/** @param domain "com.microsoft" for onnxruntime's own operators */
export const node = (
  operator: string,
  inputs: readonly string[],
  outputs: readonly string[],
  attributes: readonly OnnxAttribute[] = [],
  domain = '',
): OnnxNode => ({ operator, domain, name: '', inputs, outputs, attributes })

const makeAttribute = (name: string, value: OnnxAttribute['value']): OnnxAttribute => ({
  name,
  proto: null,
  value,
})
export const makeInt = (name: string, int: number) => makeAttribute(name, { kind: 'int', int })
export const makeInts = (name: string, ints: readonly number[]) => makeAttribute(name, { kind: 'ints', ints })
export const makeGraph = (name: string, graph: OnnxGraph) => makeAttribute(name, { kind: 'graph', graph })

const WRITERS: Readonly<Record<number, (view: DataView, at: number, value: number) => void>> = {
  [ELEMENT.float]: (view, at, value) => view.setFloat32(at, value, true),
  [ELEMENT.double]: (view, at, value) => view.setFloat64(at, value, true),
  // Beyond 2^53, graphs use one value only: the largest int64, which means "up to the end".
  [ELEMENT.int64]: (view, at, value) =>
    view.setBigInt64(at, value >= 2 ** 63 ? 2n ** 63n - 1n : BigInt(value), true),
  [ELEMENT.int32]: (view, at, value) => view.setInt32(at, value, true),
  [ELEMENT.uint16]: (view, at, value) => view.setUint16(at, value, true),
  [ELEMENT.int8]: (view, at, value) => view.setInt8(at, value),
  [ELEMENT.uint8]: (view, at, value) => view.setUint8(at, value),
  [ELEMENT.bool]: (view, at, value) => view.setUint8(at, value),
  // The values are float16 bits.
  [ELEMENT.float16]: (view, at, value) => view.setUint16(at, value, true),
}

/**
 * A small initialiser. float16 values are given as bits.
 * @param type ELEMENT: float, double, int64, int32, uint16, int8, uint8, bool or float16
 */
export function constant(
  name: string,
  type: number,
  dims: readonly number[],
  values: readonly number[],
): TensorRef {
  const write = WRITERS[type]
  const width = ELEMENT_BYTES[type]
  if (!write || !width || elementsIn(dims) !== values.length)
    throw new Error(`${name}: ${values.length} values of type ${type} in [${dims.join(', ')}]`)
  const data = new Uint8Array(values.length * width)
  const view = new DataView(data.buffer)
  values.forEach((value, i) => write(view, i * width, value))
  return { name, type, dims, data: { kind: 'bytes', data } }
}
