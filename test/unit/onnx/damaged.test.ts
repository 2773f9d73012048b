/** Files that are damaged, or were made to do harm: an error that says where, at a bounded cost. */
import { describe, expect, it } from 'vitest'
import { EngineError } from '../../../src/engine/errors'
import { readOnnx } from '../../../src/engine/onnx/read'
import { summaryOf } from '../../../src/engine/onnx/summary'
import type { ByteRanges } from '../../../src/engine/onnx/types'
import { bytesAt } from './graph-files'
import { field, text, varint } from './protos'
import { memoryRanges } from '../model/memory-file'

const SMALL = ['graphs/subgraphs.onnx', 'graphs/typed-values.onnx']
const USUAL = 'layouts/hidden.onnx'
const MB = 2 ** 20

/** The error, or null when the file still is a model. Anything but a clear error is thrown. */
async function errorOf(data: Uint8Array): Promise<EngineError | null> {
  try {
    summaryOf(await readOnnx(memoryRanges('onnx/model.onnx', data)))
    return null
  } catch (error) {
    if (!(error instanceof EngineError)) throw error
    return error
  }
}

/** What may be said of a damaged file. */
function expectClear(error: EngineError): void {
  expect(error.code).toMatch(/^model\/(not-onnx|truncated)$/)
  expect(error.values['file']).toBe('onnx/model.onnx')
  if (error.code === 'model/truncated' || !('bytes' in error.values))
    expect(error.values['offset']).toBeTypeOf('number')
  expect(error.message).toMatch(/at byte \d+|no graph|it is|is empty/)
}

describe('a file cut short', () => {
  it.each([...SMALL.map((path) => [path, 1] as const), [USUAL, 97] as const])('%s', async (path, step) => {
    const whole = bytesAt(`test/models/${path}`)
    // Beyond the graph only the opset is left, without which the file is still well formed.
    let told = 0
    for (let size = 0; size < whole.length; size += step) {
      const error = await errorOf(whole.subarray(0, size))
      if (error) {
        expectClear(error)
        told++
      } else expect(size).toBeGreaterThan(whole.length - 40)
    }
    expect(told).toBeGreaterThan((whole.length / step) * 0.9)
  })
})

describe('bytes that flip', () => {
  it.each([...SMALL.map((path) => [path, 1500] as const), [USUAL, 300] as const])(
    '%s',
    async (path, rounds) => {
      const whole = bytesAt(`test/models/${path}`)
      const random = mulberry32(1234)
      let refused = 0
      for (let round = 0; round < rounds; round++) {
        const data = new Uint8Array(whole)
        for (let flips = 1 + (round % 3); flips > 0; flips--)
          data[Math.floor(random() * data.length)] = Math.floor(random() * 256)
        const error = await errorOf(data)
        if (error) {
          expectClear(error)
          refused++
        }
      }
      expect(refused).toBeGreaterThan(0)
      expect(refused).toBeLessThan(rounds)
    },
  )
})

describe('what a file may cost', () => {
  it('100 MB of weights inside: less than 2 MB is read', async () => {
    const weights = 100 * MB
    const start = [...varint(1, weights / 4), ...varint(2, 1), ...field(8, text('w'))]
    const raw = [9 * 8 + 2, ...varint(0, weights).slice(1)]
    const tensorHead = [
      5 * 8 + 2,
      ...varint(0, start.length + raw.length + weights).slice(1),
      ...start,
      ...raw,
    ]
    const node = field(1, [...field(1, text('w')), ...field(2, text('y')), ...field(4, text('Identity'))])
    const graphBytes = tensorHead.length + weights + node.length
    const head = [...varint(1, 8), 7 * 8 + 2, ...varint(0, graphBytes).slice(1), ...tensorHead]
    const file = sparse([
      [0, head],
      [head.length + weights, node],
    ])
    const { graph } = await readOnnx(file)
    expect(graph.initializers.get('w')!.data).toEqual({
      kind: 'inline',
      start: head.length,
      end: head.length + weights,
    })
    expect(graph.nodes).toHaveLength(1)
    expect(file.bytesRead).toBeLessThan(2 * MB)
  })

  it.each([
    ['nodes without end', [10, 0], /larger than/],
    ['fields without end', [16, 0], /more than \d+ fields/],
  ])('%s', async (_, pattern, message) => {
    const size = 600 * MB
    const file = repeating([7 * 8 + 2, ...varint(0, size).slice(1)], pattern, size)
    const error: unknown = await readOnnx(file).catch((e: unknown) => e)
    expect(error).toMatchObject({
      code: 'model/not-onnx',
      message: expect.stringMatching(message) as string,
    })
    expect(file.bytesRead).toBeLessThan(64 * MB)
  })

  it('a name of 200 MB', async () => {
    const size = 200 * MB
    const length = varint(0, size).slice(1)
    const head = [7 * 8 + 2, ...varint(0, size + length.length + 1).slice(1), 2 * 8 + 2, ...length]
    const file = repeating(head, [65], size)
    await expect(readOnnx(file)).rejects.toMatchObject({
      code: 'model/not-onnx',
      message: expect.stringMatching(/name is 200 MB/) as string,
    })
    expect(file.bytesRead).toBeLessThan(2 * MB)
  })

  it('graphs in graphs', async () => {
    let graph: number[] = []
    for (let depth = 0; depth < 40; depth++) graph = field(1, field(5, field(6, graph)))
    const error = await errorOf(Uint8Array.from([...varint(1, 8), ...field(7, graph)]))
    expect(error?.message).toMatch(/graphs in graphs/)
  })
})

interface Counted extends ByteRanges {
  /** Bytes read so far. */
  readonly bytesRead: number
}

function counted(bytes: number, fill: (into: Uint8Array, start: number) => void): Counted {
  let total = 0
  return {
    name: 'onnx/model.onnx',
    bytes,
    read(start, end) {
      if (end > bytes) throw new Error(`read to ${end} of ${bytes}`)
      total += end - start
      const part = new Uint8Array(end - start)
      fill(part, start)
      return Promise.resolve(part)
    },
    get bytesRead() {
      return total
    },
  }
}

/** Zeros with some bytes among them; ends with the last of these. */
function sparse(pieces: readonly (readonly [offset: number, bytes: readonly number[]])[]): Counted {
  const [offset, last] = pieces.at(-1)!
  return counted(offset + last.length, (into, start) => {
    for (const [at, bytes] of pieces)
      bytes.forEach((byte, i) => {
        if (at + i >= start && at + i < start + into.length) into[at + i - start] = byte
      })
  })
}

const repeating = (head: readonly number[], pattern: readonly number[], size: number): Counted =>
  counted(head.length + size, (into, start) => {
    for (let i = 0; i < into.length; i++)
      into[i] = head[start + i] ?? pattern[(start + i - head.length) % pattern.length]!
  })

function mulberry32(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}
