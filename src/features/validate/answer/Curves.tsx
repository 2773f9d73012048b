import { Suspense, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useActions, useAppState } from '../../../core/react'
import type { Answer } from '../../../engine/validate/answer-types'
import { Choice } from '../../../ui/Choice'
import { formatNumber } from '../../../ui/format'
import { onDemand } from '../../../ui/on-demand'
import { ChartCard } from './ChartCard'
import { curvesTable } from './chart-tables'
import { decimated } from './decimate'
import { COLUMNS, whyNot } from './metrics'
import { useChosenScore, useScoreName } from './use-answer'
import css from './answer.module.css'

const CurvesPlot = onDemand(async () => (await import('./CurvesPlot')).CurvesPlot)

/** Points of each curve that are drawn; its table has all of them. */
const DRAWN = 240

/** Precision and recall, or the rates of ROC, at every threshold of every score. */
export function Curves({ answer }: { readonly answer: Answer }) {
  const { t } = useTranslation('validate')
  const { setAnswer } = useActions()
  const kind = useAppState(({ validate }) => validate.answer.look.curve)
  const { name: chosen, column } = useChosenScore()
  const scoreName = useScoreName()
  const lines = useMemo(
    () =>
      COLUMNS.flatMap((name, tone) => {
        const curve = answer.scores[name]?.[kind]
        return curve ? [{ name, tone, area: curve.area, points: decimated(curve, DRAWN) }] : []
      }),
    [answer, kind],
  )
  const at = column?.threshold
  return (
    <ChartCard
      name={kind === 'pr' ? 'precision-recall' : 'roc'}
      testId="validate-curves"
      title={t(`answer.curves.${kind}`)}
      tools={
        <Choice
          testId="validate-curve"
          label={t('answer.curves.which')}
          value={kind}
          options={[
            { value: 'pr', label: 'PR', title: t('answer.curves.pr') },
            { value: 'roc', label: 'ROC', title: t('answer.curves.roc') },
          ]}
          onChange={(curve) => void setAnswer({ curve })}
        />
      }
      table={() => curvesTable(answer, kind)}
    >
      {lines.length === 0 ? (
        <p className={css.none}>{t(`answer.whyNot.${whyNot(answer, chosen, 'auc')}`)}</p>
      ) : (
        <>
          <div className={css.plot}>
            <Suspense fallback={null}>
              <CurvesPlot
                label={t(`answer.curves.${kind}`)}
                lines={lines}
                chosen={chosen}
                point={kind === 'pr' && at ? { x: at.recall, y: at.precision } : null}
                diagonal={kind === 'roc'}
              />
            </Suspense>
          </div>
          <p className={css.axes}>{t(`answer.curves.axes.${kind}`)}</p>
          <p className={css.line}>
            {lines.map(({ name, tone, area }) => (
              <button
                key={name}
                type="button"
                className={css.key}
                data-tone={tone}
                aria-pressed={name === chosen}
                title={String(area)}
                onClick={() => void setAnswer({ score: name })}
              >
                {scoreName(name)} <span className="num">{formatNumber(area, 3)}</span>
              </button>
            ))}
          </p>
        </>
      )}
    </ChartCard>
  )
}
