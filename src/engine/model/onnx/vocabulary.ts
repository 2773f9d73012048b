/** How many ids a graph knows: the rows of the table that `input_ids` look up. */

export interface GraphNode {
  readonly operator: string
  readonly inputs: readonly string[]
  readonly outputs: readonly string[]
  /** Of a lookup: the axis of the table that ids index. */
  readonly axis: number
}

/** Operators that hand ids, or a table's rows, on as they are. */
const PASS_ON = new Set(['Cast', 'Identity', 'Reshape', 'Unsqueeze', 'Squeeze', 'Flatten'])
const SAME_ROWS = new Set(['Cast', 'Identity', 'DequantizeLinear'])

/** Operator → [input that is the table, input that is the ids] */
const LOOKUPS: Readonly<Record<string, readonly [table: number, ids: number]>> = {
  Gather: [0, 1],
  GatherBlockQuantized: [0, 1],
  EmbedLayerNormalization: [2, 0],
}

/**
 * @param nodes in the file's order, which ONNX wants to be the order of evaluation
 * @param dimsOf of initialisers and constants
 * @returns null when no table that lies in the file is looked up by input_ids
 */
export function vocabularyRows(
  nodes: readonly GraphNode[],
  dimsOf: ReadonlyMap<string, readonly number[]>,
): number | null {
  const ids = new Set(['input_ids'])
  const tables = new Map<string, string>()
  for (const { operator, inputs, outputs, axis } of nodes) {
    const [input] = inputs
    const [output] = outputs
    if (input === undefined || output === undefined) continue
    if (PASS_ON.has(operator) && ids.has(input)) ids.add(output)
    if (SAME_ROWS.has(operator)) tables.set(output, tables.get(input) ?? input)
    const lookup = LOOKUPS[operator]
    if (!lookup || axis !== 0 || !ids.has(inputs[lookup[1]] ?? '')) continue
    const table = inputs[lookup[0]] ?? ''
    const dims = dimsOf.get(tables.get(table) ?? table)
    if (dims && dims.length >= 2) return dims[0]!
  }
  return null
}
