import type { DetailWords } from '../detail-words'
import type { CharOffset } from '../units'

/** hf4: what the hub's tokenizer.json says. hf5: what transformers 5 rebuilds from it for XLM-R. */
export const TOKENIZER_MODES = ['hf4', 'hf5'] as const
export type TokenizerMode = (typeof TOKENIZER_MODES)[number]

/** Where a tokenizer comes from and how exact it is; shown beside every token. */
export interface TokenizerInfo {
  readonly kind: 'xlmr-unigram' | 'huggingface-js'
  /** What runs, with its version: "m3scope XLM-R Unigram = tokenizers 0.22.2" or "@huggingface/tokenizers 0.2.0". */
  readonly engine: string
  /** Null where modes do not apply. */
  readonly mode: TokenizerMode | null
  readonly vocabSize: number
  /** Why our own tokenizer could not be used, for kind huggingface-js. In English: exports carry it. */
  readonly fallbackReason: string | null
  /** What `fallbackReason` says, for a page in another language. */
  readonly words?: DetailWords
  readonly specialIds: SpecialIds
}

/** Ids by role, from tokenizer_config.json / special_tokens_map.json; null where the tokenizer has none. */
export interface SpecialIds {
  readonly cls: number | null
  readonly eos: number | null
  readonly pad: number | null
  readonly unk: number | null
  readonly mask: number | null
}

export interface Tokenized {
  /** The text as given; offsets point into it. */
  readonly text: string
  /** [n] ids, template tokens (`<s>`, `</s>`) included. */
  readonly ids: Int32Array
  /** [n] pieces as the vocabulary writes them ("▁Hello"), `<unk>` for unknown ones. */
  readonly tokens: readonly string[]
  /** [n] UTF-16 range of the original text; 0,0 for template tokens. Null where the tokenizer gives none. */
  readonly starts: Int32Array | null
  readonly ends: Int32Array | null
  /** Tokens before truncation, template tokens included. */
  readonly fullLength: number
  readonly maxLength: number
  readonly truncated: boolean
  /** Where in the text max_length cuts: the end of the last kept token; null when nothing is cut (or unknown). */
  readonly cut: CharOffset | null
}
