import { IDS, lookupIn, RESHAPED_IDS, SAME_IDS } from './lookups'
import type { OnnxGraph } from './types'

/** Operators that hand a table's rows on as they are. */
const SAME_ROWS: ReadonlySet<string> = new Set(['Cast', 'Identity', 'DequantizeLinear'])

/**
 * How many ids a graph knows: the rows of the table that `input_ids` look up. Null when no table of the graph's
 * own is looked up by them.
 */
export function vocabularyRows({ nodes, initializers }: OnnxGraph): number | null {
  const ids = new Set([IDS])
  const tables = new Map<string, string>()
  for (const node of nodes) {
    const [input] = node.inputs
    const [output] = node.outputs
    if (input === undefined || output === undefined) continue
    const handsOn = SAME_IDS.has(node.operator) || RESHAPED_IDS.has(node.operator)
    if (handsOn && ids.has(input)) ids.add(output)
    if (SAME_ROWS.has(node.operator)) tables.set(output, tables.get(input) ?? input)
    const lookup = lookupIn(node)
    if (!lookup || !ids.has(lookup.ids)) continue
    const dims = initializers.get(tables.get(lookup.table) ?? lookup.table)?.dims
    if (dims && dims.length >= 2) return dims[0]!
  }
  return null
}
