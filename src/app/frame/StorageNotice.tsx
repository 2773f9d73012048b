import { Alert } from 'antd'
import { useTranslation } from 'react-i18next'
import { useActions } from '../../core/react'

/** Says that the browser's storage is full, so that the texts are not stored. */
export function StorageNotice() {
  const { t } = useTranslation()
  const { dismissStorageFull } = useActions()
  return (
    <Alert banner type="warning" title={t('notice.storageFull')} closable={{ onClose: dismissStorageFull }} />
  )
}
