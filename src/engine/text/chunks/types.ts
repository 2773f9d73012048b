/** A long text in chunks: paragraphs and sentences packed up to a number of tokens. */

export const CHUNK_BOUNDARIES = ['paragraph', 'semantic'] as const
export type ChunkBoundary = (typeof CHUNK_BOUNDARIES)[number]

export interface ChunkSettings {
  /** Maximum tokens of a chunk, `<s>` and `</s>` included. A sentence that is longer is a chunk of its own. */
  readonly size: number
  /** Maximum tokens of whole sentences that a chunk repeats from the chunk before. */
  readonly overlap: number
  /**
   * Where chunks may end before they are full: at paragraphs, or where the dense similarity of neighbouring sentences is below
   * its 20th percentile.
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
  /** The sum of the sentences' tokens, plus `<s>` and `</s>`. */
  readonly tokens: number
}
