import { useTranslation } from 'react-i18next'
import { filterKey } from './filter-rows'
import { useColumnName } from './HeaderRow'
import type { Filter } from './types'

/** What a filter is called on its chip. */
export function useFilterWords(): (filter: Filter) => string {
  const { t } = useTranslation('validate')
  const name = useColumnName()
  return (filter) => {
    switch (filter.kind) {
      case 'class':
        return t(`triage.cause.${filter.name}`)
      case 'label':
        return t(`triage.label.${filter.label}`)
      case 'text':
        return t('triage.filter.text', { text: filter.text })
      case 'column':
        return t('triage.filter.is', { name: filter.name, value: filter.value || t('triage.filter.noValue') })
      case 'rows':
        return filter.name
      case 'band': {
        const score = name(filter.score)
        const { low, high } = filter
        if (low === null && high === null) return filterKey(filter)
        if (low === null) return t('triage.filter.to_only', { score, high })
        if (high === null) return t('triage.filter.from_only', { score, low })
        return t('triage.filter.band', { score, low, high })
      }
    }
  }
}
