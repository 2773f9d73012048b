import { Button, Progress } from 'antd'
import { useTranslation } from 'react-i18next'
import { clsx } from 'clsx'
import type { HeatmapResult, HeatmapRun } from './types'
import { percentOf } from '../../core/progress'
import type { Change } from '../../core/staleness'
import { time } from '../../ui/quantities'
import { useStaleText } from '../../ui/stale-text'
import css from './heatmap.module.css'

interface RunLineProps {
  readonly run: HeatmapRun
  readonly result: HeatmapResult | null
  readonly changes: readonly Change[]
  readonly disabled: boolean
  readonly onRun: () => void
  readonly onConfirm: () => void
  readonly onCancel: () => void
  readonly onWhole: () => void
}

/** Buttons to run and cancel, the state of the run, and the question before a long run. */
export function HeatmapRunLine(props: RunLineProps) {
  const { run, result, changes, disabled, onRun, onConfirm, onCancel, onWhole } = props
  const { t } = useTranslation('heatmap')
  const staleText = useStaleText(changes)
  const stale = changes.length > 0
  const busy = run.phase === 'running'
  return (
    <>
      <div className={css.run}>
        <Button
          size="small"
          type={result === null || stale ? 'primary' : 'default'}
          disabled={disabled || busy}
          data-testid="heatmap-run"
          onClick={onRun}
        >
          {t(stale ? 'run.again' : 'run.start')}
        </Button>
        <Button size="small" disabled={!busy} data-testid="heatmap-cancel" onClick={onCancel}>
          {t('run.cancel')}
        </Button>
        <Button size="small" data-testid="heatmap-open-whole" title={t('run.wholeTitle')} onClick={onWhole}>
          {t('run.whole')}
        </Button>
        <span
          role="status"
          className={stale ? clsx('amber', css.status) : clsx('muted', css.status)}
          data-testid="heatmap-status"
          data-phase={run.phase}
          data-rows-done={result?.rowsDone ?? 0}
          data-stale={stale}
        >
          {words(t, run, result, staleText)}
        </span>
        <Progress
          className={clsx(css.progress)}
          percent={run.phase === 'running' ? (percentOf(run) ?? 0) : 0}
          showInfo={false}
          size={{ height: 3 }}
          style={{ visibility: busy ? 'visible' : 'hidden' }}
          aria-label={t('run.progress')}
        />
      </div>
      {run.phase === 'asking' && (
        <div className={css.question} role="alertdialog" aria-label={t('ask.title')}>
          <span>
            {t(run.seconds === null ? 'ask.unknown' : 'ask.known', {
              texts: run.texts,
              cells: run.cells,
              time: run.seconds === null ? '' : time(run.seconds * 1000),
            })}
          </span>
          <Button size="small" type="primary" data-testid="heatmap-confirm" onClick={onConfirm}>
            {t('ask.yes')}
          </Button>
          <Button size="small" data-testid="heatmap-decline" onClick={onCancel}>
            {t('ask.no')}
          </Button>
        </div>
      )}
    </>
  )
}

function words(
  t: ReturnType<typeof useTranslation<'heatmap'>>['t'],
  run: HeatmapRun,
  result: HeatmapResult | null,
  staleText: string,
): string {
  const rows = { done: result?.rowsDone ?? 0, rows: result?.a.length ?? 0 }
  if (run.phase === 'running') {
    if (run.total === 0) return t('run.starting')
    const encoded = t('run.texts', { done: run.done, total: run.total })
    const layer = run.layer ? ` · ${t('run.layer', { done: run.layer.done, total: run.layer.total })}` : ''
    return `${encoded}${layer} · ${t('run.rows', rows)}`
  }
  if (staleText !== '') return staleText
  if (run.phase === 'cancelled') return t('run.cancelled', rows)
  if (run.phase === 'done' && result?.done)
    return [
      t('run.cells', { count: result.a.length * result.b.length }),
      t('run.encoded', { count: result.done.encoded, time: time(result.done.time) }),
    ].join(' · ')
  return ''
}
