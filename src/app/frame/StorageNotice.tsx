import { Alert } from 'antd'
import { useTranslation } from 'react-i18next'
import { useActions } from '../../core/react'

/** The browser has no room left for what the page keeps. */
export function StorageNotice() {
  const { t } = useTranslation()
  const { dismissStorageFull } = useActions()
  return (
    <Alert banner type="warning" title={t('notice.storageFull')} closable={{ onClose: dismissStorageFull }} />
  )
}
