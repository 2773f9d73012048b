/** Attention that is left alone. */
import { constant, makeInt, makeInts, node } from '../../../src/engine/onnx/graph-tools'
import { ELEMENT } from '../../../src/engine/onnx/types'
import { context, form, HEADS, product, softmax, type Form } from './rewrite-forms'

/** Why not → what. */
export const UNFIT: Readonly<Record<string, Form>> = {
  'fused: MultiHeadAttention': form({
    nodes: [
      node(
        'MultiHeadAttention',
        ['q', 'k', 'v'],
        ['context'],
        [makeInt('num_heads', HEADS)],
        'com.microsoft',
      ),
    ],
  }),
  'fused: Attention': form({ nodes: [node('Attention', ['q', 'k', 'v'], ['context'])], opset: 23 }),
  '0 Softmax in one layer': form({ nodes: [node('MatMul', ['q', 'k'], ['context'])] }),
  '2 Softmax in one layer': form({
    nodes: [product(), softmax('scores', 'once'), softmax('once'), context()],
  }),
  'before Softmax: Reshape': form({
    nodes: [
      product(),
      node('Reshape', ['scores', 'shape'], ['reshaped']),
      node('Add', ['reshaped', 'mask'], ['masked']),
      softmax('masked'),
      context(),
    ],
    constants: [constant('shape', ELEMENT.int64, [4], [1, HEADS, 0, -1])],
    masks: { mask: ELEMENT.float },
  }),
  'scores or weights go into Shape': form({
    nodes: [
      product(),
      node('Shape', ['scores'], ['shape']),
      node('Expand', ['mask', 'shape'], ['expanded']),
      node('Add', ['scores', 'expanded'], ['masked']),
      softmax('masked'),
      context(),
    ],
    masks: { mask: ELEMENT.float },
  }),
  'scores or weights go into Transpose': form({
    nodes: [
      product(),
      softmax('scores'),
      node('Transpose', ['weights'], ['turned'], [makeInts('perm', [0, 1, 3, 2])]),
      node('MatMul', ['turned', 'v'], ['context']),
    ],
  }),
  'scores or weights go into Einsum': form({
    nodes: [product(), softmax('scores'), node('Einsum', ['weights', 'v'], ['context'])],
  }),
  'Softmax along axis 2 of 4': form({ nodes: [product(), softmax('scores', 'weights', 2), context()] }),
  'Softmax along axis 1 of 4': form({
    nodes: [product(), softmax('scores', 'weights', null), context()],
    opset: 11,
  }),
  'FusedMatMul of transposed queries': form({
    nodes: [product('q', 'k', 'scores', 'FusedMatMul', [makeInt('transA', 1)]), softmax('scores'), context()],
  }),
  'bias differs from query to query': form({
    nodes: [product(), node('Add', ['scores', 'bias'], ['biased']), softmax('biased'), context()],
    constants: [constant('bias', ELEMENT.float, [2, 2], [1, 2, 3, 4])],
  }),
}
