import { useTranslation } from 'react-i18next'

/** Beside the tabs, whatever tab is open: what takes the case away and brings one back. */
export function TabActions() {
  const { t } = useTranslation()
  return <div className="tab-actions" role="group" aria-label={t('tabs.actions')} />
}
