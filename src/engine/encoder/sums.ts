/** A product of codes by itself, for the check at load: given codes of activations in, whole sums out. */
import {
  JOB_BYTES,
  JOB_PACKED,
  JOB_RANGES,
  JOB_ROWS,
  JOB_THREADS,
  MATRIX_BIAS,
  MATRIX_BYTES,
  MATRIX_K,
  MATRIX_N,
  MATRIX_SCALES,
  RANGE_BYTES,
  RANGE_SCALE,
  RANGE_ZERO,
} from '../../kernels/abi'
import { aligned, floatsAt, Struct } from './memory'
import type { Kernels } from './ports'

/** uint8 activations as a quantised product takes them. */
export interface ActivationCodes {
  readonly rows: number
  /** [rows][k] */
  readonly codes: Uint8Array
  readonly zeroPoint: number
}

interface Places {
  readonly job: number
  readonly matrix: number
  readonly ranges: number
  readonly from: number
  readonly packed: number
  readonly ones: number
  readonly zeros: number
  readonly out: number
  readonly end: number
}

function places(start: number, rows: number, k: number, n: number): Places {
  let end = aligned(start)
  const take = (bytes: number): number => {
    const at = end
    end += aligned(bytes)
    return at
  }
  return {
    job: take(JOB_BYTES),
    matrix: take(MATRIX_BYTES),
    ranges: take(rows * RANGE_BYTES),
    from: take(rows * k * 4),
    packed: take(rows * k * 4),
    ones: take(n * 4),
    zeros: take(n * 4),
    out: take(rows * n * 4),
    end,
  }
}

/**
 * Computed on this thread alone, in the memory from `start` on.
 * @param matrix address of a MATRIX of codes
 * @returns [rows][n]: Σ (code - zero point) · (weight - its zero point), as MatMulInteger; the float nearest to the integer
 * @throws EngineError run/out-of-memory
 */
export function sumsOfCodes(
  kernels: Kernels,
  matrix: number,
  { rows, codes, zeroPoint }: ActivationCodes,
  start: number,
): Float32Array {
  const given = new Struct(kernels, matrix)
  const [k, n] = [given.get(MATRIX_K), given.get(MATRIX_N)]
  const at = places(start, rows, k, n)
  kernels.grow(at.end)
  kernels.bytes().fill(0, at.job, at.end)
  kernels.bytes().copyWithin(at.matrix, matrix, matrix + MATRIX_BYTES)
  floatsAt(kernels, at.ones, n).fill(1)
  const plain = new Struct(kernels, at.matrix)
  plain.set(MATRIX_SCALES, at.ones)
  plain.set(MATRIX_BIAS, at.zeros)
  floatsAt(kernels, at.from, rows * k).set(Float32Array.from(codes, (code) => code - zeroPoint))
  for (let row = 0; row < rows; row++) {
    const range = new Struct(kernels, at.ranges + row * RANGE_BYTES)
    range.setFloat(RANGE_SCALE, 1)
    range.set(RANGE_ZERO, zeroPoint)
  }
  const job = new Struct(kernels, at.job)
  job.set(JOB_THREADS, 1)
  job.set(JOB_ROWS, rows)
  job.set(JOB_PACKED, at.packed)
  job.set(JOB_RANGES, at.ranges)
  const { packItem, packItems, productItem, productItems } = kernels.functions
  for (let item = 0; item < (packItems!(at.job, at.matrix) as number); item++)
    packItem!(at.job, at.matrix, at.from, item)
  for (let item = 0; item < (productItems!(at.job, at.matrix) as number); item++)
    productItem!(at.job, at.matrix, at.out, item)
  return floatsAt(kernels, at.out, rows * n).slice()
}
