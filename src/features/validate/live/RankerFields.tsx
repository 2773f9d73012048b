import { useTranslation } from 'react-i18next'
import { SEARCHED } from '../../../formats/search'
import type { RankerName } from '../../../formats/search/types'
import { Choice } from '../../../ui/Choice'
import { Field } from '../../../ui/Field'
import { NumberField } from '../../../ui/NumberField'
import type { FormProps } from './types'
import css from './live.module.css'

/** How the database merges its two lists. */
export function RankerFields({ form, busy, onChange }: FormProps) {
  const { t } = useTranslation('validate')
  const { rankers } = SEARCHED[form.database]
  const hasWeights = form.ranker === 'weighted' || form.ranker === 'relative'
  const [dense, sparse] = form.weights
  const weight = (name: 'dense' | 'sparse', value: number, change: (value: number) => void) => (
    <Field label={t(`live.weights.${name}`)}>
      {(id) => (
        <NumberField
          className={css.number!}
          id={id}
          testId={`live-weight-${name}`}
          min={0}
          max={100}
          value={value}
          disabled={busy}
          onChange={change}
        />
      )}
    </Field>
  )
  return (
    <>
      <Choice
        testId="live-ranker"
        label={t('live.ranker')}
        value={form.ranker}
        disabled={busy}
        options={rankers.map((name: RankerName) => ({ value: name, label: t(`live.rankers.${name}`) }))}
        onChange={(ranker) => onChange({ ranker })}
      />
      {form.ranker === 'rrf' && form.database !== 'weaviate' && (
        <Field label={t('live.constant')}>
          {(id) => (
            <NumberField
              className={css.number!}
              id={id}
              testId="live-constant"
              min={1}
              max={10_000}
              whole
              value={form.constant}
              placeholder={t('live.usual')}
              disabled={busy}
              onChange={(constant) => onChange({ constant })}
              onClear={() => onChange({ constant: null })}
            />
          )}
        </Field>
      )}
      {hasWeights && weight('dense', dense, (value) => onChange({ weights: [value, sparse] }))}
      {hasWeights && weight('sparse', sparse, (value) => onChange({ weights: [dense, value] }))}
    </>
  )
}
