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
   * FlagEmbedding's truncate_dim: dense_vecs cut to this many dimensions before they are normalised. Null: whole.
   */
  readonly truncateDim: number | null
  /** Left out: as published. For a graph that quantises activations while it runs. */
  readonly activations?: Activations
}

export type { Matrix }

/** A text through the model: FlagEmbedding's encode of one text, with what it throws away. */
export interface Encoded {
  readonly tokenized: Tokenized
  readonly settings: EncodeSettings
  /** [truncateDim ?? dimension] */
  readonly denseVecs: Available<Float32Array>
  /** [dimension] The vector as it would be without truncate_dim: the same object where that is not set. */
  readonly denseVecsFull: Available<Float32Array>
  /** L2 norm of denseVecs before normalisation: of the cut vector, where truncate_dim cuts. */
  readonly denseRawNorm: Available<number>
  /** [n] ReLU'd weight of every token, special tokens and duplicates included. */
  readonly tokenWeights: Available<Float32Array>
  /** Id → weight, special ids skipped, > 0 only, maximum over duplicates; in order of first occurrence. */
  readonly lexicalWeights: Available<ReadonlyMap<number, number>>
  /** [n - 1, dimension]: `<s>` dropped, `</s>` kept. */
  readonly colbertVecs: Available<Matrix>
  /** Token of colbert_vecs' row 0: 1, as `<s>` has no row; 0 for a part of a text. */
  readonly colbertFirst: 0 | 1
  readonly time: Milliseconds
}

/** A text through the model, with what the heads were made from. */
export interface WholePass {
  readonly encoded: Encoded
  /** [n, hidden size] after the last layer, `<s>` and `</s>` included. */
  readonly hidden: Available<Matrix>
}
