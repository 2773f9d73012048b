/** Where graphs are cut, and why not, on graphs of a few nodes. */
import { describe, expect, it } from 'vitest'
import { cutGraph } from '../../../src/engine/chain/cut'
import type { CutPlan } from '../../../src/engine/chain/types'
import { constant, makeGraph, makeInt, node } from '../../../src/engine/onnx/graph-tools'
import { ELEMENT, type OnnxGraph } from '../../../src/engine/onnx/types'
import { floats, little, modelOf, replace, ROWS, WIDTH, type Little } from './little-graphs'

const cut = (graph: Little) => cutGraph(modelOf(graph))

function planOf(graph: Little): CutPlan {
  const result = cut(graph)
  if (result.state === 'whole') throw new Error(`${result.reason}: ${result.detail}`)
  return result.plan
}

const names = (values: readonly { readonly name: string }[]) => values.map(({ name }) => name)
const made = ({ nodes }: OnnxGraph) => nodes.flatMap(({ outputs }) => outputs)

describe('a plain encoder', () => {
  const plan = planOf(little(3))

  it('is cut at what comes out of its normalisations', () => {
    expect(plan.hidden).toEqual(['h0', 'h1', 'h2', 'h3'].map((name) => ({ name, type: ELEMENT.float })))
    expect(plan.layers).toHaveLength(3)
    expect(plan.heads).toBeNull()
  })
  it('takes rows in place of the table', () => {
    expect(plan.table).toMatchObject({
      output: { name: 'rows', type: ELEMENT.float },
      rows: ROWS,
      storage: { kind: 'plain', table: { name: 'words' } },
    })
    expect(names(plan.embeddings.graph.inputs).sort()).toEqual(['attention_mask', 'rows'])
    expect([...plan.embeddings.graph.initializers.keys()].sort()).toEqual(['axes', 'gain'])
  })
  it('hands on hidden states and the mask alone', () => {
    expect(names(plan.layers[1]!.graph.inputs).sort()).toEqual(['h1', 'mask'])
    expect(names(plan.layers[1]!.graph.outputs)).toEqual(['h2'])
    expect([...plan.layers[1]!.graph.initializers.keys()].sort()).toEqual(['gain', 'weight'])
  })
  it('says shapes, which the runtime needs for its fusions', () => {
    expect(plan.layers[1]!.graph.inputs).toContainEqual({
      name: 'h1',
      type: ELEMENT.float,
      dims: ['b', 'n', WIDTH],
    })
    expect(plan.layers[1]!.graph.inputs).toContainEqual({
      name: 'mask',
      type: ELEMENT.float,
      dims: ['b', 1, 'n'],
    })
  })
})

describe('outputs', () => {
  it('from the middle are no way out: parts that make them give them', () => {
    const graph = little(3)
    graph.outputs.push('attention0', 'attention2', 'h1')
    const plan = planOf(graph)
    expect(plan.hidden.at(-1)!.name).toBe('h3')
    expect(plan.layers.map((layer) => names(layer.graph.outputs).sort())).toEqual([
      ['attention0', 'h1'],
      ['h2'],
      ['attention2', 'h3'],
    ])
  })
  it('that collect all layers are heads, where another output shows the chain', () => {
    const graph = little(2)
    graph.nodes.push(node('Concat', ['h0', 'h1', 'h2'], ['all'], [makeInt('axis', 0)]))
    graph.outputs.push('all')
    const plan = planOf(graph)
    expect(plan.layers).toHaveLength(2)
    expect(names(plan.heads!.graph.inputs).sort()).toEqual(['h0', 'h1', 'h2'])
  })
  it('that follow from the mask or from constants come from the embeddings part', () => {
    const graph = little()
    graph.nodes.push(node('Neg', ['gain'], ['fixed']), node('Neg', ['mask'], ['side']))
    graph.outputs.push('fixed', 'side')
    const { embeddings } = planOf(graph)
    expect(names(embeddings.graph.outputs).sort()).toEqual(['fixed', 'h0', 'mask', 'side'])
    expect(made(embeddings.graph)).toContain('fixed')
  })
  it('of several heads', () => {
    const graph = little()
    graph.nodes.push(
      node('Relu', ['h2'], ['sparse']),
      node('MatMul', ['h2', 'weight'], ['product']),
      node('Mul', ['product', 'float_mask'], ['colbert']),
    )
    graph.outputs = ['sparse', 'colbert']
    const { heads } = planOf(graph)
    expect(names(heads!.graph.outputs)).toEqual(['sparse', 'colbert'])
    expect(names(heads!.graph.inputs).sort()).toEqual(['float_mask', 'h2'])
  })
})

describe('lengths', () => {
  it('of the first hidden states, from which a mask is made, are known in the embeddings part', () => {
    const graph = little()
    replace(
      graph,
      'mask',
      node('Shape', ['h0'], ['shape']),
      node('Expand', ['float_mask', 'shape'], ['mask']),
    )
    const plan = planOf(graph)
    expect(made(plan.embeddings.graph)).toEqual(expect.arrayContaining(['shape', 'mask']))
    expect(plan.layers.map(({ graph: { inputs } }) => names(inputs).sort())).toEqual([
      ['h0', 'mask'],
      ['h1', 'mask'],
    ])
  })
  it('that one layer alone needs are taken there', () => {
    const graph = little()
    replace(
      graph,
      'sum1',
      node('Shape', ['h1'], ['shape']),
      node('Reshape', ['context1', 'shape'], ['reshaped']),
      node('Add', ['reshaped', 'h1'], ['sum1']),
    )
    const plan = planOf(graph)
    expect(made(plan.layers[1]!.graph)).toContain('shape')
    expect(names(plan.layers[0]!.graph.outputs)).toEqual(['h1'])
  })
  it('that an earlier layer finds cross as integers, and hide no separator', () => {
    const graph = little()
    replace(
      graph,
      'sum1',
      node('Shape', ['context0'], ['shape']),
      node('Reshape', ['context1', 'shape'], ['reshaped']),
      node('Add', ['reshaped', 'h1'], ['sum1']),
    )
    const plan = planOf(graph)
    expect(plan.layers[0]!.graph.outputs).toContainEqual({ name: 'shape', type: ELEMENT.int64, dims: [null] })
    expect(names(plan.layers[1]!.graph.inputs)).toContain('shape')
  })
  it('what follows from the mask for one layer alone is computed there', () => {
    const graph = little()
    replace(
      graph,
      'masked1',
      node('Mul', ['mask', 'gain'], ['scaled_mask']),
      node('Add', ['scores1', 'scaled_mask'], ['masked1']),
    )
    const plan = planOf(graph)
    expect(made(plan.layers[1]!.graph)).toContain('scaled_mask')
    expect(names(plan.layers[1]!.graph.inputs).sort()).toEqual(['h1', 'mask'])
  })
})

describe('what parts need', () => {
  it('constants that are computed are computed in each', () => {
    const graph = little()
    graph.initializers.push(floats('stored', WIDTH, WIDTH))
    graph.initializers.splice(2, 1)
    graph.nodes.unshift(node('Transpose', ['stored'], ['weight']))
    for (const { graph: layer } of planOf(graph).layers) {
      expect(made(layer)[0]).toBe('weight')
      expect(layer.initializers.has('stored')).toBe(true)
    }
  })
  it('what a subgraph takes from outside is an input', () => {
    const graph = little()
    const branch = (name: string): OnnxGraph => ({
      name,
      nodes: [node('Mul', ['scores1', 'float_mask'], [name])],
      initializers: new Map(),
      inputs: [],
      outputs: [{ name, type: ELEMENT.float, dims: null }],
      valueInfo: new Map(),
    })
    graph.initializers.push(constant('yes', ELEMENT.bool, [], [1]))
    const branches = ['then_branch', 'else_branch'].map((name) => makeGraph(name, branch(name)))
    replace(graph, 'masked1', node('If', ['yes'], ['masked1'], branches))
    expect(names(planOf(graph).layers[1]!.graph.inputs).sort()).toEqual(['float_mask', 'h1'])
  })
  it('a Cast behind a normalisation belongs to the next layer', () => {
    const graph = little()
    for (const [i, n] of graph.nodes.entries())
      graph.nodes[i] = {
        ...n,
        inputs: n.inputs.map((name) => (/^h\d$/.test(name) ? `${name}_cast` : name)),
      }
    for (const i of [0, 1, 2])
      replace(
        graph,
        `h${i}`,
        graph.nodes.find(({ outputs }) => outputs[0] === `h${i}`)!,
        node('Cast', [`h${i}`], [`h${i}_cast`], [makeInt('to', ELEMENT.float16)]),
      )
    const plan = planOf(graph)
    expect(names(plan.hidden)).toEqual(['h0', 'h1', 'h2'])
    expect(made(plan.layers[0]!.graph)).toContain('h0_cast')
  })
})

describe('the table', () => {
  const quantised = (scales: number, axis: number) => {
    const graph = little()
    graph.initializers[0] = constant(
      'words',
      ELEMENT.int8,
      [ROWS, WIDTH],
      Array<number>(ROWS * WIDTH).fill(1),
    )
    graph.initializers.push(floats('scale', ...(scales === 1 ? [] : [scales])))
    graph.nodes.unshift(node('DequantizeLinear', ['words', 'scale'], ['table'], [makeInt('axis', axis)]))
    replace(graph, 'rows', node('Gather', ['table', 'input_ids'], ['rows']))
    return graph
  }
  it('as bytes with one scale or one a row', () => {
    for (const graph of [quantised(1, 1), quantised(ROWS, 0)])
      expect(planOf(graph).table).toMatchObject({
        output: { name: 'rows', type: ELEMENT.float },
        storage: { kind: 'linear', table: { name: 'words' }, scale: { name: 'scale' }, zeroPoint: null },
      })
  })
  it('in halves: their Cast follows the rows', () => {
    const graph = little()
    graph.initializers[0] = constant(
      'words',
      ELEMENT.float16,
      [ROWS, WIDTH],
      Array<number>(ROWS * WIDTH).fill(0),
    )
    graph.nodes.unshift(node('Cast', ['words'], ['table'], [makeInt('to', ELEMENT.float)]))
    replace(graph, 'rows', node('Gather', ['table', 'input_ids'], ['rows']))
    const { table, embeddings } = planOf(graph)
    expect(table!.output).toEqual({ name: 'words', type: ELEMENT.float16 })
    expect(embeddings.graph.nodes[0]).toMatchObject({
      operator: 'Cast',
      inputs: ['words'],
      outputs: ['rows'],
    })
    expect(embeddings.graph.initializers.has('words')).toBe(false)
  })
  it('the ids stay an input where something else needs them', () => {
    const graph = little()
    replace(graph, 'float_mask', node('Cast', ['input_ids'], ['float_mask'], [makeInt('to', ELEMENT.float)]))
    expect(names(planOf(graph).embeddings.graph.inputs).sort()).toEqual(['input_ids', 'rows'])
  })

  const changed = (change: (graph: Little) => void) => {
    const graph = little()
    change(graph)
    return graph
  }
  it.each<[string, Little, string]>([
    ['one scale a column', quantised(WIDTH, 1), 'neither one nor one a row'],
    [
      'used elsewhere too',
      changed((graph) => {
        graph.nodes.push(node('MatMul', ['h2', 'words'], ['tied']))
        graph.outputs.push('tied')
      }),
      'words is used elsewhere too',
    ],
    [
      'ids of another shape',
      changed((graph) => {
        graph.nodes.unshift(node('Flatten', ['input_ids'], ['flat']))
        replace(graph, 'rows', node('Gather', ['words', 'flat'], ['rows']))
      }),
      'reshaped',
    ],
    [
      'of a form that is not read',
      changed((graph) => {
        graph.nodes.unshift(node('Transpose', ['words'], ['table']))
        replace(graph, 'rows', node('Gather', ['table', 'input_ids'], ['rows']))
      }),
      'table is computed by Transpose',
    ],
    [
      'not stored as bytes',
      changed((graph) => {
        graph.initializers[0] = {
          ...graph.initializers[0]!,
          data: { kind: 'proto', proto: new Uint8Array(1) },
        }
      }),
      'raw bytes',
    ],
  ])('stays in the graph: %s', (_, graph, reason) => {
    const plan = planOf(graph)
    expect(plan.table).toBeNull()
    expect(plan.tableReason).toContain(reason)
    expect(names(plan.embeddings.graph.inputs)).toContain('input_ids')
    expect(plan.embeddings.graph.initializers.has('words')).toBe(true)
  })
  it('blocks along another axis stay in the graph', () => {
    const blocks = (axis: number) =>
      changed((graph) => {
        graph.initializers[0] = constant(
          'words',
          ELEMENT.uint8,
          [ROWS, WIDTH],
          Array<number>(ROWS * WIDTH).fill(1),
        )
        graph.initializers.push(floats('scales', ROWS, 1))
        const attributes = [makeInt('bits', 8), makeInt('quantize_axis', axis), makeInt('block_size', 16)]
        const inputs = ['words', 'input_ids', 'scales']
        replace(graph, 'rows', node('GatherBlockQuantized', inputs, ['rows'], attributes, 'com.microsoft'))
      })
    expect(planOf(blocks(1)).table!.storage).toMatchObject({ kind: 'blocks', bits: 8, blockSize: 16 })
    expect(planOf(blocks(0)).tableReason).toContain('axis 0')
  })
})

describe('a graph that runs whole', () => {
  const changed = (change: (graph: Little) => void, layers = 2) => {
    const graph = little(layers)
    change(graph)
    return graph
  }
  it.each<[string, Little, string, string]>([
    [
      'another table than the ids look up',
      changed((graph) => replace(graph, 'rows', node('Gather', ['words', 'attention_mask'], ['rows']))),
      'no-chain',
      'no table is looked up by input_ids',
    ],
    [
      'no attention',
      changed((graph) => {
        for (const i of [0, 1])
          replace(graph, `attention${i}`, node('Relu', [`masked${i}`], [`attention${i}`]))
      }),
      'no-attention',
      'no Softmax',
    ],
    ['one layer', little(1), 'no-chain', 'nothing repeats'],
    [
      'all layers summed',
      changed((graph) => {
        graph.nodes.push(node('Sum', ['h0', 'h1', 'h2'], ['sum']))
        graph.outputs = ['sum']
      }),
      'no-chain',
      '2 × attention in one block',
    ],
    [
      'a layer with one more product',
      changed((graph) =>
        replace(
          graph,
          'context1',
          node('MatMul', ['h1', 'weight'], ['value']),
          node('MatMul', ['attention1', 'value'], ['context1']),
        ),
      ),
      'no-chain',
      'block 1 has 4 products and 1 × attention, block 0 has 3 and 1',
    ],
    [
      'a layer with one more normalisation',
      changed(
        (graph) =>
          replace(
            graph,
            'h2',
            node('LayerNormalization', ['sum1', 'gain'], ['again']),
            node('LayerNormalization', ['again', 'gain'], ['h2']),
          ),
        3,
      ),
      'no-chain',
      'block 1 has 3 tensors that all data pass, block 0 has 2',
    ],
    [
      'a mask of unknown type',
      changed((graph) => replace(graph, 'mask', node('Mystery', ['float_mask'], ['mask'], [], 'own'))),
      'types-unknown',
      'mask',
    ],
    ['nodes out of order', changed((graph) => graph.nodes.reverse()), 'no-chain', 'before it is computed'],
  ])('%s', (_, graph, reason, detail) => {
    expect(cut(graph)).toMatchObject({
      state: 'whole',
      reason,
      detail: expect.stringContaining(detail) as string,
    })
  })
  it('functions, sparse initialisers', () => {
    const model = modelOf(little())
    expect(cutGraph({ ...model, functions: 2 })).toEqual({
      state: 'whole',
      reason: 'functions',
      detail: '2 functions',
      words: { code: 'own-functions', values: { found: 2 } },
    })
    expect(cutGraph({ ...model, sparse: 1 })).toMatchObject({ state: 'whole', reason: 'no-chain' })
  })
})

describe('attention in one operator', () => {
  it('is cut all the same', () => {
    const graph = little()
    for (const i of [0, 1])
      replace(
        graph,
        `context${i}`,
        node('Attention', [`h${i}`, 'weight', 'gain', 'float_mask'], [`context${i}`], [], 'com.microsoft'),
      )
    const plan = planOf(graph)
    expect(names(plan.hidden)).toEqual(['h0', 'h1', 'h2'])
    expect(plan.layers.map((layer) => made(layer.graph))).toEqual([
      ['context0', 'sum0', 'h1'],
      ['context1', 'sum1', 'h2'],
    ])
  })
})
