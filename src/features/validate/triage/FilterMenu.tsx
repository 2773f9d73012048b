import { useMemo, useState } from 'react'
import { Button, type ButtonProps } from 'antd'
import { useTranslation } from 'react-i18next'
import { useActions, useAppState } from '../../../core/react'
import { PopoverButton } from '../../../ui/PopoverButton'
import { NumberField } from '../../../ui/NumberField'
import { columnsOf } from './columns'
import { useColumnName } from './HeaderRow'
import { sourceOf, type RowSource } from './source'
import type { Filter } from './types'
import css from './triage.module.css'

/** Filters by label, by a column of the file and by a range of a score. */
export function FilterMenu() {
  const { t } = useTranslation('validate')
  const source = useAppState(sourceOf)
  if (source === null) return null
  return (
    <PopoverButton
      button={{ 'data-testid': 'validate-filter-add' } as ButtonProps}
      title={t('triage.filter.title')}
      className={css.menu!}
      face={t('triage.filter.add')}
    >
      <LabelFilter />
      {source.set.columns.length > 0 && <ColumnFilter source={source} />}
      {source.result !== null && <BandFilter source={source} />}
    </PopoverButton>
  )
}

const LABELS = ['yes', 'no', 'unsure', 'none'] as const

function LabelFilter() {
  const { t } = useTranslation('validate')
  const { replaceFilter } = useActions()
  const chosen = useAppState(
    ({ validate }) => validate.triage.filters.find((filter) => filter.kind === 'label')?.label ?? '',
  )
  return (
    <label className={css.field}>
      <span>{t('triage.filter.label')}</span>
      <select
        data-testid="validate-filter-label"
        value={chosen}
        onChange={({ target }) => {
          const label = target.value as (typeof LABELS)[number] | ''
          void replaceFilter({ kind: 'label', label: label || 'yes' }, label === '')
        }}
      >
        <option value="">{t('triage.filter.any')}</option>
        {LABELS.map((name) => (
          <option key={name} value={name}>
            {t(`triage.label.${name}`)}
          </option>
        ))}
      </select>
    </label>
  )
}

/** Values of a column that the list offers; the rest is found by the search. */
const MOST_VALUES = 200

function ColumnFilter({ source: { set } }: { readonly source: RowSource }) {
  const { t } = useTranslation('validate')
  const { replaceFilter } = useActions()
  const [name, setName] = useState(set.columns[0]!.name)
  const column = set.columns.find((each) => each.name === name) ?? set.columns[0]!
  const values = useMemo(() => commonValues(column.values), [column])
  const chosen = useAppState(
    ({ validate }) =>
      validate.triage.filters.find(
        (filter): filter is Filter & { kind: 'column' } =>
          filter.kind === 'column' && filter.name === column.name,
      )?.value,
  )
  return (
    <>
      <label className={css.field}>
        <span>{t('triage.filter.column')}</span>
        <select
          data-testid="validate-filter-column"
          value={column.name}
          onChange={({ target }) => setName(target.value)}
        >
          {set.columns.map((each) => (
            <option key={each.name}>{each.name}</option>
          ))}
        </select>
      </label>
      <label className={css.field}>
        <span>{t('triage.filter.value')}</span>
        <select
          data-testid="validate-filter-value"
          value={chosen === undefined ? 'any' : `is ${chosen}`}
          onChange={({ target: { value } }) =>
            void replaceFilter({ kind: 'column', name: column.name, value: value.slice(3) }, value === 'any')
          }
        >
          <option value="any">{t('triage.filter.any')}</option>
          {values.map(([value, count]) => (
            <option key={value} value={`is ${value}`}>
              {`${value.slice(0, 60) || t('triage.filter.noValue')} (${count.toLocaleString()})`}
            </option>
          ))}
        </select>
      </label>
    </>
  )
}

/** The values that most rows have, with their number of rows. */
export function commonValues(
  values: readonly string[],
): readonly (readonly [value: string, count: number])[] {
  const counts = new Map<string, number>()
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  return [...counts].sort(([, one], [, other]) => other - one).slice(0, MOST_VALUES)
}

function BandFilter({ source }: { readonly source: RowSource }) {
  const { t } = useTranslation('validate')
  const { replaceFilter } = useActions()
  const name = useColumnName()
  const scores = columnsOf(source, { lost: false, difference: false, graded: false })
    .filter(({ kind, by }) => kind === 'score' || kind === 'total' || by === 'production')
    .map(({ by }) => by)
  const [score, setScore] = useState<string | null>(null)
  const [bounds, setBounds] = useState<{ low: number | null; high: number | null }>({ low: null, high: null })
  const chosen = score ?? scores.at(-1) ?? 'dense'
  return (
    <>
      <label className={css.field}>
        <span>{t('triage.filter.score')}</span>
        <select
          data-testid="validate-filter-score"
          value={chosen}
          onChange={({ target }) => setScore(target.value)}
        >
          {scores.map((each) => (
            <option key={each} value={each}>
              {name(each)}
            </option>
          ))}
        </select>
      </label>
      <span className={css.field}>
        <span>{t('triage.filter.from')}</span>
        <NumberField
          testId="validate-filter-low"
          aria-label={t('triage.filter.from')}
          value={bounds.low}
          step={0.05}
          onChange={(low) => setBounds({ ...bounds, low })}
          onClear={() => setBounds({ ...bounds, low: null })}
        />
        <span>{t('triage.filter.to')}</span>
        <NumberField
          testId="validate-filter-high"
          aria-label={t('triage.filter.to')}
          value={bounds.high}
          step={0.05}
          onChange={(high) => setBounds({ ...bounds, high })}
          onClear={() => setBounds({ ...bounds, high: null })}
        />
        <Button
          size="small"
          data-testid="validate-filter-apply"
          onClick={() =>
            void replaceFilter(
              { kind: 'band', score: chosen, ...bounds },
              bounds.low === null && bounds.high === null,
            )
          }
        >
          {t('triage.filter.apply')}
        </Button>
      </span>
    </>
  )
}
