/** Weights that are multiplied as floats → fp32 panels of 8 columns. */
import type { ReadTensor } from '../../chain/weights'
import { ELEMENT, elementsIn, type TensorRef } from '../../onnx/types'
import { aligned, floatsAt } from '../memory'
import type { Kernels } from '../ports'
import type { Linear, Weights } from '../types'
import { unpackable } from './unpackable'
import { forEachOutput, readFinite, readIntegers } from './values'

export interface Staging {
  readonly kernels: Kernels
  /** Address of memory that is used for a moment. */
  readonly at: number
}

/** Bytes of staging that the weights of one product need at most: what is read, and its floats beside it. */
export function stagingBytes({ inputs: k, outputs: n, weights }: Linear): number {
  switch (weights.kind) {
    case 'float': {
      const floats = aligned(elementsIn(weights.tensor.dims) * 4)
      return weights.tensor.type === ELEMENT.float ? floats : 2 * floats
    }
    case 'integer':
      return aligned(elementsIn(weights.tensor.dims))
    default:
      // Codes with their scales are never larger than the floats.
      return 2 * aligned(k * n * 4) + 4096
  }
}

/**
 * @param panels address of f32[outputs / 8][inputs][8]
 * @throws EngineError model/run-failed (values that do not fit, NaN or infinity); as `read`
 */
export async function packFloats(
  linear: Linear,
  read: ReadTensor,
  staging: Staging,
  panels: number,
): Promise<void> {
  const { weights, inputs: k, outputs: n } = linear
  const { kernels, at } = staging
  const { functions } = kernels
  const source =
    weights.kind === 'float'
      ? await plainFloats(weights, k, n, read, staging)
      : { at, layout: 'nk' as const, width: k, ...(await dequantised(linear, read, staging)) }
  const packed =
    source.layout === 'kn'
      ? functions.packFloatsKN!(source.at, source.width * 4, panels, k, n)
      : functions.packFloatsNK!(source.at, source.width * 4, panels, k, n)
  if (packed === 0) throw unpackable(weights.tensor.name)
}

interface Source {
  readonly at: number
  readonly layout: 'kn' | 'nk'
  /** Floats from a row to the next. */
  readonly width: number
}

async function plainFloats(
  { tensor, layout, columns }: Extract<Weights, { kind: 'float' }>,
  k: number,
  n: number,
  read: ReadTensor,
  { kernels, at }: Staging,
): Promise<Source> {
  const size = tensor.type === ELEMENT.float ? 4 : 2
  const all = tensor.dims[layout === 'kn' ? 1 : 0]!
  const from = columns?.from ?? 0
  // Of [outputs, inputs] only the rows are read; of [inputs, outputs] all, and columns are skipped.
  const bytes =
    layout === 'nk' && columns
      ? await read(tensor, from * k * size, columns.to * k * size)
      : await read(tensor)
  const count = layout === 'nk' ? n * k : all * k
  if (bytes.byteLength !== count * size) throw unpackable(tensor.name)
  kernels.bytes().set(bytes, at)
  let floats = at
  if (size === 2) {
    floats = at + aligned(count * 4)
    kernels.functions.widenHalves!(at, floats, Math.ceil(count / 4) * 4)
  }
  return layout === 'kn' ? { at: floats + from * 4, layout, width: all } : { at: floats, layout, width: k }
}

/** Writes f32[n][k] at the staging's address. */
async function dequantised(linear: Linear, read: ReadTensor, { kernels, at }: Staging): Promise<object> {
  const { weights, inputs: k, outputs: n } = linear
  const source = at + aligned(k * n * 4)
  switch (weights.kind) {
    case 'blocks':
      await blocks(weights, k, n, read, { kernels, at }, source)
      break
    case 'bnb4':
      await bnb4(weights, k, n, read, { kernels, at }, source)
      break
    default:
      await codes(
        weights as Extract<Weights, { kind: 'dequantised' }>,
        k,
        n,
        read,
        floatsAt(kernels, at, k * n),
      )
  }
  return {}
}

async function blocks(
  weights: Extract<Weights, { kind: 'blocks' }>,
  k: number,
  n: number,
  read: ReadTensor,
  { kernels, at }: Staging,
  source: number,
): Promise<void> {
  const { bits, blockSize, tensor, columns } = weights
  const count = Math.ceil(k / blockSize)
  const rowBytes = (count * blockSize * bits) / 8
  const zeroBytes = Math.ceil((count * bits) / 8)
  const first = columns?.from ?? 0
  const codes = rowsOf(await read(tensor), first, n, rowBytes, tensor)
  const scales = (await readFinite(read, weights.scales)).subarray(first * count, (first + n) * count)
  if (scales.length !== n * count) throw unpackable(weights.scales.name)
  const zeros =
    weights.zeroPoints && rowsOf(await read(weights.zeroPoints), first, n, zeroBytes, weights.zeroPoints)
  const scalesAt = source + aligned(codes.length)
  const zerosAt = scalesAt + aligned(scales.length * 4)
  kernels.bytes().set(codes, source)
  floatsAt(kernels, scalesAt, scales.length).set(scales)
  if (zeros) kernels.bytes().set(zeros, zerosAt)
  for (let row = 0; row < n; row++)
    kernels.functions.dequantiseBlocks!(
      source + row * rowBytes,
      scalesAt + row * count * 4,
      zeros ? zerosAt + row * zeroBytes : 0,
      at + row * k * 4,
      k,
      blockSize,
      bits,
    )
}

function rowsOf(
  bytes: Uint8Array,
  first: number,
  count: number,
  width: number,
  tensor: TensorRef,
): Uint8Array {
  const rows = bytes.subarray(first * width, (first + count) * width)
  if (rows.length !== count * width) throw unpackable(tensor.name)
  return rows
}

/** onnxruntime's tables: fp4 (bitsandbytes' 4-bit floats) and nf4 (quantiles of the normal distribution). */
const BNB4_TABLES = [
  [0, 0.005208333333, 0.66666667, 1, 0.33333333, 0.5, 0.16666667, 0.25, -0, -0.005208333333, -0.66666667, -1, -0.33333333, -0.5, -0.16666667, -0.25],
  [-1, -0.6961928009986877, -0.5250730514526367, -0.39491748809814453, -0.28444138169288635, -0.18477343022823334, -0.09105003625154495, 0, 0.07958029955625534, 0.16093020141124725, 0.24611230194568634, 0.33791524171829224, 0.44070982933044434, 0.5626170039176941, 0.7229568362236023, 1],
] // oxfmt-ignore

async function bnb4(
  { tensor, absmax, blockSize, quantType, columns }: Extract<Weights, { kind: 'bnb4' }>,
  k: number,
  n: number,
  read: ReadTensor,
  { kernels, at }: Staging,
  source: number,
): Promise<void> {
  const codes = await read(tensor)
  const scales = await readFinite(read, absmax)
  const first = columns?.from ?? 0
  if (codes.length * 2 < (first + n) * k || scales.length * blockSize < (first + n) * k)
    throw unpackable(tensor.name)
  const absmaxAt = source + aligned(codes.length)
  const tableAt = absmaxAt + aligned(scales.length * 4)
  kernels.bytes().set(codes, source)
  floatsAt(kernels, absmaxAt, scales.length).set(scales)
  floatsAt(kernels, tableAt, 16).set(BNB4_TABLES[quantType]!)
  kernels.functions.dequantiseTable!(source, absmaxAt, tableAt, at, first * k, n * k, blockSize)
}

/** (code - zero point) * scale, written as [n][k]. */
async function codes(
  { tensor, layout, columns, scale, zeroPoint }: Extract<Weights, { kind: 'dequantised' }>,
  k: number,
  n: number,
  read: ReadTensor,
  out: Float32Array,
): Promise<void> {
  const bytes = await read(tensor)
  const all = tensor.dims[layout === 'kn' ? 1 : 0]!
  if (bytes.length !== all * k) throw unpackable(tensor.name)
  const values =
    tensor.type === ELEMENT.int8 ? new Int8Array(bytes.buffer, bytes.byteOffset, bytes.length) : bytes
  const scales = forEachOutput(await readFinite(read, scale), columns, n, scale.name)
  const zeros = zeroPoint
    ? forEachOutput(await readIntegers(read, zeroPoint), columns, n, zeroPoint.name)
    : new Int32Array(n)
  const first = columns?.from ?? 0
  const [ofRow, ofColumn] = layout === 'kn' ? [all, 1] : [1, k]
  for (let column = 0; column < n; column++)
    for (let row = 0; row < k; row++)
      out[column * k + row] =
        (values[row * ofRow + (first + column) * ofColumn]! - zeros[column]!) * scales[column]!
}
