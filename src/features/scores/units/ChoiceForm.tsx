import { Input, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { clsx } from 'clsx'
import { usesLengths } from '../../../engine/score/databases/convert'
import { DATABASES } from '../../../engine/score/databases/table'
import type { Measures } from '../../../engine/score/databases/types'
import { Field } from '../../../ui/Field'
import { NumberField } from '../../../ui/NumberField'
import { chosenOf, withDatabase, type UnitsChoice } from './choice'
import css from './units.module.css'

export interface ChoiceProps {
  readonly choice: UnitsChoice
  readonly measures: Measures
  readonly onChange: (choice: UnitsChoice) => void
}

/** Database, metric, production's number, and what the way back depends on. */
export function ChoiceForm({ choice, measures, onChange }: ChoiceProps) {
  const { t } = useTranslation('scores')
  const { database, score } = chosenOf(choice)
  const { dense } = measures
  const lengths = dense.state === 'available' ? dense.value : null
  const hasLengths = lengths !== null && score.kind === 'metric' && usesLengths(score.of)
  const length = (key: 'normA' | 'normB', label: string) => (
    <Field label={label} className={css.field}>
      {(id) => (
        <NumberField
          id={id}
          testId={key === 'normA' ? 'units-length-a' : 'units-length-b'}
          min={1e-6}
          value={choice[key] ?? Number(lengths![key].toFixed(4))}
          onChange={(value) => onChange({ ...choice, [key]: value })}
          onClear={() => onChange({ ...choice, [key]: null })}
        />
      )}
    </Field>
  )
  return (
    <div className={css.form}>
      <Field label={t('units.database')} className={css.field}>
        {(id) => (
          <span data-testid="units-database" data-value={database.name}>
            <Select
              id={id}
              className={clsx(css.select)}
              size="small"
              value={database.name}
              onChange={(name) => onChange(withDatabase(choice, name))}
              options={DATABASES.map(({ name, label }) => ({
                value: name,
                label: <span data-testid={`units-database-${name}`}>{label}</span>,
              }))}
            />
          </span>
        )}
      </Field>
      <Field label={t('units.metric')} className={css.metric}>
        {(id) => (
          <span data-testid="units-metric" data-value={score.name}>
            <Select
              id={id}
              className={clsx(css.select)}
              size="small"
              popupMatchSelectWidth={false}
              listHeight={400}
              value={score.name}
              onChange={(name) => onChange({ ...choice, score: name, k: null })}
              options={database.scores.map(({ name, formula }) => ({
                value: name,
                label: (
                  <span data-testid={`units-metric-${name}`}>
                    {name} <span className="muted">· {formula}</span>
                  </span>
                ),
              }))}
            />
          </span>
        )}
      </Field>
      <Field label={t('units.given')} className={css.field}>
        {(id) => (
          <Input
            id={id}
            size="small"
            className="num"
            data-testid="units-given"
            inputMode="decimal"
            autoComplete="off"
            placeholder={t('units.givenHint')}
            value={choice.given}
            onChange={(event) => onChange({ ...choice, given: event.target.value })}
          />
        )}
      </Field>
      {hasLengths && (
        <>
          {length('normA', t('units.lengthA'))}
          {length('normB', t('units.lengthB'))}
        </>
      )}
      {score.kind === 'lost' && score.ranks && (
        <Field label={t('units.k')} className={css.field}>
          {(id) => (
            <NumberField
              id={id}
              testId="units-k"
              min={1}
              value={choice.k ?? score.ranks!.k}
              onChange={(k) => onChange({ ...choice, k })}
              onClear={() => onChange({ ...choice, k: null })}
            />
          )}
        </Field>
      )}
    </div>
  )
}
