/** The longest text that fused attention computes in WebAssembly. */
import { FUSED_ATTENTION } from '../chain/attention-operators'
import { attribute, intAttribute } from '../onnx/graph-tools'
import { type OnnxGraph, type OnnxNode } from '../onnx/types'

/** What a graph says of its fused attention; the layers of an encoder are alike, so of the first one. */
export interface FusedNode {
  readonly operator: string
  /** Null: the node does not say it. */
  readonly heads: number | null
  readonly headSize: number | null
}

/** What a run must know of it. */
export interface FusedAttention {
  readonly operator: string
  readonly headSize: number
  /** Most tokens of a text. */
  readonly tokens: number
}

/** @returns null: the graph has no fused attention */
export function fusedNodeOf({ nodes, initializers }: OnnxGraph): FusedNode | null {
  const node = nodes.find(({ operator }) => FUSED_ATTENTION.includes(operator))
  if (!node) return null
  const { operator, inputs } = node
  const heads = intAttribute(node, 'num_heads', null) ?? intAttribute(node, 'q_num_heads', null)
  // Attention of com.microsoft has the weights of queries, keys and values side by side, MultiHeadAttention their biases.
  const weights = initializers.get(
    inputs[node.domain === '' ? -1 : operator === 'MultiHeadAttention' ? 3 : 1] ?? '',
  )
  const width = weights?.dims.at(-1)
  const sizes = attribute(node, 'qkv_hidden_sizes')
  const queries = sizes?.kind === 'ints' ? sizes.ints[0]! : width === undefined ? null : width / 3
  return { operator, heads, headSize: heads && queries ? queries / heads : sizeByScale(node) }
}

/** Scores are multiplied with 1 ÷ √size. */
function sizeByScale(node: OnnxNode): number | null {
  const scale = attribute(node, 'scale')
  return scale?.kind === 'float' && scale.float > 0 ? Math.round(scale.float ** -2) : null
}

/**
 * ONNX Runtime counts the 2 · d · n² multiplications of a head as an integer of 32 bits in WebAssembly, and refuses when it
 * overflows: heads of 64 end at 4,095 tokens.
 * @param hiddenSize, heads of the model, for what the node does not say
 */
export function fusedAttentionOf(
  node: FusedNode | null,
  hiddenSize: number,
  heads: number,
): FusedAttention | null {
  if (!node) return null
  const headSize = node.headSize ?? Math.round(hiddenSize / (node.heads ?? heads))
  if (!(headSize > 0)) return null
  return { operator: node.operator, headSize, tokens: Math.floor(Math.sqrt((2 ** 31 - 1) / (2 * headSize))) }
}
