import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { lookupRows, RowCache } from '../../../src/engine/chain/embedding'
import { tensorReader } from '../../../src/engine/chain/weights'
import { intAttribute } from '../../../src/engine/onnx/graph-tools'
import { readOnnx } from '../../../src/engine/onnx/read'
import { ELEMENT, type TensorRef } from '../../../src/engine/onnx/types'
import { constants, input, made, sessionOf, type Opened } from './rewrite-graphs'
import { CASES, ROWS, tableOf, WIDENED, WIDTH, type Storage } from './embedding-tables'
import { fileAt } from './rewrite-layers'

/** Neighbours in both directions, repeats, the first row and the last. */
const IDS = Int32Array.from([7, 0, 8, 9, 7, 49, 31, 30, 8, 2])

const tensorsOf = (storage: Storage): TensorRef[] =>
  Object.values(storage).filter((part): part is TensorRef => typeof part === 'object' && part !== null)

async function fromRuntime(opened: Opened, ids: Int32Array) {
  const session = await sessionOf(opened.model.graph, opened)
  const data = BigInt64Array.from(ids, BigInt)
  return (await session.run({ [session.inputs[0]!.name]: { type: 'int64', dims: [1, ids.length], data } }))
    .rows!
}

const bits = ({ buffer, byteOffset, byteLength }: ArrayBufferView) =>
  new Uint8Array(buffer, byteOffset, byteLength)

test.each([
  ...Object.entries(CASES),
  ['int4 in blocks, scales in fp16 that the graph widens', WIDENED] as const,
])('%s: the bits that onnxruntime gives', async (_, { storage, nodes, opset, type }) => {
  const opened = made(
    {
      nodes,
      inputs: [input('ids', ELEMENT.int64, 2)],
      outputs: [{ name: 'rows', type: null, dims: null }],
      initializers: constants(...tensorsOf(storage)),
    },
    opset,
  )
  const expected = await fromRuntime(opened, IDS)
  const found = await lookupRows(tableOf(storage, type), IDS, opened.read)
  expect(found.type).toBe(expected.type)
  expect(found.dims).toEqual([1, IDS.length, WIDTH])
  expect(found.dims).toEqual(expected.dims)
  expect(bits(found.data)).toEqual(bits(expected.data))
})

test('the demo model: 200 rows of its table', async () => {
  const file = fileAt(join(import.meta.dirname, '../../../public/models/demo/onnx/model_q4.onnx'))
  const opened: Opened = { model: await readOnnx(file), read: tensorReader(file, new Map()) }
  const { nodes, initializers } = opened.model.graph
  const lookup = nodes.find(({ operator }) => operator === 'GatherBlockQuantized')!
  const widen = nodes.find(({ outputs }) => outputs.includes(lookup.inputs[2]!))!
  const table = initializers.get(lookup.inputs[0]!)!
  const scales = initializers.get(widen.inputs[0]!)!
  const [rows = 0] = table.dims
  const storage: Storage = {
    kind: 'blocks',
    table,
    scales,
    zeroPoints: null,
    blockSize: intAttribute(lookup, 'block_size', 128),
    bits: 4,
  }
  const ids = Int32Array.from({ length: 200 }, (_, i) => (i * i * 37) % rows)
  const alone = made({
    nodes: [widen, { ...lookup, outputs: ['rows'] }],
    inputs: [input(lookup.inputs[1]!, ELEMENT.int64, 2)],
    outputs: [{ name: 'rows', type: ELEMENT.float, dims: null }],
    initializers: constants(table, scales),
  })
  const expected = await fromRuntime({ ...alone, read: opened.read }, ids)
  const found = await lookupRows(tableOf(storage, ELEMENT.float, rows), ids, opened.read)
  expect(found.dims).toEqual(expected.dims)
  expect(bits(found.data)).toEqual(bits(expected.data))
})

describe('reads', () => {
  const { storage } = CASES.fp32!
  const read = tensorReader({ name: '', bytes: 0, read: () => Promise.reject(new Error()) }, new Map())
  const counted = () => {
    const ranges: [number, number][] = []
    return {
      ranges,
      read: (tensor: TensorRef, start: number, end: number) => {
        ranges.push([start / (WIDTH * 4), end / (WIDTH * 4)])
        return read(tensor, start, end)
      },
    }
  }
  test('neighbouring rows at once, equal ids once', async () => {
    const { ranges, read } = counted()
    await lookupRows(tableOf(storage), IDS, read)
    expect(ranges.toSorted(([a], [b]) => a - b)).toEqual([[0, 1], [2, 3], [7, 10], [30, 32], [49, 50]]) // oxfmt-ignore
  })
  test('several ranges at a time', async () => {
    let [now, most] = [0, 0]
    const slow = async (tensor: TensorRef, start: number, end: number) => {
      most = Math.max(most, ++now)
      await Promise.resolve()
      now--
      return read(tensor, start, end)
    }
    await lookupRows(
      tableOf(storage),
      Int32Array.from({ length: ROWS / 2 }, (_, i) => 2 * i),
      slow,
    )
    expect(most).toBeGreaterThan(1)
  })
  test('a cache spares reads and changes no bit', async () => {
    const cache = new RowCache()
    const first = counted()
    const expected = await lookupRows(tableOf(storage), IDS, first.read, cache)
    const second = counted()
    const found = await lookupRows(tableOf(storage), Int32Array.of(...IDS, 10), second.read, cache)
    expect(second.ranges).toEqual([[10, 11]])
    expect(found.data.subarray(0, expected.data.length)).toEqual(expected.data)
  })
  test('a cache keeps no more than it may', async () => {
    const cache = new RowCache(2 * WIDTH * 4)
    await lookupRows(tableOf(storage), Int32Array.of(1, 2, 3), counted().read, cache)
    const { ranges, read } = counted()
    await lookupRows(tableOf(storage), Int32Array.of(1, 2, 3), read, cache)
    expect(ranges).toHaveLength(1)
  })
  test('an error of a read is the error of the lookup', () =>
    expect(lookupRows(tableOf(storage), IDS, () => Promise.reject(new Error('gone')))).rejects.toThrow(
      'gone',
    ))
  test.each([-1, ROWS])('id %s has no row', (id) =>
    expect(lookupRows(tableOf(storage), Int32Array.of(3, id), read)).rejects.toMatchObject({
      code: 'model/vocabulary-mismatch',
      values: { file: 'table', tokenizer: id, table: ROWS },
    }),
  )
})
