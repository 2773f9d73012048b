import type { Arithmetic } from '../encoder/ports'
import type { Matrix } from '../matrix'
import type { Activations } from '../model/ports'
import type { Available } from '../model/types'
import type { Tokenized, TokenizerMode } from '../tokenizer/types'
import type { Milliseconds } from '../units'

export interface EncodeSettings {
  readonly tokenizerMode: TokenizerMode
  /** Counts `<s>` and `</s>`. */
  readonly maxLength: number
  /** FlagEmbedding's normalize_embeddings: dense_vecs and colbert_vecs of length 1. */
  readonly normalize: boolean
  /**
   * FlagEmbedding's truncate_dim: dense_vecs are cut to this many dimensions before they are normalised. Null: not cut.
   */
  readonly truncateDim: number | null
  /** For a graph that quantises activations while it runs. Default: 'published'. */
  readonly activations?: Activations
  /**
   * For int8 weights that are signed: the sums of every CPU with exact integers, or of an x86 CPU with AVX2 and without VNNI.
   * Default: 'exact'.
   */
  readonly arithmetic?: Arithmetic
}

/** One encoded text: the result of FlagEmbedding's encode, and the values that FlagEmbedding drops. */
export interface Encoded {
  readonly tokenized: Tokenized
  readonly settings: EncodeSettings
  /** [truncateDim ?? dimension] */
  readonly denseVecs: Available<Float32Array>
  /** [dimension] The vector without truncate_dim. The same object as denseVecs if truncate_dim is not set. */
  readonly denseVecsFull: Available<Float32Array>
  /** L2 norm of denseVecs before normalisation, after the cut by truncate_dim. */
  readonly denseRawNorm: Available<number>
  /** [n] ReLU'd weight of every token, special tokens and duplicates included. */
  readonly tokenWeights: Available<Float32Array>
  /** Id → weight, special ids skipped, > 0 only, maximum over duplicates; in order of first occurrence. */
  readonly lexicalWeights: Available<ReadonlyMap<number, number>>
  /** [n - 1, dimension]: `<s>` dropped, `</s>` kept. */
  readonly colbertVecs: Available<Matrix>
  /** Index of the token of colbertVecs' row 0: 1, because `<s>` has no row; 0 for a part of a text. */
  readonly colbertFirst: 0 | 1
  readonly time: Milliseconds
}

/** One encoded text with the hidden states that the heads were computed from. */
export interface WholePass {
  readonly encoded: Encoded
  /** [n, hidden size] after the last layer, `<s>` and `</s>` included. */
  readonly hidden: Available<Matrix>
  /** Pooled output of the embeddings, then of each layer. Null: the graph runs whole. */
  readonly layers: readonly PooledStates[] | null
}

/** Hidden states of one text after one layer, pooled in two ways: [hidden size] each. */
export interface PooledStates {
  readonly cls: Float64Array
  readonly mean: Float64Array
}
