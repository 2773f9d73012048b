import { useTranslation } from 'react-i18next'
import { CaseActions } from '../../features/cases/CaseActions'
import { PasteButton } from '../../features/paste/PasteButton'
import { CopyCurl } from '../../features/requests/CopyCurl'
import { DownloadButton } from '../../features/exports/DownloadButton'

/** Beside the tabs, whatever tab is open: what takes the case away and brings one back. */
export function TabActions() {
  const { t } = useTranslation()
  return (
    <div className="tab-actions" role="group" aria-label={t('tabs.actions')}>
      <PasteButton />
      <CopyCurl />
      <DownloadButton />
      <CaseActions />
    </div>
  )
}
