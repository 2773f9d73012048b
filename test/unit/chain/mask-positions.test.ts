/**
 * Masks of positions (windows, tables) are the same everywhere in a short text. They must be kept for a long one: in the layers
 * of onnxruntime-web as the graph computes them, and our own encoder, which has no such mask, refuses them.
 */
import { describe, expect, it } from 'vitest'
import { positional } from '../../../src/engine/chain/positions'
import { encodeText } from '../../../src/engine/encode/encode'
import { constant, makeInt, node, producers } from '../../../src/engine/onnx/graph-tools'
import { ELEMENT, type OnnxGraph, type OnnxNode, type TensorRef } from '../../../src/engine/onnx/types'
import { writeOnnx } from '../../../src/engine/onnx/write'
import { openNodeKernels } from '../../../src/platform/kernels/node'
import { valueOf } from '../../engine'
import { LAYOUTS } from '../model/layout-table'
import { layoutSource, POOLING } from '../model/layout-files'
import { load, SETTINGS } from '../model/real-runtime'
import { graphFile, planOf } from './cut-files'

const FILE = 'test/models/layouts/hidden.onnx'
const HIDES = -30_000
const int = (name: string, ...values: number[]) => constant(name, ELEMENT.int64, [values.length], values)
const scalar = (name: string, value: number) => constant(name, ELEMENT.int64, [], [value])
const float = (name: string, value: number) => constant(name, ELEMENT.float, [], [value])

interface Change {
  readonly nodes: readonly OnnxNode[]
  readonly tensors: readonly TensorRef[]
}

/** positions: [n] */
const POSITIONS: Change = {
  nodes: [
    node('Shape', ['input_ids'], ['w/shape']),
    node('Gather', ['w/shape', 'w/one'], ['w/n'], [makeInt('axis', 0)]),
    node('Range', ['w/zero', 'w/n', 'w/one'], ['w/positions']),
    node('Unsqueeze', ['w/positions', 'w/axis0'], ['w/keys']),
    node('Unsqueeze', ['w/positions', 'w/axis1'], ['w/queries']),
  ],
  tensors: [
    scalar('w/zero', 0),
    scalar('w/one', 1),
    int('w/axis0', 0),
    int('w/axis1', 1),
    scalar('w/width', 32),
    float('w/hide', HIDES),
    float('w/show', 0),
  ],
}
const hideWhere = (condition: string) => node('Where', [condition, 'w/hide', 'w/show'], ['w/mask'])
const MASKS: Readonly<Record<string, Change>> = {
  'a window around each token': {
    nodes: [
      node('Sub', ['w/keys', 'w/queries'], ['w/distance']),
      node('Abs', ['w/distance'], ['w/size']),
      node('Greater', ['w/size', 'w/width'], ['w/far']),
      hideWhere('w/far'),
    ],
    tensors: [],
  },
  'a window as a comparison with 0': {
    nodes: [
      node('Sub', ['w/keys', 'w/queries'], ['w/distance']),
      node('Add', ['w/distance', 'w/width'], ['w/left']),
      node('Less', ['w/left', 'w/zero'], ['w/far']),
      hideWhere('w/far'),
    ],
    tensors: [],
  },
  'the first keys alone': {
    nodes: [node('Greater', ['w/keys', 'w/width'], ['w/late']), hideWhere('w/late')],
    tensors: [],
  },
  'a triangle of ones': {
    nodes: [
      node('Sub', ['w/keys', 'w/queries'], ['w/distance']),
      node('Sub', ['w/distance', 'w/distance'], ['w/zeros']),
      node('CastLike', ['w/zeros', 'w/show'], ['w/floats']),
      node('Add', ['w/floats', 'w/hide'], ['w/all']),
      node('Trilu', ['w/all', 'w/width'], ['w/mask']),
    ],
    tensors: [],
  },
  'a table of places': {
    nodes: [node('Slice', ['w/table', 'w/starts', 'w/ends', 'w/axis0'], ['w/mask'])],
    tensors: [
      int('w/starts', 0),
      constant(
        'w/table',
        ELEMENT.float,
        [128],
        Array.from({ length: 128 }, (_, at) => (at > 32 ? HIDES : 0)),
      ),
    ],
  },
}

/** The graph with something added to the mask that its layers take. */
async function changed({ nodes, tensors }: Change): Promise<Uint8Array<ArrayBuffer>> {
  const file = await graphFile(FILE, { 'model.onnx_data': 'fp32.data' })
  const plan = planOf(file)
  const crossing = new Set(plan.hidden.map(({ name }) => name))
  const mask = plan.layers[0]!.graph.inputs.find(({ name }) => !crossing.has(name))!.name
  const { graph } = file.model
  const makes = producers(graph).get(mask)!
  const more = [
    ...POSITIONS.nodes,
    ...(nodes.some(({ inputs }) => inputs.includes('w/ends'))
      ? [node('Unsqueeze', ['w/n', 'w/axis0'], ['w/ends'])]
      : []),
    ...nodes,
    node('Add', [`${mask}/before`, 'w/mask'], [mask]),
  ]
  const all = graph.nodes.flatMap((each) =>
    each === makes
      ? [{ ...each, outputs: each.outputs.map((name) => (name === mask ? `${mask}/before` : name)) }, ...more]
      : [each],
  )
  const initializers = new Map(graph.initializers)
  for (const tensor of [...POSITIONS.tensors, ...tensors]) initializers.set(tensor.name, tensor)
  const valueInfo = new Map([...graph.valueInfo].filter(([name]) => name !== mask))
  const model = {
    ...file.model,
    graph: { ...graph, nodes: all, initializers, valueInfo } satisfies OnnxGraph,
  }
  return (await writeOnnx(model, file.read, { external: false })).model as Uint8Array<ArrayBuffer>
}

const TEXT = '如何申请退款？订单已经发货三天了，物流信息一直没有更新。'.repeat(4)

describe.each(Object.entries(MASKS))('%s', (_, change) => {
  it('is kept for a text that is longer than it', { timeout: 60_000 }, async () => {
    const { repo, files } = LAYOUTS.find((each) =>
      Object.values(each.files).some((file) => file.endsWith('hidden.onnx')),
    )!
    const path = Object.keys(files).find((name) => name.endsWith('.onnx'))!
    const source = layoutSource(repo, files, { ...POOLING, [path]: await changed(change) })
    const open = (options: object) => load(source, { graphFile: path, ...options })
    const whole = await open({ whole: true })
    const unchanged = await load(layoutSource(repo, files, POOLING), { graphFile: path, whole: true })
    const vector = async (model: typeof whole) => valueOf((await encodeText(model, TEXT, SETTINGS)).denseVecs)
    const expected = await vector(whole)
    expect(whole.tokenizers.get('hf4').encode(TEXT, 128).ids.length).toBeGreaterThan(50)
    const off = (found: Float32Array) =>
      found.reduce((most, value, at) => Math.max(most, Math.abs(value - expected[at]!)), 0)
    // The mask does something to this text.
    expect(off(await vector(unchanged))).toBeGreaterThan(1e-3)
    const layers = await open({})
    expect(layers.info.execution.kind).toBe('layers')
    expect(off(await vector(layers))).toBeLessThan(2e-6)
    const own = await open({ encoder: { open: openNodeKernels, threads: 1 } })
    expect(off(await vector(own))).toBeLessThan(2e-6)
    expect(own.info.execution).toMatchObject({ encoder: { engine: 'onnxruntime', reason: 'unrecognised' } })
    for (const model of [whole, unchanged, layers, own]) await model.release()
  })
})

describe('positions', () => {
  const graph = (nodes: readonly OnnxNode[]): OnnxGraph => ({
    name: '',
    nodes: [...POSITIONS.nodes, ...nodes],
    initializers: new Map(POSITIONS.tensors.map((tensor) => [tensor.name, tensor])),
    inputs: [],
    outputs: [],
    valueInfo: new Map(),
  })
  it.each<[string, readonly OnnxNode[], boolean]>([
    ['a position that is compared with 0', [node('GreaterOrEqual', ['w/keys', 'w/zero'], ['found'])], false],
    [
      'a distance that is compared with 0',
      [node('Sub', ['w/keys', 'w/queries'], ['d']), node('GreaterOrEqual', ['d', 'w/zero'], ['found'])],
      true,
    ],
    ['a position that is compared with 1', [node('Less', ['w/keys', 'w/one'], ['found'])], true],
    ['attention_mask by positions', [node('Gather', ['attention_mask', 'w/keys'], ['found'])], false],
    [
      'a number in the shape of positions',
      [node('Shape', ['w/keys'], ['s']), node('Expand', ['w/show', 's'], ['found'])],
      false,
    ],
    ['position_ids', [node('Cast', ['position_ids'], ['found'])], true],
    ['sums of attention_mask', [node('CumSum', ['attention_mask', 'w/one'], ['found'])], true],
  ])('%s', (_, nodes, expected) => {
    expect(positional(graph(nodes))('found')).toBe(expected)
  })
})
