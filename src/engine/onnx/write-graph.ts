import { Message, type Hole } from './message'
import { ATTRIBUTE, ATTRIBUTE_TYPE } from './read-attribute'
import type { OnnxAttribute, OnnxGraph, OnnxNode, TensorRef, ValueInfo } from './types'

// Field numbers: onnx.proto3 of ONNX 1.17.
const GRAPH = { node: 1, name: 2, initializer: 5, input: 11, output: 12, valueInfo: 13 } as const
const NODE = { input: 1, output: 2, name: 3, operator: 4, attribute: 5, domain: 7 } as const
const TENSOR = { dims: 1, dataType: 2, name: 8, raw: 9, external: 13, location: 14 } as const
const ENTRY = { key: 1, value: 2 } as const
const VALUE = { name: 1, type: 2 } as const
const TYPE = { tensor: 1 } as const
const TENSOR_TYPE = { element: 1, shape: 2 } as const
const SHAPE = { dim: 1 } as const
const DIM = { value: 1, parameter: 2 } as const
/** TensorProto.DataLocation */
const EXTERNAL = 1

/** Where a tensor's values are written: into the file itself, or into an external file. */
export type Placed = 'inside' | { readonly location: string; readonly offset: number }
type Place = (hole: Hole) => Placed

export function graphMessage(graph: OnnxGraph, place: Place): Message {
  const message = new Message()
  for (const node of graph.nodes) message.message(GRAPH.node, nodeMessage(node, place))
  message.text(GRAPH.name, graph.name || 'graph') // the runtime requires a name
  for (const [name, tensor] of graph.initializers)
    message.message(GRAPH.initializer, tensorMessage({ ...tensor, name }, place))
  for (const input of graph.inputs) message.message(GRAPH.input, valueMessage(input))
  for (const output of graph.outputs) message.message(GRAPH.output, valueMessage(output))
  const outputs = new Set(graph.outputs.map(({ name }) => name))
  for (const name of graph.nodes.flatMap((node) => node.outputs)) {
    const value = graph.valueInfo.get(name)
    if (value?.type && !outputs.has(name)) message.message(GRAPH.valueInfo, valueMessage(value))
  }
  return message
}

function nodeMessage(node: OnnxNode, place: Place): Message {
  const message = new Message()
  for (const input of node.inputs) message.text(NODE.input, input)
  for (const output of node.outputs) message.text(NODE.output, output)
  if (node.name) message.text(NODE.name, node.name)
  message.text(NODE.operator, node.operator)
  if (node.domain) message.text(NODE.domain, node.domain)
  for (const attribute of node.attributes)
    if (attribute.proto) message.bytes(NODE.attribute, attribute.proto)
    else message.message(NODE.attribute, attributeMessage(attribute, place))
  return message
}

function attributeMessage({ name, value }: OnnxAttribute, place: Place): Message {
  const message = new Message().text(ATTRIBUTE.name, name)
  switch (value.kind) {
    case 'int':
      message.int(ATTRIBUTE.int, value.int)
      break
    case 'float':
      message.float(ATTRIBUTE.float, value.float)
      break
    case 'string':
      message.text(ATTRIBUTE.string, value.string)
      break
    case 'ints':
      for (const int of value.ints) message.int(ATTRIBUTE.ints, int)
      break
    case 'tensor':
      message.message(
        ATTRIBUTE.tensor,
        tensorMessage(value.tensor, () => 'inside'),
      )
      break
    case 'graph':
      message.message(ATTRIBUTE.graph, graphMessage(value.graph, place))
      break
    case 'other':
      throw new Error(`attribute ${name} has neither bytes nor a value`)
  }
  return message.int(ATTRIBUTE.type, ATTRIBUTE_TYPE[value.kind])
}

function tensorMessage(tensor: TensorRef, place: Place): Message {
  const { name, type, dims, data } = tensor
  // The last of two names counts, so the copy's own does not.
  if (data.kind === 'proto') return new Message().add(data.proto).text(TENSOR.name, name)
  if (data.kind === 'proto-range')
    return new Message().add({ tensor, length: data.end - data.start }).text(TENSOR.name, name)
  const message = new Message()
  for (const dim of dims) message.int(TENSOR.dims, dim)
  message.int(TENSOR.dataType, type).text(TENSOR.name, name)
  const hole: Hole = { tensor, length: lengthOf(data) }
  const placed = place(hole)
  if (placed === 'inside') return message.hole(TENSOR.raw, hole)
  const entries = { location: placed.location, offset: String(placed.offset), length: String(hole.length) }
  for (const [key, value] of Object.entries(entries))
    message.message(TENSOR.external, new Message().text(ENTRY.key, key).text(ENTRY.value, value))
  return message.int(TENSOR.location, EXTERNAL)
}

function lengthOf(data: Exclude<TensorRef['data'], { kind: 'proto' | 'proto-range' }>): number {
  switch (data.kind) {
    case 'bytes':
      return data.data.length
    case 'inline':
      return data.end - data.start
    case 'external':
      return data.length
  }
}

function valueMessage({ name, type, dims }: ValueInfo): Message {
  const message = new Message().text(VALUE.name, name)
  if (type === null) return message
  const tensor = new Message().int(TENSOR_TYPE.element, type)
  if (dims) {
    const shape = new Message()
    for (const dim of dims) {
      const of = new Message()
      if (typeof dim === 'number') of.int(DIM.value, dim)
      else if (dim !== null) of.text(DIM.parameter, dim)
      shape.message(SHAPE.dim, of)
    }
    tensor.message(TENSOR_TYPE.shape, shape)
  }
  return message.message(VALUE.type, new Message().message(TYPE.tensor, tensor))
}
