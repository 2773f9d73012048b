/** The ways in which exporters write attention down, each as a graph of nothing but that. */
import type { Tensor } from '../../../src/engine/model/ports'
import { constant, makeInt, makeInts, node } from '../../../src/engine/onnx/graph-tools'
import { ELEMENT, type OnnxAttribute, type OnnxNode, type TensorRef } from '../../../src/engine/onnx/types'
import { constants, floats, halves, input, made, random, type Opened } from './rewrite-graphs'

export interface Form {
  readonly opened: Opened
  readonly opset: number
  feeds(n: number): Record<string, Tensor>
}

export const HEADS = 3
export const D = 4
const LOWEST = -3.4e38

const makeFloat = (name: string, float: number): OnnxAttribute => ({
  name,
  proto: null,
  value: { kind: 'float', float },
})

interface Given {
  readonly nodes: readonly OnnxNode[]
  readonly constants?: readonly TensorRef[]
  readonly opset?: number
  readonly rank?: 3 | 4
  readonly type?: number
  /** Name → ELEMENT; the masks that let everything through. */
  readonly masks?: Readonly<Record<string, number>>
  /** Whether keys come as [.., n, d]. */
  readonly keysAsRows?: boolean
}

/** Inputs q, k and v; output context. */
export function form(given: Given): Form {
  const { nodes, opset = 17, rank = 4, type = ELEMENT.float, masks = {}, keysAsRows = false } = given
  const lead = rank === 4 ? [1, HEADS] : [HEADS]
  const ofType = (tensor: Tensor) => (type === ELEMENT.float16 ? halves(tensor) : tensor)
  const opened = made(
    {
      nodes,
      inputs: [
        ...['q', 'k', 'v'].map((name) => input(name, type, rank)),
        ...Object.entries(masks).map(([name, mask]) => input(name, mask, 4)),
      ],
      outputs: [{ name: 'context', type, dims: null }],
      initializers: constants(...(given.constants ?? [])),
    },
    opset,
  )
  return {
    opened,
    opset,
    feeds: (n) => ({
      q: ofType(random([...lead, n, D], 1)),
      k: ofType(random([...lead, ...(keysAsRows ? [n, D] : [D, n])], 2)),
      v: ofType(random([...lead, n, D], 3)),
      ...Object.fromEntries(Object.entries(masks).map(([name, mask]) => [name, openMask(mask)])),
    }),
  }
}

const openMask = (type: number): Tensor =>
  type === ELEMENT.bool
    ? { type: 'bool', dims: [1, 1, 1, 1], data: Uint8Array.of(1) }
    : type === ELEMENT.float16
      ? { type: 'float16', dims: [1, 1, 1, 1], data: Uint16Array.of(0) }
      : floats([1, 1, 1, 1], Float32Array.of(0))

export const scalar = (name: string, value: number, type: number = ELEMENT.float) =>
  constant(name, type, [], [value])
export const product = (
  q = 'q',
  k = 'k',
  to = 'scores',
  operator = 'MatMul',
  attributes: readonly OnnxAttribute[] = [],
) => node(operator, [q, k], [to], attributes, operator === 'MatMul' ? '' : 'com.microsoft')
export const softmax = (from: string, to = 'weights', axis: number | null = -1) =>
  node('Softmax', [from], [to], axis === null ? [] : [makeInt('axis', axis)])
export const context = (from = 'weights', values = 'v') => node('MatMul', [from, values], ['context'])

const HALF_SCALE = 0x3800

export const FORMS: Readonly<Record<string, Form>> = {
  'divided by a scale, mask added (eager)': form({
    nodes: [
      product(),
      node('Div', ['scores', 'root'], ['scaled']),
      node('Add', ['scaled', 'mask'], ['masked']),
      softmax('masked'),
      context(),
    ],
    constants: [scalar('root', 2)],
    masks: { mask: ELEMENT.float },
  }),
  'queries and keys scaled by a scale that the graph computes, boolean mask, guard for masked rows (SDPA)':
    form({
      nodes: [
        node('Shape', ['q'], ['shape']),
        node('Slice', ['shape', 'minus one', 'end'], ['d']),
        node('Cast', ['d'], ['d as float'], [makeInt('to', ELEMENT.float)]),
        node('Sqrt', ['d as float'], ['root']),
        node('Div', ['one', 'root'], ['scale']),
        node('Sqrt', ['scale'], ['root of scale']),
        node('Mul', ['q', 'root of scale'], ['scaled q']),
        node('Mul', ['k', 'root of scale'], ['scaled k']),
        node('Where', ['mask', 'zero', 'minus infinity'], ['bias']),
        product('scaled q', 'scaled k'),
        node('Add', ['scores', 'bias'], ['masked']),
        softmax('masked', 'all weights'),
        node('IsNaN', ['all weights'], ['is nan']),
        node('Where', ['is nan', 'zero', 'all weights'], ['guarded']),
        node('Dropout', ['guarded'], ['weights', 'kept']),
        context(),
      ],
      constants: [
        scalar('one', 1),
        scalar('zero', 0),
        scalar('minus infinity', -Infinity),
        constant('minus one', ELEMENT.int64, [1], [-1]),
        constant('end', ELEMENT.int64, [1], [2 ** 31 - 1]),
      ],
      masks: { mask: ELEMENT.bool },
    }),
  'three axes (bmm)': form({
    nodes: [product(), node('Mul', ['scores', 'half'], ['scaled']), softmax('scaled', 'weights'), context()],
    constants: [scalar('half', 0.5)],
    rank: 3,
  }),
  'scores chosen by a mask, lowest value kept': form({
    nodes: [
      product(),
      node('Where', ['mask', 'scores', 'lowest'], ['chosen']),
      node('Max', ['chosen', 'lowest'], ['bounded']),
      softmax('bounded'),
      node('Identity', ['weights'], ['same']),
      context('same'),
    ],
    constants: [scalar('lowest', LOWEST)],
    masks: { mask: ELEMENT.bool },
  }),
  'product with a factor, keys as rows (FusedMatMul)': form({
    nodes: [
      product('q', 'k', 'scores', 'FusedMatMul', [makeFloat('alpha', 0.5), makeInt('transB', 1)]),
      softmax('scores'),
      context(),
    ],
    keysAsRows: true,
  }),
  'half precision, Softmax in single': form({
    nodes: [
      product(),
      node('Mul', ['scores', 'half'], ['scaled']),
      node('Add', ['scaled', 'mask'], ['masked']),
      node('Cast', ['masked'], ['single'], [makeInt('to', ELEMENT.float)]),
      softmax('single', 'single weights'),
      node('Cast', ['single weights'], ['weights'], [makeInt('to', ELEMENT.float16)]),
      context(),
    ],
    constants: [scalar('half', HALF_SCALE, ELEMENT.float16)],
    masks: { mask: ELEMENT.float16 },
    type: ELEMENT.float16,
  }),
  'opset 11, Softmax along axis 3, told by a Transpose': form({
    nodes: [
      node('Transpose', ['k'], ['keys'], [makeInts('perm', [0, 1, 3, 2])]),
      product('q', 'keys'),
      node('Mul', ['scores', 'half'], ['scaled']),
      softmax('scaled', 'weights', 3),
      context(),
    ],
    constants: [scalar('half', 0.5)],
    keysAsRows: true,
    opset: 11,
  }),
  'opset 20': form({ nodes: [product(), softmax('scores', 'weights', null), context()], opset: 20 }),
}

/** Both products in integers, each operand quantised when the graph runs. */
export const QUANTISED: Form = form({
  nodes: [
    node('DynamicQuantizeLinear', ['q'], ['qq', 'qs', 'qz']),
    node('DynamicQuantizeLinear', ['k'], ['kq', 'ks', 'kz']),
    node('DynamicQuantizeLinear', ['v'], ['vq', 'vs', 'vz']),
    node('MatMulInteger', ['qq', 'kq', 'qz', 'kz'], ['product']),
    node('Cast', ['product'], ['as float'], [makeInt('to', ELEMENT.float)]),
    node('Mul', ['qs', 'ks'], ['scale']),
    node('Mul', ['as float', 'scale'], ['scores']),
    softmax('scores'),
    node('DynamicQuantizeLinear', ['weights'], ['wq', 'ws', 'wz']),
    node('MatMulInteger', ['wq', 'vq', 'wz', 'vz'], ['context product']),
    node('Cast', ['context product'], ['context as float'], [makeInt('to', ELEMENT.float)]),
    node('Mul', ['ws', 'vs'], ['context scale']),
    node('Mul', ['context as float', 'context scale'], ['context']),
  ],
})
