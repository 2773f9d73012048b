/** A long text in chunks: paragraphs and sentences packed up to a number of tokens. */

export const CHUNK_BOUNDARIES = ['paragraph', 'semantic'] as const
export type ChunkBoundary = (typeof CHUNK_BOUNDARIES)[number]

export interface ChunkSettings {
  /** Tokens of a chunk at most, `<s>` and `</s>` counted. One sentence that is longer is a chunk of its own. */
  readonly size: number
  /** Tokens of whole sentences that a chunk repeats of the one before, at most. */
  readonly overlap: number
  /**
   * Where chunks end before they are full: at paragraphs, or where the dense similarity of neighbouring sentences falls
   * below its 20th percentile.
   */
  readonly by: ChunkBoundary
}

export interface ChunkSentence {
  /** Model input, without prefix. */
  readonly text: string
  readonly opensParagraph: boolean
}

export interface Chunk {
  /** Sentences [from, to). */
  readonly from: number
  readonly to: number
  /** Of the sentences one by one, and `<s>`, `</s>`. */
  readonly tokens: number
}
