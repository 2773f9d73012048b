/** The steps from a text to the model's input. */
import { identityOf, type Identity } from '../../engine/model/identity'
import type { ModelInfo } from '../../engine/model/types'
import type { Prepared } from '../../engine/text/prepare'
import type { TokenSteps } from '../../engine/tokenizer/steps-types'
import type { TokenizerMode } from '../../engine/tokenizer/types'
import { stamp } from './names'
import { list } from './parts'
import type { TokensReport } from './schemas/tokens'

type ReportedToken = TokensReport['tokens'][number]

export interface TokensOf {
  readonly side: 'a' | 'b'
  readonly text: string
  readonly prefix: string
  readonly prepared: Prepared
  readonly steps: TokenSteps
  /** All tokens of the text. */
  readonly rows: readonly (ReportedToken & { readonly index: number })[]
  readonly info: ModelInfo
  readonly mode: TokenizerMode
}

/** Fields of the identity that say nothing about tokens. */
const VECTORS_ONLY: readonly (keyof Identity)[] = ['activations', 'arithmetic', 'truncate_dim', 'normalize']

/** `tokens` are all of the text, `input_ids` those that max_length keeps. Ranges are those of the text as given. */
export function tokensReport({
  side,
  text,
  prefix,
  prepared,
  steps,
  rows,
  info,
  mode,
}: TokensOf): TokensReport {
  const { tokenized } = steps
  const identity = identityOf(info, {
    tokenizerMode: steps.mode ?? mode,
    maxLength: tokenized.maxLength,
    normalize: true,
    truncateDim: null,
  })
  return {
    ...stamp('m3scope/tokens'),
    identity: Object.fromEntries(
      Object.entries(identity).filter(([key]) => !VECTORS_ONLY.includes(key as keyof Identity)),
    ) as TokensReport['identity'],
    side,
    text,
    rules: prepared.effects.map(({ rule, changes }) => ({ rule, changes })),
    turns_left_out: prepared.turns,
    prefix,
    model_input: tokenized.text,
    normalized: steps.normalized?.text ?? null,
    input_ids: list(tokenized.ids),
    attention_mask: attentionMask(steps),
    full_length: tokenized.fullLength,
    truncated: tokenized.truncated,
    tokens: rows.map(({ index: _, ...row }) => row),
  }
}

/** All ones: one text has no padding. */
export const attentionMask = ({ tokenized }: TokenSteps): 1[] => Array.from(tokenized.ids, () => 1 as const)
