/** Vectors as bytes: base64, bytea of PostgreSQL, hexadecimal digits, what redis-cli and Python print. */
import { EngineError } from '../../engine/errors'
import { floatsOf } from '../float-bytes'

/**
 * float32, little-endian; with the header of pgvector's binary form, big-endian.
 * @throws EngineError vector/base64-length; vector/base64-values where the bytes are not plausible values of a vector
 */
export function valuesOfBytes(bytes: Uint8Array): number[] {
  if (bytes.length === 0 || bytes.length % 4 !== 0)
    throw new EngineError(
      'vector/base64-length',
      `${bytes.length} bytes are not a float32 vector: not a multiple of 4.`,
      { bytes: bytes.length },
    )
  const sent = pgvector(bytes)
  if (sent !== null) return sent
  const values = Array.from(floatsOf(bytes))
  const at = values.findIndex((value) => !isPlausible(value))
  // A vector with NaN alone is plausible as float32: the reader of vectors reports it with its place.
  if (at >= 0 && !values.every((value) => isPlausible(value) || !Number.isFinite(value)))
    throw new EngineError(
      'vector/base64-values',
      `Bytes read as little-endian float32 give ${values[at]} at [${at}]: no value of a vector.`,
      { index: at, found: String(values[at]) },
    )
  return values
}

/** Other bytes (float16, big-endian, text) nearly always give values outside of this range. */
const isPlausible = (value: number) => value === 0 || (Math.abs(value) < 1e4 && Math.abs(value) > 1e-20)

/** vector_send: the number of dimensions, two bytes of zero, big-endian values. */
function pgvector(bytes: Uint8Array): number[] | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const count = bytes.length / 4 - 1
  if (count < 1 || view.getUint16(0) !== count || view.getUint16(2) !== 0) return null
  const values = Array.from({ length: count }, (_, at) => view.getFloat32(4 + at * 4))
  return values.every(isPlausible) ? values : null
}

/** Fewer digits may be a number or a hash of something. */
const SHORT_HEX = 512

/** \x…, 0x…, X'…', <Buffer …>, or many hexadecimal digits alone; null: the text is none of these. @throws vector/shortened */
export function hexBytes(text: string): Uint8Array | null {
  const buffer = /^<Buffer ((?:[\da-f]{2} ?)+)(\.\.\.)?/i.exec(text)
  if (buffer?.[2] !== undefined)
    throw new EngineError(
      'vector/shortened',
      'The buffer was printed with "..." in place of most of its bytes.',
    )
  const marked = /^(?:E?'?\\{1,2}x|0x|X')([\da-f]{8,})'?(?:::bytea)?$/i.exec(text)
  const digits =
    buffer?.[1]!.replaceAll(' ', '') ??
    marked?.[1] ??
    (text.length >= SHORT_HEX && /^[\da-f]+$/i.test(text) ? text : null)
  if (digits === null || digits.length % 2 !== 0) return null
  return Uint8Array.from({ length: digits.length / 2 }, (_, at) =>
    parseInt(digits.slice(at * 2, at * 2 + 2), 16),
  )
}

const PRINTED =
  /^[ \t]*(?:\d+\)[ \t]*)*(?:[\w.]+[ \t]*[=:][ \t]*)?(?:[\w.]+\()?b?("(?:\\[^]|[^"\\\n])*"|'(?:\\[^]|[^'\\\n])*')(?:[ \t]*,[ \t]*dtype=[\w.'"<>]+)?\)?[ \t]*[,;]?[ \t]*$/gm
/** Not \\x, which is JSON's form of bytea. */
const BYTE = /(?<!\\)\\x[\da-f]{2}/i
const ESCAPES: Readonly<Record<string, number>> = { n: 10, r: 13, t: 9, a: 7, b: 8, f: 12, v: 11, '0': 0 }

/** Strings with \xNN that stand on a line alone, as redis-cli (`2) "\xcd…"`) and Python (b'\xcd…') print bytes. */
export function printedBytes(text: string): Uint8Array[] {
  if (!BYTE.test(text)) return []
  return [...text.matchAll(PRINTED)].flatMap(([, quoted]) => {
    if (!BYTE.test(quoted!)) return []
    const bytes: number[] = []
    for (const [, hex, other, char] of quoted!.slice(1, -1).matchAll(/\\x([\da-f]{2})|\\([^])|([^])/gi))
      bytes.push(
        hex !== undefined
          ? parseInt(hex, 16)
          : other !== undefined
            ? (ESCAPES[other] ?? other.charCodeAt(0))
            : char!.charCodeAt(0),
      )
    return bytes.every((byte) => byte < 256) ? [Uint8Array.from(bytes)] : []
  })
}

const CONTROL = /[\0-\x08\x0e-\x1f\x7f-\x9f]/

/** Bytes that were printed as characters, as in a dictionary of Python or a string of JSON; null: this is a text. */
export function charactersAsValues(text: string): number[] | null {
  if (text.length < 16 || text.length % 4 !== 0 || !CONTROL.test(text) || /[^\0-\xff]/.test(text)) return null
  try {
    return valuesOfBytes(Uint8Array.from(text, (char) => char.charCodeAt(0)))
  } catch {
    return null
  }
}
