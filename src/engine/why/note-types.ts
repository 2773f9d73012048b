/** What is said beside the rows of hypotheses: notes, and the tokens of sparse weights. */

/** Each has words in the dictionaries (namespace why, group note), and stands in the output of `why`: it never changes. */
export const NOTE_CODES = [
  'int8-saturation', // the server's CPU may compute products of 8 bits with saturation
  'int8-noise-floor', // explained within the noise floor of the model, which is wider than the tolerance
  'length-below-one', // a mean of several vectors of length 1 is shorter than 1
  'other-matrix-length', // PCA or a similar step: shorter than the model's vectors, and no cut of them fits
  'other-matrix-direction', // farther from all texts that were tried than these are from each other
  'range-for-each-dimension', // codes that need the ranges of the quantiser
  'many-terms', // free weights of so many terms are weak evidence
  'token-count', // ColBERT: production had another number of tokens
] as const
export type NoteCode = (typeof NOTE_CODES)[number]

export interface WhyNote {
  readonly code: NoteCode
  readonly values: Readonly<Record<string, string | number>>
}

export interface BagToken {
  readonly id: number
  /** As the vocabulary writes it ("▁Hello"); null: the id is not in it. */
  readonly token: string | null
  /** Production's; null for a token of the page. */
  readonly weight: number | null
}

export interface Bag {
  /** All of production's, the heaviest first. */
  readonly theirs: readonly BagToken[]
  /** Production has them, the page's text has not; the heaviest first. */
  readonly onlyTheirs: readonly BagToken[]
  /** The page's text has them, production has not, in the text's order. A weight that is not above 0 is never stored. */
  readonly onlyOurs: readonly BagToken[]
}
