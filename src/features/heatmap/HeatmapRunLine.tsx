import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { clsx } from 'clsx'
import type { HeatmapRun, SteadyResult } from './types'
import { percentOf } from '../../core/progress'
import { useActions, useAppState } from '../../core/react'
import { textsPending } from '../../core/text/wait-for-texts'
import { time } from '../../ui/quantities'
import { useStaleText } from '../../ui/stale-text'
import { heatmapStaleness, isHeatmapStale, isWithoutUnits, rowsDone, steadyResult } from './selectors'
import css from './heatmap.module.css'

/** Buttons to run and cancel, the state of the run, and the question before a long run. */
export function HeatmapRunLine() {
  return (
    <>
      <div className={css.run}>
        <Buttons />
        <Status />
      </div>
      <Question />
    </>
  )
}

/** Apart from the status: a library's button costs more than the line that changes with each message. */
function Buttons() {
  const { t } = useTranslation('heatmap')
  const { runHeatmap, cancelHeatmap, openAnatomy } = useActions()
  const busy = useAppState((state) => state.heatmap.run.phase === 'running')
  const hasResult = useAppState((state) => state.heatmap.result !== null)
  const stale = useAppState(isHeatmapStale)
  const empty = useAppState(isWithoutUnits)
  // A run waits for sentences that are still being found.
  const pending = useAppState(textsPending)
  return (
    <>
      <Button
        size="small"
        type={!hasResult || stale ? 'primary' : 'default'}
        disabled={(empty && !pending) || busy}
        data-testid="heatmap-run"
        onClick={() => void runHeatmap()}
      >
        {t(stale ? 'run.again' : 'run.start')}
      </Button>
      <Button size="small" disabled={!busy} data-testid="heatmap-cancel" onClick={cancelHeatmap}>
        {t('run.cancel')}
      </Button>
      <Button
        size="small"
        data-testid="heatmap-open-whole"
        title={t('run.wholeTitle')}
        onClick={() => void openAnatomy({ kind: 'whole' })}
      >
        {t('run.whole')}
      </Button>
    </>
  )
}

function Status() {
  const { t } = useTranslation('heatmap')
  const run = useAppState((state) => state.heatmap.run)
  const result = useAppState(steadyResult)
  const done = useAppState(rowsDone)
  const changes = useAppState(heatmapStaleness)
  const staleText = useStaleText(changes)
  const stale = changes.length > 0
  const busy = run.phase === 'running'
  return (
    <>
      <span
        role="status"
        className={stale ? clsx('amber', css.status) : clsx('muted', css.status)}
        data-testid="heatmap-status"
        data-phase={run.phase}
        data-rows-done={done}
        data-stale={stale}
      >
        {words(t, run, result, done, staleText)}
      </span>
      {/* The browser's own element: the library's component costs more than all else that changes. */}
      <progress
        className={css.progress}
        max={100}
        value={busy ? (percentOf(run) ?? 0) : 0}
        style={{ visibility: busy ? 'visible' : 'hidden' }}
        aria-label={t('run.progress')}
      />
    </>
  )
}

function Question() {
  const { t } = useTranslation('heatmap')
  const { runHeatmap, cancelHeatmap } = useActions()
  const run = useAppState((state) => (state.heatmap.run.phase === 'asking' ? state.heatmap.run : null))
  if (run === null) return null
  return (
    <div className={css.question} role="alertdialog" aria-label={t('ask.title')}>
      <span>
        {t(run.seconds === null ? 'ask.unknown' : 'ask.known', {
          texts: run.texts,
          cells: run.cells,
          time: run.seconds === null ? '' : time(run.seconds * 1000),
        })}
      </span>
      <Button size="small" type="primary" data-testid="heatmap-confirm" onClick={() => void runHeatmap(true)}>
        {t('ask.yes')}
      </Button>
      <Button size="small" data-testid="heatmap-decline" onClick={cancelHeatmap}>
        {t('ask.no')}
      </Button>
    </div>
  )
}

function words(
  t: ReturnType<typeof useTranslation<'heatmap'>>['t'],
  run: HeatmapRun,
  result: SteadyResult | null,
  done: number,
  staleText: string,
): string {
  const rows = { done, rows: result?.a.length ?? 0 }
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
