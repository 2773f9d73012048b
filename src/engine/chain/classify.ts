/** What the tensors of an encoder follow from. */
import { needed } from '../onnx/graph-tools'
import { IDS, lookupIn, RESHAPED_IDS, SAME_IDS } from '../onnx/lookups'
import type { OnnxGraph, OnnxNode } from '../onnx/types'

/**
 * constant: initialisers, and what follows from them alone;
 * main: what follows from the rows that the word-embedding lookup gives;
 * side: the rest, which follows from the graph's inputs (mask, positions) or from lengths alone.
 */
export type TensorClass = 'constant' | 'side' | 'main'

export type Classes = ReadonlyMap<string, TensorClass>

/** A node that takes rows of a constant table by the text's ids. */
export interface Lookup {
  readonly node: OnnxNode
  /** Input that is the table. */
  readonly table: string
  /** True when ids come as [1, n], as they were fed. */
  readonly hasPlainIds: boolean
}

export interface Classified {
  readonly classes: Classes
  readonly lookups: readonly Lookup[]
  /** A node that takes what no node before it gives; null: none, the order is one of evaluation. */
  readonly disorder: string | null
}

/** They depend on a tensor's lengths, not on what is in it. */
export const MEASURES: ReadonlySet<string> = new Set(['Shape', 'Size'])

export function classify(graph: OnnxGraph): Classified {
  const classes = new Map<string, TensorClass>()
  for (const { name } of graph.inputs) classes.set(name, 'side')
  for (const name of graph.initializers.keys()) classes.set(name, 'constant')
  /** Name → whether they still lie as they were fed. */
  const ids = new Map([[IDS, true]])
  const lookups: Lookup[] = []
  for (const node of graph.nodes) {
    const taken = needed(node)
    const missing = taken.find((name) => !classes.has(name))
    if (missing !== undefined) return { classes, lookups, disorder: `${node.operator} takes ${missing}` }
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
      : 'side' // prettier-ignore
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
