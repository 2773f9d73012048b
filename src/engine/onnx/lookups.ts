import { intAttribute } from './graph-tools'
import type { OnnxNode } from './types'

/** The graph's input for the ids. This is the only name in a graph that has a meaning for the engine. */
export const IDS = 'input_ids'

/** Operators that pass ids on unchanged, or in another shape. */
export const SAME_IDS: ReadonlySet<string> = new Set(['Cast', 'Identity'])
export const RESHAPED_IDS: ReadonlySet<string> = new Set(['Reshape', 'Unsqueeze', 'Squeeze', 'Flatten'])

/** Operator → which inputs are the table and the ids, and the attribute that names the table's axis they index. */
const LOOKUPS: Readonly<Record<string, { table: number; ids: number; axis: string | null }>> = {
  Gather: { table: 0, ids: 1, axis: 'axis' },
  GatherBlockQuantized: { table: 0, ids: 1, axis: 'gather_axis' },
  EmbedLayerNormalization: { table: 2, ids: 0, axis: null },
}

/** Names of table and ids, if the node looks up rows of a table by ids. */
export function lookupIn(node: OnnxNode): { readonly table: string; readonly ids: string } | null {
  const places = LOOKUPS[node.operator]
  if (!places || (places.axis && intAttribute(node, places.axis, 0) !== 0)) return null
  return { table: node.inputs[places.table] ?? '', ids: node.inputs[places.ids] ?? '' }
}
