/** Rows of activations, laid out for the tiles: [k / g][rows of the tile][g], with g values of k in 32 bits. */
import { MATRIX_DOTS, MATRIX_FLOAT, MATRIX_INT16, MATRIX_QUADS, MATRIX_SIGNED, RANGE_CENTRE, RANGE_SCALE, RANGE_SUM, RANGE_ZERO } from '../abi'
import { totalOf, truncate } from './simd'

/** Rows of a tile, at most: as in src/kernels/generate/tiles.ts. */
// @ts-ignore: decorator
@inline
function rowsOfTile(kind: i32): i32 {
  if (kind == MATRIX_QUADS) return 4
  return kind == MATRIX_FLOAT || kind == MATRIX_INT16 || kind == MATRIX_SIGNED || kind == MATRIX_DOTS ? 6 : 5
}

/** Bytes of a value, as a power of 2. */
// @ts-ignore: decorator
@inline
export function packedShift(kind: i32): i32 {
  return kind == MATRIX_FLOAT ? 2 : kind == MATRIX_INT16 ? 1 : 0
}

// @ts-ignore: decorator
@inline
export function tileCount(kind: i32, rows: i32): i32 {
  const most = rowsOfTile(kind)
  return (rows + most - 1) / most
}

/** Tiles of nearly equal height. */
// @ts-ignore: decorator
@inline
export function tileStart(tile: i32, count: i32, rows: i32): i32 {
  return <i32>((<i64>tile * <i64>rows) / <i64>count)
}

/** @param to where the row's first 32 bits go @param height rows of its tile @param k a multiple of 8 */
export function packRow(kind: i32, x: usize, k: i32, to: usize, height: i32, range: usize, needsSum: bool): void {
  const end = x + (<usize>k << 2)
  const step = <usize>height << 2
  if (kind == MATRIX_FLOAT) packFloats(x, end, to, step)
  else if (kind == MATRIX_INT16) packInt16(x, end, to, step, range, needsSum)
  else packBytes(x, end, to, step, range, needsSum, kind == MATRIX_SIGNED ? 128 : 0)
}

// @ts-ignore: decorator
@inline
function packFloats(x: usize, end: usize, to: usize, step: usize): void {
  while (x < end) {
    const v = v128.load(x)
    v128.store32_lane(to, v, 0)
    v128.store32_lane(to + step, v, 1)
    v128.store32_lane(to + 2 * step, v, 2)
    v128.store32_lane(to + 3 * step, v, 3)
    to += 4 * step
    x += 16
  }
}

/** (x - centre) / scale, to the nearest, ties to even. */
// @ts-ignore: decorator
@inline
function steps(x: usize, centre: v128, scale: v128): v128 {
  return truncate(f32x4.nearest(f32x4.div(f32x4.sub(v128.load(x), centre), scale)))
}

/** Codes as DynamicQuantizeLinear has them, less their zero point. */
// @ts-ignore: decorator
@inline
function packInt16(x: usize, end: usize, to: usize, step: usize, range: usize, needsSum: bool): void {
  const zero = load<i32>(range, RANGE_ZERO)
  const scale = v128.load_splat<f32>(range + RANGE_SCALE)
  const centre = v128.load_splat<f32>(range + RANGE_CENTRE)
  const least = i16x8.splat(<i16>-zero)
  const most = i16x8.splat(<i16>(255 - zero))
  const ones = i16x8.splat(1)
  let sum = i32x4.splat(0)
  while (x < end) {
    const codes = i16x8.narrow_i32x4_s(steps(x, centre, scale), steps(x + 16, centre, scale))
    const v = i16x8.max_s(i16x8.min_s(codes, most), least)
    v128.store32_lane(to, v, 0)
    v128.store32_lane(to + step, v, 1)
    v128.store32_lane(to + 2 * step, v, 2)
    v128.store32_lane(to + 3 * step, v, 3)
    if (needsSum) sum = i32x4.add(sum, i32x4.dot_i16x8_s(v, ones))
    to += 4 * step
    x += 32
  }
  if (needsSum) store<i32>(range, totalOf(sum), RANGE_SUM)
}

/** The same codes with their zero point. @param flip 128: as signed bytes, less 128 */
// @ts-ignore: decorator
@inline
function packBytes(x: usize, end: usize, to: usize, step: usize, range: usize, needsSum: bool, flip: u8): void {
  const flips = i8x16.splat(<i8>flip)
  const zero = load<i32>(range, RANGE_ZERO)
  const scale = v128.load_splat<f32>(range + RANGE_SCALE)
  const centre = v128.load_splat<f32>(range + RANGE_CENTRE)
  const shift = i16x8.splat(<i16>zero)
  const ones = i16x8.splat(1)
  let sum = i32x4.splat(0)
  while (x < end) {
    const codes = i16x8.add_sat_s(i16x8.narrow_i32x4_s(steps(x, centre, scale), steps(x + 16, centre, scale)), shift)
    const v = i8x16.narrow_i16x8_u(codes, codes)
    const packed = v128.xor(v, flips)
    v128.store32_lane(to, packed, 0)
    v128.store32_lane(to + step, packed, 1)
    if (needsSum) sum = i32x4.add(sum, i32x4.dot_i16x8_s(i16x8.sub(i16x8.extend_low_i8x16_u(v), shift), ones))
    to += 2 * step
    x += 32
  }
  if (needsSum) store<i32>(range, totalOf(sum), RANGE_SUM)
}
