import { intAttribute } from './graph-tools'
import type { OnnxGraph } from './types'

/** Operators that hand ids, or a table's rows, on as they are. */
const PASS_ON = new Set(['Cast', 'Identity', 'Reshape', 'Unsqueeze', 'Squeeze', 'Flatten'])
const SAME_ROWS = new Set(['Cast', 'Identity', 'DequantizeLinear'])

/** Operator → which inputs are the table and the ids, and the attribute that names the table's axis they index. */
const LOOKUPS: Readonly<Record<string, { table: number; ids: number; axis: string | null }>> = {
  Gather: { table: 0, ids: 1, axis: 'axis' },
  GatherBlockQuantized: { table: 0, ids: 1, axis: 'gather_axis' },
  EmbedLayerNormalization: { table: 2, ids: 0, axis: null },
}

/**
 * How many ids a graph knows: the rows of the table that `input_ids` look up. Null when no table of the graph's
 * own is looked up by them.
 */
export function vocabularyRows({ nodes, initializers }: OnnxGraph): number | null {
  const ids = new Set(['input_ids'])
  const tables = new Map<string, string>()
  for (const node of nodes) {
    const [input] = node.inputs
    const [output] = node.outputs
    if (input === undefined || output === undefined) continue
    if (PASS_ON.has(node.operator) && ids.has(input)) ids.add(output)
    if (SAME_ROWS.has(node.operator)) tables.set(output, tables.get(input) ?? input)
    const lookup = LOOKUPS[node.operator]
    if (!lookup || !ids.has(node.inputs[lookup.ids] ?? '')) continue
    if (lookup.axis && intAttribute(node, lookup.axis, 0) !== 0) continue
    const table = node.inputs[lookup.table] ?? ''
    const dims = initializers.get(tables.get(table) ?? table)?.dims
    if (dims && dims.length >= 2) return dims[0]!
  }
  return null
}
