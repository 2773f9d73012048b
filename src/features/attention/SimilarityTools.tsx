import { Button } from 'antd'
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { useStaleText } from '../../ui/stale-text'
import { runWords } from './run-words'
import type { SimilarityProps } from './similarity-props'
import type { LookRun } from './types'

/** `progress` counts texts, and the layers of the current text. */
function similarityWords(t: TFunction<'attention'>, run: LookRun): string {
  if (run.phase !== 'running' || run.progress === null) return runWords(t, run)
  const { done, total, layer } = run.progress
  const text = { n: Math.min(done + 1, total), texts: total }
  return layer === undefined
    ? t('similarity.textOf', text)
    : t('similarity.layerOf', { ...text, done: layer.done, total: layer.total })
}

/** Buttons to run and cancel, and the state of the run. */
export function SimilarityTools({ attention, changes, ready, info, onRun, onCancel }: SimilarityProps) {
  const { similarityRun: run } = attention
  const { t } = useTranslation('attention')
  const staleText = useStaleText(changes)
  const stale = changes.length > 0
  const whole = info?.execution.kind === 'whole'
  return (
    <>
      <span
        className={stale ? 'amber' : 'muted'}
        role="status"
        data-testid="similarity-status"
        data-phase={run.phase}
        data-stale={stale}
      >
        {similarityWords(t, run)}
        {run.phase !== 'running' && staleText}
      </span>
      {run.phase === 'running' ? (
        <Button size="small" onClick={onCancel}>
          {t('cancel')}
        </Button>
      ) : (
        <Button size="small" disabled={!ready || whole} data-testid="similarity-run" onClick={onRun}>
          {t('similarity.run')}
        </Button>
      )}
    </>
  )
}
