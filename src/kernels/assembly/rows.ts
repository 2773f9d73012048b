/**
 * What is done to each row (token) alone: residual sum and LayerNorm, the activation, and the range of values that dynamic
 * quantisation needs. A row with NaN or infinity has the range NaN, so that quantisation cannot make a finite number of it.
 */
import { GELU_TANH, RANGE_SCALE, RANGE_ZERO } from '../abi'
import { geluErf4, geluTanh4 } from './gelu'
import { roundToHalf } from './half'
import { leastOf, madd, mostOf, sumOf } from './simd'

/** Until the texts' ranges are known (ranges.ts), the row's RANGE holds its least and greatest value. */
function storeRange(range: usize, least: v128, most: v128, sum: v128): void {
  const check = sumOf(sum)
  const isFinite = check - check == 0
  store<f32>(range + RANGE_SCALE, isFinite ? leastOf(least) : f32.NaN)
  store<f32>(range + RANGE_ZERO, isFinite ? mostOf(most) : f32.NaN)
}

/** @param width a multiple of 4 */
export function rangeOfRow(x: usize, width: i32, range: usize): void {
  let least = f32x4.splat(f32.POSITIVE_INFINITY)
  let most = f32x4.splat(f32.NEGATIVE_INFINITY)
  let sum = f32x4.splat(0)
  const end = x + (<usize>width << 2)
  for (; x < end; x += 16) {
    const v = v128.load(x)
    least = f32x4.pmin(least, v)
    most = f32x4.pmax(most, v)
    sum = f32x4.add(sum, v)
  }
  storeRange(range, least, most, sum)
}

/**
 * x = LayerNorm(x + added) · gamma + beta, in place. The variance is the mean square of the differences.
 * @param width a multiple of 8
 * @param range 0: not wanted
 */
export function addAndNorm(
  x: usize,
  added: usize,
  gamma: usize,
  beta: usize,
  epsilon: f32,
  width: i32,
  isHalf: bool,
  range: usize,
): void {
  const bytes = <usize>width << 2
  let sum0 = f32x4.splat(0)
  let sum1 = sum0
  for (let at: usize = 0; at < bytes; at += 32) {
    const v = f32x4.add(v128.load(x + at), v128.load(added + at))
    const w = f32x4.add(v128.load(x + at, 16), v128.load(added + at, 16))
    v128.store(x + at, v)
    v128.store(x + at, w, 16)
    sum0 = f32x4.add(sum0, v)
    sum1 = f32x4.add(sum1, w)
  }
  const mean = f32x4.splat(sumOf(f32x4.add(sum0, sum1)) / <f32>width)
  let square0 = f32x4.splat(0)
  let square1 = square0
  for (let at: usize = 0; at < bytes; at += 32) {
    const v = f32x4.sub(v128.load(x + at), mean)
    const w = f32x4.sub(v128.load(x + at, 16), mean)
    square0 = madd(v, v, square0)
    square1 = madd(w, w, square1)
  }
  const variance = sumOf(f32x4.add(square0, square1)) / <f32>width
  const factor = f32x4.splat(1 / sqrt<f32>(variance + epsilon))
  let least = f32x4.splat(f32.POSITIVE_INFINITY)
  let most = f32x4.splat(f32.NEGATIVE_INFINITY)
  let sum = f32x4.splat(0)
  for (let at: usize = 0; at < bytes; at += 16) {
    const centred = f32x4.mul(f32x4.sub(v128.load(x + at), mean), factor)
    let v = madd(centred, v128.load(gamma + at), v128.load(beta + at))
    if (isHalf) v = roundToHalf(v)
    v128.store(x + at, v)
    least = f32x4.pmin(least, v)
    most = f32x4.pmax(most, v)
    sum = f32x4.add(sum, v)
  }
  if (range) storeRange(range, least, most, sum)
}

/** x = GELU(x), in place. Two at a time: each is a long chain. @param width a multiple of 8. @param range 0: not wanted */
export function activate(constants: usize, x: usize, width: i32, kind: i32, range: usize): void {
  let least = f32x4.splat(f32.POSITIVE_INFINITY)
  let most = f32x4.splat(f32.NEGATIVE_INFINITY)
  let sum = f32x4.splat(0)
  const end = x + (<usize>width << 2)
  if (kind == GELU_TANH)
    for (; x < end; x += 32) {
      const v = geluTanh4(constants, v128.load(x))
      const w = geluTanh4(constants, v128.load(x, 16))
      v128.store(x, v)
      v128.store(x, w, 16)
      least = f32x4.pmin(f32x4.pmin(least, v), w)
      most = f32x4.pmax(f32x4.pmax(most, v), w)
      sum = f32x4.add(sum, f32x4.add(v, w))
    }
  else
    for (; x < end; x += 32) {
      const v = geluErf4(constants, v128.load(x))
      const w = geluErf4(constants, v128.load(x, 16))
      v128.store(x, v)
      v128.store(x, w, 16)
      least = f32x4.pmin(f32x4.pmin(least, v), w)
      most = f32x4.pmax(f32x4.pmax(most, v), w)
      sum = f32x4.add(sum, f32x4.add(v, w))
    }
  if (range) storeRange(range, least, most, sum)
}
