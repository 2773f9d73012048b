import { ATTRIBUTE } from './read-attribute'
import { valuesIn } from './typed-values'
import { ELEMENT, type OnnxNode, type TensorRef } from './types'

/** Constant's attributes besides `value`: what they hold, and in which field of AttributeProto. */
const VALUES: Readonly<Record<string, { type: number; width: number; field: number; rank: 0 | 1 }>> = {
  value_int: { type: ELEMENT.int64, width: 8, field: ATTRIBUTE.int, rank: 0 },
  value_ints: { type: ELEMENT.int64, width: 8, field: ATTRIBUTE.ints, rank: 1 },
  value_float: { type: ELEMENT.float, width: 4, field: ATTRIBUTE.float, rank: 0 },
  value_floats: { type: ELEMENT.float, width: 4, field: ATTRIBUTE.floats, rank: 1 },
}

/**
 * A Constant node as the initialiser that it stands for, under its output's name. Null for other nodes, and for
 * constants that are strings or sparse.
 */
export function constantOf({ operator, domain, outputs, attributes }: OnnxNode): TensorRef | null {
  const [name] = outputs
  const [attribute] = attributes
  if (operator !== 'Constant' || domain !== '' || !name || !attribute) return null
  if (attribute.value.kind === 'tensor') return { ...attribute.value.tensor, name }
  const values = VALUES[attribute.name]
  if (!values || !attribute.proto) return null
  const { type, width, field, rank } = values
  const found = valuesIn(attribute.proto, 0, { field, width, isVarint: type === ELEMENT.int64 })
  // A writer may leave out a field that is 0.
  const data = rank === 0 && found.length === 0 ? new Uint8Array(width) : found
  return { name, type, dims: rank === 0 ? [] : [data.length / width], data: { kind: 'bytes', data } }
}
