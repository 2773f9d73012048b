import { useTranslation } from 'react-i18next'

export function EmptyState() {
  const { t } = useTranslation('scores')
  return (
    <div className="scores-empty">
      <p>{t('empty.what')}</p>
      <p>{t('empty.how')}</p>
    </div>
  )
}
