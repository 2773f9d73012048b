import { Suspense } from 'react'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { useShallow } from 'zustand/react/shallow'
import type { ErrorData } from '../../engine/errors'
import { useActions, useAppState } from '../../core/react'
import { pageErrors } from '../../core/selectors'
import { ErrorBox } from '../../ui/ErrorBox'
import { onDemand } from '../../ui/on-demand'
import { offersChoice, offersContinue, offersLayers } from './error-offers'

const StorageNotice = onDemand(async () => (await import('./StorageNotice')).StorageNotice)

/** Shows the errors of the model and of the run. An editor shows the errors of its text. */
export function PageErrors() {
  const { dismissSwitchError } = useActions()
  const errors = useAppState(useShallow(({ model, run }) => pageErrors(model, run)))
  const switchError = useAppState((state) => state.switchError)
  const storageFull = useAppState((state) => state.storageFull)
  return (
    <>
      {errors.map((error) => (
        <ErrorBox key={error.code} error={error}>
          <Remedies error={error} />
        </ErrorBox>
      ))}
      {switchError && (
        <ErrorBox error={switchError} onDismiss={dismissSwitchError}>
          <Remedies error={switchError} />
        </ErrorBox>
      )}
      {storageFull && (
        <Suspense fallback={null}>
          <StorageNotice />
        </Suspense>
      )}
    </>
  )
}

function Remedies({ error }: { readonly error: ErrorData }) {
  const { t } = useTranslation()
  const { openPicker, continueLoading, setWhole } = useActions()
  const whole = useAppState((state) => state.settings.whole)
  const { code } = error
  return (
    <>
      {offersLayers(error, whole) && (
        <Button size="small" data-testid="error-run-layers" onClick={() => setWhole(false)}>
          {t('error.runLayers')}
        </Button>
      )}
      {offersContinue(code) && (
        <Button size="small" data-testid="continue-loading" onClick={continueLoading}>
          {t('error.continueLoading')}
        </Button>
      )}
      {offersChoice(code) && (
        <Button size="small" data-testid="error-choose-model" onClick={() => openPicker('main')}>
          {t('error.chooseModel')}
        </Button>
      )}
    </>
  )
}
