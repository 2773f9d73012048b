/** Vectors from elsewhere: a server's reply, a database row, a line of a log. */

/** Flat, [rows, dimension]. */
export interface ForeignRows {
  readonly rows: number
  readonly dimension: number
  readonly data: Float64Array
}

/** Numbers as they were written, not normalised and not rounded. */
export interface ForeignVectors {
  /** [dimension] */
  readonly dense: Float64Array | null
  /** Token id → weight. */
  readonly sparse: ReadonlyMap<number, number> | null
  readonly colbert: ForeignRows | null
  /**
   * Hidden states of all tokens, `<s>` and `</s>` among them, from before the heads (TEI's /embed_all): neither dense nor
   * ColBERT vectors.
   */
  readonly hidden?: ForeignRows
  /** Sparse weights by position without token ids (vLLM's token_classify); see `weightsByToken`. */
  readonly tokenWeights?: Float64Array
  /** Sparse weights whose keys are tokens: their ids need the vocabulary of a tokenizer. */
  readonly byToken?: ReadonlyMap<string, number>
  /** The name of the item where it came from: an index, an id of Milvus or Qdrant. */
  readonly label: string | null
  /** The text; null where the row has none. */
  readonly text: string | null
  /** For a row: the fields that were taken, by head, and the fields of the same shapes that were not. */
  readonly fields?: { readonly taken: Readonly<Record<string, string>>; readonly left: readonly string[] }
}

export interface ForeignReply {
  /** How it was read: "json-array", "openai", "tei", "ollama", "milvus", "qdrant", "base64-float32", … */
  readonly form: ReplyForm
  readonly items: readonly ForeignVectors[]
  /** Scores that the server computed (TEI's /similarity). */
  readonly scores: readonly number[] | null
  /** Token ids, for replies of /tokenize. */
  readonly tokenIds: readonly (readonly number[])[] | null
  /** The model's name, as the server gives it. */
  readonly model: string | null
  readonly promptTokens: number | null
  /** Where the value was found within a longer text: the value as written, and what stands before it. */
  readonly within?: { readonly part: string; readonly before: string }
  /** The other reading, where the shape allows two. */
  readonly otherwise?: ForeignReply
}

export const REPLY_FORMS = [
  'json-array',
  'numbers',
  'base64-float32',
  'token-ids',
  'lexical-weights',
  'sparsevec',
  'colbert-rows',
  'openai',
  'openai-base64',
  'tei',
  'tei-sparse',
  'tei-embed-all',
  'tei-tokenize',
  'tei-similarity',
  'tokenize',
  'vllm-pooling',
  'vllm-plugin',
  'ollama',
  'ollama-old',
  'xinference-sparse',
  'llamacpp',
  'dashscope',
  'fastapi',
  'fastapi-simple',
  'axum-sparse',
  'flagembedding',
  'm3scope',
  'milvus',
  'qdrant',
  'row',
  'json-lines',
  'csv',
  'typed-array',
  'tensors',
  'bytes',
  'pg-array',
  'chroma',
  'weaviate',
  'vespa',
] as const
export type ReplyForm = (typeof REPLY_FORMS)[number]
