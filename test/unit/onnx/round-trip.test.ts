/** What was read and written again computes the same bits. */
import { describe, expect, it } from 'vitest'
import type { Tensor, TensorMeta } from '../../../src/engine/model/ports'
import { readOnnx } from '../../../src/engine/onnx/read'
import type { ExternalFile, OnnxGraph, OnnxModel, OnnxNode } from '../../../src/engine/onnx/types'
import { writeOnnx } from '../../../src/engine/onnx/write'
import { runtime } from '../model/real-runtime'
import { GRAPHS, open, type Opened } from './graph-files'
import { memoryRanges } from '../model/memory-file'

const IDS = [0, 90, 5, 1200, 33, 2, 7, 2]
const SUBGRAPHS = 'test/models/graphs/subgraphs.onnx'

const VALUES: Readonly<Record<string, (i: number) => number>> = {
  input_ids: (i) => IDS[i]!,
  attention_mask: () => 1,
  token_type_ids: () => 0,
  position_ids: (i) => i + 2,
}

function feedFor({ name, type }: TensorMeta): Tensor {
  if (name === 'x')
    return { type: 'float32', dims: [4, 2], data: Float32Array.of(1, -2, 0.5, 3, -1, 0, 2, -4) }
  const values = IDS.map((_, i) => VALUES[name]!(i))
  const dims = [1, IDS.length]
  return type === 'int32'
    ? { type, dims, data: Int32Array.from(values) }
    : { type: 'int64', dims, data: BigInt64Array.from(values.map(BigInt)) }
}

async function run(
  file: Uint8Array,
  external: readonly ExternalFile[],
): Promise<Readonly<Record<string, Tensor>>> {
  const session = await runtime.createSession(file, external, 'model.onnx')
  const results = await session.run(
    Object.fromEntries(session.inputs.map((input) => [input.name, feedFor(input)])),
  )
  await session.release()
  return results
}

const write = ({ model, read }: Opened, external: boolean) =>
  writeOnnx(model, (tensor) => read(tensor), { external })

describe.each([...GRAPHS, SUBGRAPHS])('%s', (path) => {
  it('written with its weights inside, and beside', async () => {
    const opened = await open(path)
    const original = await run(opened.file, opened.external)
    expect(Object.keys(original).length).toBeGreaterThan(0)
    for (const external of [false, true]) {
      const written = await write(opened, external)
      expect(await run(written.model, written.external)).toEqual(original)
    }
  })
})

describe('the file', () => {
  it('holds no tensor of a kilobyte or more when weights lie beside it', async () => {
    const written = await write(await open('test/models/layouts/fp16.onnx'), true)
    expect(written.external.map(({ path }) => path)).toEqual(['weights'])
    const { graph } = await readOnnx(memoryRanges('written', written.model))
    const sizes = [...graph.initializers.values()].map(({ data }) =>
      data.kind === 'bytes' ? data.data.length : data.kind,
    )
    expect(sizes.filter((size) => typeof size === 'string')).toEqual(
      Array.from({ length: sizes.filter((size) => size === 'external').length }, () => 'external'),
    )
    expect(Math.max(...sizes.map(Number).filter((size) => !Number.isNaN(size)))).toBeLessThan(1024)
  })

  it('says the same as the one that was read', async () => {
    for (const path of ['test/models/layouts/baai.onnx', SUBGRAPHS, 'test/models/layouts/q4f16.onnx']) {
      const opened = await open(path)
      const written = await write(opened, false)
      const again = await readOnnx(memoryRanges('written', written.model))
      expect({ ...again, graph: shape(again.graph) }).toEqual({
        ...opened.model,
        graph: shape(opened.model.graph),
      })
    }
  })

  it('has initialisers that are no inputs: IR version 4 at least', async () => {
    const opened = await open(SUBGRAPHS)
    const written = await write({ ...opened, model: { ...opened.model, irVersion: 3 } }, false)
    expect((await readOnnx(memoryRanges('written', written.model))).irVersion).toBe(4)
  })

  it('imports onnxruntime’s own operators when a node needs them', async () => {
    const opened = await open('test/models/layouts/q4.onnx')
    const opsets = opened.model.opsets.filter(({ domain }) => domain === '')
    const written = await write({ ...opened, model: { ...opened.model, opsets } }, true)
    expect((await readOnnx(memoryRanges('written', written.model))).opsets).toEqual([
      ...opsets,
      { domain: 'com.microsoft', version: 1 },
    ])
  })

  it('refuses values of another size than the shape needs', async () => {
    const { model } = await open('test/models/layouts/fp16.onnx')
    await expect(
      writeOnnx(model, () => Promise.resolve(new Uint8Array(3)), { external: true }),
    ).rejects.toMatchObject({ code: 'internal' })
  })
})

describe('attributes', () => {
  it('that were read compute the same when they are written from their values', async () => {
    for (const path of [SUBGRAPHS, 'test/models/layouts/baai.onnx', 'test/models/layouts/int8.onnx']) {
      const opened = await open(path)
      const model: OnnxModel = { ...opened.model, graph: withoutProtos(opened.model.graph) }
      const written = await write({ ...opened, model }, false)
      expect(await run(written.model, [])).toEqual(await run(opened.file, opened.external))
    }
  })
})

/** Where values lie differs from file to file. */
const shape = ({ initializers, ...graph }: OnnxGraph) => ({
  ...graph,
  initializers: [...initializers.values()].map(({ name, type, dims }) => ({ name, type, dims })),
})

const withoutProtos = (graph: OnnxGraph): OnnxGraph => ({
  ...graph,
  nodes: graph.nodes.map((node): OnnxNode => ({
    ...node,
    attributes: node.attributes.map((attribute) =>
      attribute.value.kind === 'graph'
        ? { ...attribute, proto: null, value: { kind: 'graph', graph: withoutProtos(attribute.value.graph) } }
        : attribute.value.kind === 'other'
          ? attribute
          : { ...attribute, proto: null },
    ),
  })),
})
