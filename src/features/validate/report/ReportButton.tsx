import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { useActions, useAppState } from '../../../core/react'
import { ErrorBox } from '../../../ui/ErrorBox'

/** Saves the report of the whole run, whatever the filters show. */
export function ReportButton() {
  const { t } = useTranslation('validate')
  const { saveReport } = useActions()
  const phase = useAppState(({ validate }) => validate.report.phase)
  const error = useAppState(({ validate }) => validate.report.error)
  const isDone = useAppState(({ validate: { run } }) => run.result !== null && run.phase !== 'running')
  return (
    <>
      <Button
        size="small"
        data-testid="validate-report"
        data-phase={phase}
        title={t('report.title')}
        disabled={!isDone || phase === 'running'}
        onClick={() => void saveReport()}
      >
        {t(phase === 'running' ? 'report.making' : 'report.save')}
      </Button>
      {phase === 'failed' && error !== null && <ErrorBox error={error} />}
    </>
  )
}
