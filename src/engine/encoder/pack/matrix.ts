/** From the weights of one product, or of several with the same input, to a MATRIX in the kernels' memory. */
import type { ReadTensor } from '../../chain/weights'
import { ELEMENT } from '../../onnx/types'
import {
  MATRIX_BIAS,
  MATRIX_BYTES,
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
  MATRIX_UNSIGNED,
  MATRIX_ZEROS,
} from '../../../kernels/abi'
import { aligned, floatsAt, integersAt, Struct, type Arena } from '../memory'
import type { Linear, Weights } from '../types'
import { packFloats, type Staging } from './floats'
import { unpackable } from './unpackable'
import { forEachOutput, readFinite, readIntegers } from './values'

type Integer = Extract<Weights, { kind: 'integer' }>

/** Of a product of codes: with more, its sums of 8 × 8 bits may leave 32 bits. */
const MOST_INPUTS = 32_768
/** Of quads that can overflow: with more, the kernel of pairs is faster than that of quads and its remainder. */
const MOST_OVERFLOWING = 0.02
/** Of pairs that can saturate: with more, the 16-bit kernel is faster. */
const MOST_SATURATING = 0.03

export interface PackOptions {
  readonly arena: Arena
  readonly staging: Staging
  readonly read: ReadTensor
  /**
   * What multiplies codes. unsigned: the fastest 8-bit kernel of a dot that saturates, or int16; quads, pairs: that one, or int16;
   * dots, signed: dot-add.
   */
  readonly codes: 'unsigned' | 'quads' | 'pairs' | 'dots' | 'signed' | 'int16' | 'saturating'
}

export interface PackedMatrix {
  /** Address of the MATRIX. */
  readonly at: number
  /** MATRIX_* */
  readonly kind: number
  /** Groups of weights (pairs or quads) of which a part is kept apart. */
  readonly split: number
  /** Pairs of int8 weights whose products with uint8 activations can exceed 16 bits together. */
  readonly over: number
}

/** Exact bytes of a matrix, without a remainder. */
export const matrixBytes = (isFloat: boolean, k: number, n: number): number =>
  aligned(MATRIX_BYTES) + aligned(k * n * (isFloat ? 4 : 1)) + aligned(n * 4) * (isFloat ? 1 : 3)

/**
 * @param linears with the same inputs; their outputs lie side by side
 * @throws EngineError model/run-failed (values that do not fit, NaN or infinity), run/out-of-memory; as `read`
 */
export async function packMatrix(linears: readonly Linear[], options: PackOptions): Promise<PackedMatrix> {
  const { arena, staging } = options
  const k = linears[0]!.inputs
  const n = linears.reduce((sum, { outputs }) => sum + outputs, 0)
  for (const { inputs, outputs, weights } of linears)
    if (inputs !== k || k % 8 !== 0 || outputs % 8 !== 0) throw unpackable(weights.tensor.name)
  const at = arena.take(MATRIX_BYTES)
  const matrix = new Struct(staging.kernels, at)
  for (let offset = 0; offset < MATRIX_BYTES; offset += 4) matrix.set(offset, 0)
  matrix.set(MATRIX_K, k)
  matrix.set(MATRIX_N, n)
  matrix.set(MATRIX_BIAS, await biases(linears, n, options))
  const integers = linears.filter(({ weights }) => weights.kind === 'integer').length
  if (integers !== 0 && integers !== linears.length) throw unpackable(linears[0]!.weights.tensor.name)
  if (integers > 0 && k > MOST_INPUTS) throw unpackable(linears[0]!.weights.tensor.name)
  if (integers > 0) return packCodes(linears, matrix, k, n, options)
  const panels = arena.take(k * n * 4)
  matrix.set(MATRIX_KIND, MATRIX_FLOAT)
  matrix.set(MATRIX_PANELS, panels)
  let column = 0
  for (const linear of linears) {
    await packFloats(linear, options.read, staging, panels + column * k * 4)
    column += linear.outputs
  }
  return { at, kind: MATRIX_FLOAT, split: 0, over: 0 }
}

async function biases(
  linears: readonly Linear[],
  n: number,
  { arena, staging, read }: PackOptions,
): Promise<number> {
  const at = arena.take(n * 4)
  floatsAt(staging.kernels, at, n).fill(0)
  let column = 0
  for (const { bias, outputs } of linears) {
    if (bias) {
      const all = await readFinite(read, bias.tensor)
      floatsAt(staging.kernels, at, n).set(
        forEachOutput(all, bias.columns, outputs, bias.tensor.name),
        column,
      )
    }
    column += outputs
  }
  return at
}

async function packCodes(
  linears: readonly Linear[],
  matrix: Struct,
  k: number,
  n: number,
  { arena, staging, read, codes }: PackOptions,
): Promise<PackedMatrix> {
  const { kernels } = staging
  const { functions } = kernels
  const panels = arena.take(k * n)
  const scales = arena.take(n * 4)
  const sums = arena.take(n * 4)
  const zeros = new Int32Array(n)
  let column = 0
  for (const { weights, outputs } of linears) {
    const own = weights as Integer
    await packBytes(own, k, outputs, read, staging, panels + column * k)
    const all = forEachOutput(await readFinite(read, own.scale), own.columns, outputs, own.scale.name)
    floatsAt(kernels, scales, n).set(all, column)
    const shift = shiftOf(own)
    if (own.zeroPoint) {
      const found = await readIntegers(read, own.zeroPoint)
      zeros.set(forEachOutput(found, own.columns, outputs, own.zeroPoint.name), column)
    }
    for (let at = column; at < column + outputs; at++) zeros[at]! -= shift
    column += outputs
  }
  functions.sumsOfColumns!(panels, k, n, sums)
  if (zeros.some((zero) => zero !== 0)) {
    const at = arena.take(n * 4)
    integersAt(kernels, at, n).set(zeros)
    integersAt(kernels, sums, n).forEach((sum, index, all) => (all[index] = sum - k * zeros[index]!))
    matrix.set(MATRIX_ZEROS, at)
  }
  matrix.set(MATRIX_PANELS, panels)
  matrix.set(MATRIX_SCALES, scales)
  matrix.set(MATRIX_SUMS, sums)
  const over = functions.countSaturating!(panels, k, n) as number
  const { kind, split } = choose(panels, k, n, codes, over, arena, staging, matrix)
  matrix.set(MATRIX_KIND, kind)
  return { at: matrix.at, kind, split, over }
}

function choose(
  panels: number,
  k: number,
  n: number,
  codes: PackOptions['codes'],
  over: number,
  arena: Arena,
  { kernels: { functions } }: Staging,
  matrix: Struct,
): { readonly kind: number; readonly split: number } {
  if (codes === 'saturating') return { kind: MATRIX_SATURATING, split: 0 }
  if (codes === 'dots') return { kind: MATRIX_DOTS, split: 0 }
  if (codes === 'signed') return { kind: MATRIX_SIGNED, split: 0 }
  const groups =
    codes === 'int16'
      ? null
      : groupsOf(codes, functions.countOverflowing!(panels, k, n) as number, over, k * n)
  if (groups === null) {
    functions.pairBytes!(panels, k, n)
    return { kind: MATRIX_INT16, split: 0 }
  }
  const { size, count } = groups
  if (count > 0) {
    const at = arena.take(functions.remainderBytes!(n, count, size) as number)
    arena.keep(at, functions.split!(panels, k, n, size, at) as number)
    matrix.set(MATRIX_REMAINDER, at + 4)
  }
  return { kind: size === 4 ? MATRIX_QUADS : MATRIX_UNSIGNED, split: count }
}

/** How many weights are added in 16 bits, and how many such groups overflow. Null: none, the 16-bit kernel pays. */
function groupsOf(
  codes: PackOptions['codes'],
  quads: number,
  pairs: number,
  weights: number,
): { readonly size: 2 | 4; readonly count: number } | null {
  const isQuads = codes === 'quads' || (codes === 'unsigned' && quads <= MOST_OVERFLOWING * (weights / 4))
  if (isQuads) return { size: 4, count: quads }
  if (pairs > MOST_SATURATING * (weights / 2)) return null
  return { size: 2, count: pairs }
}

/** uint8 codes are kept as int8. */
const shiftOf = ({ tensor }: Integer): number => (tensor.type === ELEMENT.uint8 ? 128 : 0)

async function packBytes(
  weights: Integer,
  k: number,
  n: number,
  read: ReadTensor,
  { kernels, at }: Staging,
  panels: number,
): Promise<void> {
  const { tensor, layout, columns } = weights
  const all = tensor.dims[layout === 'kn' ? 1 : 0]!
  const from = columns?.from ?? 0
  const bytes = layout === 'nk' && columns ? await read(tensor, from * k, columns.to * k) : await read(tensor)
  if (bytes.length !== (layout === 'nk' ? n : all) * k) throw unpackable(tensor.name)
  kernels.bytes().set(bytes, at)
  const { functions } = kernels
  const shift = shiftOf(weights)
  if (layout === 'kn') functions.packBytesKN!(at + from, all, panels, k, n, shift)
  else functions.packBytesNK!(at, k, panels, k, n, shift)
}
