/** Real exporters' graphs in parts against the same graphs whole, in the real runtime. */
import { readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { cutGraph } from '../../../src/engine/chain/cut'
import type { CutPlan, EmbeddingTable } from '../../../src/engine/chain/types'
import { needed, producers } from '../../../src/engine/onnx/graph-tools'
import type { OnnxGraph, OnnxModel } from '../../../src/engine/onnx/types'
import { LAYOUTS } from '../model/layout-table'
import { graphFile, largestDifference, partsOf, planOf, runBoth, type GraphFile } from './cut-files'

interface Case {
  readonly layers: number
  /** Null: it stays in the graph, for this `reason`. */
  readonly table: EmbeddingTable['storage']['kind'] | null
  readonly reason?: string
  /** Element type of the rows that are fed; default: float. */
  readonly rows?: number
  /** Operators of the heads; default: there are none. */
  readonly heads?: readonly string[]
  /** Largest difference between parts and whole; default: none, to the last bit. */
  readonly tolerance?: number
}

const [INT8, UINT8, HALF] = [3, 2, 10]
/** The runtime computes halves in fp32 and rounds less often where it sees the whole graph. */
const HALVES = 0.008

const three = (table: Case['table'], more: Partial<Case> = {}): Case => ({ layers: 3, table, ...more })
const EXPORTS: Readonly<Record<string, Case>> = {
  'torch-eager-11': three('plain'),
  'torch-eager-17': three('plain'),
  'torch-sdpa-14': three('plain'),
  'torch-every-output': three('plain', { heads: ['Identity'] }),
  'dynamo-eager-18': three('plain'),
  'dynamo-sdpa-18': three('plain'),
  'torch-sdpa-14-int8': three('plain', { rows: UINT8 }),
  'dynamo-eager-18-int8': three('plain', { rows: UINT8 }),
  'dynamo-eager-18-qdq': three('linear', { heads: ['QuantizeLinear', 'DequantizeLinear'] }),
  'torch-sdpa-14-fp16': three('plain', { rows: HALF, heads: ['Cast'], tolerance: HALVES }),
  'dynamo-eager-18-q4': three('blocks'),
  'torch-eager-17-fused': three('plain'),
  'dynamo-eager-18-optimised': three('plain'),
  'transformers4-eager-14': three('plain'),
  'transformers4-eager-14-int8': three('plain', { rows: UINT8 }),
  'torch-sdpa-14-ids-only': three('plain'),
  'torch-eager-17-int8-products': three('plain', { rows: UINT8 }),
  'torch-eager-17-qdq': three('plain'),
  'torch-eager-17-qdq4': three('plain'),
  'dynamo-eager-18-qoperator': three('plain', { rows: UINT8 }),
  'dynamo-sdpa-18-qoperator-matmul': three('plain'),
  'torch-eager-17-multihead': three('plain'),
  'dynamo-sdpa-23': three('plain'),
}

const SENTENCE = ['Gather', 'ReduceL2', 'Max', 'Div']
const TWO: Readonly<Record<string, Partial<Case>>> = {
  'baai.onnx': { heads: SENTENCE },
  'fp16.onnx': { rows: HALF, heads: ['Cast'], tolerance: HALVES },
  'int8.onnx': { rows: INT8 },
  'uint8.onnx': { rows: UINT8 },
  'gpahal.onnx': { rows: INT8 },
  'q4f16.onnx': { rows: HALF, heads: ['Cast'], tolerance: HALVES },
  'q4-table.onnx': { table: 'blocks' },
  'sentence-transformers.onnx': { heads: SENTENCE },
  'sentence-transformers-fp16.onnx': { rows: HALF, heads: SENTENCE, tolerance: HALVES },
  'sentence-transformers-int8.onnx': { rows: INT8, heads: SENTENCE },
  'newtechstudio-dense.onnx': { heads: SENTENCE },
  'unnamed-dense-hidden.onnx': { heads: SENTENCE },
}

interface Graph extends Case {
  readonly path: string
  readonly external?: Readonly<Record<string, string>>
}

const inLayouts: readonly Graph[] = LAYOUTS.flatMap(({ files }) => {
  const entries = Object.entries(files).map(([name, file]) => [name.split('/').at(-1)!, file] as const)
  const external = Object.fromEntries(entries.filter(([, file]) => !file.endsWith('.onnx')))
  return entries
    .filter(([, file]) => file.endsWith('.onnx') && !file.startsWith('refused-'))
    .map(([, file]) => ({
      path: `test/models/layouts/${file}`,
      external,
      layers: 2,
      table: 'plain' as const,
      ...TWO[file],
    }))
})

const GRAPHS: readonly Graph[] = [
  ...Object.entries(EXPORTS).map(([name, found]) => ({ path: `test/models/exports/${name}.onnx`, ...found })),
  ...inLayouts.filter(({ path }, i) => inLayouts.findIndex((other) => other.path === path) === i),
  {
    path: 'test/models/layouts/unnamed-hidden.onnx',
    external: { 'model.onnx_data': 'fp32.data' },
    layers: 2,
    table: 'plain',
  },
  { path: 'test/models/layouts/wide.onnx', layers: 2, table: 'plain', rows: HALF },
  { path: 'test/models/tiny/onnx/model.onnx', layers: 2, table: 'plain' },
  { path: 'test/models/tiny/onnx/model_hidden.onnx', layers: 2, table: 'plain' },
  { path: 'test/models/graphs/tiny-attention.onnx', layers: 2, table: 'plain' },
  {
    path: 'public/models/demo/onnx/model_q4.onnx',
    layers: 12,
    table: 'blocks',
  },
]

const TEXTS = [
  [0, 5, 6, 7, 8, 9, 2],
  [0, 2],
  Array.from({ length: 40 }, (_, i) => (i === 0 ? 0 : i === 39 ? 2 : 3 + ((i * 37) % 190))),
]

const open = ({ path, external }: Graph) => graphFile(path, external)

/** Tensors that a node takes and nothing gives. */
function unfed({ nodes, inputs, initializers, outputs }: OnnxGraph): string[] {
  const known = new Set([...inputs.map(({ name }) => name), ...initializers.keys()])
  const missing: string[] = []
  for (const node of nodes) {
    missing.push(...needed(node).filter((name) => !known.has(name)))
    for (const name of node.outputs) known.add(name)
  }
  return [...missing, ...outputs.map(({ name }) => name).filter((name) => !known.has(name))]
}

const NORMALISES = ['LayerNormalization', 'SkipLayerNormalization']

/** In one operator, or in parts: then the last of them adds the bias, one value a column. */
function isNormalised({ model: { graph } }: GraphFile, name: string): boolean {
  const producer = producers(graph)
  const node = producer.get(name)!
  if (NORMALISES.includes(node.operator)) return true
  const isColumn = (input: string) => graph.initializers.get(input)?.dims.length === 1
  const scaled = node.inputs.map((input) => producer.get(input)).find((found) => found?.operator === 'Mul')
  return node.operator === 'Add' && node.inputs.some(isColumn) && scaled!.inputs.some(isColumn)
}

describe.each(GRAPHS.map((graph) => [graph.path.replace('test/models/', ''), graph] as const))(
  '%s',
  (_, graph) => {
    it('is cut at the hidden states into parts that are whole by themselves', async () => {
      const file = await open(graph)
      const plan = planOf(file)
      expect(plan.layers).toHaveLength(graph.layers)
      expect(plan.tableReason).toBe(graph.reason ?? null)
      expect(plan.table?.storage.kind ?? null).toBe(graph.table)
      if (plan.table) expect(plan.table.output.type).toBe(graph.rows ?? 1)
      for (const { name } of plan.hidden) expect([name, isNormalised(file, name)]).toEqual([name, true])
      expect(new Set(plan.hidden.map(({ type }) => type)).size).toBe(1)
      for (const part of partsOf(plan)) expect(unfed(part.graph)).toEqual([])
      const isTable = (name: string) => name === plan.table?.storage.table.name
      expect([...plan.embeddings.graph.initializers.keys()].some(isTable)).toBe(false)
      if (graph.heads) expect(plan.heads!.graph.nodes.map(({ operator }) => operator)).toEqual(graph.heads)
    })

    it('gives in parts what it gives whole', { timeout: 60_000 }, async () => {
      const differences = (await runBoth(await open(graph), TEXTS)).map(largestDifference)
      console.log(`${graph.path}: parts against whole, largest difference ${Math.max(...differences)}`)
      expect(Math.max(...differences)).toBeLessThanOrEqual(graph.tolerance ?? 0)
    })
  },
)

describe('all graphs of the test folders', () => {
  it('are in the table', () => {
    const folder = fileURLToPath(new URL('../../models/', import.meta.url))
    for (const name of ['exports', 'layouts'])
      for (const file of readdirSync(`${folder}${name}`))
        if (file.endsWith('.onnx') && !file.startsWith('refused-'))
          expect(GRAPHS.map(({ path }) => path)).toContain(`test/models/${name}/${file}`)
  })
})

describe('hidden states', () => {
  it("are transformers' own, by the names that its export gave them", async () => {
    const { hidden, layers } = planOf(await graphFile('test/models/exports/torch-every-output.onnx'))
    expect(hidden.map(({ name }) => name)).toEqual(['hidden_0', 'hidden_1', 'hidden_2', 'last_hidden_state'])
    for (const [i, { graph }] of layers.entries())
      expect(graph.outputs.map(({ name }) => name)).toContain(`attention_${i}`)
  })
})

describe('names', () => {
  it('mean nothing', async () => {
    const { model } = await graphFile('test/models/exports/torch-sdpa-14-int8.onnx')
    const shape = (plan: CutPlan) =>
      partsOf(plan).map(({ graph }) => graph.nodes.map(({ operator }) => operator))
    const cut = cutGraph(renamed(model))
    expect(cut.state).toBe('cut')
    if (cut.state === 'cut') expect(shape(cut.plan)).toEqual(shape(planOf({ model })))
  })
})

function renamed(model: OnnxModel): OnnxModel {
  const given = new Map<string, string>(model.graph.inputs.map(({ name }) => [name, name]))
  const rename = (name: string) => {
    if (name !== '' && !given.has(name)) given.set(name, `t${given.size}`)
    return given.get(name) ?? ''
  }
  const { nodes, initializers, outputs } = model.graph
  return {
    ...model,
    graph: {
      ...model.graph,
      nodes: nodes.map((node) => ({
        ...node,
        name: '',
        inputs: node.inputs.map(rename),
        outputs: node.outputs.map(rename),
      })),
      initializers: new Map(
        [...initializers].map(([name, tensor]) => [rename(name), { ...tensor, name: rename(name) }]),
      ),
      outputs: outputs.map((output) => ({ ...output, name: rename(output.name) })),
      valueInfo: new Map(),
    },
  }
}
