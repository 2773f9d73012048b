import type { TokenSteps } from './steps-types'
import type { Tokenized, TokenizerInfo } from './types'

export interface Tokenizer {
  readonly info: TokenizerInfo
  /**
   * Equals `tokenizer(text, truncation=True, max_length=maxLength)` of transformers.
   * @param maxLength counts the template tokens; at least 2.
   * @throws EngineError text/lone-surrogate: Python's tokenizers refuse such a string, so there is no value to equal.
   */
  encode(text: string, maxLength: number): Tokenized
  /** Number of tokens with template tokens and no truncation. */
  count(text: string): number
  idToToken(id: number): string | null
  /** As encode, with the normalised text and the tokens beyond max_length. */
  steps(text: string, maxLength: number): TokenSteps
}
