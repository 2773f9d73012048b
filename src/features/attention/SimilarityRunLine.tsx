import { Button } from 'antd'
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { percentOf } from '../../core/progress'
import { useActions, useAppState } from '../../core/react'
import { time } from '../../ui/quantities'
import { useStaleText } from '../../ui/stale-text'
import { runWords } from './run-words'
import { similarityStaleness } from './staleness'
import type { LookRun } from './types'
import css from './attention.module.css'

/** `progress` counts texts, and the layers of the current text. */
function similarityWords(t: TFunction<'attention'>, run: LookRun): string {
  if (run.phase !== 'running' || run.progress === null) return runWords(t, run)
  const { done, total, layer } = run.progress
  const text = { n: Math.min(done + 1, total), texts: total }
  return layer === undefined
    ? t('similarity.textOf', text)
    : t('similarity.layerOf', { ...text, current: Math.min(layer.done + 1, layer.total), total: layer.total })
}

/** Buttons to compute the similarity after each layer and to cancel, and how far that is. */
export function SimilarityRunLine() {
  const { t } = useTranslation('attention')
  const { runLayerSimilarity, cancelAttention } = useActions()
  const run = useAppState(({ attention }) => attention.similarityRun)
  const isReady = useAppState(({ a, b }) => a.text.trim() !== '' && b.text.trim() !== '')
  const isWhole = useAppState(({ model }) => model.phase === 'ready' && model.info.execution.kind === 'whole')
  const took = useAppState(({ attention }) => attention.similarity?.value.time ?? null)
  const changes = useAppState(similarityStaleness)
  const staleText = useStaleText(changes)
  const isStale = changes.length > 0
  const isRunning = run.phase === 'running'
  const words = similarityWords(t, run)
  return (
    <span className={css.run}>
      <Button
        size="small"
        disabled={!isReady || isWhole || isRunning}
        data-testid="similarity-run"
        onClick={() => void runLayerSimilarity()}
      >
        {t('similarity.run')}
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
        max={100}
        value={isRunning && run.progress ? (percentOf(run.progress) ?? 0) : 0}
        style={{ visibility: isRunning ? 'visible' : 'hidden' }}
        aria-label={words}
      />
      <span
        className={isStale ? 'amber' : 'muted'}
        role="status"
        aria-live={isRunning ? 'off' : 'polite'}
        data-testid="similarity-status"
        data-phase={run.phase}
        data-stale={isStale}
      >
        {words}
        {!isRunning && staleText}
        {run.phase === 'done' && !isStale && took !== null && t('similarity.took', { time: time(took) })}
      </span>
    </span>
  )
}
