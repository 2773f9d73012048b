import { useTranslation } from 'react-i18next'
import {
  fromOurs,
  ourScoreOf,
  toOurs,
  usesLengths,
  type OurScore,
} from '../../../engine/score/databases/convert'
import { givenNumber } from '../../../engine/score/databases/recognise'
import type { Measures, Metric } from '../../../engine/score/databases/types'
import { AvailableNum } from '../../../ui/AvailableNum'
import { KeyValue, type Fact } from '../../../ui/KeyValue'
import { Num } from '../../../ui/Num'
import type { ChoiceProps } from './ChoiceForm'
import type { UnitsChoice } from './choice'
import css from './units.module.css'

interface MetricFactsProps extends ChoiceProps {
  readonly metric: Metric
}

/** The pair's score in these units, production's number in ours, and what to know about the metric. */
export function MetricFacts({ metric, choice, measures }: MetricFactsProps) {
  const { t } = useTranslation('scores')
  const value = fromOurs(metric, measures)
  const given = givenNumber(choice.given)
  const facts: Fact[] = [
    {
      key: 'ours',
      label: t('units.ours'),
      value: (
        <span data-testid="units-value" data-value={value.state === 'available' ? value.value : undefined}>
          <AvailableNum value={value} />
        </span>
      ),
      note: t('units.of', { score: t(`units.heads.${ourScoreOf(metric.of)}`) }),
    },
    ...(given === null
      ? []
      : [
          {
            key: 'back',
            label: t('units.back'),
            value: <Back metric={metric} given={given.value} choice={choice} measures={measures} />,
          },
        ]),
  ]
  return (
    <>
      <KeyValue facts={facts} />
      <ul className={css.notes}>
        {metric.notes.map((note) => (
          <li key={note}>{t(`units.notes.${note}`)}</li>
        ))}
        {usesLengths(metric.of) && <li>{t('units.lengthsNote')}</li>}
      </ul>
    </>
  )
}

interface BackProps {
  readonly metric: Metric
  readonly given: number
  readonly choice: UnitsChoice
  readonly measures: Measures
}

/** Production's number in terms of our scores. */
function Back({ metric, given, choice, measures }: BackProps) {
  const { t } = useTranslation('scores')
  const { dense, colbert } = measures
  const here = dense.state === 'available' ? dense.value : { normA: 1, normB: 1 }
  // What was typed for another metric does not count for this one.
  const typed = usesLengths(metric.of) ? choice : { normA: null, normB: null }
  const back = toOurs(metric, given, {
    normA: typed.normA ?? here.normA,
    normB: typed.normB ?? here.normB,
    rows: colbert.state === 'available' ? colbert.value.rows : 0,
  })
  if (back.state === 'impossible')
    return (
      <span className="amber" data-testid="units-back" data-state="impossible">
        {t('units.impossible')}{' '}
        {back.cosine !== null && t('units.impossibleCosine', { cosine: back.cosine.toFixed(4) })}
      </span>
    )
  const ours = oursOf(back.score, measures)
  const difference = ours === null ? null : back.value - ours
  return (
    <span
      data-testid="units-back"
      data-state="converted"
      data-value={back.value}
      data-difference={difference ?? undefined}
    >
      {t(`units.heads.${back.score}`)} <Num value={back.value} />
      {difference !== null && (
        <span className="muted">
          {' '}
          · {t('units.difference')} {difference > 0 && '+'}
          <Num value={difference} />
        </span>
      )}
    </span>
  )
}

function oursOf(score: OurScore, { dense, sparse, colbert }: Measures): number | null {
  if (score === 'dense') return dense.state === 'available' ? dense.value.dot : null
  if (score === 'sparse') return sparse.state === 'available' ? sparse.value : null
  return colbert.state === 'available' ? colbert.value.score : null
}
