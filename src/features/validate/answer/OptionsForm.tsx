import { useId, type ReactNode } from 'react'
import { Button, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { useActions, useAppState } from '../../../core/react'
import { CRITERIA, type AnswerOptions, type Direction } from '../../../engine/validate/answer-types'
import { NumberField } from '../../../ui/NumberField'
import { noAnswer } from './types'
import { BandsForm } from './BandsForm'
import css from './answer.module.css'

type NumberOption = 'k' | 'beta' | 'atLeast' | 'alpha' | 'confidence' | 'bins' | 'resamples' | 'seed'

const RANGES: Readonly<Record<NumberOption, { min: number; max: number; whole?: true; step: number }>> = {
  k: { min: 1, max: 1000, whole: true, step: 1 },
  beta: { min: 0.1, max: 10, step: 0.5 },
  atLeast: { min: 0.01, max: 1, step: 0.01 },
  alpha: { min: 0.001, max: 0.5, step: 0.01 },
  confidence: { min: 0.5, max: 0.999, step: 0.01 },
  bins: { min: 2, max: 200, whole: true, step: 5 },
  resamples: { min: 100, max: 10_000, whole: true, step: 100 },
  seed: { min: 0, max: 2 ** 31, whole: true, step: 1 },
}

/** Options of the answer. All are kept. */
export function OptionsForm() {
  const { t } = useTranslation('validate')
  const { setAnswer } = useActions()
  const options = useAppState(({ validate }) => validate.answer.options)
  const direction = useAppState(({ validate }) => validate.answer.direction)
  const read = useAppState(({ validate }) => validate.answer.answer?.production ?? null)
  const { criterion } = options
  return (
    <div className={css.form}>
      <Numeric name="k" />
      <Row label={t('answer.options.criterion')}>
        {(id) => (
          <Select
            id={id}
            size="small"
            data-testid="validate-criterion"
            value={criterion}
            popupMatchSelectWidth={false}
            onChange={(next) => void setAnswer({ criterion: next })}
            options={CRITERIA.map((value) => ({ value, label: t(`answer.options.criteria.${value}`) }))}
          />
        )}
      </Row>
      {criterion === 'f-beta' && <Numeric name="beta" />}
      {(criterion === 'precision-at-least' || criterion === 'recall-at-least') && <Numeric name="atLeast" />}
      <Numeric name="alpha" />
      <Numeric name="confidence" />
      <Numeric name="bins" />
      <Numeric name="resamples" />
      <Numeric name="seed" />
      {read !== null && (
        <Row label={t('answer.options.direction')}>
          {(id) => (
            <Select
              id={id}
              size="small"
              data-testid="validate-direction"
              value={direction ?? 'auto'}
              popupMatchSelectWidth={false}
              onChange={(next) => void setAnswer({ direction: next === 'auto' ? null : (next as Direction) })}
              options={[
                { value: 'auto' as const, label: t('answer.options.directions.auto') },
                {
                  value: 'larger-is-closer' as const,
                  label: t('answer.options.directions.larger-is-closer'),
                },
                {
                  value: 'smaller-is-closer' as const,
                  label: t('answer.options.directions.smaller-is-closer'),
                },
              ]}
            />
          )}
        </Row>
      )}
      <BandsForm />
      <Button
        size="small"
        data-testid="validate-options-reset"
        onClick={() => void setAnswer({ ...noAnswer.options, direction: null })}
      >
        {t('answer.options.reset')}
      </Button>
    </div>
  )
}

function Numeric({ name }: { readonly name: NumberOption }) {
  const { t } = useTranslation('validate')
  const { setAnswer } = useActions()
  const value = useAppState(({ validate }) => validate.answer.options[name])
  const change: (next: number) => Partial<AnswerOptions> = (next) => ({ [name]: next })
  return (
    <Row label={t(`answer.options.${name}`)}>
      {(id) => (
        <NumberField
          id={id}
          testId={`validate-option-${name}`}
          className={css.number!}
          late
          value={value}
          {...RANGES[name]}
          onChange={(next) => void setAnswer(change(next))}
        />
      )}
    </Row>
  )
}

function Row({ label, children }: { readonly label: string; readonly children: (id: string) => ReactNode }) {
  const id = useId()
  return (
    <div className={css.row}>
      <label htmlFor={id}>{label}</label>
      <span>{children(id)}</span>
    </div>
  )
}
