/** How a text becomes token ids, step by step. A hypothesis changes one step. */
import type { LoadedModel } from '../model/load'
import { prepareText } from '../text/prepare'
import type { Rule } from '../text/preprocess/types'
import type { TokenizerMode } from '../tokenizer/types'
import type { WhyInput } from './types'
import type { Hypothesis } from './names'

export interface Recipe {
  /** As given. */
  readonly source: string
  readonly rules: readonly Rule[]
  readonly leaveOutMetadata: boolean
  /** Applied to the prepared text, in this order. */
  readonly edits: readonly ((text: string) => string)[]
  readonly prefix: string
  readonly mode: TokenizerMode
  /** Counts special tokens. */
  readonly maxLength: number
  /** Which end is cut off. */
  readonly cutFrom: 'right' | 'left'
  readonly special: 'both' | 'none' | 'no-eos'
}

/** What a hypothesis is about: the two of a pair must have different subjects. */
export type Subject =
  | 'source'
  | 'rules'
  | `rule ${string}`
  | 'html'
  | 'metadata'
  | 'whitespace'
  | 'newlines'
  | 'case'
  | 'unicode'
  | 'encoding'
  | 'json'
  | 'prefix'
  | 'tokenizer'
  | 'cut'
  | 'special'

export interface TextHypothesis {
  readonly hypothesis: Hypothesis
  readonly subject: Subject
  /** True: common in production, so it is tried in pairs whatever its own result. */
  readonly isCommon: boolean
  /** True: tried after all others, within a budget. */
  readonly isRare?: boolean
  readonly change: (recipe: Recipe) => Recipe
}

export const recipeOf = (input: WhyInput): Recipe => ({
  source: input.text,
  rules: input.rules,
  leaveOutMetadata: input.leaveOutMetadata,
  edits: [],
  prefix: input.prefix,
  mode: input.settings.tokenizerMode,
  maxLength: input.settings.maxLength,
  cutFrom: 'right',
  special: 'both',
})

/** The model's exact input. */
export const inputOf = ({ source, rules, leaveOutMetadata, edits, prefix }: Recipe): string =>
  prefix +
  edits.reduce((text, edit) => edit(text), prepareText(source, { rules, leaveOutMetadata }).mapped.text)

/** More tokens than any text has. */
const WHOLE = Number.MAX_SAFE_INTEGER

/** @throws EngineError text/lone-surrogate */
export function idsOf(model: LoadedModel, recipe: Recipe): Int32Array {
  const { mode, maxLength, cutFrom, special } = recipe
  const tokenizer = model.tokenizers.get(mode)
  const fromLeft = cutFrom === 'left'
  const { ids } = tokenizer.encode(inputOf(recipe), fromLeft ? WHOLE : maxLength)
  const { cls, eos } = model.info.tokenizer.specialIds
  const opens = ids.length > 1 && ids[0] === cls
  const closes = ids.length > 1 && ids.at(-1) === eos
  const cut =
    fromLeft && ids.length > maxLength && opens
      ? Int32Array.of(ids[0]!, ...ids.subarray(ids.length - maxLength + 1))
      : ids
  const end = closes && special !== 'both' ? cut.length - 1 : cut.length
  return cut.slice(opens && special === 'none' ? 1 : 0, end)
}
