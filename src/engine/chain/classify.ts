/** What the tensors of an encoder are computed from. */
import { needed } from '../onnx/graph-tools'
import { IDS, lookupIn, RESHAPED_IDS, SAME_IDS } from '../onnx/lookups'
import type { OnnxGraph, OnnxNode } from '../onnx/types'

/**
 * constant: initialisers, and what is computed from them alone;
 * main: what is computed from the rows of the word-embedding lookup;
 * side: the rest, which is computed from the graph's inputs (mask, positions) or from lengths alone.
 */
export type TensorClass = 'constant' | 'side' | 'main'

export type Classes = ReadonlyMap<string, TensorClass>

/** A node that takes rows of a constant table by the text's ids. */
export interface Lookup {
  readonly node: OnnxNode
  /** Name of the input that is the table. */
  readonly table: string
  /** True when ids come as [1, n], as they were fed. */
  readonly hasPlainIds: boolean
}

export interface Classified {
  readonly classes: Classes
  readonly lookups: readonly Lookup[]
  /** A node with an input that no node before it computes. Null: the nodes are in order of evaluation. */
  readonly disorder: { readonly operator: string; readonly tensor: string } | null
}

/** Operators whose result depends on a tensor's shape, not on its values. */
export const MEASURES: ReadonlySet<string> = new Set(['Shape', 'Size'])

export function classify(graph: OnnxGraph): Classified {
  const classes = new Map<string, TensorClass>()
  for (const { name } of graph.inputs) classes.set(name, 'side')
  for (const name of graph.initializers.keys()) classes.set(name, 'constant')
  /** Tensor of ids → true if it still has the shape in which it was fed. */
  const ids = new Map([[IDS, true]])
  const lookups: Lookup[] = []
  for (const node of graph.nodes) {
    const taken = needed(node)
    const missing = taken.find((name) => !classes.has(name))
    if (missing !== undefined)
      return { classes, lookups, disorder: { operator: node.operator, tensor: missing } }
    const [input = ''] = node.inputs
    const areIds = ids.get(input)
    if (areIds !== undefined && SAME_IDS.has(node.operator)) ids.set(node.outputs[0]!, areIds)
    if (areIds !== undefined && RESHAPED_IDS.has(node.operator)) ids.set(node.outputs[0]!, false)
    const lookup = lookupOf(node, classes, ids)
    if (lookup) lookups.push(lookup)
    const is = (wanted: TensorClass) => taken.some((name) => classes.get(name) === wanted)
    const found =
      !is('main') && !is('side') ? 'constant'
      : is('main') && !MEASURES.has(node.operator) ? 'main'
      : 'side' // oxfmt-ignore
    for (const [i, name] of node.outputs.entries()) classes.set(name, lookup && i === 0 ? 'main' : found)
  }
  return { classes, lookups, disorder: null }
}

function lookupOf(node: OnnxNode, classes: Classes, ids: ReadonlyMap<string, boolean>): Lookup | null {
  const lookup = lookupIn(node)
  const hasPlainIds = lookup ? ids.get(lookup.ids) : undefined
  if (!lookup || hasPlainIds === undefined || classes.get(lookup.table) !== 'constant') return null
  return { node, table: lookup.table, hasPlainIds }
}
