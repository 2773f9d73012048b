/** Names of hypotheses. Each has words in the dictionaries (namespace why): what it assumes, and what to check. */
export const HYPOTHESES = [
  // Another text
  'other-text',
  'title',
  'title-only',
  'without-first-line',
  'sentence',
  'sentences',
  'paragraph',
  'first-half',
  'second-half',
  'first-characters',
  'chunk',
  'chunk-with-overlap',
  'piece',
  'template',
  'joined',
  'own-template',
  'missing-value',
  // Its preparation
  'rules-off',
  'rule-on',
  'rule-off',
  'metadata-in',
  'metadata-out',
  'html-stripped',
  'html-kept',
  'html-escaped',
  'whitespace-trimmed',
  'whitespace-collapsed',
  'whitespace-removed',
  'newlines-to-spaces',
  'trailing-newline',
  'bom',
  'lower-cased',
  'nfc',
  'nfd',
  'nfkc',
  'nfkd',
  'encoding',
  'wrong-encoding',
  'characters-lost',
  'cleaned',
  'abbreviations-inside-words',
  'json-escaped',
  'json-unescaped',
  'prefix',
  'prefix-removed',
  // Its tokens
  'hf4',
  'hf5',
  'cut',
  'not-cut',
  'cut-left',
  'no-special-tokens',
  'no-eos',
  // Its CPU
  'int8-without-vnni',
  'int8-exact',
  // After the hidden states
  'mean-pooling',
  'cls-pooling',
  'last-token-pooling',
  'max-pooling',
  'mean-without-special-tokens',
  'not-normalised',
  'not-normalised-other-length',
  'normalised',
  'dimensions',
  'dimensions-not-renormalised',
  'float16-rounding',
  'bfloat16-rounding',
  'int8-rounding',
  'uint8-rounding',
  'decimals',
  'scaled-integers',
  'binary',
  'binary-packed',
  'zero-padded',
  'values-changed',
  'significant-digits',
  'mix',
  'mean-of',
  // Sparse
  'special-tokens-kept',
  'duplicates-summed',
  'last-of-duplicates',
  'ids-plus-one',
  'pruned',
  'scaled',
  // ColBERT
  'bos-kept',
  'eos-dropped',
  'bos-kept-eos-dropped',
  'padding-kept',
  'rows-reversed',
  'rows-reordered',
  'hidden-states',
] as const
export type HypothesisName = (typeof HYPOTHESES)[number]

/** One assumption about how the target was made. */
export interface Hypothesis {
  /** Its words: namespace why, group hypothesis. */
  readonly name: HypothesisName
  /** The name with its values: "cut-512". Scripts rely on it, so it never changes. */
  readonly id: string
  readonly values: Readonly<Record<string, string | number>>
}

/** @param id default: the name */
export const hypothesis = (
  name: HypothesisName,
  id: string = name,
  values: Hypothesis['values'] = {},
): Hypothesis => ({ name, id, values })
