/** The way of a text to the model's input, to take away. */
import { identityOf, type Identity } from '../../engine/model/identity'
import type { ModelInfo } from '../../engine/model/types'
import type { Prepared } from '../../engine/text/prepare'
import type { TokenSteps } from '../../engine/tokenizer/steps-types'
import type { TokenizerMode } from '../../engine/tokenizer/types'
import type { TokenRow } from './rows'

export const TOKENS_FORMAT = 'm3scope/tokens'
export const TOKENS_VERSION = 1

export interface TokensExport {
  readonly side: 'a' | 'b'
  readonly text: string
  readonly prefix: string
  readonly prepared: Prepared
  readonly steps: TokenSteps
  readonly rows: readonly TokenRow[]
  readonly info: ModelInfo
  readonly mode: TokenizerMode
}

/** What has no part in tokens. */
const VECTORS_ONLY: readonly (keyof Identity)[] = ['activations', 'truncate_dim', 'normalize']

/** `tokens` are all of the text, `input_ids` what is left at max_length. Ranges are those of the text as given. */
export function tokensJson({ side, text, prefix, prepared, steps, rows, info, mode }: TokensExport): string {
  const { tokenized } = steps
  const identity = identityOf(info, {
    tokenizerMode: steps.mode ?? mode,
    maxLength: tokenized.maxLength,
    normalize: true,
    truncateDim: null,
  })
  return JSON.stringify(
    {
      format: TOKENS_FORMAT,
      version: TOKENS_VERSION,
      identity: Object.fromEntries(
        Object.entries(identity).filter(([key]) => !VECTORS_ONLY.includes(key as keyof Identity)),
      ),
      side,
      text,
      rules: prepared.effects.map(({ rule, changes }) => ({ rule, changes })),
      turns_left_out: prepared.turns,
      prefix,
      model_input: tokenized.text,
      normalized: steps.normalized?.text ?? null,
      input_ids: Array.from(tokenized.ids),
      attention_mask: attentionMask(steps),
      full_length: tokenized.fullLength,
      truncated: tokenized.truncated,
      tokens: rows.map(({ index: _, ...row }) => row),
    },
    null,
    1,
  )
}

/** One text has no padding. */
export const attentionMask = ({ tokenized }: TokenSteps): number[] => Array.from(tokenized.ids, () => 1)
