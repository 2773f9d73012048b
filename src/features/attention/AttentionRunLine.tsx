import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { percentOf } from '../../core/progress'
import { useActions, useAppState } from '../../core/react'
import { time } from '../../ui/quantities'
import { useStaleText } from '../../ui/stale-text'
import { summaryStaleness } from './staleness'
import { runWords } from './run-words'
import css from './attention.module.css'

/** Buttons to read the attention and to cancel, and how far that is. */
export function AttentionRunLine() {
  const { t } = useTranslation('attention')
  const { runAttention, cancelAttention } = useActions()
  const run = useAppState(({ attention }) => attention.run)
  const layerRun = useAppState(({ attention }) => attention.layerRun)
  const took = useAppState(({ attention }) => attention.summary?.value.time ?? null)
  const hasText = useAppState((state) => state[state.attention.side].text.trim() !== '')
  const changes = useAppState(summaryStaleness)
  const staleText = useStaleText(changes)
  const isStale = changes.length > 0
  const current = layerRun.phase === 'running' && run.phase !== 'running' ? layerRun : run
  const isRunning = current.phase === 'running'
  const percent = current.phase === 'running' && current.progress ? percentOf(current.progress) : null
  return (
    <span className={css.run}>
      <Button
        size="small"
        type={took === null || isStale ? 'primary' : 'default'}
        disabled={run.phase === 'running' || !hasText}
        data-testid="attention-run"
        onClick={() => void runAttention()}
      >
        {t(isStale ? 'again' : 'run')}
      </Button>
      <Button
        size="small"
        style={{ visibility: isRunning ? 'visible' : 'hidden' }}
        data-testid="attention-cancel"
        onClick={cancelAttention}
      >
        {t('cancel')}
      </Button>
      <progress
        className={css.progress}
        data-testid="attention-progress"
        max={100}
        value={percent ?? 0}
        style={{ visibility: isRunning ? 'visible' : 'hidden' }}
        aria-label={runWords(t, current)}
      />
      <span
        role="status"
        aria-live={isRunning ? 'off' : 'polite'}
        className={isStale ? 'amber' : 'muted'}
        data-testid="attention-status"
        data-phase={run.phase}
      >
        {runWords(t, current)}
        {!isRunning && staleText}
        {run.phase === 'done' && !isRunning && !isStale && took !== null && t('took', { time: time(took) })}
      </span>
    </span>
  )
}
