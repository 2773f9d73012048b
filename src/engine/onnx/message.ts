/** Builds protobuf messages. Large parts are written later, directly into their place. */
import type { TensorRef } from './types'

/** Bytes that are read after everything else has its place. */
export interface Hole {
  readonly tensor: TensorRef
  readonly length: number
}

const utf8 = new TextEncoder()

export class Message {
  readonly parts: (Uint8Array | Hole)[] = []
  length = 0

  /** A field of wire type 0. Numbers are wrapped to int64. */
  int(number: number, value: number): this {
    return this.add(Uint8Array.from([...varint(number * 8), ...varint(value)]))
  }

  float(number: number, value: number): this {
    const bytes = new Uint8Array(4)
    new DataView(bytes.buffer).setFloat32(0, value, true)
    return this.add(Uint8Array.from(varint(number * 8 + 5))).add(bytes)
  }

  bytes(number: number, value: Uint8Array): this {
    return this.header(number, value.length).add(value)
  }

  text(number: number, value: string): this {
    return this.bytes(number, utf8.encode(value))
  }

  message(number: number, value: Message): this {
    this.header(number, value.length)
    for (const part of value.parts) this.add(part)
    return this
  }

  hole(number: number, hole: Hole): this {
    return this.header(number, hole.length).add(hole)
  }

  /** What is encoded already, or will be. */
  add(part: Uint8Array | Hole): this {
    this.parts.push(part)
    this.length += part.length
    return this
  }

  private header(number: number, length: number): this {
    return this.add(Uint8Array.from([...varint(number * 8 + 2), ...varint(length)]))
  }
}

const INT64_MAX = 2n ** 63n - 1n

function varint(value: number): number[] {
  const bytes: number[] = []
  let rest = value
  if (value < 0 || value > Number.MAX_SAFE_INTEGER) {
    let long = BigInt.asUintN(64, value >= 2 ** 63 ? INT64_MAX : BigInt(value))
    for (; long > 127n; long >>= 7n) bytes.push(Number(long & 127n) | 128)
    return [...bytes, Number(long)]
  }
  for (; rest > 127; rest = Math.floor(rest / 128)) bytes.push((rest % 128) | 128)
  return [...bytes, rest]
}
