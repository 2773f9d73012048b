/** Numbers rounded to other number types. */

const bits = new DataView(new ArrayBuffer(4))

/** Rounds to the nearest float16, ties to even; infinity beyond 65504, as IEEE 754 defines. */
export function toFloat16(value: number): number {
  if (value === 0 || !Number.isFinite(value)) return value
  const exponent = Math.max(exponentOf(value), -14)
  const rounded = nearestEven(value, 2 ** (exponent - 10))
  return Math.abs(rounded) > 65504 ? Math.sign(value) * Infinity : rounded
}

/** Rounds to the nearest bfloat16, ties to even: the upper half of a float32. */
export function toBfloat16(value: number): number {
  if (value === 0 || !Number.isFinite(value)) return value
  return nearestEven(value, 2 ** (Math.max(exponentOf(value), -126) - 7))
}

/** Distance between neighbouring float16 or bfloat16 numbers at a value. */
export const float16Step = (value: number): number =>
  2 ** (Math.max(value === 0 ? -14 : exponentOf(value), -14) - 10)
export const bfloat16Step = (value: number): number =>
  2 ** (Math.max(value === 0 ? -126 : exponentOf(value), -126) - 7)

/** The exponent, from the bits of the float32: Math.log2 may round up to the next integer. */
function exponentOf(value: number): number {
  bits.setFloat32(0, value)
  const field = (bits.getUint32(0) >>> 23) & 0xff
  return field === 0 ? -127 : field - 127
}

function nearestEven(value: number, step: number): number {
  const steps = value / step
  const low = Math.floor(steps)
  const rest = steps - low
  return (rest > 0.5 || (rest === 0.5 && low % 2 !== 0) ? low + 1 : low) * step
}
