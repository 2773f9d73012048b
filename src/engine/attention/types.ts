/** Attention weights, reduced to what a view can show. */
import type { EncodeSettings } from '../encode/types'
import type { ChosenPooling } from '../model/types'
import type { Tokenized } from '../tokenizer/types'
import type { Milliseconds } from '../units'

export interface AttentionSummaryInput {
  readonly text: string
  readonly settings: EncodeSettings
}

/** Of one run: n tokens, L layers, H attention heads. */
export interface AttentionSummary {
  readonly tokenized: Tokenized
  readonly layers: number
  readonly heads: number
  /** [L][H][n] The attention row of `<s>`, whose hidden state becomes the dense vector. */
  readonly first: Float32Array
  /** [L][H] Entropy in nats: the mean over all n attention rows, and that of the row of `<s>`. */
  readonly entropy: Float64Array
  readonly firstEntropy: Float64Array
  /**
   * [n][n] rollout (Abnar & Zuidema 2020): the product over layers of (mean over heads + identity) / 2. Null above
   * ROLLOUT_LIMIT tokens; `entropy` is then all NaN.
   */
  readonly rollout: Float32Array | null
  /** Largest |row sum − 1| of all rows that were read. */
  readonly rowSumError: number
  readonly time: Milliseconds
}

export interface LayerSimilarityInput {
  readonly a: string
  readonly b: string
  readonly settings: EncodeSettings
}

/** Cosine of A and B after each layer: index 0 is the embeddings' output, index l the output of layer l. */
export interface LayerSimilarity {
  /** Of `<s>`'s hidden states. */
  readonly cls: Float64Array
  /** Of the means of all hidden states. */
  readonly mean: Float64Array
  /** Which of the two the model's dense head pools; null where it is neither, or cannot be told. */
  readonly pooling: ChosenPooling | null
  readonly time: Milliseconds
}
