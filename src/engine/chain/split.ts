/** The parts of a cut graph, each a valid graph of its own. */
import { producers, needed } from '../onnx/graph-tools'
import type { OnnxGraph, OnnxNode, TensorRef, ValueInfo } from '../onnx/types'
import type { Classes } from './classify'
import { elementTypes } from './element-types'
import { placesOf } from './places'
import { shapesOf, type Rows } from './shapes'
import type { Crossing, Part } from './types'

export type Split =
  | {
      readonly state: 'split'
      readonly embeddings: Part
      readonly layers: readonly Part[]
      readonly heads: Part | null
      readonly hidden: readonly Crossing[]
    }
  | { readonly state: 'untyped'; readonly name: string }

/** @param hidden of findLayers */
export function split(graph: OnnxGraph, classes: Classes, hidden: readonly string[], rows: Rows): Split {
  const places = placesOf(graph, classes, hidden)
  const producer = producers(graph)
  const count = hidden.length + 1
  const nodes = Array.from({ length: count }, (_, place) =>
    graph.nodes.filter((node) => places.get(node) === place),
  )
  const placeOf = (name: string) => places.get(producer.get(name)!) ?? 0
  const isFromOutside = new Set(graph.inputs.map(({ name }) => name))

  const inputs = nodes.map((own, place) => {
    const taken = new Set(own.flatMap(needed).filter((name) => classes.get(name) !== 'constant'))
    return [...taken].filter((name) => isFromOutside.has(name) || placeOf(name) !== place)
  })
  const crossing = new Set(inputs.flat().filter((name) => !isFromOutside.has(name)))
  const results = new Set(graph.outputs.map(({ name }) => name))
  const wanted = new Set([...hidden, ...crossing, ...results])
  const outputs = nodes.map((own, place) => {
    const made = own.flatMap((node) => node.outputs).filter((name) => wanted.has(name))
    const fixed =
      place === 0
        ? [...results].filter((name) => classes.get(name) === 'constant' || isFromOutside.has(name))
        : []
    return [...made, ...fixed]
  })

  const types = elementTypes(graph)
  const untyped = [...wanted, ...inputs.flat()].find((name) => !types.has(name))
  if (untyped !== undefined) return { state: 'untyped', name: untyped }
  const shapes = shapesOf(graph, classes, rows)
  const describe = (name: string): ValueInfo => ({
    name,
    type: types.get(name)!,
    dims: shapes.get(name) ?? null,
  })
  const part = (role: Part['role'], index: number, place: number): Part => ({
    role,
    index,
    graph: {
      name: role === 'layer' ? `layer ${index}` : role,
      ...withConstants(graph, classes, producer, nodes[place]!, outputs[place]!),
      inputs: inputs[place]!.map(describe),
      outputs: outputs[place]!.map(describe),
      valueInfo: reshaped(graph, nodes[place]!),
    },
  })
  return {
    state: 'split',
    embeddings: part('embeddings', 0, 0),
    layers: hidden.slice(1).map((_, i) => part('layer', i, i + 1)),
    heads: nodes[count - 1]!.length > 0 ? part('heads', 0, count - 1) : null,
    hidden: hidden.map((name) => ({ name, type: types.get(name)! })),
  }
}

/** The part's nodes with the constants that they need, in the graph's order. */
function withConstants(
  graph: OnnxGraph,
  classes: Classes,
  producer: ReadonlyMap<string, OnnxNode>,
  own: readonly OnnxNode[],
  outputs: readonly string[],
): Pick<OnnxGraph, 'nodes' | 'initializers'> {
  const nodes = new Set(own)
  const initializers = new Map<string, TensorRef>()
  const open = [...own.flatMap(needed), ...outputs].filter((name) => classes.get(name) === 'constant')
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    const tensor = graph.initializers.get(name)
    const node = producer.get(name)
    if (tensor) initializers.set(name, tensor)
    else if (node && !nodes.has(node)) {
      nodes.add(node)
      open.push(...needed(node))
    }
  }
  return { nodes: graph.nodes.filter((node) => nodes.has(node)), initializers }
}

/** Shapes of Reshape's results: the runtime cannot infer them if their inputs are in another part. */
const reshaped = (graph: OnnxGraph, nodes: readonly OnnxNode[]): OnnxGraph['valueInfo'] =>
  new Map(
    nodes.flatMap(({ operator, outputs: [name = ''] }) => {
      const info = operator === 'Reshape' && graph.valueInfo.get(name)
      return info ? [[name, info] as const] : []
    }),
  )
