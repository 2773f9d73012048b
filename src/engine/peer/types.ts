/** What transformers.js gives for the same files and texts: its answers, and how they differ from ours. */

/** The outputs that the pipeline "feature-extraction" looks for, in this order. It knows no others. */
export const PIPELINE_OUTPUTS = ['last_hidden_state', 'logits', 'token_embeddings'] as const

/** One text in its tokenizer. */
export interface PeerTokens {
  /** [n], special tokens included. */
  readonly ids: Int32Array
  /** [n] ids of the text as our normaliser left it; null: ours does not say. Tells whether the normalisers differ. */
  readonly idsOfNormalized: Int32Array | null
}

/** One text in the pipeline, by itself: without padding. */
export interface PeerText {
  /** [dimension] `{ pooling: 'cls', normalize: true }` */
  readonly cls: Float32Array
  /** [dimension] `{ pooling: 'mean', normalize: true }` */
  readonly mean: Float32Array
  /** Length of the CLS vector without `normalize`, which is off by default. */
  readonly rawNorm: number
}

/** All texts in one call, as applications do it: the shorter ones are padded. */
export interface PeerBatch {
  /** CLS vectors, normalised, in the order of the texts. */
  readonly cls: readonly Float32Array[]
}

export type PeerVectors =
  | {
      readonly state: 'given'
      /** The graph's output that the pipeline took. */
      readonly output: string
      readonly texts: readonly PeerText[]
      /** Null: there is one text only. */
      readonly batch: PeerBatch | null
    }
  /** The graph has none of the outputs that the pipeline looks for. */
  | { readonly state: 'no-hidden-states'; readonly outputs: readonly string[] }
  /** It refused the model or failed; `said` is its own message. */
  | { readonly state: 'refused'; readonly stage: 'load' | 'run'; readonly said: string }

export interface PeerReply {
  /** "@huggingface/transformers 4.3.1" */
  readonly library: string
  /** In the order of the texts; refused: the library's own message. */
  readonly tokens:
    | { readonly state: 'given'; readonly texts: readonly PeerTokens[] }
    | { readonly state: 'refused'; readonly said: string }
  readonly vectors: PeerVectors
  /** The graph that it reads in a browser when no dtype is named, and whether the model has it. */
  readonly unasked: UnaskedFile
}

export interface UnaskedFile {
  readonly file: string
  readonly exists: boolean
  readonly isThisOne: boolean
}

/**
 * What differs, and why.
 * charsmap: its normaliser only approximates precompiled_charsmap; given the text as ours normalised it, the ids are equal.
 * tokenizer-mode: ours is `hf5`, the library reads tokenizer.json as it is written.
 * max-length: the same tokens, cut at another length. tokenizer: other ids for a reason that is not known.
 * mean-pooling: the mean over tokens, which many examples use, is another vector than CLS, which bge-m3 is trained for.
 * cls-pooling: the reverse, where this model pools by mean. not-normalised: without `normalize: true` the length is not 1.
 * padding: in a batch the vector of this text changes. activations: ours were computed with one scale per token.
 * arithmetic: ours were computed as on a CPU with AVX2 and without VNNI; WebAssembly is exact.
 * vector: same ids and pooling, yet another vector.
 */
export const PEER_DIFFERENCES = [
  'charsmap',
  'tokenizer-mode',
  'max-length',
  'tokenizer',
  'mean-pooling',
  'cls-pooling',
  'not-normalised',
  'padding',
  'activations',
  'arithmetic',
  'vector',
] as const
export type PeerDifference = (typeof PEER_DIFFERENCES)[number]

export interface VectorDistance {
  readonly cosine: number
  /** Largest absolute difference of a value, both normalised. */
  readonly largestDifference: number
}

export interface IdsCompared {
  readonly isEqual: boolean
  /** Index of the first token that differs; null: none. */
  readonly firstDifference: number | null
  /** How many tokens. */
  readonly ours: number
  readonly theirs: number
}

export interface PeerComparison {
  /** Null: it gave no tokens. */
  readonly ids: IdsCompared | null
  /** Null: it gave no vector, our model has none, or one of another size. */
  readonly cls: VectorDistance | null
  readonly mean: VectorDistance | null
  readonly rawNorm: number | null
  /** Against the same text by itself in the library; null: one text only. */
  readonly padded: (VectorDistance & { readonly padding: number }) | null
  readonly differences: readonly PeerDifference[]
}
