import { Button, Progress } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Change } from '../../core/staleness'
import { useStaleText } from '../../ui/stale-text'
import { clsx } from 'clsx'
import type { WhyRow } from '../../engine/why/types'
import { useAppState } from '../../core/react'
import { percentOf } from '../../core/progress'
import type { Why } from './types'
import { time } from '../../ui/quantities'
import { cosineWords, rowWords, type WhyT } from './words'
import css from './why.module.css'

interface RunLineProps {
  readonly changes: readonly Change[]
  readonly onRun: () => void
  readonly onCancel: () => void
  readonly onExample: () => void
}

/** Buttons to run and cancel, and the state of the run. */
export function RunLine({ changes, onRun, onCancel, onExample }: RunLineProps) {
  const { t } = useTranslation(['why', 'rules'])
  const why = useAppState((state) => state.why)
  const { run, read, result } = why
  const staleText = useStaleText(changes)
  const stale = changes.length > 0
  const busy = run.phase === 'running'
  const progress = run.phase === 'running' ? run.progress : null
  const first = result === null || stale
  return (
    <div className={css.run}>
      <Button
        size="small"
        type={first && read.phase === 'read' ? 'primary' : 'default'}
        disabled={busy || read.phase !== 'read'}
        data-testid="why-run"
        onClick={onRun}
      >
        {t(result !== null ? 'run.again' : 'run.start')}
      </Button>
      <Button size="small" disabled={!busy} data-testid="why-cancel" onClick={onCancel}>
        {t('run.cancel')}
      </Button>
      <Button size="small" disabled={busy} data-testid="why-example" onClick={onExample}>
        {t('example')}
      </Button>
      <span
        role="status"
        className={stale && !busy ? clsx('amber', css.status) : clsx('muted', css.status)}
        data-testid="why-status"
        data-phase={run.phase}
        data-done={progress?.done ?? 0}
        data-stale={stale}
      >
        {words(t, why, staleText)}
      </span>
      <Progress
        className={clsx(css.progress)}
        percent={progress ? (percentOf(progress) ?? 0) : 0}
        showInfo={false}
        size={{ height: 3 }}
        style={{ visibility: busy ? 'visible' : 'hidden' }}
        aria-label={t('run.progress')}
      />
    </div>
  )
}

const bestWords = (t: WhyT, best: WhyRow) =>
  t('run.best', { what: rowWords(t, best), cosine: cosineWords(best.cosine) })

function words(t: WhyT, { run, result }: Why, staleText: string): string {
  if (run.phase === 'running') {
    if (run.progress === null) return t('run.starting')
    const { done, total, pairs, layer, best } = run.progress
    return [
      t(pairs ? 'run.pairs' : 'run.running', { done, total }),
      ...(layer ? [t('run.layer', { done: layer.done, total: layer.total })] : []),
      ...(best ? [bestWords(t, best)] : []),
    ].join(' · ')
  }
  if (run.phase === 'cancelled')
    return [
      t(result === null ? 'run.cancelledFirst' : 'run.cancelled'),
      ...(run.best ? [bestWords(t, run.best)] : []),
    ].join(' ')
  if (staleText !== '') return staleText
  if (result === null) return ''
  const { compared, encoded, time: took } = result.value
  return t('run.done', { compared, encoded, time: time(took) })
}
