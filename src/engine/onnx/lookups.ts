import { intAttribute } from './graph-tools'
import type { OnnxNode } from './types'

/** The graph's input that the engine feeds the ids to; of all names in a graph the only one that means something. */
export const IDS = 'input_ids'

/** Operators that hand ids on: as they were fed, or in another shape. */
export const SAME_IDS: ReadonlySet<string> = new Set(['Cast', 'Identity'])
export const RESHAPED_IDS: ReadonlySet<string> = new Set(['Reshape', 'Unsqueeze', 'Squeeze', 'Flatten'])

/** Operator → which inputs are the table and the ids, and the attribute that names the table's axis they index. */
const LOOKUPS: Readonly<Record<string, { table: number; ids: number; axis: string | null }>> = {
  Gather: { table: 0, ids: 1, axis: 'axis' },
  GatherBlockQuantized: { table: 0, ids: 1, axis: 'gather_axis' },
  EmbedLayerNormalization: { table: 2, ids: 0, axis: null },
}

/** Names of the table and of the ids, where the node takes rows of one by the other. */
export function lookupIn(node: OnnxNode): { readonly table: string; readonly ids: string } | null {
  const places = LOOKUPS[node.operator]
  if (!places || (places.axis && intAttribute(node, places.axis, 0) !== 0)) return null
  return { table: node.inputs[places.table] ?? '', ids: node.inputs[places.ids] ?? '' }
}
