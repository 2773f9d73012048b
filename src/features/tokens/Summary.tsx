import { useTranslation } from 'react-i18next'
import type { Tokenized } from '../../engine/tokenizer/types'
import type { TokenRow } from './rows'
import css from './tokens.module.css'

interface SummaryProps {
  readonly side: 'a' | 'b'
  readonly text: string
  readonly tokenized: Tokenized
  readonly rows: readonly TokenRow[]
}

export function Summary({ side, text, tokenized, rows }: SummaryProps) {
  const { t } = useTranslation('tokens')
  const { fullLength, ids, maxLength, truncated } = tokenized
  const chars = text.length
  const unknown = rows.filter((row) => row.unknown).length
  const parts = [
    t('summary', { count: chars, tokens: fullLength, ratio: (fullLength / Math.max(1, chars)).toFixed(2) }),
    truncated ? t('cutAt', { max: maxLength, count: fullLength - ids.length }) : t('notCut'),
    ...(unknown > 0 ? [t('unknown', { count: unknown })] : []),
  ]
  return (
    <span
      className={css.summary}
      data-testid="tokens-summary"
      data-side={side}
      data-count={fullLength}
      data-truncated={truncated}
    >
      {parts.join(' · ')}
    </span>
  )
}
