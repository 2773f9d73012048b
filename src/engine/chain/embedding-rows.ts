/** Reads ranges of rows of a word-embedding table, with the values that the graph's own operators would give. */
import { EngineError } from '../errors'
import { halfToNumber } from '../model/headfiles/tensors'
import { ELEMENT, ELEMENT_BYTES, elementsIn, type TensorRef } from '../onnx/types'
import type { Crossing, EmbeddingTable } from './types'

/** Bytes [start, end) of a tensor's values. */
export type ReadBytes = (tensor: TensorRef, start: number, end: number) => Promise<Uint8Array>

/** float16 values are their bits. */
export type Row = Float32Array | Uint16Array | Int8Array | Uint8Array

export interface Rows {
  readonly type: 'float32' | 'float16' | 'int8' | 'uint8'
  /** Hidden size. */
  readonly width: number
  allocate(length: number): Row
  /** [to - from, width] */
  read(from: number, to: number): Promise<Row>
}

export function rowsOf({ storage, output }: EmbeddingTable, read: ReadBytes): Rows {
  switch (storage.kind) {
    case 'plain':
      return plainRows(storage.table, read)
    case 'linear':
      return quantisedRows(linear(storage), output, read)
    case 'blocks':
      return quantisedRows(blocks(storage), output, read)
  }
}

const ARRAYS: Readonly<Record<number, { type: Rows['type']; array: new (buffer: ArrayBuffer) => Row }>> = {
  [ELEMENT.float]: { type: 'float32', array: Float32Array },
  [ELEMENT.float16]: { type: 'float16', array: Uint16Array },
  [ELEMENT.int8]: { type: 'int8', array: Int8Array },
  [ELEMENT.uint8]: { type: 'uint8', array: Uint8Array },
}

function arrayOf(tensor: Crossing) {
  const kind = ARRAYS[tensor.type]
  if (!kind) throw unknownType(tensor)
  const bytes = ELEMENT_BYTES[tensor.type]!
  return { ...kind, bytes, allocate: (length: number) => new kind.array(new ArrayBuffer(length * bytes)) }
}

function plainRows(table: TensorRef, read: ReadBytes): Rows {
  const { type, array, bytes, allocate } = arrayOf(table)
  const width = table.dims.at(-1)!
  return {
    type,
    width,
    allocate,
    read: async (from, to) => new array(copyOf(await read(table, from * width * bytes, to * width * bytes))),
  }
}

/** value = (code - zero point) * scale */
interface Quantised {
  readonly codes: TensorRef
  readonly width: number
  readonly scales: TensorRef
  /** Number of scales in a row; 0: one scale for the whole table. */
  readonly scalesPerRow: number
  /** Number of values that share a scale. */
  readonly blockSize: number
  readonly zeroPoints: TensorRef | null
  /** Number as stored: a packed row is filled up to whole bytes. */
  readonly zeroPointsPerRow: number
  readonly defaultZeroPoint: number
  /** True: each byte holds two codes of 4 bits. */
  readonly isPacked: boolean
}

type Storage<Kind> = Extract<EmbeddingTable['storage'], { readonly kind: Kind }>

function linear({ table, scale, zeroPoint }: Storage<'linear'>): Quantised {
  const width = table.dims.at(-1)!
  const perRow = elementsIn(scale.dims) > 1 ? 1 : 0
  return {
    codes: table,
    width,
    scales: scale,
    scalesPerRow: perRow,
    blockSize: width,
    zeroPoints: zeroPoint,
    zeroPointsPerRow: perRow,
    defaultZeroPoint: 0,
    isPacked: false,
  }
}

/** com.microsoft GatherBlockQuantized: codes in bytes are unsigned around the middle, int4 and uint4 around 0. */
function blocks({ table, scales, zeroPoints, blockSize, bits }: Storage<'blocks'>): Quantised {
  const isBytes = table.type === ELEMENT.uint8
  const isPacked = isBytes && bits === 4
  const scalesPerRow = scales.dims.at(-1)!
  return {
    codes: table,
    width: table.dims.at(-1)! * (isPacked ? 2 : 1),
    scales,
    scalesPerRow,
    blockSize,
    zeroPoints,
    zeroPointsPerRow: isPacked ? scalesPerRow + (scalesPerRow % 2) : scalesPerRow,
    defaultZeroPoint: isBytes ? 2 ** (bits - 1) : 0,
    isPacked,
  }
}

/** @param output float16 scales that the graph widens before it uses them give float32 */
function quantisedRows(table: Quantised, output: Crossing, read: ReadBytes): Rows {
  const { codes, width, scales, scalesPerRow, blockSize, zeroPoints, zeroPointsPerRow } = table
  const { type, allocate } = arrayOf(output)
  const isHalf = type === 'float16'
  const ranged = (perRow: number, from: number, to: number) =>
    perRow > 0 ? ([from * perRow, to * perRow] as const) : ([0, 1] as const)
  return {
    type,
    width,
    allocate,
    async read(from, to) {
      const [code, scale, zero] = await Promise.all([
        integers(codes, table.isPacked, ...ranged(width, from, to), read),
        floats(scales, ...ranged(scalesPerRow, from, to), read),
        zeroPoints && integers(zeroPoints, table.isPacked, ...ranged(zeroPointsPerRow, from, to), read),
      ])
      const out = allocate((to - from) * width)
      for (let row = 0; row < to - from; row++)
        for (let start = 0, block = 0; start < width; start += blockSize, block++) {
          const step = scale[row * scalesPerRow + block]!
          const zeroPoint = zero ? zero[row * zeroPointsPerRow + block]! : table.defaultZeroPoint
          const end = row * width + Math.min(start + blockSize, width)
          for (let i = row * width + start; i < end; i++) {
            // Double precision holds the exact product, so the value is rounded once, as the runtime does in float32.
            const value = (code[i]! - zeroPoint) * step
            out[i] = isHalf ? numberToHalf(value) : value
          }
        }
      return out
    },
  }
}

/** Elements [from, to) of a tensor of bytes or of 4-bit integers, which lie two a byte, the low half first. */
async function integers(
  tensor: TensorRef,
  isPacked: boolean,
  from: number,
  to: number,
  read: ReadBytes,
): Promise<Int8Array | Uint8Array> {
  const isSigned = tensor.type === ELEMENT.int8 || tensor.type === ELEMENT.int4
  if (tensor.type === ELEMENT.int4 || tensor.type === ELEMENT.uint4 || isPacked) {
    const first = Math.floor(from / 2)
    const bytes = await read(tensor, first, Math.ceil(to / 2))
    return Int8Array.from({ length: to - from }, (_, i) => {
      const at = from + i
      const code = (bytes[(at >> 1) - first]! >> (4 * (at & 1))) & 15
      return isSigned && code > 7 ? code - 16 : code
    })
  }
  if (!isSigned && tensor.type !== ELEMENT.uint8) throw unknownType(tensor)
  const bytes = await read(tensor, from, to)
  return isSigned ? new Int8Array(bytes.buffer, bytes.byteOffset, bytes.length) : bytes
}

/** Elements [from, to) of a float or float16 tensor. */
async function floats(tensor: TensorRef, from: number, to: number, read: ReadBytes): Promise<Float32Array> {
  const { type, array, bytes } = arrayOf(tensor)
  const values = new array(copyOf(await read(tensor, from * bytes, to * bytes)))
  if (type !== 'float32' && type !== 'float16') throw unknownType(tensor)
  return type === 'float16' ? Float32Array.from(values, halfToNumber) : (values as Float32Array)
}

/** Typed arrays need an alignment that the reader does not guarantee. (Node's Buffer.slice would not copy.) */
const copyOf = (bytes: Uint8Array): ArrayBuffer => new Uint8Array(bytes).buffer

const unknownType = ({ name, type }: Crossing) =>
  new EngineError('internal', `Embeddings of ONNX element type ${type} cannot be looked up (${name}).`, {
    detail: `${name}: element type ${type}`,
  })

/** float16: the smallest normal number is 2^-14, with steps of 2^-24. */
const HALF = { bits: 10, exponent: 14 } as const
/** Adding and then subtracting it rounds to the nearest integer, ties to even. */
const ROUNDS = 2 ** 52
const float = new Float32Array(1)
const bitsOfFloat = new Uint32Array(float.buffer)

/** Bits of the nearest IEEE 754 binary16. */
export function numberToHalf(value: number): number {
  float[0] = Math.abs(value)
  const sign = value < 0 || Object.is(value, -0) ? 0x8000 : 0
  if (Number.isNaN(value)) return 0x7e00
  const exponent = Math.max((bitsOfFloat[0]! >>> 23) - 127, -HALF.exponent)
  const units = Math.abs(value) * 2 ** (HALF.bits - exponent) + ROUNDS - ROUNDS
  return sign | Math.min(((exponent + HALF.exponent) << HALF.bits) + units, 0x7c00)
}
