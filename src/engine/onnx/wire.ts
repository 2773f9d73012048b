/**
 * Just enough of the protobuf wire format to walk an ONNX file without a schema compiler and without touching
 * weights: a library would want (and copy) the whole file.
 */
import type { Detail } from '../detail-words'
import { detail } from '../details'

export interface Field {
  readonly number: number
  /** 0 varint, 1 eight bytes, 2 length-delimited, 5 four bytes */
  readonly wireType: number
  /** The varint as int64 (a double: exact to ±2^53), or 0. */
  readonly value: number
  /** Range of the payload. */
  readonly start: number
  readonly end: number
}

/** Where the bytes stop making sense. */
export class WireError extends Error {
  constructor(
    readonly kind: 'truncated' | 'malformed',
    readonly offset: number,
    readonly what: Detail,
    /** For truncated: the file would have to have at least this many bytes. */
    readonly needed = offset,
  ) {
    super(what.text)
  }
}

/** Bytes that a field's key and number, or key and length, take at most. */
export const LONGEST_HEADER = 20
const LONGEST_VARINT = 10

/** Halves of an int64: `low` unsigned, `high` signed. */
export interface Varint {
  readonly low: number
  readonly high: number
  /** Where it ends; -1 when it is too long, or when `to` comes first. */
  readonly next: number
}

/** The varint at bytes[from], which ends before bytes[to]. */
function varintAt(bytes: Uint8Array, from: number, to: number): Varint {
  let low = 0
  let high = 0
  const last = Math.min(to, from + LONGEST_VARINT)
  for (let at = from, shift = 0; at < last; at++, shift += 7) {
    const byte = bytes[at]!
    const bits = byte & 127
    if (shift < 28) low += bits << shift
    else if (shift === 28) {
      low += (bits & 15) * 2 ** 28
      high = bits >> 4
    } else high |= bits << (shift - 32)
    if (byte < 128) return { low, high, next: at + 1 }
  }
  return { low, high, next: -1 }
}

/** As a double: exact to ±2^53. */
export const numberOf = ({ low, high }: Varint): number => high * 2 ** 32 + low

/**
 * The field at `at`, of which LONGEST_HEADER bytes (or all up to `end`) are in `bytes`.
 * @param origin offset of bytes[0]; `at`, `end`, `size` and the offsets in the result count from where it counts
 * @param end of the message
 * @param size of the file: what reaches beyond it is truncated, what only reaches beyond `end` is malformed
 * @throws WireError
 */
export function fieldAt(bytes: Uint8Array, origin: number, at: number, end: number, size: number): Field {
  const beyond = (what: Detail, from: number, to: number): WireError =>
    to > size ? new WireError('truncated', from, what, to) : new WireError('malformed', from, what)
  const varint = (from: number): Varint => {
    const found = varintAt(bytes, from - origin, end - origin)
    if (found.next >= 0) return { ...found, next: found.next + origin }
    if (end - from >= LONGEST_VARINT) throw new WireError('malformed', from, detail('number-long'))
    throw beyond(detail('number-over-end'), from, end + 1)
  }
  const key = varint(at)
  const number = Math.floor(numberOf(key) / 8)
  const wireType = key.low & 7
  if (number <= 0) throw new WireError('malformed', at, detail('field-number', { number }))
  if (wireType === 0) {
    const value = varint(key.next)
    return { number, wireType, value: numberOf(value), start: key.next, end: value.next }
  }
  let start = key.next
  let length = wireType === 1 ? 8 : wireType === 5 ? 4 : -1
  if (wireType === 2) {
    const found = varint(start)
    start = found.next
    length = numberOf(found)
    if (length < 0) throw new WireError('malformed', at, detail('field-length', { number, bytes: length }))
  }
  if (length < 0) throw new WireError('malformed', at, detail('wire-type', { type: wireType }))
  if (start + length > end)
    throw beyond(detail('field-over-end', { number, needed: length, left: end - start }), at, start + length)
  return { number, wireType, value: 0, start, end: start + length }
}

/** The fields of a message that is at hand; offsets count from where `origin`, that of its first byte, counts. */
export function* fieldsOf(message: Uint8Array, origin: number): Generator<Field> {
  const end = origin + message.length
  let at = origin
  while (at < end) {
    const field = fieldAt(message, origin, at, end, Infinity)
    yield field
    at = field.end
  }
}

/** Of a packed field. @param origin offset of bytes[0], for the error @throws WireError */
export function* varintsOf(bytes: Uint8Array, origin: number): Generator<Varint> {
  for (let at = 0; at < bytes.length;) {
    const found = varintAt(bytes, at, bytes.length)
    if (found.next < 0) throw new WireError('malformed', origin + at, detail('number-endless'))
    yield found
    at = found.next
  }
}

const utf8 = new TextDecoder('utf-8', { ignoreBOM: true })
export const textOf = (bytes: Uint8Array): string => utf8.decode(bytes)
