/** Files of torch.save: the archive of PyTorch 1.6 and later, and the row of pickles before it. */
import { detail } from '../../details'
import type { ByteRanges } from '../../onnx/types'
import { invalid } from './invalid'
import { PickleError, readPickle, tensorsOf, type TensorRecord } from './pickle'
import {
  countOf,
  FORMAT_BYTES,
  isCount,
  toFloat32,
  type FloatFormat,
  type NamedTensor,
  type TensorFile,
} from './tensors'
import { openZip, ZipError } from './zip'

const FORMAT: Readonly<Partial<Record<string, FloatFormat>>> = {
  FloatStorage: 'f32',
  HalfStorage: 'f16',
  BFloat16Storage: 'bf16',
  DoubleStorage: 'f64',
}
/** Bytes of an element of the other storages, which are skipped. */
const OTHER_BYTES: Readonly<Partial<Record<string, number>>> = {
  LongStorage: 8,
  IntStorage: 4,
  ShortStorage: 2,
  CharStorage: 1,
  ByteStorage: 1,
  BoolStorage: 1,
}
const MOST_PICKLE = 2 ** 24
/** The pickled number that begins a file before PyTorch 1.6. */
const MAGIC = [0x80, 2, 0x8a, 10, 0x6c, 0xfc, 0x9c, 0x46, 0xf9, 0x20, 0x6a, 0xa8, 0x50, 0x19, 0x2e]

/** Bytes of a storage, and how to read a part of it. */
interface Place {
  readonly bytes: number
  readonly read: (start: number, end: number) => Promise<Uint8Array>
}

/** @throws EngineError model/head-invalid, and as ByteRanges.read */
export async function openTorch(file: ByteRanges, name: string): Promise<TensorFile> {
  const start = await file.read(0, Math.min(MAGIC.length, file.bytes))
  const isOld = MAGIC.every((byte, at) => start[at] === byte)
  try {
    return await (isOld ? openPickles(file, name) : openArchive(file, name))
  } catch (error) {
    throw translated(error, name)
  }
}

function translated(error: unknown, file: string): unknown {
  if (error instanceof PickleError) return invalid(file, error.what)
  if (error instanceof ZipError) return invalid(file, detail('torch-zip', { said: error.message }))
  return error
}

async function openArchive(file: ByteRanges, name: string): Promise<TensorFile> {
  const zip = await openZip(file).catch((error: unknown) => {
    throw error instanceof ZipError ? invalid(name, detail('torch-no-zip', { said: error.message })) : error
  })
  const whole = async (member: string) => {
    const size = zip.size(member)!
    if (size > MOST_PICKLE) throw new ZipError(`${member} has ${size} bytes; at most ${MOST_PICKLE} are read`)
    return zip.read(member, 0, size)
  }
  const pickle = zip.names.find((member) => member === 'data.pkl' || member.endsWith('/data.pkl'))
  if (pickle === undefined) throw invalid(name, detail('torch-no-pickle'))
  const folder = pickle.slice(0, -'data.pkl'.length)
  const order = `${folder}byteorder`
  if (zip.size(order) !== null && new TextDecoder().decode(await whole(order)) !== 'little')
    throw invalid(name, detail('torch-big-endian'))
  const records = tensorsOf(readPickle(await whole(pickle)).value)
  return tensorFile(records, name, (key) => {
    const member = `${folder}data/${key}`
    const bytes = zip.size(member)
    return bytes === null ? null : { bytes, read: (from, to) => zip.read(member, from, to) }
  })
}

/** Magic number, protocol, facts of the machine, the object, the keys of its storages; then each storage. */
async function openPickles(file: ByteRanges, name: string): Promise<TensorFile> {
  const bytes = await file.read(0, Math.min(file.bytes, MOST_PICKLE))
  const machine = readPickle(bytes, readPickle(bytes, MAGIC.length).end)
  if (machine.value instanceof Map && machine.value.get('little_endian') === false)
    throw invalid(name, detail('torch-big-endian'))
  const object = readPickle(bytes, machine.end)
  const records = tensorsOf(object.value)
  const keys = readPickle(bytes, object.end)
  const sizes = new Map<string, number>()
  for (const { key, storageType } of records.values()) {
    const format = FORMAT[storageType]
    const size = format ? FORMAT_BYTES[format] : OTHER_BYTES[storageType]
    if (size !== undefined) sizes.set(key, size)
  }
  const places = new Map<string, Place>()
  let at = keys.end
  for (const key of Array.isArray(keys.value) ? (keys.value as unknown[]) : []) {
    const size = typeof key === 'string' ? sizes.get(key) : undefined
    // A storage of unknown kind has an unknown end: what follows it cannot be found.
    if (size === undefined || at + 8 > file.bytes) break
    const head = await file.read(at, at + 8)
    const count = Number(new DataView(head.buffer, head.byteOffset).getBigUint64(0, true))
    const start = at + 8
    at = start + count * size
    if (!isCount(count) || at > file.bytes) break
    places.set(key as string, {
      bytes: count * size,
      read: (from, to) => file.read(start + from, start + to),
    })
  }
  return tensorFile(records, name, (key) => places.get(key) ?? null)
}

function tensorFile(
  records: ReadonlyMap<string, TensorRecord>,
  file: string,
  placeOf: (key: string) => Place | null,
): TensorFile {
  const floats = [...records].filter(([, { storageType }]) => FORMAT[storageType] !== undefined)
  return {
    file,
    shapes: new Map(floats.map(([name, { shape }]) => [name, shape])),
    async read(name) {
      const record = records.get(name)!
      const place = placeOf(record.key)
      if (!place) throw invalid(file, detail('torch-no-data', { key: record.key, tensor: name }))
      try {
        return await readTensor(record, place, name, file)
      } catch (error) {
        throw translated(error, file)
      }
    },
  }
}

/** Whatever its strides are: a view, a transposed or an expanded tensor. */
async function readTensor(
  record: TensorRecord,
  place: Place,
  name: string,
  file: string,
): Promise<NamedTensor> {
  const { shape, strides, offset } = record
  const format = FORMAT[record.storageType]!
  const size = FORMAT_BYTES[format]
  const count = countOf(shape)
  if (count === null) throw invalid(file, detail('torch-large', { tensor: name, shape: shape.join(' × ') }))
  if (count === 0) return { shape, data: new Float32Array(0) }
  const last = shape.reduce((sum, length, axis) => sum + (length - 1) * strides[axis]!, 0)
  const end = (offset + last + 1) * size
  if (!(end <= place.bytes))
    throw invalid(file, detail('torch-short', { tensor: name, needed: end, found: place.bytes }))
  if (countOf([last + 1]) === null)
    throw invalid(file, detail('torch-large', { tensor: name, shape: shape.join(' × ') }))
  const stored = toFloat32(await place.read(offset * size, end), format)
  return { shape, data: gather(stored, shape, strides, count) }
}

function gather(
  stored: Float32Array,
  shape: readonly number[],
  strides: readonly number[],
  count: number,
): Float32Array {
  const data = new Float32Array(count)
  const index = shape.map(() => 0)
  let from = 0
  for (let at = 0; at < count; at++) {
    data[at] = stored[from]!
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      from += strides[axis]!
      if (++index[axis]! < shape[axis]!) break
      from -= strides[axis]! * shape[axis]!
      index[axis] = 0
    }
  }
  return data
}
