import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { ceilingOf } from '../../engine/score/ceiling'
import { useActions, useAppState } from '../../core/react'
import { mapOf, standingOf } from './standing'
import css from './diagnosis.module.css'

/** Of the chosen score: where it stands among random pairs of sentences, and its ceiling. */
export function StandingLine() {
  const { t } = useTranslation('diagnosis')
  const { compareWithPairs } = useActions()
  const result = useAppState((state) => state.result)
  const heatmap = useAppState((state) => state.heatmap.result)
  const isRunning = useAppState((state) => state.heatmap.run.phase === 'running')
  const seed = useAppState((state) => state.heatmap.look.seed)
  const score = useAppState((state) => state.selectedScore)
  const weights = useAppState((state) => state.settings.weights)
  const map = result && mapOf(result, heatmap)
  const standing = useMemo(
    () => (result && map ? standingOf(result, map, score, weights, seed) : null),
    [result, map, score, weights, seed],
  )
  if (result === null) return null
  const ceiling = ceilingOf(score, result.reply.explanation, weights, result.inputs.normalize)
  return (
    <span
      className={css.standing}
      data-testid="standing"
      data-score={score}
      data-percentile={standing?.percentile}
      data-n={standing?.n}
      data-ceiling={ceiling ?? undefined}
    >
      {standing === null ? (
        <NoStanding isMade={map !== null} isRunning={isRunning} onRun={() => void compareWithPairs()} />
      ) : (
        <span title={t('standing.title', { n: standing.n, seed, median: standing.median.toFixed(4) })}>
          {t('standing.value', { percentile: standing.percentile.toFixed(1) })}
        </span>
      )}
      {ceiling !== null && (
        <span title={t('standing.ceilingTitle', { ceiling })}>
          {' · '}
          {t('standing.ceiling', { ceiling: ceiling.toFixed(4) })}
        </span>
      )}
    </span>
  )
}

interface NoStandingProps {
  /** A heatmap is there, but it has too few pairs. */
  readonly isMade: boolean
  readonly isRunning: boolean
  readonly onRun: () => void
}

function NoStanding({ isMade, isRunning, onRun }: NoStandingProps) {
  const { t } = useTranslation('diagnosis')
  if (isRunning) return t('standing.running')
  if (isMade) return <span title={t('standing.noneTitle')}>{t('standing.none')}</span>
  return (
    <button
      type="button"
      className={css.link}
      data-testid="standing-run"
      title={t('standing.runTitle')}
      onClick={onRun}
    >
      {t('standing.run')}
    </button>
  )
}
