/**
 * Just enough of the protobuf wire format to walk an ONNX file without a schema compiler and without touching
 * weights: a library would decode (and copy) the whole file.
 */

export interface Field {
  readonly number: number
  /** 0 varint, 1 eight bytes, 2 length-delimited, 5 four bytes */
  readonly wireType: number
  /** The varint's value (as a double: exact to 2^53), or 0. */
  readonly value: number
  /** Range of the payload in the file. */
  readonly start: number
  readonly end: number
}

/** Where the bytes stop making sense. */
export class WireError extends Error {
  constructor(
    readonly kind: 'truncated' | 'malformed',
    readonly offset: number,
    message: string,
    /** For truncated: the file would have to have at least this many bytes. */
    readonly needed = offset,
  ) {
    super(message)
  }
}

/** The fields of the message that lies at [start, end). @throws WireError with the offset of the fault */
export function* fieldsOf(file: Uint8Array, start: number, end: number): Generator<Field> {
  let at = start
  const varint = (): number => {
    const from = at
    let value = 0
    for (let shift = 1; ; shift *= 128) {
      if (at >= end) throw new WireError('truncated', from, 'a number runs over the end', end + 1)
      if (at - from > 9) throw new WireError('malformed', from, 'a number is longer than 10 bytes')
      const byte = file[at++]!
      value += (byte & 127) * shift
      if (byte < 128) return value
    }
  }
  while (at < end) {
    const offset = at
    const key = varint()
    const number = Math.floor(key / 8)
    const wireType = key % 8
    if (number === 0) throw new WireError('malformed', offset, 'field number 0')
    if (wireType === 0) {
      const value = varint()
      yield { number, wireType, value, start: offset, end: at }
      continue
    }
    const length = wireType === 2 ? varint() : wireType === 1 ? 8 : wireType === 5 ? 4 : -1
    if (length < 0) throw new WireError('malformed', offset, `wire type ${wireType}`)
    if (at + length > end)
      throw new WireError(
        'truncated',
        offset,
        `field ${number} needs ${length} bytes, ${end - at} are left`,
        at + length,
      )
    const payload = at
    at += length
    yield { number, wireType, value: 0, start: payload, end: at }
  }
}

const utf8 = new TextDecoder('utf-8')
export const textOf = (file: Uint8Array, field: Field): string =>
  utf8.decode(file.subarray(field.start, field.end))
