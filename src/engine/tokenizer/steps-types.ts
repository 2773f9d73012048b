/** What a tokenizer does with a text, step by step. */
import type { Tokenized, TokenizerMode } from './types'

/** The text after the normaliser, with where each of its units came from. */
export interface NormalizedText {
  readonly text: string
  /** [text.length] UTF-16 range of the model input that each unit stands for. */
  readonly starts: Int32Array
  readonly ends: Int32Array
}

/** Maximum number of tokens that a page shows. */
export const STEPS_LIMIT = 100_000

export interface TokenSteps {
  /** Null where modes do not apply. */
  readonly mode: TokenizerMode | null
  /** Cut at max_length. */
  readonly tokenized: Tokenized
  /** All tokens, as if max_length were the text's own length. At most STEPS_LIMIT of them. */
  readonly all: Tokenized
  /** Null: the tokenizer does not give it (huggingface-js). */
  readonly normalized: NormalizedText | null
}
