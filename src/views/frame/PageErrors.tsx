import { Alert } from 'antd'
import { useTranslation } from 'react-i18next'
import { useShallow } from 'zustand/react/shallow'
import { useActions, useAppState } from '../../state/react'
import { pageErrors } from '../../state/selectors'
import { ErrorBox } from './ErrorBox'

/** Errors that belong to no editor: the model's and the run's. */
export function PageErrors() {
  const { t } = useTranslation()
  const { dismissStorageFull, dismissSwitchError } = useActions()
  const errors = useAppState(useShallow(({ model, run }) => pageErrors(model, run)))
  const switchError = useAppState((state) => state.switchError)
  const storageFull = useAppState((state) => state.storageFull)
  return (
    <>
      {errors.map((error) => (
        <ErrorBox key={error.code} error={error} />
      ))}
      {switchError && <ErrorBox error={switchError} onDismiss={dismissSwitchError} />}
      {storageFull && (
        <Alert
          banner
          type="warning"
          title={t('notice.storageFull')}
          closable={{ onClose: dismissStorageFull }}
        />
      )}
    </>
  )
}
