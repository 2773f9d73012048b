import { useTranslation } from 'react-i18next'
import { useAppState } from '../../../core/react'
import type { Answer, ScoreAnswer } from '../../../engine/validate/answer-types'
import { formatNumber } from '../../../ui/format'
import { whyNot } from './metrics'
import { useChosenScore, useScoreName, useShortName } from './use-answer'
import css from './answer.module.css'

const short = (value: number) => formatNumber(value, 4)
const percent = (share: number) => String(Number((100 * share).toFixed(2)))

/** In words: the labels, the threshold with its interval, and what conformal risk control promises. */
export function ThresholdText({ answer }: { readonly answer: Answer }) {
  const { name, column } = useChosenScore()
  const scoreName = useScoreName()
  const shortName = useShortName()
  const { t } = useTranslation('validate')
  return (
    <div className={css.words} data-testid="validate-threshold-text">
      {column && (
        <>
          <p>
            <span title={scoreName(name)}>{t('answer.threshold.of', { score: shortName(name) })}</span>{' '}
            <Threshold answer={answer} column={column} />
          </p>
          <p>
            <Conformal column={column} />
          </p>
        </>
      )}
    </div>
  )
}

function Threshold({ answer, column }: { readonly answer: Answer; readonly column: ScoreAnswer }) {
  const { t } = useTranslation('validate')
  const { name } = useChosenScore()
  const { beta, criterion, atLeast } = useAppState(({ validate }) => validate.answer.options)
  const { threshold } = column
  const rule = t(`answer.criterion.${criterion}`, { beta, atLeast: percent(atLeast) })
  if (threshold === null) {
    const why =
      column.bestF1 === null
        ? t(`answer.whyNot.${whyNot(answer, name, 'bestF1')}`)
        : t('answer.threshold.none')
    return (
      <span data-testid="validate-threshold" data-value="">
        {t('answer.threshold.label')} {t('answer.notAvailable')} ({why})
      </span>
    )
  }
  const { value, interval, precision, recall } = threshold
  return (
    <>
      {t('answer.threshold.label')}{' '}
      <b className="num" data-testid="validate-threshold" data-value={value} title={String(value)}>
        {short(value)}
      </b>{' '}
      {interval ? (
        <span className="num" title={t('answer.threshold.interval')}>
          [{short(interval[0])}, {short(interval[1])}]
        </span>
      ) : (
        <span className="muted">{t('answer.threshold.noInterval')}</span>
      )}{' '}
      <span className="muted">
        {t('answer.threshold.gives', { rule, precision: short(precision), recall: short(recall) })}
      </span>
    </>
  )
}

function Conformal({ column: { conformal } }: { readonly column: ScoreAnswer }) {
  const { t } = useTranslation('validate')
  const alpha = percent(conformal.alpha)
  const confidence = percent(conformal.confidence)
  if (conformal.state === 'too-few')
    return (
      <span className="muted" data-testid="validate-conformal" data-value="">
        {t('answer.conformal.tooFew', { alpha, confidence, n: conformal.n, needed: conformal.needed })}
      </span>
    )
  const { value, expected, n } = conformal
  const average = expected === null ? '' : `\n${t('answer.conformal.expected', { value: String(expected) })}`
  return (
    <>
      {t('answer.conformal.label')}{' '}
      <b className="num" data-testid="validate-conformal" data-value={value} title={`${value}${average}`}>
        {short(value)}
      </b>
      {t('answer.conformal.promise', { alpha, confidence, n })}
    </>
  )
}
