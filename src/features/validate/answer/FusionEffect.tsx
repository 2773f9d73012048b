import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useActions, useAppState } from '../../../core/react'
import { formatNumber } from '../../../ui/format'
import type { ValidationResult } from '../run/types'
import { movedPairs, pairsOfQueries } from './fusion-rows'
import css from './answer.module.css'

interface Props {
  readonly result: ValidationResult
  readonly hasLabels: boolean
}

/** What the fusion that is tried changes against the page's weights. */
export function FusionEffect({ result, hasLabels }: Props) {
  const { t } = useTranslation('validate')
  const { toggleFilter } = useActions()
  const { method, metric, applied } = useAppState(({ validate }) => validate.answer.fusion)
  const k = useAppState(({ validate }) => validate.answer.options.k)
  const moved = useMemo(() => (applied ? movedPairs(applied) : null), [applied])
  if (method === null) return <p className={css.effect}>{t('answer.fusion.hint')}</p>
  if (applied === null || moved === null) return <p className={css.effect}>…</p>
  const { mean, wins, losses, ties, p, exact } = applied.comparison
  const show = (name: string, pairs: Int32Array) => void toggleFilter({ kind: 'rows', name, pairs })
  const name = t(`answer.fusion.metrics.${metric}`, { k })
  return (
    <div className={css.effect} data-testid="validate-fusion-effect">
      {hasLabels && (
        <p>
          {name} <span className="num">{formatNumber(mean[0], 4)}</span> →{' '}
          <b
            className="num"
            data-testid="validate-fusion-value"
            data-value={mean[1]}
            data-before={mean[0]}
            data-sign={Math.sign(mean[1] - mean[0])}
          >
            {formatNumber(mean[1], 4)}
          </b>{' '}
          <span
            className="muted"
            data-testid="validate-fusion-p"
            data-value={p}
            title={t(exact ? 'answer.fusion.exact' : 'answer.fusion.drawn')}
          >
            p = {formatNumber(p, 3)}
          </span>
        </p>
      )}
      <p className={css.line}>
        {hasLabels && (
          <>
            <Effect
              testId="validate-fusion-better"
              words={t('answer.fusion.better', { count: wins.length })}
              count={wins.length}
              onClick={() => show(t('answer.fusion.betterRows'), pairsOfQueries(result, wins))}
            />
            <Effect
              testId="validate-fusion-worse"
              words={t('answer.fusion.worse', { count: losses.length })}
              count={losses.length}
              onClick={() => show(t('answer.fusion.worseRows'), pairsOfQueries(result, losses))}
            />
            <span className="muted">{t('answer.fusion.ties', { ties })}</span>
          </>
        )}
        <Effect
          testId="validate-fusion-moved"
          words={t('answer.fusion.moved', { count: moved.length })}
          count={moved.length}
          onClick={() => show(t('answer.fusion.movedRows'), moved)}
        />
      </p>
    </div>
  )
}

interface EffectProps {
  readonly testId: string
  readonly words: string
  readonly count: number
  readonly onClick: () => void
}

/** A number of rows that a click shows. */
export function Effect({ testId, words, count, onClick }: EffectProps) {
  return (
    <button
      type="button"
      className={css.chip}
      data-testid={testId}
      data-count={count}
      disabled={count === 0}
      onClick={onClick}
    >
      {words}
    </button>
  )
}
