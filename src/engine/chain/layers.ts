/** Where the layers of an encoder begin and end: at dominators of the output, between blocks that repeat. */
import type { Detail } from '../detail-words'
import { detail } from '../details'
import { producers, needed } from '../onnx/graph-tools'
import type { OnnxGraph, OnnxNode } from '../onnx/types'
import { FUSED_ATTENTION } from './attention-operators'
import type { Classified } from './classify'
import { Dominators } from './dominators'
import { LEFTOVERS } from './leftovers'
import type { WholeReason } from './types'

export type Layers =
  /** hidden[i] goes into layer i, hidden[i + 1] comes out of it. */
  | { readonly state: 'found'; readonly hidden: readonly string[] }
  | { readonly state: 'none'; readonly reason: WholeReason; readonly detail: Detail }

const isAttention = ({ operator }: OnnxNode) =>
  operator === 'Softmax' || operator === 'QLinearSoftmax' || FUSED_ATTENTION.includes(operator)

const PRODUCTS: ReadonlySet<string> = new Set([
  'MatMul',
  'Gemm',
  'Einsum',
  'FusedMatMul',
  'FusedGemm',
  'TransposeMatMul',
  'MatMulInteger',
  'MatMulInteger16',
  'MatMulIntegerToFloat',
  'DynamicQuantizeMatMul',
  'QLinearMatMul',
  'QGemm',
  'MatMulNBits',
  'MatMulBnb4',
  'MatMulFpQ4',
])

const none = (reason: WholeReason, detail: Detail): Layers => ({ state: 'none', reason, detail })

/**
 * Tries the outputs in the order of how many nodes they are computed from, most first: outputs from the middle of the graph
 * (attentions, hidden states of all layers) do not hold all layers, and an output that collects all layers has no dominators
 * between them.
 */
export function findLayers(graph: OnnxGraph, classified: Classified): Layers {
  const dominators = new Dominators(graph, classified)
  const producer = producers(graph)
  const candidates = graph.outputs
    .filter(({ name }) => classified.classes.get(name) === 'main')
    .map(({ name }) => ({ name, nodes: leadingTo(name, producer, classified) }))
    .sort((a, b) => b.nodes.size - a.nodes.size)
  if (candidates.length === 0) return none('no-chain', detail('no-output'))
  let first: Layers | null = null
  for (const { name, nodes } of candidates) {
    const inOrder = graph.nodes.filter((node) => nodes.has(node))
    const found = layersTo(dominators.of(name), inOrder, dominators, producer)
    if (found.state === 'found') return found
    first ??= found
  }
  return first!
}

function layersTo(
  chain: readonly string[],
  nodes: readonly OnnxNode[],
  dominators: Dominators,
  producer: ReadonlyMap<string, OnnxNode>,
): Layers {
  /** Dominator → place in the chain. A leftover has the same place as the tensor that it hands on. */
  const places = new Map<string, number>()
  const names: string[] = []
  for (const name of chain) {
    if (names.length === 0 || !LEFTOVERS.has(producer.get(name)?.operator ?? '')) names.push(name)
    places.set(name, names.length - 1)
  }
  const placeOf = (node: OnnxNode): number => {
    let at = dominators.immediateOf(node.outputs[0]!)
    while (at !== null && !places.has(at)) at = dominators.immediateOf(at)
    return at === null ? -1 : places.get(at)!
  }
  const attention = nodes.filter(isAttention)
  if (attention.length === 0) return none('no-attention', detail('no-softmax'))
  const begins = [...new Set(attention.map(placeOf))].sort((a, b) => a - b)
  const [begin, second] = begins
  if (begin === undefined || second === undefined || begin < 0)
    return none('no-chain', detail('one-block', { found: attention.length }))
  const step = second - begin
  const end = begin + begins.length * step
  const odd = begins.findIndex((place, i) => place !== begin + i * step)
  if (odd >= 0)
    return none(
      'no-chain',
      detail('block-tensors', { block: odd - 1, found: begins[odd]! - begins[odd - 1]!, first: step }),
    )
  if (end >= names.length) return none('no-chain', detail('last-block', { blocks: begins.length }))
  const difference = firstDifference(nodes, placeOf, begin, step, begins.length)
  if (difference) return none('no-chain', difference)
  return {
    state: 'found',
    hidden: Array.from({ length: begins.length + 1 }, (_, i) => names[begin + i * step]!),
  }
}

/**
 * Layers must have the same number of attentions and of matrix products. Other differences do no harm: how weights of one
 * layer are stored (a product in fp32 among int8 ones), how a scale or an activation is written, casts, shapes.
 */
function firstDifference(
  nodes: readonly OnnxNode[],
  placeOf: (node: OnnxNode) => number,
  begin: number,
  step: number,
  count: number,
): Detail | null {
  const counts = Array.from({ length: count }, () => ({ attention: 0, products: 0 }))
  for (const node of nodes) {
    const layer = counts[Math.floor((placeOf(node) - begin) / step)]
    if (!layer) continue
    if (isAttention(node)) layer.attention++
    if (PRODUCTS.has(node.operator)) layer.products++
  }
  const [first] = counts
  for (const [i, { attention, products }] of counts.entries())
    if (attention !== first!.attention || products !== first!.products)
      return detail('block-products', {
        block: i,
        products,
        attention,
        firstProducts: first!.products,
        firstAttention: first!.attention,
      })
  return null
}

/** The nodes between the word embeddings and a tensor. */
function leadingTo(
  name: string,
  producer: ReadonlyMap<string, OnnxNode>,
  { classes }: Classified,
): ReadonlySet<OnnxNode> {
  const found = new Set<OnnxNode>()
  const open = [name]
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    const node = producer.get(at)
    if (!node || found.has(node) || classes.get(at) !== 'main') continue
    found.add(node)
    open.push(...needed(node))
  }
  return found
}
