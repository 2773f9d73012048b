import { describe, expect, it } from 'vitest'
import {
  attribute,
  constant,
  consumers,
  intAttribute,
  makeGraph,
  makeInt,
  makeInts,
  node,
  outerInputs,
  producers,
  prune,
} from '../../../src/engine/onnx/graph-tools'
import { readOnnx } from '../../../src/engine/onnx/read'
import { ELEMENT, type OnnxGraph } from '../../../src/engine/onnx/types'
import { writeOnnx } from '../../../src/engine/onnx/write'
import { runtime } from '../model/real-runtime'
import { readAt } from './graph-files'
import { memoryRanges } from '../model/memory-file'

const graph = async (): Promise<OnnxGraph> => (await readAt('test/models/graphs/subgraphs.onnx')).graph
const loopOf = ({ nodes }: OnnxGraph) => nodes.find(({ operator }) => operator === 'Loop')!

describe('subgraphs', () => {
  it('take tensors from outside, those of graphs in them too', async () => {
    expect(new Set(outerInputs(loopOf(await graph())))).toEqual(new Set(['bias', 'scaled']))
  })
  it('make their node a consumer, once, and leave-outs have none', async () => {
    const found = consumers(await graph())
    expect(found.get('scaled')?.map(({ operator }) => operator)).toEqual(['Loop'])
    expect(found.get('x')?.map(({ operator }) => operator)).toEqual(['Mul', 'Loop'])
    expect(found.has('')).toBe(false)
  })
  it('an output that comes straight from outside counts', () => {
    const inner: OnnxGraph = {
      name: 'inner',
      nodes: [],
      initializers: new Map(),
      inputs: [],
      outputs: [{ name: 'far', type: null, dims: null }],
      valueInfo: new Map(),
    }
    expect(outerInputs(node('If', ['c'], ['y'], [makeGraph('then_branch', inner)]))).toEqual(['far'])
  })
})

describe('prune', () => {
  it('drops what leads nowhere and keeps what subgraphs need', async () => {
    const pruned = prune(await graph(), ['y'])
    expect(pruned.nodes.map(({ operator }) => operator)).toEqual(['Mul', 'Loop'])
    expect(new Set(pruned.initializers.keys())).toEqual(new Set(['factor', 'rounds', 'bias']))
    expect([...pruned.valueInfo.keys()]).toEqual(['scaled'])
  })
  it('down to what one tensor needs', async () => {
    const pruned = prune(await graph(), ['scaled'])
    expect(pruned.nodes.map(({ operator }) => operator)).toEqual(['Mul'])
    expect([...pruned.initializers.keys()]).toEqual(['factor'])
    expect(pruned.inputs.map(({ name }) => name)).toEqual(['x'])
  })
  it('says who computes what', async () => {
    const found = producers(await graph())
    expect(found.get('y')?.name).toBe('the loop')
    expect(found.has('x')).toBe(false)
  })
})

describe('nodes of our own', () => {
  it('are written with their attributes and constants, and run', async () => {
    const made: OnnxGraph = {
      name: 'made',
      nodes: [
        node('Slice', ['x', 'from', 'to', 'axes'], ['slice']),
        node('Transpose', ['slice'], ['turned'], [makeInts('perm', [1, 0])]),
        node('Softmax', ['turned'], ['y'], [makeInt('axis', -1)]),
      ],
      initializers: new Map(
        [
          constant('from', ELEMENT.int64, [1], [-2]),
          constant('to', ELEMENT.int64, [1], [2 ** 63]),
          constant('axes', ELEMENT.int64, [1], [0]),
        ].map((tensor) => [tensor.name, tensor]),
      ),
      inputs: [{ name: 'x', type: ELEMENT.float, dims: ['rows', 2] }],
      outputs: [{ name: 'y', type: ELEMENT.float, dims: null }],
      valueInfo: new Map(),
    }
    const written = await writeOnnx(
      { irVersion: 8, opsets: [{ domain: '', version: 17 }], graph: made, functions: 0, sparse: 0 },
      () => Promise.reject(new Error('nothing is to be read')),
      { external: false },
    )
    const again = await readOnnx(memoryRanges('made', written.model))
    expect(attribute(again.graph.nodes[1]!, 'perm')).toEqual({ kind: 'ints', ints: [1, 0] })
    expect(intAttribute(again.graph.nodes[2]!, 'axis', 1)).toBe(-1)
    expect(intAttribute(again.graph.nodes[2]!, 'keepdims', null)).toBeNull()
    const session = await runtime.createSession(written.model, [], 'made')
    const x = Float32Array.of(9, 9, 0, Math.log(3), Math.log(2), 0)
    const { y } = await session.run({ x: { type: 'float32', dims: [3, 2], data: x } })
    await session.release()
    expect(y!.dims).toEqual([2, 2])
    const expected = [1 / 3, 2 / 3, 3 / 4, 1 / 4]
    expected.forEach((value, i) => expect(y!.data[i]).toBeCloseTo(value, 6))
  })
  it('constants have as many values as their shape', () => {
    expect(() => constant('c', ELEMENT.float, [2, 2], [1, 2, 3])).toThrow(/3 values/)
    expect(constant('c', ELEMENT.float16, [1], [0x3c00]).data).toEqual({
      kind: 'bytes',
      data: Uint8Array.of(0, 0x3c),
    })
  })
})
