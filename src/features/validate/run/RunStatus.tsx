import { useTranslation } from 'react-i18next'
import { useAppState } from '../../../core/react'
import { duration, integer } from '../../../ui/quantities'
import { settingsWords, useDifferences } from './run-words'
import { phaseShown } from './selectors'
import type { ValidateRun } from './types'
import css from './run.module.css'

type T = ReturnType<typeof useTranslation<'validate'>>['t']

/** How far the run is: in words, as a line, and for scripts. */
export function RunStatus() {
  const { t, i18n } = useTranslation('validate')
  const run = useAppState(({ validate }) => validate.run)
  const phase = useAppState(phaseShown)
  const hasSet = useAppState(({ validate }) => validate.data.read?.set != null)
  const differences = useDifferences()
  const isStale = run.phase !== 'running' && differences !== ''
  const said = words(t, run, hasSet, i18n.language)
  const share = run.total > 0 ? run.done / run.total : 0
  const isRunning = run.phase === 'running'
  const facts = [isRunning && speed(t, run), isStale && t('run.stale', { differences }), settingsOf(t, run)]
    .filter(Boolean)
    .join(' · ')
  return (
    <div className={css.status}>
      <span
        role="status"
        className={css.words}
        title={said}
        data-testid="validate-status"
        data-phase={phase}
        data-done={run.done}
        data-total={run.total}
        data-encoded={run.encoded ?? ''}
        data-cached={run.cached}
      >
        {said}
      </span>
      <span className={css.facts} data-stale={isStale} title={facts}>
        {facts}
      </span>
      <div
        role="progressbar"
        aria-label={t('run.progress', counts(run, i18n.language))}
        aria-valuemin={0}
        aria-valuemax={run.total}
        aria-valuenow={run.done}
        className={css.track}
        data-on={isRunning || run.phase === 'paused'}
      >
        <div className={css.line} style={{ width: `${100 * share}%` }} />
      </div>
    </div>
  )
}

const counts = ({ done, total }: ValidateRun, language: string) => ({
  done: integer(done, language),
  total: integer(total, language),
})

function words(t: T, run: ValidateRun, hasSet: boolean, language: string): string {
  const values = counts(run, language)
  if (run.phase === 'running' && run.step !== null)
    return run.step === 'model' ? t('run.model') : t('run.preparing')
  if (run.phase === 'running') return t('run.progress', values)
  if (run.phase === 'paused') return t('run.paused', values)
  if (run.phase === 'failed') return run.result ? t('run.failed', values) : ''
  if (run.phase === 'done') return finished(t, run, language)
  if (run.result) return t('run.stopped', values)
  return hasSet ? t('run.idle') : t('run.needsFile')
}

/** What was encoded and what was not: a run that only read the cache encoded nothing. */
function finished(t: T, { encoded, cached, total }: ValidateRun, language: string): string {
  if (encoded === null) return t('run.done', { total: integer(total, language) })
  return t('run.finished', {
    count: encoded + cached,
    encoded: integer(encoded, language),
    cached: integer(cached, language),
    total: integer(encoded + cached, language),
  })
}

/** Places are kept by fixed digits; what is not known yet is left out at the end. */
function speed(t: T, { rate, remaining, cached, done }: ValidateRun): string {
  return [
    rate !== null && rate > 0 && t('run.rate', { rate: rate < 10 ? rate.toFixed(1) : Math.round(rate) }),
    remaining !== null && t('run.remaining', { time: duration(remaining) }),
    done > 0 && t('run.cached', { percent: Math.round((100 * cached) / done) }),
  ]
    .filter((part) => part !== false)
    .join(' · ')
}

/** Always named: numbers without what made them say nothing. Before the texts are encoded, the run that is shown is the old one. */
function settingsOf(t: T, { result, step }: ValidateRun): string {
  if (!result || step !== null) return ''
  const { search } = result
  return settingsWords(t, result, search === undefined ? null : search ? 'corpus' : 'pairs', search?.k ?? 0)
}
