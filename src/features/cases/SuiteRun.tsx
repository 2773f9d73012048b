import { Button, Progress } from 'antd'
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { verdictOf } from './state'
import type { CaseSuite, CaseVerdict } from './types'
import { useActions, useAppState } from '../../core/react'
import { ErrorBox } from '../../ui/ErrorBox'
import css from './cases.module.css'

/** Progress of the suite. */
export function SuiteRun() {
  const { t } = useTranslation('cases')
  const { cancelCases } = useActions()
  const suite = useAppState((state) => state.cases.suite)
  const { run } = suite
  if (run.phase === 'idle') return null
  if (run.phase === 'failed') return <ErrorBox error={run.error} />
  const busy = run.phase === 'running' || run.phase === 'loading'
  return (
    <div
      className={css.tools}
      role="status"
      data-testid="cases-status"
      data-phase={run.phase}
      aria-live={busy ? 'off' : 'polite'}
    >
      <span>{words(t, suite)}</span>
      {busy && (
        <>
          <Progress
            percent={run.phase === 'running' ? (100 * run.done) / Math.max(1, run.total) : 0}
            showInfo={false}
            size={[160, 3]}
            aria-label={t('suite.title')}
          />
          <Button size="small" data-testid="cases-cancel" onClick={cancelCases}>
            {t('list.cancel')}
          </Button>
        </>
      )}
    </div>
  )
}

function words(t: TFunction<'cases'>, { run, outcomes }: CaseSuite): string {
  if (run.phase === 'loading') return t('suite.loading')
  if (run.phase === 'cancelled') return t('suite.cancelled')
  if (run.phase === 'running') {
    const { done, total, name, layer } = run
    return layer
      ? t('suite.runningLayer', { done: done + 1, total, name, layer: layer.done, layers: layer.total })
      : t('suite.running', { done: done + 1, total, name })
  }
  const verdicts = Object.values(outcomes).map(verdictOf)
  const of = (verdict: CaseVerdict) => verdicts.filter((each) => each === verdict).length
  return t('suite.done', {
    count: verdicts.length,
    pass: of('pass'),
    fail: of('fail'),
    same: of('same'),
    changed: of('changed'),
    error: of('error'),
  })
}
