import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useActions, useAppState } from '../../../core/react'
import type { Answer, AnsweredName } from '../../../engine/validate/answer-types'
import { Choice } from '../../../ui/Choice'
import { NumGrid } from '../../../ui/NumGrid'
import { ChartCard } from './ChartCard'
import { metricsTable } from './chart-tables'
import { HowComputed } from './HowComputed'
import { MetricCell } from './MetricCell'
import { COLUMNS, metricKeys, metricName } from './metrics'
import { OptionsButton } from './OptionsButton'
import { ThresholdText } from './ThresholdText'
import { useChosenScore, useScoreName, useShortName } from './use-answer'
import css from './answer.module.css'

/** Numbers first: every metric of every score, and what the threshold should be. */
export function MetricsTable({ answer }: { readonly answer: Answer }) {
  const { t } = useTranslation('validate')
  const { setAnswer } = useActions()
  const k = useAppState(({ validate }) => validate.answer.options.k)
  // Also those of queries that are not scored yet: the order of the rows must not change during a run.
  const isLabelled = useAppState(({ validate }) => (validate.data.read?.checks?.labelled ?? 0) > 0)
  const hasLabels = isLabelled || answer.labelled > 0
  const cells = useAppState(({ validate }) => validate.answer.look.cells)
  const { name: chosen } = useChosenScore()
  const scoreName = useScoreName()
  const shortName = useShortName()
  const hasProduction = answer.scores.production !== null
  const columns = useMemo(
    () => COLUMNS.filter((name) => name !== 'production' || hasProduction),
    [hasProduction],
  )
  return (
    <ChartCard
      name="metrics"
      testId="validate-metrics"
      title={t('answer.metrics.title')}
      hasPicture={false}
      tools={
        <>
          {hasProduction && (
            <Choice
              testId="validate-cells"
              label={t('answer.metrics.cells')}
              value={cells}
              options={[
                { value: 'value', label: t('answer.metrics.value') },
                { value: 'delta', label: 'Δ', title: t('answer.metrics.delta') },
              ]}
              onChange={(next) => void setAnswer({ cells: next })}
            />
          )}
          <OptionsButton />
          <HowComputed />
        </>
      }
      table={() => metricsTable(answer, k)}
    >
      <div className={css.metricsBox}>
        <NumGrid label={t('answer.metrics.title')}>
          <table className={css.metrics}>
            <thead>
              <tr>
                <th scope="col">
                  <span className={css.hidden}>{t('answer.metrics.metric')}</span>
                </th>
                {answer.givenOrder && (
                  <th scope="col" title={t('answer.metrics.givenHint')}>
                    {t('answer.metrics.given')}
                  </th>
                )}
                {columns.map((name) => (
                  <ScoreHead
                    key={name}
                    name={name}
                    isChosen={name === chosen}
                    words={scoreName(name)}
                    short={shortName(name)}
                  />
                ))}
              </tr>
            </thead>
            <tbody>
              {metricKeys(k, hasLabels).map((key) => (
                <tr key={key}>
                  <th scope="row" title={t(`answer.defined.${key}`, { k })}>
                    {t(`answer.names.${key}`, { k })}
                  </th>
                  {answer.givenOrder && (
                    <MetricCell
                      answer={answer}
                      name="given"
                      metric={key}
                      testId={`validate-metric-${metricName(key, k)}-given`}
                      cells="value"
                    />
                  )}
                  {columns.map((name) => (
                    <MetricCell
                      key={name}
                      answer={answer}
                      name={name}
                      metric={key}
                      testId={`validate-metric-${metricName(key, k)}-${name}`}
                      cells={cells}
                    />
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </NumGrid>
      </div>
      <ThresholdText answer={answer} />
    </ChartCard>
  )
}

interface HeadProps {
  readonly name: AnsweredName
  readonly isChosen: boolean
  readonly words: string
  readonly short: string
}

function ScoreHead({ name, isChosen, words, short }: HeadProps) {
  const { t } = useTranslation('validate')
  const { setAnswer } = useActions()
  const weights = useAppState(({ settings }) => settings.weights)
  const formulas: Partial<Record<AnsweredName, string>> = {
    'sparse+dense': `(${weights.sparse}·sparse + ${weights.dense}·dense) / ${weights.sparse + weights.dense}`,
    'colbert+sparse+dense': `(${weights.colbert}·ColBERT + ${weights.sparse}·sparse + ${weights.dense}·dense) / ${weights.colbert + weights.sparse + weights.dense}`,
  }
  return (
    <th scope="col" data-chosen={isChosen}>
      <button
        type="button"
        className={css.scoreHead}
        aria-pressed={isChosen}
        data-testid={`validate-score-${name}`}
        title={`${t('answer.metrics.choose', { score: words })}${formulas[name] ? ` ${formulas[name]}` : ''}`}
        onClick={() => void setAnswer({ score: name })}
      >
        {short}
      </button>
    </th>
  )
}
