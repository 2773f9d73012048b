/** Values in protobuf's typed fields (float_data, int64_data, …), laid out as raw_data would have them. */
import { detail } from '../details'
import { ELEMENT, ELEMENT_BYTES } from './types'
import { fieldsOf, varintsOf, WireError } from './wire'

interface Layout {
  /** Number of the typed field. */
  readonly field: number
  /** Bytes of one of its values in raw_data; of 4-bit elements, two lie in one value. */
  readonly width: number
  readonly isVarint: boolean
}

// Field numbers of TensorProto.
const FLOAT_DATA = 4
const INT32_DATA = 5
const INT64_DATA = 7
const DOUBLE_DATA = 10
const UINT64_DATA = 11
const FIELDS: Readonly<Record<number, number>> = {
  [ELEMENT.float]: FLOAT_DATA,
  [ELEMENT.double]: DOUBLE_DATA,
  [ELEMENT.int64]: INT64_DATA,
  [ELEMENT.uint32]: UINT64_DATA,
  [ELEMENT.uint64]: UINT64_DATA,
}
export const TYPED_FIELDS: readonly number[] = [FLOAT_DATA, INT32_DATA, INT64_DATA, DOUBLE_DATA, UINT64_DATA]

/** Null for element types whose values m3scope does not lay out. */
export function layoutOf(type: number): Layout | null {
  const bytes = ELEMENT_BYTES[type]
  if (bytes === undefined) return null
  const field = FIELDS[type] ?? INT32_DATA
  return { field, width: Math.ceil(bytes), isVarint: field !== FLOAT_DATA && field !== DOUBLE_DATA }
}

/**
 * All values of one field, little-endian, packed or not.
 * @param origin offset of the message in its file, for errors
 * @throws WireError
 */
export function valuesIn(
  message: Uint8Array,
  origin: number,
  { field, width, isVarint }: Layout,
): Uint8Array {
  const runs = [...fieldsOf(message, origin)].filter(({ number }) => number === field)
  const payload = (run: { start: number; end: number }) =>
    message.subarray(run.start - origin, run.end - origin)
  if (!isVarint) {
    const out = new Uint8Array(runs.reduce((size, { start, end }) => size + end - start, 0))
    let at = 0
    for (const run of runs) {
      out.set(payload(run), at)
      at += run.end - run.start
    }
    return out
  }
  for (const { wireType, start } of runs)
    if (wireType !== 0 && wireType !== 2)
      throw new WireError('malformed', start, detail('wire-type', { type: wireType }))
  let count = 0
  for (const run of runs) for (const byte of payload(run)) if (byte < 128) count++
  const out = new Uint8Array(count * width)
  const view = new DataView(out.buffer)
  let at = 0
  for (const run of runs)
    for (const { low, high } of varintsOf(payload(run), run.start)) {
      if (width === 1) view.setUint8(at, low)
      else if (width === 2) view.setUint16(at, low, true)
      else view.setUint32(at, low, true)
      if (width === 8) view.setInt32(at + 4, high, true)
      at += width
    }
  return out
}
