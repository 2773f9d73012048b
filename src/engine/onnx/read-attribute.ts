import { readTensor } from './read-tensor'
import type { OnnxAttribute, OnnxGraph, TensorRef } from './types'
import { OBJECT, type Walker } from './walker'
import type { Field } from './wire'

/** Field numbers: onnx.proto3 of ONNX 1.17. */
export const ATTRIBUTE = {
  name: 1, float: 2, int: 3, string: 4, tensor: 5, graph: 6, floats: 7, ints: 8, type: 20,
} as const // oxfmt-ignore
/** AttributeProto.AttributeType */
export const ATTRIBUTE_TYPE = { float: 1, int: 2, string: 3, tensor: 4, graph: 5, ints: 7 } as const

/** Longer strings are data, not words. */
const LONGEST_STRING = 64 * 1024
/** Larger graphs are not kept as bytes; they are written again from what was read. */
const LARGEST_GRAPH = 1024 * 1024

interface Found {
  name: string
  /** Old files do not give the type; it then follows from the field that is present. */
  type: number
  float: number
  int: number
  string: Field | null
  readonly ints: number[]
  tensor: TensorRef | null
  graph: OnnxGraph | null
}

/**
 * @param graphOf reads the graph at a field
 * @throws WireError; as ByteRanges.read
 */
export async function readAttribute(
  walker: Walker,
  attribute: Field,
  graphOf: (field: Field) => Promise<OnnxGraph>,
): Promise<OnnxAttribute> {
  const { start, end } = attribute
  walker.keep(OBJECT, start)
  const found: Found = {
    name: '',
    type: 0,
    float: 0,
    int: 0,
    string: null,
    ints: [],
    tensor: null,
    graph: null,
  }
  await walker.walk(start, end, async (field) => {
    switch (field.wireType === 2 ? field.number : -field.number) {
      case ATTRIBUTE.name:
        found.name = await walker.text(field)
        break
      case -ATTRIBUTE.type:
        found.type = field.value
        break
      case -ATTRIBUTE.float:
        if (field.wireType !== 5) break
        found.float = floatOf(await walker.bytes(field.start, field.end))
        found.type ||= ATTRIBUTE_TYPE.float
        break
      case -ATTRIBUTE.int:
        found.int = field.value
        found.type ||= ATTRIBUTE_TYPE.int
        break
      case ATTRIBUTE.string:
        found.string = field
        found.type ||= ATTRIBUTE_TYPE.string
        break
      case ATTRIBUTE.ints:
      case -ATTRIBUTE.ints:
        await walker.integers(field, found.ints)
        found.type ||= ATTRIBUTE_TYPE.ints
        break
      case ATTRIBUTE.tensor:
        found.tensor = await readTensor(walker, field)
        found.type ||= ATTRIBUTE_TYPE.tensor
        break
      case ATTRIBUTE.graph:
        found.graph = await graphOf(field)
        found.type ||= ATTRIBUTE_TYPE.graph
    }
  })
  const value = await valueOf(walker, found)
  const isWritten =
    value.kind === 'tensor' ||
    (value.kind === 'graph' && (end - start > LARGEST_GRAPH || hasExternalData(value.graph)))
  return { name: found.name, proto: isWritten ? null : await walker.bytes(start, end), value }
}

async function valueOf(walker: Walker, found: Found): Promise<OnnxAttribute['value']> {
  const { type, string, tensor, graph } = found
  switch (type) {
    case ATTRIBUTE_TYPE.float:
      return { kind: 'float', float: found.float }
    case ATTRIBUTE_TYPE.int:
      return { kind: 'int', int: found.int }
    case ATTRIBUTE_TYPE.ints:
      return { kind: 'ints', ints: found.ints }
  }
  if (type === ATTRIBUTE_TYPE.tensor && tensor) return { kind: 'tensor', tensor }
  if (type === ATTRIBUTE_TYPE.graph && graph) return { kind: 'graph', graph }
  if (type === ATTRIBUTE_TYPE.string && (!string || string.end - string.start <= LONGEST_STRING))
    return { kind: 'string', string: string ? await walker.text(string) : '' }
  return { kind: 'other' }
}

const floatOf = ({ buffer, byteOffset }: Uint8Array) => new DataView(buffer, byteOffset).getFloat32(0, true)

/** A byte copy of such a graph would refer to files that a part of a model does not have. */
const hasExternalData = (graph: OnnxGraph): boolean =>
  [...graph.initializers.values()].some(isExternal) ||
  graph.nodes.some(({ attributes }) =>
    attributes.some(({ value }) =>
      value.kind === 'graph'
        ? hasExternalData(value.graph)
        : value.kind === 'tensor' && isExternal(value.tensor),
    ),
  )

const isExternal = ({ data }: TensorRef): boolean => data.kind === 'external'
