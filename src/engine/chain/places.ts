/** Which part of a cut graph computes which node. */
import { consumers, needed } from '../onnx/graph-tools'
import type { OnnxGraph, OnnxNode } from '../onnx/types'
import { MEASURES, type Classes } from './classify'

/**
 * Each node in the earliest part where all its inputs are there: 0 is the embeddings part, i + 1 is layer i, the last
 * are the heads. What takes hidden[i] belongs to layer i, save its lengths, which masks are made from: they are known
 * where it is computed. What one later part alone needs of the mask and of lengths is computed there.
 * @returns node → part; constant nodes are missing, since every part that needs them has its own
 */
export function placesOf(
  graph: OnnxGraph,
  classes: Classes,
  hidden: readonly string[],
): ReadonlyMap<OnnxNode, number> {
  const places = new Map<OnnxNode, number>()
  /** Tensor → the first part in which it is known. */
  const known = new Map<string, number>()
  const layerOf = new Map(hidden.map((name, i) => [name, i]))
  const isConstant = (node: OnnxNode) => node.outputs.every((name) => classes.get(name) === 'constant')
  for (const node of graph.nodes) {
    if (isConstant(node)) continue
    const isMeasure = MEASURES.has(node.operator)
    const place = needed(node).reduce((most, name) => {
      const layer = layerOf.get(name)
      return Math.max(most, layer === undefined ? (known.get(name) ?? 0) : isMeasure ? layer : layer + 1)
    }, 0)
    places.set(node, place)
    for (const name of node.outputs) known.set(name, place)
  }
  moveToOnlyUser(graph, classes, layerOf, places)
  return places
}

function moveToOnlyUser(
  graph: OnnxGraph,
  classes: Classes,
  layerOf: ReadonlyMap<string, number>,
  places: Map<OnnxNode, number>,
): void {
  const users = consumers(graph)
  const results = new Set(graph.outputs.map(({ name }) => name))
  for (const node of [...graph.nodes].reverse()) {
    const place = places.get(node)
    if (place === undefined || node.outputs.some((name) => classes.get(name) === 'main' || results.has(name)))
      continue
    const [user, ...others] = new Set(
      node.outputs.flatMap((name) => (users.get(name) ?? []).map((other) => places.get(other)!)),
    )
    if (user === undefined || others.length > 0 || user === place) continue
    const canMove = needed(node).every(
      (name) => classes.get(name) !== 'main' || layerOf.get(name) === user - 1,
    )
    if (canMove) places.set(node, user)
  }
}
