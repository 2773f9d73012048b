/** Takes the table of word embeddings out of a graph: its rows become an input, in place of the node that looks them up. */
import type { Detail } from '../detail-words'
import { detail } from '../details'
import { consumers, intAttribute, producers, prune } from '../onnx/graph-tools'
import { ELEMENT, elementsIn, type OnnxGraph, type OnnxNode, type TensorRef } from '../onnx/types'
import { IDS } from '../onnx/lookups'
import type { Classified, Lookup } from './classify'
import type { Rows } from './shapes'
import type { EmbeddingTable } from './types'

export type FoundTable =
  | {
      readonly state: 'outside'
      readonly table: EmbeddingTable
      /** The graph with the rows as an input. */
      readonly graph: OnnxGraph
      readonly rows: Rows
    }
  | { readonly state: 'inside'; readonly why: Detail; readonly graph: OnnxGraph; readonly rows: Rows }

type Storage = EmbeddingTable['storage']

const HANDED_ON: ReadonlySet<string> = new Set(['Cast', 'Identity'])
const PLAIN_TYPES: readonly number[] = [ELEMENT.float, ELEMENT.float16, ELEMENT.int8, ELEMENT.uint8]
const CODES: readonly number[] = [ELEMENT.uint8, ELEMENT.int4, ELEMENT.uint4]

/** The table stays in the graph. */
class Inside extends Error {
  constructor(readonly why: Detail) {
    super(why.text)
  }
}

export function findTable(graph: OnnxGraph, { lookups }: Classified, hidden: string): FoundTable {
  const lookup = lookups.reduce((a, b) => (elements(graph, b) > elements(graph, a) ? b : a))
  try {
    return takeOut(graph, lookup, hidden)
  } catch (error) {
    if (!(error instanceof Inside)) throw error
    const width = graph.initializers.get(lookup.table)?.dims[1] ?? null
    const rows = { name: lookup.node.outputs[0]!, dims: rowDims(graph, width) }
    return { state: 'inside', why: error.why, graph, rows }
  }
}

function takeOut(graph: OnnxGraph, { node, table, hasPlainIds }: Lookup, hidden: string): FoundTable {
  const [rows = ''] = node.outputs
  if (node.operator === 'EmbedLayerNormalization') throw new Inside(detail('table-normalised'))
  if (!hasPlainIds) throw new Inside(detail('table-ids-reshaped'))
  if (rows === hidden) throw new Inside(detail('table-into-layer'))
  const users = consumers(graph)
  const producer = producers(graph)
  const links: OnnxNode[] = []
  let at = table
  const follow = (): OnnxNode | undefined => {
    const isOutput = graph.outputs.some(({ name }) => name === at)
    if (isOutput || users.get(at)?.length !== 1) throw new Inside(detail('table-shared', { tensor: at }))
    return producer.get(at)
  }
  let from = follow()
  for (; from && HANDED_ON.has(from.operator); from = follow()) {
    links.unshift(from)
    at = from.inputs[0]!
  }
  if (node.operator === 'GatherBlockQuantized' && (from ?? links[0]))
    throw new Inside(detail('table-blocks-computed', { tensor: table }))
  const storage =
    node.operator === 'GatherBlockQuantized' ? blocksOf(graph, node)
    : from ? linearOf(graph, from)
    : plainOf(graph, at) // oxfmt-ignore
  if (from) {
    const scaled = at
    at = from.inputs[0]!
    if (follow()) throw new Inside(detail('table-computed', { tensor: at }))
    at = scaled
  }
  if (storage.table.data.kind.startsWith('proto'))
    throw new Inside(detail('table-not-raw', { tensor: storage.table.name }))
  const last = links.at(-1)
  const output = { name: last ? at : rows, type: rowType(graph, node, storage) }
  const moved = links.map((link) => (link === last ? { ...link, outputs: [rows] } : link))
  const nodes = graph.nodes
    .filter((other) => other !== from && !links.includes(other))
    .flatMap((other) => (other === node ? moved : [other]))
  const input = { ...output, dims: rowDims(graph, widthOf(storage)) }
  const initializers = new Map(graph.initializers)
  initializers.delete(storage.table.name)
  return {
    state: 'outside',
    table: { output, rows: storage.table.dims[0]!, storage },
    rows: input,
    graph: prune(
      { ...graph, nodes, initializers, inputs: [...graph.inputs, input] },
      graph.outputs.map(({ name }) => name),
    ),
  }
}

function initializer(graph: OnnxGraph, name: string): TensorRef {
  const tensor = graph.initializers.get(name)
  if (!tensor) throw new Inside(detail('table-computed', { tensor: name }))
  return tensor
}

function matrix(graph: OnnxGraph, name: string, types: readonly number[]): TensorRef {
  const tensor = initializer(graph, name)
  if (tensor.dims.length !== 2)
    throw new Inside(detail('table-axes', { tensor: name, axes: tensor.dims.length }))
  if (!types.includes(tensor.type))
    throw new Inside(detail('table-type', { tensor: name, type: tensor.type }))
  return tensor
}

const plainOf = (graph: OnnxGraph, name: string): Storage => ({
  kind: 'plain',
  table: matrix(graph, name, PLAIN_TYPES),
})

function linearOf(graph: OnnxGraph, node: OnnxNode): Storage {
  if (node.operator !== 'DequantizeLinear')
    throw new Inside(
      detail('table-computed-by', { tensor: String(node.outputs[0]), operator: node.operator }),
    )
  const [values = '', scaleName = '', zeroName = ''] = node.inputs
  const table = matrix(graph, values, [ELEMENT.int8, ELEMENT.uint8])
  const scale = initializer(graph, scaleName)
  const zeroPoint = zeroName ? initializer(graph, zeroName) : null
  const count = elementsIn(scale.dims)
  const axis = intAttribute(node, 'axis', 1)
  const isPerRow = count === table.dims[0] && scale.dims.length === 1 && (axis === 0 || axis === -2)
  if (intAttribute(node, 'block_size', 0) !== 0 || (count !== 1 && !isPerRow))
    throw new Inside(detail('table-scales', { tensor: values, scales: count }))
  return { kind: 'linear', table, scale, zeroPoint }
}

function blocksOf(graph: OnnxGraph, node: OnnxNode): Storage {
  const [values = '', , scales = '', zeroPoints = ''] = node.inputs
  const table = matrix(graph, values, CODES)
  const axis = intAttribute(node, 'quantize_axis', 1)
  const bits = intAttribute(node, 'bits', 4)
  if (axis !== 1 && axis !== -1) throw new Inside(detail('table-axis', { tensor: values, axis }))
  if (bits !== 4 && (bits !== 8 || table.type !== ELEMENT.uint8))
    throw new Inside(detail('table-bits', { tensor: values, bits }))
  return {
    kind: 'blocks',
    table,
    scales: initializer(graph, widenedFrom(graph, scales) ?? scales),
    zeroPoints: zeroPoints ? initializer(graph, zeroPoints) : null,
    blockSize: intAttribute(node, 'block_size', 128),
    bits,
  }
}

/** The float16 initialiser that a Cast to float reads; null: `name` is something else. */
function widenedFrom(graph: OnnxGraph, name: string): string | null {
  const cast = producers(graph).get(name)
  const [from = ''] = cast?.inputs ?? []
  const widens = cast?.operator === 'Cast' && intAttribute(cast, 'to', 0) === ELEMENT.float
  return widens && graph.initializers.get(from)?.type === ELEMENT.float16 ? from : null
}

/** Rows of a table in blocks have the type of the scales. */
const rowType = (graph: OnnxGraph, { inputs }: OnnxNode, storage: Storage): number =>
  storage.kind === 'plain' ? storage.table.type
  : storage.kind === 'linear' ? storage.scale.type
  : widenedFrom(graph, inputs[2] ?? '') === null ? storage.scales.type
  : ELEMENT.float // oxfmt-ignore

function widthOf(storage: Storage): number {
  const width = storage.table.dims[1]!
  const isPacked = storage.kind === 'blocks' && storage.bits === 4 && storage.table.type === ELEMENT.uint8
  return isPacked ? width * 2 : width
}

function rowDims(graph: OnnxGraph, width: number | null): Rows['dims'] {
  const dims = graph.inputs.find(({ name }) => name === IDS)?.dims
  return [dims?.[0] ?? null, dims?.[1] ?? null, width]
}

/** Number of elements of the table that a lookup reads; 0 if it does not come from an initialiser. */
function elements(graph: OnnxGraph, { table }: Lookup): number {
  const producer = producers(graph)
  let at = table
  for (let node = producer.get(at); node; node = producer.get(at)) at = node.inputs[0] ?? ''
  return elementsIn(graph.initializers.get(at)?.dims ?? [0])
}
