/** Rounding to half precision, as a Cast to float16 does: to the nearest, ties to even; above 65504 infinity. */

/** The four numbers, each as near as float16 gets. Subnormal halves and NaN included. */
// @ts-ignore: decorator
@inline
export function roundToHalf(v: v128): v128 {
  const magnitude = f32x4.abs(v)
  const sign = v128.and(v, i32x4.splat(0x80000000))
  // Normal: 13 bits of the fraction go, by adding a half of the last bit that stays (less one where that bit is even).
  const odd = v128.and(i32x4.shr_u(magnitude, 13), i32x4.splat(1))
  const rounded = i32x4.add(i32x4.add(magnitude, i32x4.splat(0xfff)), odd)
  const normal = v128.and(rounded, i32x4.splat(0xffffe000))
  // Subnormal: multiples of 2^-24, which is the last bit of 0.5.
  const small = f32x4.sub(f32x4.add(magnitude, f32x4.splat(0.5)), f32x4.splat(0.5))
  const finite = v128.bitselect(small, normal, f32x4.lt(magnitude, f32x4.splat(6.103515625e-5)))
  const isLarge = f32x4.ge(finite, f32x4.splat(65536))
  const limited = v128.bitselect(f32x4.splat(f32.POSITIVE_INFINITY), finite, isLarge)
  const isNumber = f32x4.eq(v, v)
  return v128.or(v128.bitselect(limited, magnitude, isNumber), sign)
}
