import { useTranslation } from 'react-i18next'
import { useActions, useAppState } from '../../../core/react'
import { Choice } from '../../../ui/Choice'
import { NumberField } from '../../../ui/NumberField'
import css from './data.module.css'

const FORMS = ['pairs', 'corpus'] as const

/** Given pairs, or every query with every document. */
export function FormChoice() {
  const { t } = useTranslation('validate')
  const { setValidation } = useActions()
  const form = useAppState(({ validate }) => validate.data.form)
  const k = useAppState(({ validate }) => validate.data.k)
  return (
    <div className={css.form}>
      <Choice
        testId="validate-form"
        label={t('data.form.title')}
        value={form}
        onChange={(value) => void setValidation({ form: value })}
        options={FORMS.map((value) => ({
          value,
          label: t(`data.form.${value}`),
          title: t(`data.form.${value}Title`),
        }))}
      />
      {form === 'corpus' && (
        <label className={css.k}>
          {t('data.form.k')}{' '}
          <NumberField
            testId="validate-k"
            aria-label={t('data.form.k')}
            value={k}
            min={1}
            max={1000}
            whole
            late
            onChange={(value) => void setValidation({ k: value })}
          />
        </label>
      )}
    </div>
  )
}
