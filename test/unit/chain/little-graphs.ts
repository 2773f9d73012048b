/** Encoders of a few nodes, to be cut. */
import { constant, node } from '../../../src/engine/onnx/graph-tools'
import { ELEMENT, type OnnxModel, type OnnxNode, type TensorRef } from '../../../src/engine/onnx/types'

const { float, int64 } = ELEMENT
export const WIDTH = 4
export const ROWS = 6

export const floats = (name: string, ...dims: number[]): TensorRef =>
  constant(
    name,
    float,
    dims,
    Array.from({ length: dims.reduce((a, b) => a * b, 1) }, (_, i) => i / 8),
  )

export interface Little {
  readonly nodes: OnnxNode[]
  readonly initializers: TensorRef[]
  outputs: string[]
}

/** Rows "rows" from the table "words"; hidden states "h0", "h1", … */
export function little(layers = 2): Little {
  const nodes = [
    node('Gather', ['words', 'input_ids'], ['rows']),
    node('LayerNormalization', ['rows', 'gain'], ['h0']),
    node('Cast', ['attention_mask'], ['float_mask'], [toFloat]),
    node('Unsqueeze', ['float_mask', 'axes'], ['mask']),
  ]
  for (let i = 0; i < layers; i++)
    nodes.push(
      node('MatMul', [`h${i}`, 'weight'], [`q${i}`]),
      node('Transpose', [`h${i}`], [`k${i}`]),
      node('MatMul', [`q${i}`, `k${i}`], [`scores${i}`]),
      node('Add', [`scores${i}`, 'mask'], [`masked${i}`]),
      node('Softmax', [`masked${i}`], [`attention${i}`]),
      node('MatMul', [`attention${i}`, `h${i}`], [`context${i}`]),
      node('Add', [`context${i}`, `h${i}`], [`sum${i}`]),
      node('LayerNormalization', [`sum${i}`, 'gain'], [`h${i + 1}`]),
    )
  return {
    nodes,
    initializers: [
      floats('words', ROWS, WIDTH),
      floats('gain', WIDTH),
      floats('weight', WIDTH, WIDTH),
      constant('axes', int64, [1], [1]),
    ],
    outputs: [`h${layers}`],
  }
}

const toFloat = { name: 'to', proto: null, value: { kind: 'int', int: float } } as const

/** The encoder with these changes: "name" → the node that computes it instead, and nodes before it. */
export function replace({ nodes }: Little, name: string, ...instead: OnnxNode[]): void {
  nodes.splice(
    nodes.findIndex(({ outputs }) => outputs.includes(name)),
    1,
    ...instead,
  )
}

export const modelOf = ({ nodes, initializers, outputs }: Little): OnnxModel => ({
  irVersion: 8,
  opsets: [{ domain: '', version: 17 }],
  functions: 0,
  sparse: 0,
  graph: {
    name: 'little',
    nodes,
    initializers: new Map(initializers.map((tensor) => [tensor.name, tensor])),
    inputs: ['input_ids', 'attention_mask'].map((name) => ({ name, type: int64, dims: ['b', 'n'] })),
    outputs: outputs.map((name) => ({ name, type: null, dims: null })),
    valueInfo: new Map(),
  },
})
