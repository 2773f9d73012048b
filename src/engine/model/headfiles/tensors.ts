/** Float tensors as files store them, widened to float32. */

export interface NamedTensor {
  readonly shape: readonly number[]
  readonly data: Float32Array
}

export type FloatFormat = 'f64' | 'f32' | 'f16' | 'bf16'
export const FORMAT_BYTES: Readonly<Record<FloatFormat, number>> = { f64: 8, f32: 4, f16: 2, bf16: 2 }

/** @param raw little-endian elements, not necessarily aligned */
export function toFloat32(raw: Uint8Array, format: FloatFormat): Float32Array {
  const view = new DataView(raw.buffer, raw.byteOffset, raw.byteLength)
  const size = FORMAT_BYTES[format]
  const out = new Float32Array(Math.floor(raw.byteLength / size))
  for (let i = 0; i < out.length; i++) out[i] = read(view, i * size, format)
  return out
}

const bits = new DataView(new ArrayBuffer(4))
function read(view: DataView, at: number, format: FloatFormat): number {
  if (format === 'f32') return view.getFloat32(at, true)
  if (format === 'f64') return view.getFloat64(at, true)
  if (format === 'f16') return halfToNumber(view.getUint16(at, true))
  bits.setUint32(0, view.getUint16(at, true) << 16)
  return bits.getFloat32(0)
}

/** IEEE 754 binary16; DataView.getFloat16 is not in every browser yet. */
export function halfToNumber(half: number): number {
  const sign = half & 0x8000 ? -1 : 1
  const exponent = (half >> 10) & 31
  const fraction = half & 1023
  if (exponent === 0) return sign * fraction * 2 ** -24
  if (exponent === 31) return fraction ? NaN : sign * Infinity
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15)
}

/** The float tensors of a file, read when they are asked for. */
export interface TensorFile {
  /** In error messages. */
  readonly file: string
  /** By name; a file that is one tensor calls it "weight". */
  readonly shapes: ReadonlyMap<string, readonly number[]>
  /** @throws EngineError model/head-invalid; as ByteRanges.read */
  readonly read: (name: string) => Promise<NamedTensor>
}

/** Numbers of one tensor: no head is as large, and a damaged file may name any number. */
export const MOST_NUMBERS = 2 ** 26

/** Null: no shape of whole sizes, or with more numbers than any head has. */
export function countOf(shape: readonly unknown[]): number | null {
  let count = 1
  for (const size of shape) {
    if (!isCount(size)) return null
    count *= size
  }
  return count <= MOST_NUMBERS ? count : null
}

export const isCount = (value: unknown): value is number =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= 0
