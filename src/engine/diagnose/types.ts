/** What a diagnosis says. Codes and names of values are public: docs/contract/diagnosis.md. */
import type { Encoded, EncodeSettings } from '../encode/types'
import type { ModelInfo } from '../model/types'
import type { Scores, Weights } from '../score/types'
import type { RuleKind } from '../text/preprocess/types'
import type { Tokenized, TokenizerMode } from '../tokenizer/types'

export type DiagnosisSide = 'a' | 'b'

/** The most important one first: a diagnosis has this order. */
export const FACT_CODES = [
  'not-finite',
  'truncated',
  'no-shared-token',
  'headers-encoded',
  'rule-changed',
  'hidden-characters',
  'full-width-characters',
  'languages-differ',
  'tokenizers-differ',
  'unknown-tokens',
  'split-words',
  'short-text',
  'quantised-model',
  'demo-model',
] as const
export type FactCode = (typeof FACT_CODES)[number]

/** What characters cost: the same text without them. */
interface Characters {
  readonly side: DiagnosisSide
  readonly count: number
  /** Unicode's names, the most frequent first. */
  readonly characters: readonly { readonly name: string; readonly count: number }[]
  /** Of the whole text, before max_length. */
  readonly tokens: number
  readonly tokens_without: number
  /** True: the tokenizer makes the same ids of both, so no score changes. */
  readonly same_ids: boolean
}

export interface ScriptShare {
  /** ISO 15924: "Hani", "Latn", "Jpan". */
  readonly script: string
  /** Of the text's words, where characters of scripts without spaces count as words; 0 to 1. */
  readonly share: number
}

export interface FactValues {
  /** `of`: a head's name, or that of a score. Side null: of both texts. */
  'not-finite': { readonly side: DiagnosisSide | null; readonly of: string; readonly found: string }
  /** Tokens count `<s>` and `</s>`. */
  truncated: {
    readonly side: DiagnosisSide
    readonly tokens: number
    readonly kept: number
    readonly lost: number
    readonly max_length: number
    readonly model_limit: number
  }
  /** `dense_share`: the part of dense in sparse+dense that is left. */
  'no-shared-token': {
    readonly tokens_a: number
    readonly tokens_b: number
    /** Ids that stand in both texts but have no weight in one of them. */
    readonly common_ids: number
    readonly sparse: 0
    readonly dense: number | null
    readonly sparse_dense: number | null
    readonly dense_share: number
  }
  /** `tokens` of `of` are timestamps and speakers. */
  'headers-encoded': {
    readonly side: DiagnosisSide
    readonly turns: number
    readonly tokens: number
    readonly of: number
  }
  'rule-changed': {
    readonly side: DiagnosisSide
    readonly places: number
    readonly rules: readonly { readonly kind: RuleKind; readonly places: number }[]
    readonly tokens: number
    readonly tokens_without: number
    readonly same_ids: boolean
  }
  'hidden-characters': Characters
  'full-width-characters': Characters
  /** By the script that most words are written in. Two languages of one script are not told apart. */
  'languages-differ': {
    readonly a: ScriptShare
    readonly b: ScriptShare
    readonly shared_tokens: number | null
  }
  'tokenizers-differ': {
    readonly side: DiagnosisSide
    readonly hf4: number
    readonly hf5: number
    /** The first different token, and where it stands in the model's input (UTF-16). */
    readonly first: { readonly at: number | null; readonly hf4: string; readonly hf5: string }
    readonly used: TokenizerMode
  }
  'unknown-tokens': { readonly side: DiagnosisSide; readonly tokens: number; readonly of: number }
  /** `tokens` of `of` stand in words of at least `pieces` tokens. */
  'split-words': {
    readonly side: DiagnosisSide
    readonly words: number
    readonly tokens: number
    readonly of: number
    readonly pieces: number
    readonly longest: string
  }
  /** Tokens without `<s>` and `</s>`. `row_share`: what one token weighs in ColBERT's mean of this text. */
  'short-text': {
    readonly side: DiagnosisSide
    readonly tokens: number
    readonly fewer_than: number
    readonly row_share: number | null
  }
  /** The tolerances of a certificate: how far numbers may lie from fp32. */
  'quantised-model': {
    readonly dtype: string
    readonly activations: 'published' | 'faithful'
    /** At least. */
    readonly dense_cosine: number
    /** At most. */
    readonly scores: number
  }
  'demo-model': { readonly model: string }
}

/** What can be done at once. Each says what it changes, so that it can be undone. */
export type Remedy =
  | { readonly do: 'raise-max-length'; readonly max_length: number; readonly fits: boolean }
  | { readonly do: 'use-chunks' }
  /** `fits`: whether the text then fits max_length. */
  | { readonly do: 'leave-out-headers'; readonly tokens: number; readonly fits: boolean }
  | { readonly do: 'rules-off'; readonly rules: readonly RuleKind[] }
  | { readonly do: 'rule-on'; readonly rule: 'control' | 'full-width' }
  | { readonly do: 'other-tokenizer'; readonly tokenizer: TokenizerMode }
  | { readonly do: 'dense-alone' }
  | { readonly do: 'faithful-activations' }
  | { readonly do: 'load-model' }
export type RemedyName = Remedy['do']

export type FactOf<C extends FactCode> = { readonly code: C } & FactValues[C] & {
    readonly remedies: readonly Remedy[]
  }
export type Fact = { [C in FactCode]: FactOf<C> }[FactCode]

/** A text as it is given to the model, and what it would be without this and that. */
export interface DiagnosisText {
  /** The exact input of the model, prefix included. */
  readonly input: string
  /** The rules that changed the text. */
  readonly rules: readonly { readonly kind: RuleKind; readonly places: number }[]
  /** The input if no rule were enabled; null: none changed it. */
  readonly withoutRules: string | null
  /** Turns of a recognised conversation whose timestamps and speakers are in the input; 0: none. */
  readonly turns: number
  /** The input without them; null: there are none. */
  readonly withoutHeaders: string | null
}

/** One text, measured. */
export interface Measured {
  readonly side: DiagnosisSide
  readonly text: DiagnosisText
  /** Cut at max_length. */
  readonly tokenized: Tokenized
  /** Null: the model did not run. */
  readonly encoded: Encoded | null
  /** Not cut by max_length. */
  readonly all: Tokenized
  /** The same with the other tokenizer mode; null: there is no other. */
  readonly other: Tokenized | null
  readonly withoutRules: Tokenized | null
  readonly withoutHeaders: Tokenized | null
  readonly withoutHidden: Cleaned | null
  readonly withoutFullWidth: Cleaned | null
}

export interface Cleaned {
  readonly characters: Characters['characters']
  readonly tokenized: Tokenized
}

/** Everything that `diagnose` looks at. */
export interface DiagnosisInput {
  readonly texts: readonly Measured[]
  /** Null: there is one text. */
  readonly scores: Scores | null
  readonly weights: Weights
  readonly settings: EncodeSettings
  readonly info: ModelInfo
}
