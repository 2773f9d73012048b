import { useTranslation } from 'react-i18next'
import { clsx } from 'clsx'
import { useAppState } from '../../core/react'
import type { Side } from '../../core/state'

/** Number of tokens of the model input; amber if max_length cuts the text. */
export function TokenCount({ side }: { readonly side: Side }) {
  const { t } = useTranslation()
  const count = useAppState((state) => state[side].count)
  const empty = useAppState((state) => state[side].text === '')
  if (count === null)
    return (
      <span className="num muted" title={t('editor.tokensNone')}>
        {empty ? '' : '– tok'}
      </span>
    )
  const { truncated, maxLength } = count
  const title = truncated
    ? t('editor.tokensCut', { max: maxLength, count: count.count, cut: count.count - maxLength })
    : t('editor.tokensTitle')
  return (
    <span
      className={clsx('num', truncated && 'amber')}
      data-testid={`tokens-${side}`}
      data-truncated={truncated}
      title={title}
    >
      {t('editor.tokens', { count: count.count, max: maxLength })}
    </span>
  )
}
