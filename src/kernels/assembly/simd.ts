/**
 * What the two builds do differently, and vector maths. The plain build rounds after each multiplication, so its sums differ
 * from the relaxed build's in the last bits; within a build a sum is the same on every thread.
 */
import {
  C_EXP_LEAST,
  C_LOG2E,
  C_LN2_HIGH,
  C_LN2_LOW,
  C_EXP_0,
  C_EXP_1,
  C_EXP_2,
  C_EXP_3,
  C_EXP_4,
  C_EXP_5,
  C_ONE,
  C_ROUND,
} from './constants'

/** a * b + c */
// @ts-ignore: decorator
@inline
export function madd(a: v128, b: v128, c: v128): v128 {
  return ASC_FEATURE_RELAXED_SIMD ? f32x4.relaxed_madd(a, b, c) : f32x4.add(f32x4.mul(a, b), c)
}

/** Of values within i32: what others become differs between machines. */
// @ts-ignore: decorator
@inline
export function truncate(v: v128): v128 {
  return ASC_FEATURE_RELAXED_SIMD ? i32x4.relaxed_trunc_f32x4_s(v) : i32x4.trunc_sat_f32x4_s(v)
}

/** Sums of two products w · x, saturated at 16 bits, as vpmaddubsw has them. w: i8, x: u8 */
// @ts-ignore: decorator
@inline
export function saturatingPairs(w: v128, x: v128): v128 {
  const even = i16x8.mul(v128.and(x, i16x8.splat(255)), i16x8.shr_s(i16x8.shl(w, 8), 8))
  const odd = i16x8.mul(i16x8.shr_u(x, 8), i16x8.shr_s(w, 8))
  return i16x8.add_sat_s(even, odd)
}

/** The same in one instruction on x64; elsewhere what the engine makes of it (probe.ts). */
// @ts-ignore: decorator
@inline
export function relaxedPairs(w: v128, x: v128): v128 {
  return ASC_FEATURE_RELAXED_SIMD ? i16x8.relaxed_dot_i8x16_i7x16_s(w, x) : saturatingPairs(w, x)
}

/** c plus sums of four products w · x. w and x: i8 */
// @ts-ignore: decorator
@inline
export function dotsOfSigned(w: v128, x: v128, c: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return i32x4.relaxed_dot_i8x16_i7x16_add_s(w, x, c)
  const low = i32x4.dot_i16x8_s(i16x8.extend_low_i8x16_s(w), i16x8.extend_low_i8x16_s(x))
  const high = i32x4.dot_i16x8_s(i16x8.extend_high_i8x16_s(w), i16x8.extend_high_i8x16_s(x))
  return i32x4.add(c, neighbours(low, high))
}

/** The same for x: u8. The relaxed instruction is one or the other (probe.ts). */
// @ts-ignore: decorator
@inline
export function dotsOfUnsigned(w: v128, x: v128, c: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return i32x4.relaxed_dot_i8x16_i7x16_add_s(w, x, c)
  const low = i32x4.dot_i16x8_s(i16x8.extend_low_i8x16_s(w), i16x8.extend_low_i8x16_u(x))
  const high = i32x4.dot_i16x8_s(i16x8.extend_high_i8x16_s(w), i16x8.extend_high_i8x16_u(x))
  return i32x4.add(c, neighbours(low, high))
}

// @ts-ignore: decorator
@inline
function neighbours(low: v128, high: v128): v128 {
  return i32x4.add(v128.shuffle<i32>(low, high, 0, 2, 4, 6), v128.shuffle<i32>(low, high, 1, 3, 5, 7))
}

/**
 * e^v for v up to 88, to 2 units in the last place; exactly 0 from -88 on downwards. NaN stays NaN. `constants`: JOB_CONSTANTS
 * of the job, since V8 puts v128 literals together anew at each use.
 */
// @ts-ignore: decorator
@inline
export function exp4(constants: usize, v: v128): v128 {
  const x = f32x4.pmax(v, v128.load(constants, C_EXP_LEAST))
  // So large a number has no fraction: the sum is rounded to a whole n, whose exponent 2^n then are its last bits.
  const shifted = madd(x, v128.load(constants, C_LOG2E), v128.load(constants, C_ROUND))
  const n = f32x4.sub(shifted, v128.load(constants, C_ROUND))
  let r = madd(n, v128.load(constants, C_LN2_HIGH), x)
  r = madd(n, v128.load(constants, C_LN2_LOW), r)
  let p = madd(v128.load(constants, C_EXP_0), r, v128.load(constants, C_EXP_1))
  p = madd(p, r, v128.load(constants, C_EXP_2))
  p = madd(p, r, v128.load(constants, C_EXP_3))
  p = madd(p, r, v128.load(constants, C_EXP_4))
  p = madd(p, r, v128.load(constants, C_EXP_5))
  p = madd(f32x4.mul(r, r), p, f32x4.add(r, v128.load(constants, C_ONE)))
  return f32x4.mul(p, i32x4.shl(shifted, 23))
}

// @ts-ignore: decorator
@inline
export function sumOf(v: v128): f32 {
  const low = f32x4.extract_lane(v, 0) + f32x4.extract_lane(v, 1)
  return low + (f32x4.extract_lane(v, 2) + f32x4.extract_lane(v, 3))
}

// @ts-ignore: decorator
@inline
export function totalOf(v: v128): i32 {
  return i32x4.extract_lane(v, 0) + i32x4.extract_lane(v, 1) + i32x4.extract_lane(v, 2) + i32x4.extract_lane(v, 3)
}

// @ts-ignore: decorator
@inline
export function mostOf(v: v128): f32 {
  const low = max(f32x4.extract_lane(v, 0), f32x4.extract_lane(v, 1))
  return max(low, max(f32x4.extract_lane(v, 2), f32x4.extract_lane(v, 3)))
}

// @ts-ignore: decorator
@inline
export function leastOf(v: v128): f32 {
  const low = min(f32x4.extract_lane(v, 0), f32x4.extract_lane(v, 1))
  return min(low, min(f32x4.extract_lane(v, 2), f32x4.extract_lane(v, 3)))
}
