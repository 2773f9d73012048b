import { Button } from 'antd'
import { CloseOutlined, ReloadOutlined } from '@ant-design/icons'
import { useTranslation } from 'react-i18next'
import { clsx } from 'clsx'
import type { HeatmapRun, SteadyResult } from './types'
import { useActions, useAppState } from '../../core/react'
import { time } from '../../ui/quantities'
import { useStaleText } from '../../ui/stale-text'
import { heatmapPart } from './part'
import { heatmapStaleness, rowsDone, steadyResult, unitsNow } from './selectors'
import css from './heatmap.module.css'

/** Whether the map is up to date, what brings it up to date, and the question before a long run. */
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
  const { analyze, cancel, openAnatomy } = useActions()
  const busy = useAppState((state) => state.heatmap.run.phase === 'running')
  const current = useAppState(heatmapPart.isCurrent)
  const empty = useAppState((state) => state.a.text === '')
  const single = useAppState((state) => state.a.text === '' || state.b.text === '')
  return (
    <>
      {/* The page's one Analyze, beside what it would bring up to date. */}
      <Button
        size="small"
        type={current || busy ? 'text' : 'primary'}
        className={clsx(css.again)}
        icon={<ReloadOutlined />}
        disabled={empty || busy}
        data-testid="heatmap-run"
        title={t('run.title')}
        aria-label={t('run.start')}
        onClick={() => void analyze()}
      >
        {current || busy ? null : t('run.start')}
      </Button>
      {/* Its place is kept: nothing moves when a run begins or ends. */}
      <Button
        size="small"
        type="text"
        icon={<CloseOutlined />}
        style={{ visibility: busy ? 'visible' : 'hidden' }}
        data-testid="heatmap-cancel"
        title={t('run.cancel')}
        aria-label={t('run.cancel')}
        onClick={cancel}
      />
      <Button
        size="small"
        data-testid="heatmap-open-whole"
        title={t('run.wholeTitle')}
        disabled={single}
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
  const a = useAppState((state) => unitsNow(state).a.length)
  const b = useAppState((state) => unitsNow(state).b.length)
  const staleText = useStaleText(changes)
  const stale = changes.length > 0
  const said =
    result === null && run.phase === 'idle' && a * b > 0
      ? t('ready', { a, b })
      : words(t, run, result, done, staleText)
  return (
    <span
      role="status"
      title={said}
      className={stale ? clsx('amber', css.status) : clsx('muted', css.status)}
      data-testid="heatmap-status"
      data-phase={run.phase}
      data-rows-done={done}
      data-stale={stale}
    >
      {said}
    </span>
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
  // The texts are counted beside Analyze, where the one progress is.
  if (run.phase === 'running')
    return [run.total === 0 ? t('run.starting') : t('run.rows', rows), staleText].filter(Boolean).join(' · ')
  if (staleText !== '') return staleText
  if (run.phase === 'cancelled') return t('run.cancelled', rows)
  if (run.phase === 'done' && result?.done)
    return [
      t('run.cells', { count: result.a.length * result.b.length }),
      t('run.encoded', { count: result.done.encoded, time: time(result.done.time) }),
    ].join(' · ')
  return ''
}
