/** What is read of a graph, against what Python's onnx says of it. */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readOnnx } from '../../../src/engine/onnx/read'
import { ELEMENT, type OnnxModel, type TensorRef } from '../../../src/engine/onnx/types'
import { bytesAt, open, readAt } from './graph-files'
import { field, model, tensor, text, varint } from './protos'
import { memoryRanges } from '../model/memory-file'

interface Facts {
  /** Operator → how many; constants are among the initialisers. */
  readonly nodes: Readonly<Record<string, number>>
  /** "name type [dims] place bytes sha256" */
  readonly initializers: readonly string[]
  /** The last node's operator, inputs and outputs. */
  readonly last: readonly [string, readonly string[], readonly string[]]
}
const facts = JSON.parse(readFileSync(join(import.meta.dirname, 'facts.json'), 'utf8')) as Record<
  string,
  Facts
>

describe.each(Object.entries(facts))('%s', (path, expected) => {
  it('has these nodes', async () => {
    const { graph } = await readAt(`test/models/${path}`)
    const counts: Record<string, number> = {}
    for (const { operator } of graph.nodes) counts[operator] = (counts[operator] ?? 0) + 1
    expect(counts).toEqual(expected.nodes)
    const { operator, inputs, outputs } = graph.nodes.at(-1)!
    expect([operator, inputs, outputs]).toEqual(expected.last)
  })
  it('has these initialisers and constants, with these values', async () => {
    const opened = await open(`test/models/${path}`)
    const found = await Promise.all(
      [...opened.model.graph.initializers.values()].map(async (ref) => {
        const values = await opened.read(ref)
        const place = ref.data.kind === 'external' ? `${ref.data.location}@${ref.data.offset}` : 'inside'
        const hash = createHash('sha256').update(values).digest('hex').slice(0, 8)
        return `${ref.name} ${ref.type} [${ref.dims}] ${place} ${values.length} ${hash}`
      }),
    )
    expect(new Set(found)).toEqual(new Set(expected.initializers))
  })
})

describe('values in typed fields', () => {
  const read = async () => (await readAt('test/models/graphs/typed-values.onnx')).graph
  const valuesOf = ({ data }: TensorRef): Uint8Array => {
    if (data.kind !== 'bytes') throw new Error(data.kind)
    return data.data
  }
  it.each<[string, ArrayBufferView]>([
    ['float', Float32Array.of(1.5, -2)],
    ['double', Float64Array.of(0.1, -1e300)],
    ['float16', Uint16Array.of(0x3c00, 0xc000)],
    ['int8', Int8Array.of(-128, -1, 127)],
    ['uint8', Uint8Array.of(0, 255)],
    ['int16', Int16Array.of(-300, 300)],
    ['uint16', Uint16Array.of(65535)],
    ['int32', Int32Array.of(-(2 ** 31), 2 ** 31 - 1)],
    ['int64', BigInt64Array.of(-1n, -(2n ** 63n), 2n ** 63n - 1n, 2n ** 53n + 1n)],
    ['uint32', Uint32Array.of(2 ** 32 - 1)],
    ['uint64', BigUint64Array.of(2n ** 64n - 1n)],
    ['bool', Uint8Array.of(1, 0)],
    ['int4', Uint8Array.of(0x78, 0x01)],
    ['empty', new Uint8Array()],
    ['value_int', BigInt64Array.of(-7n)],
    ['value_ints', BigInt64Array.of(0n, -1n, 2n ** 63n - 1n)],
    ['value_float', Float32Array.of(0.5)],
    ['value_floats', Float32Array.of(0.5, -4)],
  ])('%s', async (name, expected) => {
    const { buffer, byteOffset, byteLength } = expected
    const found = valuesOf((await read()).initializers.get(name)!)
    expect([...found]).toEqual([...new Uint8Array(buffer, byteOffset, byteLength)])
  })
  it('strings are left as they are, constants of strings stay nodes', async () => {
    const graph = await read()
    expect(graph.initializers.get('string')).toMatchObject({ type: ELEMENT.string, data: { kind: 'proto' } })
    expect(graph.nodes.map(({ operator, outputs }) => [operator, ...outputs])).toEqual([
      ['Constant', 'value_string'],
      ['Identity', 'y'],
    ])
  })
  it('initialisers that are inputs too are no inputs', async () => {
    expect((await read()).inputs.map(({ name }) => name)).toEqual(['x'])
  })
})

describe('subgraphs', () => {
  it('are read with their inputs, outputs and initialisers', async () => {
    const { graph } = await readAt('test/models/graphs/subgraphs.onnx')
    const body = graph.nodes.find(({ operator }) => operator === 'Loop')!.attributes[0]!.value
    if (body.kind !== 'graph') throw new Error(body.kind)
    expect(body.graph.inputs).toEqual([
      { name: 'i', type: ELEMENT.int64, dims: [] },
      { name: 'condition', type: ELEMENT.bool, dims: [] },
      { name: 'before', type: ELEMENT.float, dims: null },
    ])
    expect([...body.graph.initializers.keys()]).toEqual(['limit'])
    expect(body.graph.nodes.find(({ operator }) => operator === 'ReduceSum')!.attributes).toMatchObject([
      { name: 'keepdims', value: { kind: 'int', int: 0 } },
    ])
  })
})

describe('a graph with its weights inside', () => {
  it('is read in about one read for each large tensor, and little of it', async () => {
    const data = bytesAt('public/models/demo/onnx/model_q4.onnx')
    let reads = 0
    let bytes = 0
    const { graph } = await readOnnx({
      ...memoryRanges('model_q4.onnx', data),
      read(start, end) {
        reads++
        bytes += end - start
        return Promise.resolve(data.subarray(start, end))
      },
    })
    const large = [...graph.initializers.values()].filter((tensor) => tensor.data.kind === 'inline').length
    expect(large).toBeGreaterThan(100)
    expect(reads).toBeLessThan(1.5 * large)
    expect(bytes).toBeLessThan(data.length / 30)
  })
})

describe('what few files have', () => {
  const read = (bytes: readonly number[]): Promise<OnnxModel> =>
    readOnnx(memoryRanges('made.onnx', Uint8Array.from(bytes)))
  const initializer = async (...parts: number[][]) =>
    (await read(model(tensor('w', ...parts)))).graph.initializers.get('w')!
  const FLOAT = [...varint(2, 1)]
  const two = Array.from(new Uint8Array(Float32Array.of(1, 2).buffer))

  it('packed dims, and values one by one', async () => {
    expect(await initializer(field(1, [1, 2]), FLOAT, field(4, two))).toMatchObject({ dims: [1, 2] })
    const single = [...[4 * 8 + 5, ...two.slice(0, 4)], ...[4 * 8 + 5, ...two.slice(4)]]
    const { data } = await initializer(varint(1, 2), FLOAT, single)
    expect(data).toEqual({ kind: 'bytes', data: Uint8Array.from(two) })
  })
  it('an external file without offset and length', async () => {
    const entry = field(13, [...field(1, text('location')), ...field(2, text('w.bin'))])
    const { data } = await initializer(varint(1, 3), FLOAT, entry, varint(14, 1))
    expect(data).toEqual({ kind: 'external', location: 'w.bin', offset: 0, length: 12 })
  })
  it('large values: a run of floats is found where it lies, other typed fields stay where they are', async () => {
    const run = new Array<number>(2 ** 20).fill(0)
    const floats = await initializer(varint(1, 2 ** 18), FLOAT, field(4, run))
    expect(floats.data).toMatchObject({ kind: 'inline' })
    const bytes = model(tensor('w', varint(1, 2 ** 20), varint(2, 3), field(5, run)))
    const { graph } = await read(bytes)
    const { data } = graph.initializers.get('w')!
    if (data.kind !== 'proto-range') throw new Error(data.kind)
    expect(data.end - data.start).toBeGreaterThan(2 ** 20)
    expect(bytes.slice(data.start, data.start + 4)).toEqual([8, 128, 128, 64])
  })
  it('functions and sparse initialisers are counted', async () => {
    const found = await read([...model(field(15, [])), ...field(25, []), ...field(25, [])])
    expect(found).toMatchObject({ functions: 2, sparse: 1 })
  })
  it.each([
    ['fewer values than the shape needs', [varint(1, 3), FLOAT, field(9, two)], /8 bytes.*12/],
    ['a negative dimension', [varint(1, -1), FLOAT, field(9, two)], /dimension of -1/],
    ['a typed field that is too short', [varint(1, 3), FLOAT, field(4, two)], /8 bytes.*12/],
    ['no values', [varint(1, 1), FLOAT], /0 bytes.*4/],
    ['external data in no file', [varint(1, 1), FLOAT, varint(14, 1)], /location/],
  ])('%s: refused', async (_, parts, message) => {
    await expect(initializer(...parts)).rejects.toMatchObject({
      code: 'model/not-onnx',
      message: expect.stringMatching(message) as string,
    })
  })
})
