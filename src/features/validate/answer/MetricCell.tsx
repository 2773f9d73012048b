import { useTranslation } from 'react-i18next'
import type { Answer, AnsweredName } from '../../../engine/validate/answer-types'
import { formatNumber } from '../../../ui/format'
import { CopyNumber } from './CopyNumber'
import { bestOf, deltaOf, givenOf, metricOf, whyNot, type MetricKey } from './metrics'
import css from './answer.module.css'

interface Props {
  readonly answer: Answer
  readonly name: AnsweredName | 'given'
  readonly metric: MetricKey
  readonly testId: string
  readonly cells: 'value' | 'delta'
}

/** One number of the table: bold if it is the best of its row, and copied in full by a click. */
export function MetricCell({ answer, name, metric, testId, cells }: Props) {
  const { t } = useTranslation('validate')
  const value = name === 'given' ? givenOf(answer, metric) : metricOf(answer, name, metric)
  if (value === null) {
    if (name === 'given') return <td />
    const why = t(`answer.whyNot.${whyNot(answer, name, metric)}`)
    return (
      <td data-testid={testId} data-value="" title={why}>
        <span className="muted">{t('answer.notAvailable')}</span>
        <span className={css.hidden}> {why}</span>
      </td>
    )
  }
  const delta = name === 'given' ? null : deltaOf(answer, name, metric)
  const isBest = name !== 'given' && bestOf(answer, metric).has(name)
  const isDelta = cells === 'delta' && delta !== null && name !== 'production'
  const full = String(value)
  const more =
    delta === null || name === 'production' ? [] : [t('answer.metrics.against', { value: signed(delta) })]
  return (
    <td data-testid={testId} data-value={full} data-best={isBest} data-sign={isDelta ? Math.sign(delta) : ''}>
      <CopyNumber value={value} more={more}>
        {isDelta ? signed(delta) : formatNumber(value, 4)}
      </CopyNumber>
    </td>
  )
}

const signed = (value: number) => (value > 0 ? '+' : '') + formatNumber(value, 4)
