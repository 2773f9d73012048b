import { useTranslation } from 'react-i18next'
import { CaseActions } from '../cases/CaseActions'
import { PasteButton } from '../paste/PasteButton'
import { CopyCurl } from '../vectors/request/CopyCurl'
import { DownloadButton } from './DownloadButton'

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
