import { detail } from '../details'
import { ELEMENT, ELEMENT_BYTES, type TensorData, type TensorRef } from './types'
import { layoutOf, TYPED_FIELDS, valuesIn } from './typed-values'
import { OBJECT, type Walker } from './walker'
import { WireError, type Field } from './wire'

// Field numbers: onnx.proto3 of ONNX 1.17.
const TENSOR = { dims: 1, dataType: 2, strings: 6, name: 8, raw: 9, external: 13, location: 14 } as const
const ENTRY = { key: 1, value: 2 } as const
/** TensorProto.DataLocation */
const EXTERNAL = 1

/** Values up to this size are read with the graph. */
const AT_HAND = 4 * 1024
/** The same limit for typed fields, which must be decoded. */
const DECODED = 1024 * 1024

interface Found {
  readonly dims: number[]
  type: number
  name: string
  raw: Field | null
  /** Last one of the typed fields, and how many there are. */
  typed: Field | null
  typedFields: number
  readonly external: Map<string, string>
  isExternal: boolean
}

/**
 * Reads a tensor; of a large tensor only the place of its values.
 * @throws WireError; as ByteRanges.read
 */
export async function readTensor(walker: Walker, tensor: Pick<Field, 'start' | 'end'>): Promise<TensorRef> {
  const { start, end } = tensor
  walker.keep(OBJECT, start)
  const found: Found = {
    dims: [],
    type: 0,
    name: '',
    raw: null,
    typed: null,
    typedFields: 0,
    external: new Map(),
    isExternal: false,
  }
  await walker.walk(start, end, (field) => visit(walker, field, found))
  const { name, type, dims } = found
  const bad = dims.find((dim) => dim < 0)
  if (bad !== undefined)
    throw new WireError('malformed', start, detail('tensor-dimension', { tensor: name, found: bad }))
  return { name, type, dims, data: await dataOf(walker, tensor, found) }
}

function visit(walker: Walker, field: Field, found: Found): Promise<void> | void {
  switch (field.number) {
    case TENSOR.dims:
      return walker.integers(field, found.dims)
    case TENSOR.dataType:
      found.type = field.value
      return
    case TENSOR.location:
      found.isExternal = field.value === EXTERNAL
      return
  }
  if (TYPED_FIELDS.includes(field.number) || field.number === TENSOR.strings) {
    found.typed = field
    found.typedFields++
  }
  if (field.wireType !== 2) return
  switch (field.number) {
    case TENSOR.name:
      return walker.text(field).then((name) => void (found.name = name))
    case TENSOR.raw:
      found.raw = field
      return
    case TENSOR.external:
      return readEntry(walker, field, found.external)
  }
}

async function readEntry(walker: Walker, entry: Field, into: Map<string, string>): Promise<void> {
  let key = ''
  let value = ''
  await walker.walk(entry.start, entry.end, async (field) => {
    if (field.wireType !== 2) return
    if (field.number === ENTRY.key) key = await walker.text(field)
    if (field.number === ENTRY.value) value = await walker.text(field)
  })
  into.set(key, value)
}

async function dataOf(
  walker: Walker,
  { start, end }: Pick<Field, 'start' | 'end'>,
  found: Found,
): Promise<TensorData> {
  const { name, raw, typed } = found
  const needed = bytesOf(found)
  const checked = (bytes: number): number => {
    if (needed !== null && bytes !== needed)
      throw new WireError('malformed', start, detail('tensor-bytes', { tensor: name, found: bytes, needed }))
    return bytes
  }
  if (found.isExternal) return externalData(found, start, needed, checked)
  if (raw) {
    checked(raw.end - raw.start)
    return raw.end - raw.start <= AT_HAND
      ? { kind: 'bytes', data: await walker.bytes(raw.start, raw.end) }
      : { kind: 'inline', start: raw.start, end: raw.end }
  }
  if (!typed) {
    checked(0)
    return { kind: 'bytes', data: new Uint8Array() }
  }
  const layout = layoutOf(found.type)
  if (end - start <= DECODED) {
    const proto = await walker.bytes(start, end)
    if (!layout) return { kind: 'proto', proto }
    const data = valuesIn(proto, start, layout)
    checked(data.length)
    return { kind: 'bytes', data }
  }
  if (layout && !layout.isVarint && found.typedFields === 1 && typed.number === layout.field) {
    checked(typed.end - typed.start)
    return { kind: 'inline', start: typed.start, end: typed.end }
  }
  return { kind: 'proto-range', start, end }
}

/** Null for element types whose size is not known. */
function bytesOf({ type, dims }: Pick<Found, 'type' | 'dims'>): number | null {
  const element = type === ELEMENT.string ? undefined : ELEMENT_BYTES[type]
  return element === undefined ? null : Math.ceil(dims.reduce((size, dim) => size * dim, element))
}

function externalData(
  { name, external }: Found,
  offset: number,
  needed: number | null,
  checked: (bytes: number) => number,
): TensorData {
  const location = external.get('location') ?? ''
  const whole = (key: 'offset' | 'length'): number | null => {
    const text = external.get(key)
    if (text === undefined) return null
    const value = Number(text)
    if (/^\d+$/.test(text) && Number.isSafeInteger(value)) return value
    throw new WireError(
      'malformed',
      offset,
      detail('tensor-external', { tensor: name, key, value: text.slice(0, 40) }),
    )
  }
  const length = whole('length') ?? needed
  if (location === '' || length === null)
    throw new WireError(
      'malformed',
      offset,
      detail('tensor-external-lacks', { tensor: name, key: location ? 'length' : 'location' }),
    )
  return { kind: 'external', location, offset: whole('offset') ?? 0, length: checked(length) }
}
