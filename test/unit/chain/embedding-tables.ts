/** Word-embedding tables in every form that exports have, each with the nodes that look rows up in it. */
import type { EmbeddingTable } from '../../../src/engine/chain/types'
import { constant, makeInt, node } from '../../../src/engine/onnx/graph-tools'
import { ELEMENT, type OnnxNode, type TensorRef } from '../../../src/engine/onnx/types'
import { numbers } from './rewrite-graphs'

export const ROWS = 50
export const WIDTH = 48
const integers = (length: number, low: number, high: number, seed: number) =>
  Array.from(numbers(length, seed), (x) => low + Math.floor(((x + 1) / 2) * (high - low + 1)))
const scales = (length: number, seed: number) => Array.from(numbers(length, seed), (x) => x * 0.01)
/** Bits of float16 numbers of all sizes, none infinite or NaN. */
const halfBits = (length: number, seed: number) =>
  integers(length, 0, 0x7bff, seed).map((bits, i) => (i % 2 ? bits | 0x8000 : bits))

const sizeOf = (dims: readonly number[]) => dims.reduce((size, dim) => size * dim, 1)

/** Codes of 4 bits, two a byte. */
const packed = (name: string, type: number, dims: readonly number[], seed: number): TensorRef => {
  const length = Math.ceil(sizeOf(dims) / 2)
  return { ...constant(name, ELEMENT.uint8, [length], integers(length, 0, 255, seed)), type, dims }
}

export type Storage = EmbeddingTable['storage']
export const tableOf = (storage: Storage, type = typeOf(storage), rows = ROWS): EmbeddingTable => ({
  output: { name: 'rows', type },
  rows,
  storage,
})
const typeOf = (storage: Storage) =>
  storage.kind === 'plain' ? storage.table.type
  : storage.kind === 'linear' ? storage.scale.type
  : storage.scales.type // oxfmt-ignore

const float = (name: string, dims: readonly number[], seed: number) =>
  constant(name, ELEMENT.float, dims, scales(sizeOf(dims), seed))
const half = (name: string, dims: readonly number[], seed: number) =>
  constant(name, ELEMENT.float16, dims, halfBits(sizeOf(dims), seed))
const bytes = (name: string, type: number, dims: readonly number[], seed: number) => {
  const [low, high] = type === ELEMENT.int8 ? [-128, 127] : [0, 255]
  return constant(name, type, dims, integers(sizeOf(dims), low, high, seed))
}

export interface Case {
  readonly storage: Storage
  readonly nodes: readonly OnnxNode[]
  readonly opset?: number
  /** ELEMENT, where it is not the scales'. */
  readonly type?: number
}

const plain = (table: TensorRef): Case => ({
  storage: { kind: 'plain', table },
  nodes: [node('Gather', [table.name, 'ids'], ['rows'])],
})
const linear = (table: TensorRef, scale: TensorRef, zeroPoint: TensorRef | null): Case => ({
  storage: { kind: 'linear', table, scale, zeroPoint },
  nodes: [
    node(
      'DequantizeLinear',
      [table.name, scale.name, ...(zeroPoint ? [zeroPoint.name] : [])],
      ['floats'],
      [makeInt('axis', 0)],
    ),
    node('Gather', ['floats', 'ids'], ['rows']),
  ],
  opset: 21,
})
const blocks = (table: TensorRef, scale: TensorRef, zeroPoints: TensorRef | null, bits = 4): Case => ({
  storage: { kind: 'blocks', table, scales: scale, zeroPoints, blockSize: 16, bits },
  nodes: [
    node(
      'GatherBlockQuantized',
      [table.name, 'ids', scale.name, ...(zeroPoints ? [zeroPoints.name] : [])],
      ['rows'],
      [
        makeInt('block_size', 16),
        makeInt('bits', bits),
        makeInt('quantize_axis', 1),
        makeInt('gather_axis', 0),
      ],
      'com.microsoft',
    ),
  ],
  opset: 21,
})

const { int8, uint8, int4, uint4 } = ELEMENT
const ALL = [ROWS, WIDTH] as const
const PACKED = [ROWS, WIDTH / 2] as const
/** Three: rows of 4-bit zero points do not end at a byte. */
const BLOCKS = [ROWS, WIDTH / 16] as const

export const CASES: Readonly<Record<string, Case>> = {
  fp32: plain(float('table', ALL, 1)),
  fp16: plain(half('table', ALL, 1)),
  int8: plain(bytes('table', int8, ALL, 1)),
  uint8: plain(bytes('table', uint8, ALL, 1)),
  'int8 and a scale': linear(bytes('table', int8, ALL, 1), float('scale', [], 2), null),
  'int8, a scale and a zero point': linear(
    bytes('table', int8, ALL, 1),
    float('scale', [1], 2),
    bytes('zero', int8, [1], 3),
  ),
  'uint8, a scale and a zero point': linear(
    bytes('table', uint8, ALL, 1),
    float('scale', [], 2),
    bytes('zero', uint8, [], 3),
  ),
  'uint8, scales and zero points per row': linear(
    bytes('table', uint8, ALL, 1),
    float('scale', [ROWS], 2),
    bytes('zero', uint8, [ROWS], 3),
  ),
  'int8, scales per row in fp16': linear(bytes('table', int8, ALL, 1), half('scale', [ROWS], 2), null),
  'int4 in blocks': blocks(packed('table', int4, ALL, 1), float('scale', BLOCKS, 2), null),
  'int4 in blocks, with zero points': blocks(
    packed('table', int4, ALL, 1),
    float('scale', BLOCKS, 2),
    packed('zero', int4, BLOCKS, 3),
  ),
  'uint4 in blocks': blocks(packed('table', uint4, ALL, 1), float('scale', BLOCKS, 2), null),
  'uint4 in blocks, with zero points': blocks(
    packed('table', uint4, ALL, 1),
    float('scale', BLOCKS, 2),
    packed('zero', uint4, BLOCKS, 3),
  ),
  '4 bits in bytes': blocks(bytes('table', uint8, PACKED, 1), float('scale', BLOCKS, 2), null),
  '4 bits in bytes, with zero points': blocks(
    bytes('table', uint8, PACKED, 1),
    float('scale', BLOCKS, 2),
    bytes('zero', uint8, [ROWS, 2], 3),
  ),
  '8 bits': blocks(bytes('table', uint8, ALL, 1), float('scale', BLOCKS, 2), null, 8),
  '8 bits, with zero points': blocks(
    bytes('table', uint8, ALL, 1),
    float('scale', BLOCKS, 2),
    bytes('zero', uint8, BLOCKS, 3),
    8,
  ),
  'int4 in blocks, scales in fp16': blocks(packed('table', int4, ALL, 1), half('scale', BLOCKS, 2), null),
  '8 bits, scales in fp16': blocks(bytes('table', uint8, ALL, 1), half('scale', BLOCKS, 2), null, 8),
}

const HALF_SCALES = blocks(packed('table', int4, ALL, 1), half('scale', BLOCKS, 2), null)
export const WIDENED: Case = {
  ...HALF_SCALES,
  nodes: [
    node('Cast', ['scale'], ['wide'], [makeInt('to', ELEMENT.float)]),
    ...HALF_SCALES.nodes.map((lookup) => ({ ...lookup, inputs: ['table', 'ids', 'wide'] })),
  ],
  type: ELEMENT.float,
}
