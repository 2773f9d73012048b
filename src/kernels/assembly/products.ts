/**
 * Products of packed rows with packed weights: [rows, k] · [k, n]. An item is some tiles of rows × some panels of 8 columns;
 * its weights stay in the cache while the tiles pass by.
 */
import {
  ACTIVATIONS_ROW,
  JOB_ACTIVATIONS,
  JOB_PACKED,
  JOB_RANGES,
  JOB_ROWS,
  MATRIX_BIAS,
  MATRIX_DOTS,
  MATRIX_FLOAT,
  MATRIX_INT16,
  MATRIX_K,
  MATRIX_KIND,
  MATRIX_N,
  MATRIX_PANELS,
  MATRIX_QUADS,
  MATRIX_REMAINDER,
  MATRIX_SATURATING,
  MATRIX_SCALES,
  MATRIX_SIGNED,
  MATRIX_SUMS,
  MATRIX_ZEROS,
  RANGE_BYTES,
  RANGE_CENTRE,
  RANGE_SCALE,
  RANGE_SUM,
  RANGE_ZERO,
} from '../abi'
import { dotsTile, floatTile, int16Tile, quadsTile, saturatingTile, signedTile, unsignedTile } from './generated/tiles'
import { pointer } from './job'
import { packedShift, packRow, tileCount, tileStart } from './pack-rows'
import { addRemainder } from './remainder'

/** Columns of an item. */
const COLUMNS = 64
/** Of k: so many rows of a panel and of a tile fit into the first cache together. */
const FLOAT_DEPTH = 256
/** Bytes of packed rows that an item goes through: a part of the second cache. */
const ROW_BYTES = 196_608
/** More would leave threads without an item. */
const MOST_TILES = 16

export function packItems(job: usize, matrix: usize): i32 {
  return tileCount(load<i32>(matrix, MATRIX_KIND), load<i32>(job, JOB_ROWS))
}

/** @param from f32[rows][k] */
export function packItem(job: usize, matrix: usize, from: usize, item: i32): void {
  const kind = load<i32>(matrix, MATRIX_KIND)
  const k = load<i32>(matrix, MATRIX_K)
  const rows = load<i32>(job, JOB_ROWS)
  const count = tileCount(kind, rows)
  const first = tileStart(item, count, rows)
  const height = tileStart(item + 1, count, rows) - first
  const to = pointer(job, JOB_PACKED) + ((<usize>first * <usize>k) << packedShift(kind))
  const needsSums = load<u32>(matrix, MATRIX_ZEROS) != 0
  for (let row = 0; row < height; row++) {
    const x = from + ((<usize>(first + row) * <usize>k) << 2)
    packRow(kind, x, k, to + (<usize>row << 2), height, pointer(job, JOB_RANGES) + <usize>(first + row) * RANGE_BYTES, needsSums)
  }
}

function groupOf(kind: i32, k: i32): i32 {
  // Floats are gone through a block of k at a time.
  const depth = kind == MATRIX_FLOAT ? min(k, FLOAT_DEPTH) : k
  return min(MOST_TILES, max(1, ROW_BYTES / ((depth * 6) << packedShift(kind))))
}

function chunksOf(matrix: usize): i32 {
  return (load<i32>(matrix, MATRIX_N) + COLUMNS - 1) / COLUMNS
}

export function productItems(job: usize, matrix: usize): i32 {
  const kind = load<i32>(matrix, MATRIX_KIND)
  const group = groupOf(kind, load<i32>(matrix, MATRIX_K))
  return ((tileCount(kind, load<i32>(job, JOB_ROWS)) + group - 1) / group) * chunksOf(matrix)
}

/** @param out f32[rows][n] */
export function productItem(job: usize, matrix: usize, out: usize, item: i32): void {
  const kind = load<i32>(matrix, MATRIX_KIND)
  const k = load<i32>(matrix, MATRIX_K)
  const n = load<i32>(matrix, MATRIX_N)
  const rows = load<i32>(job, JOB_ROWS)
  const count = tileCount(kind, rows)
  const group = groupOf(kind, k)
  const chunks = chunksOf(matrix)
  const from = (item / chunks) * group
  const to = min(from + group, count)
  const column = (item % chunks) * COLUMNS
  const end = min(column + COLUMNS, n)
  if (kind == MATRIX_FLOAT) floatBlock(job, matrix, out, k, n, rows, count, from, to, column, end)
  else codeBlock(job, matrix, out, kind, k, n, rows, count, from, to, column, end)
}

// @ts-ignore: decorator
@inline
function floatBlock(job: usize, matrix: usize, out: usize, k: i32, n: i32, rows: i32, count: i32, from: i32, to: i32, column: i32, end: i32): void {
  const packed = pointer(job, JOB_PACKED)
  const stride = <usize>n << 2
  for (let depth = 0; depth < k; depth += FLOAT_DEPTH) {
    const steps = min(FLOAT_DEPTH, k - depth) >> 2
    for (let c = column; c < end; c += 8) {
      const panel = pointer(matrix, MATRIX_PANELS) + ((<usize>c * <usize>k + <usize>(depth * 8)) << 2)
      const bias = depth == 0 ? pointer(matrix, MATRIX_BIAS) + (<usize>c << 2) : 0
      for (let tile = from; tile < to; tile++) {
        const first = tileStart(tile, count, rows)
        const height = tileStart(tile + 1, count, rows) - first
        const a = packed + ((<usize>first * <usize>k + <usize>(depth * height)) << 2)
        floatTile(height, a, panel, out + <usize>first * stride + (<usize>c << 2), stride, steps, bias)
      }
    }
  }
}

// @ts-ignore: decorator
@inline
function codeBlock(job: usize, matrix: usize, out: usize, kind: i32, k: i32, n: i32, rows: i32, count: i32, from: i32, to: i32, column: i32, end: i32): void {
  const packed = pointer(job, JOB_PACKED)
  const shift = packedShift(kind)
  const stride = <usize>n << 2
  const remainder = pointer(matrix, MATRIX_REMAINDER)
  for (let c = column; c < end; c += 8) {
    const panel = pointer(matrix, MATRIX_PANELS) + <usize>c * <usize>k
    for (let tile = from; tile < to; tile++) {
      const first = tileStart(tile, count, rows)
      const height = tileStart(tile + 1, count, rows) - first
      const a = packed + ((<usize>first * <usize>k) << shift)
      const sums = out + <usize>first * stride + (<usize>c << 2)
      if (kind == MATRIX_INT16) int16Tile(height, a, panel, sums, stride, k >> 2)
      else if (kind == MATRIX_SATURATING) saturatingTile(height, a, panel, sums, stride, k >> 3)
      else if (kind == MATRIX_SIGNED) signedTile(height, a, panel, sums, stride, k >> 3)
      else if (kind == MATRIX_DOTS) dotsTile(height, a, panel, sums, stride, k >> 3)
      else {
        if (kind == MATRIX_QUADS) quadsTile(height, a, panel, sums, stride, k >> 3)
        else unsignedTile(height, a, panel, sums, stride, k >> 3)
        if (remainder) addRemainder(remainder, c >> 3, a, height, sums, stride)
      }
      settle(job, matrix, kind, sums, stride, first, height, c)
    }
  }
}

/**
 * Sums of codes → numbers, in place: (sum of (x - zero) · (w - zero')) · (scale · scale') + bias, as MatMulInteger, Cast, Mul and
 * Add; with a range for each row (sum · scale + centre · sum of w) · scale' + bias.
 */
function settle(job: usize, matrix: usize, kind: i32, at: usize, stride: usize, first: i32, height: i32, column: i32): void {
  const offset = <usize>column << 2
  const isRow = load<i32>(job, JOB_ACTIVATIONS) == ACTIVATIONS_ROW
  // As int16, the zero point is subtracted already.
  const isShifted = kind == MATRIX_INT16
  const flip = kind == MATRIX_SIGNED ? 128 : 0
  const zeros = pointer(matrix, MATRIX_ZEROS)
  for (let half: usize = 0; half < 32; half += 16) {
    const o = offset + half
    const scales = v128.load(pointer(matrix, MATRIX_SCALES) + o)
    const bias = v128.load(pointer(matrix, MATRIX_BIAS) + o)
    const columnSums = v128.load(pointer(matrix, MATRIX_SUMS) + o)
    for (let row = 0; row < height; row++) {
      const range = pointer(job, JOB_RANGES) + <usize>(first + row) * RANGE_BYTES
      const to = at + <usize>row * stride + half
      let sum = v128.load(to)
      // columnSums are of w - zero'. Σ(x - z)(w - z') = Σxw - z Σw - z' Σ(x - z), and Σw = columnSums + k z'.
      if (!isShifted) {
        let ofWeights = columnSums
        if (zeros) ofWeights = i32x4.add(ofWeights, i32x4.mul(v128.load(zeros + o), i32x4.splat(load<i32>(matrix, MATRIX_K))))
        sum = i32x4.sub(sum, i32x4.mul(i32x4.splat(load<i32>(range, RANGE_ZERO) - flip), ofWeights))
      }
      if (zeros) sum = i32x4.sub(sum, i32x4.mul(v128.load(zeros + o), i32x4.splat(load<i32>(range, RANGE_SUM))))
      const scale = v128.load_splat<f32>(range + RANGE_SCALE)
      const found = f32x4.convert_i32x4_s(sum)
      if (isRow) {
        const centre = f32x4.mul(v128.load_splat<f32>(range + RANGE_CENTRE), f32x4.convert_i32x4_s(columnSums))
        v128.store(to, f32x4.add(f32x4.mul(f32x4.add(f32x4.mul(found, scale), centre), scales), bias))
      } else v128.store(to, f32x4.add(f32x4.mul(found, f32x4.mul(scale, scales)), bias))
    }
  }
}
