import { useTranslation } from 'react-i18next'
import { useActions, useAppState } from '../../../core/react'
import { filterKey } from './filter-rows'
import { useFilterWords } from './filter-words'
import css from './triage.module.css'

/** Every filter that holds, each with a button that takes it away. */
export function FilterChips() {
  const { t } = useTranslation('validate')
  const { toggleFilter, undoFilter, clearFilters } = useActions()
  const filters = useAppState(({ validate }) => validate.triage.filters)
  const canUndo = useAppState(({ validate }) => validate.triage.filtersBefore.length > 0)
  const words = useFilterWords()
  if (filters.length === 0 && !canUndo) return null
  return (
    <span className={css.chips} role="group" aria-label={t('triage.filter.title')}>
      {filters.map((filter) => {
        const name = words(filter)
        return (
          <button
            key={filterKey(filter)}
            type="button"
            className={css.chip}
            data-testid="validate-chip"
            data-kind={filter.kind}
            aria-label={t('triage.filter.remove', { name })}
            title={t('triage.filter.remove', { name })}
            onClick={() => void toggleFilter(filter)}
          >
            <span className={css.cut}>{name}</span> <span aria-hidden="true">×</span>
          </button>
        )
      })}
      {filters.length > 1 && (
        <button
          type="button"
          className={css.link}
          data-testid="validate-filters-clear"
          onClick={() => void clearFilters()}
        >
          {t('triage.clearFilters')}
        </button>
      )}
      {canUndo && (
        <button
          type="button"
          className={css.link}
          data-testid="validate-filter-undo"
          onClick={() => void undoFilter()}
        >
          {t('triage.filter.undo')}
        </button>
      )}
    </span>
  )
}
