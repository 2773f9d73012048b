/** Vectors that came from elsewhere: a server's reply, a database row, a line from a log. */

/** Numbers as they stood there, not normalised, not rounded. */
export interface ForeignVectors {
  /** [dimension] */
  readonly dense: Float64Array | null
  /** Token id → weight. */
  readonly sparse: ReadonlyMap<number, number> | null
  /** Flat, [rows, dimension]. */
  readonly colbert: { readonly rows: number; readonly dimension: number; readonly data: Float64Array } | null
  /** What the place called it: an index, a Milvus or Qdrant id. */
  readonly label: string | null
  /** The text, where the row has it. */
  readonly text: string | null
}

export interface ForeignReply {
  /** How it was read: "json-array", "openai", "tei", "ollama", "milvus", "qdrant", "base64-float32", … */
  readonly form: string
  readonly items: readonly ForeignVectors[]
  /** Scores that a server computed (TEI's /similarity). */
  readonly scores: readonly number[] | null
  /** Token ids, for replies of /tokenize. */
  readonly tokenIds: readonly (readonly number[])[] | null
  /** What the server says of itself: model, dimension of its own, tokens that it counted. */
  readonly model: string | null
  readonly promptTokens: number | null
}
