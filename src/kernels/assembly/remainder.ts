/**
 * Weights that make sums of 16 bits overflow. Two products x · w fit into 16 bits where their weights of one sign sum to at most
 * 128 in magnitude, because x is at most 255. So do four of them, which the kernel of quads adds before it widens. Of other groups
 * weights are made smaller in the panels, and the differences are kept apart: a u32 for each panel of 8 columns with the number of
 * entries before it, one more for all, then entries of 32 bits, sorted by column in a panel: k (u16), column (u8), difference (i8).
 */
import { MATRIX_K, MATRIX_N, MATRIX_PANELS, MATRIX_REMAINDER } from '../abi'
import { pointer } from './job'
import { totalOf } from './simd'

const MOST: i32 = 128

/** a: u8[k / 4][height][4]. Adds x · difference to the sums of 8 columns: i32, rows `stride` bytes apart. */
export function addRemainder(remainder: usize, panel: i32, a: usize, height: i32, sums: usize, stride: usize): void {
  const entries = remainder + entriesAt(remainder)
  let entry = entries + (<usize>load<u32>(remainder + (<usize>panel << 2)) << 2)
  const end = entries + (<usize>load<u32>(remainder + (<usize>panel << 2), 4) << 2)
  const low = i32x4.splat(255)
  let column: u32 = 0
  let rows = i32x4.splat(0)
  let last = rows
  for (; entry < end; entry += 4) {
    const packed = load<u32>(entry)
    const at = (packed >> 16) & 255
    if (at != column) {
      add(sums + (<usize>column << 2), stride, height, rows, last)
      rows = i32x4.splat(0)
      last = rows
      column = at
    }
    const k = packed & 0xffff
    const words = a + <usize>(k >> 2) * (<usize>height << 2)
    const shift = <i32>((k & 3) << 3)
    const difference = i32x4.splat((<i32>packed >> 24) & 0xffff)
    // Each lane is a pair of 16 bits: x and 0.
    rows = i32x4.add(rows, i32x4.dot_i16x8_s(v128.and(i32x4.shr_u(v128.load(words), shift), low), difference))
    if (height > 4) last = i32x4.add(last, i32x4.dot_i16x8_s(v128.and(i32x4.shr_u(v128.load32_zero(words, 16), shift), low), difference))
  }
  add(sums + (<usize>column << 2), stride, height, rows, last)
}

function add(to: usize, stride: usize, height: i32, rows: v128, last: v128): void {
  addTo(to, i32x4.extract_lane(rows, 0))
  if (height > 1) addTo(to + stride, i32x4.extract_lane(rows, 1))
  if (height > 2) addTo(to + 2 * stride, i32x4.extract_lane(rows, 2))
  if (height > 3) addTo(to + 3 * stride, i32x4.extract_lane(rows, 3))
  if (height > 4) addTo(to + 4 * stride, i32x4.extract_lane(last, 0))
}

// @ts-ignore: decorator
@inline
function addTo(to: usize, value: i32): void {
  store<i32>(to, load<i32>(to) + value)
}

/** The first word: bytes from the remainder to its entries. */
// @ts-ignore: decorator
@inline
function entriesAt(remainder: usize): usize {
  return <usize>load<u32>(remainder - 4)
}

/** @returns the pairs of a matrix (panels i8[n / 8][k / 4][8][4]) that can saturate */
export function countSaturating(panels: usize, k: i32, n: i32): i32 {
  const end = panels + <usize>k * <usize>n
  const most = i16x8.splat(<i16>MOST)
  let count = i32x4.splat(0)
  const ones = i16x8.splat(1)
  for (; panels < end; panels += 16) {
    const over = i16x8.gt_s(i16x8.abs(i16x8.extadd_pairwise_i8x16_s(v128.load(panels))), most)
    count = i32x4.sub(count, i32x4.dot_i16x8_s(over, ones))
  }
  return totalOf(count)
}

/** @returns the quads that can overflow */
export function countOverflowing(panels: usize, k: i32, n: i32): i32 {
  const end = panels + <usize>k * <usize>n
  const most = i16x8.splat(<i16>MOST)
  const zero = i8x16.splat(0)
  const ones = i16x8.splat(1)
  let count = i32x4.splat(0)
  for (; panels < end; panels += 64)
    for (let half: usize = 0; half < 32; half += 16) {
      const first = v128.load(panels + half)
      const second = v128.load(panels + half, 32)
      const above = i16x8.add(positive(first, zero), positive(second, zero))
      const below = i16x8.add(positive(i8x16.neg(first), zero), positive(i8x16.neg(second), zero))
      // -128 has no opposite among 8 bits: counted, whatever is beside it.
      const least = v128.or(i8x16.eq(first, i8x16.splat(-128)), i8x16.eq(second, i8x16.splat(-128)))
      const over = v128.or(i16x8.gt_s(above, most), i16x8.gt_s(below, most))
      count = i32x4.sub(count, i32x4.dot_i16x8_s(v128.or(over, i16x8.ne(least, zero)), ones))
    }
  return totalOf(count)
}

/** Sums of two neighbours above 0. */
// @ts-ignore: decorator
@inline
function positive(v: v128, zero: v128): v128 {
  return i16x8.extadd_pairwise_i8x16_s(i8x16.max_s(v, zero))
}

/** @returns bytes that `split` writes at most for so many groups of this size */
export function remainderBytes(n: i32, count: i32, size: i32): i32 {
  // Of four weights of one sign, three may shrink.
  return 4 + (((n >> 3) + 1) << 2) + (count << 2) * (size - 1)
}

/**
 * Splits the panels in place.
 * @param size of the groups: 2 or 4
 * @param to where MATRIX_REMAINDER will lie, less 4 bytes
 * @returns bytes written there
 */
export function split(panels: usize, k: i32, n: i32, size: i32, to: usize): i32 {
  const count = n >> 3
  const starts = to + 4
  const entries = <usize>(count + 1) << 2
  store<u32>(to, <u32>entries)
  let next = starts + entries
  for (let panel = 0; panel < count; panel++) {
    store<u32>(starts + (<usize>panel << 2), <u32>((next - starts - entries) >> 2))
    const base = panels + <usize>(panel * 8) * <usize>k
    for (let column = 0; column < 8; column++)
      // Quads: k, k + 1, k + 4, k + 5.
      for (let at = 0; at < k; at += size == 4 && (at & 2) ? 6 : 2) {
        const group = base + (<usize>(at >> 2) << 5) + (<usize>column << 2) + <usize>(at & 3)
        next = shrink(group, size, 1, at, column, next)
        next = shrink(group, size, -1, at, column, next)
      }
  }
  store<u32>(starts + (<usize>count << 2), <u32>((next - starts - entries) >> 2))
  return <i32>(next - to)
}

/** Makes weights of one sign smaller, the greatest first, until the group fits. @returns where the next entry goes */
function shrink(group: usize, size: i32, sign: i32, k: i32, column: i32, next: usize): usize {
  let excess = -MOST
  for (let i = 0; i < size; i++) excess += max(0, sign * <i32>load<i8>(placeOf(group, i)))
  while (excess > 0) {
    let greatest = 0
    let which = 0
    for (let i = 0; i < size; i++) {
      const weight = sign * <i32>load<i8>(placeOf(group, i))
      if (weight <= greatest) continue
      greatest = weight
      which = i
    }
    const cut = min(greatest, excess)
    store<i8>(placeOf(group, which), <i8>(sign * (greatest - cut)))
    const at = k + (which & 1) + ((which >> 1) << 2)
    store<u32>(next, <u32>at | (<u32>column << 16) | (<u32>(sign * cut) << 24))
    next += 4
    excess -= cut
  }
  return next
}

/** Of the group's weights. */
// @ts-ignore: decorator
@inline
function placeOf(group: usize, i: i32): usize {
  return group + <usize>(i & 1) + (<usize>(i >> 1) << 5)
}

/** Puts the differences back into the panels (sign 1), or takes them out again (-1): pairs saturate, or do not. */
export function moveRemainder(matrix: usize, sign: i32): void {
  const remainder = pointer(matrix, MATRIX_REMAINDER)
  if (!remainder) return
  const k = load<i32>(matrix, MATRIX_K)
  const entries = remainder + entriesAt(remainder)
  for (let panel = 0; panel < load<i32>(matrix, MATRIX_N) >> 3; panel++) {
    const base = pointer(matrix, MATRIX_PANELS) + <usize>(panel * 8) * <usize>k
    const last = load<u32>(remainder + (<usize>panel << 2), 4)
    for (let index = load<u32>(remainder + (<usize>panel << 2)); index < last; index++) {
      const entry = load<u32>(entries + (<usize>index << 2))
      const at = entry & 0xffff
      const p = base + (<usize>(at >> 2) << 5) + (<usize>((entry >> 16) & 255) << 2) + <usize>(at & 3)
      store<i8>(p, <i8>(<i32>load<i8>(p) + sign * (<i32>entry >> 24)))
    }
  }
}
