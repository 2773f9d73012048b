import { useTranslation } from 'react-i18next'
import type { ModelInfo } from '../../engine/model/types'
import type { Prepared } from '../../engine/text/prepare'
import type { TokenSteps } from '../../engine/tokenizer/steps-types'
import type { TokenizerMode } from '../../engine/tokenizer/types'
import { CopyButton } from '../../ui/CopyButton'
import { Section } from '../../ui/Section'
import type { TokenRow } from './rows'

interface CopiesProps {
  readonly side: 'a' | 'b'
  readonly text: string
  readonly input: string
  readonly steps: TokenSteps
  readonly info: ModelInfo
  readonly mode: TokenizerMode
  readonly rows: readonly TokenRow[]
  readonly prepared: Prepared
}

/** The model's exact input, to be taken elsewhere. */
export function Copies(props: CopiesProps) {
  const { side, input, steps } = props
  const { t } = useTranslation('tokens')
  const ids = () => JSON.stringify(Array.from(steps.tokenized.ids))
  return (
    <Section title={t('input')}>
      <div className="tokens-copies">
        <span data-testid="tokens-copy-text" data-side={side}>
          <CopyButton label={t('copyText')} text={input} />
        </span>
        <span data-testid="tokens-copy-ids" data-side={side}>
          <CopyButton label="input_ids" text={ids} />
        </span>
        <CopyButton
          label="attention_mask"
          text={() => JSON.stringify(Array.from(steps.tokenized.ids, () => 1))}
        />
        <CopyButton label={t('copyTokens')} text={() => JSON.stringify(steps.tokenized.tokens)} />
        <span data-testid="tokens-copy-json" data-side={side}>
          <CopyButton label={t('copyJson')} text={() => tokensJson(props)} />
        </span>
      </div>
    </Section>
  )
}

export const TOKENS_FORMAT = 'm3scope/tokens'
export const TOKENS_VERSION = 1

function tokensJson({ text, input, steps, info, mode, rows, prepared }: CopiesProps): string {
  const { tokenized } = steps
  return JSON.stringify(
    {
      format: TOKENS_FORMAT,
      version: TOKENS_VERSION,
      model: info.id,
      model_hash: info.hash,
      tokenizer: info.tokenizer.engine,
      tokenizer_mode: steps.mode ?? mode,
      max_length: tokenized.maxLength,
      text,
      rules: prepared.effects.map(({ rule, changes }) => ({ rule, changes })),
      turns_left_out: prepared.turns,
      model_input: input,
      normalized: steps.normalized?.text ?? null,
      input_ids: Array.from(tokenized.ids),
      attention_mask: Array.from(tokenized.ids, () => 1),
      full_length: tokenized.fullLength,
      truncated: tokenized.truncated,
      tokens: rows.map(({ id, token, start, end, beyond }) => ({ id, token, start, end, beyond })),
    },
    null,
    1,
  )
}
