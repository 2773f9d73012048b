/** Filters, order and selection of the rows. */
import type { Context } from '../../../core/context'
import { patchPart } from '../patch'
import { filterKey, filterSlot } from './filter-rows'
import type { Filter, TriageActions } from './types'

type FilterActions = Pick<
  TriageActions,
  'toggleFilter' | 'replaceFilter' | 'undoFilter' | 'clearFilters' | 'sortRows' | 'refreshRows' | 'selectPair'
>

const STEPS = 100
/** Names and texts are looked at from a to z first, numbers from the highest. */
const ASCENDING = new Set(['query', 'query-text', 'document', 'rank', 'file'])

export function filterActions({ store }: Pick<Context, 'store'>): FilterActions {
  const triage = () => store.getState().validate.triage
  const filter = (filters: readonly Filter[]) => {
    const { filters: before, filtersBefore } = triage()
    patchPart(store, 'triage', {
      filters,
      filtersBefore: [...filtersBefore.slice(1 - STEPS), before],
      marked: [],
    })
  }
  return {
    async toggleFilter(wanted) {
      const { filters } = triage()
      const key = filterKey(wanted)
      const others = filters.filter((each) => filterKey(each) !== key)
      filter(others.length < filters.length ? others : [...others, wanted])
    },
    async replaceFilter(wanted, gone = false) {
      const { filters } = triage()
      const slot = filterSlot(wanted)
      const at = filters.findIndex((each) => filterSlot(each) === slot)
      const others = filters.filter((each) => filterSlot(each) !== slot)
      if (gone && at < 0) return
      if (!gone && at >= 0 && filterKey(filters[at]!) === filterKey(wanted)) return
      filter(
        gone ? others : at < 0 ? [...others, wanted] : filters.map((each, n) => (n === at ? wanted : each)),
      )
    },
    async undoFilter() {
      const { filtersBefore } = triage()
      const before = filtersBefore.at(-1)
      if (before !== undefined)
        patchPart(store, 'triage', { filters: before, filtersBefore: filtersBefore.slice(0, -1), marked: [] })
    },
    async clearFilters() {
      if (triage().filters.length > 0) filter([])
    },
    async sortRows(by) {
      const { sort } = triage()
      const descending = sort.by === by ? !sort.descending : !(ASCENDING.has(by) || by.startsWith('column:'))
      patchPart(store, 'triage', { sort: { by, descending } })
    },
    async refreshRows() {
      patchPart(store, 'triage', { refreshed: triage().refreshed + 1 })
    },
    async selectPair(pair, marked = []) {
      const now = triage()
      if (now.selected === pair && now.marked.length === 0 && marked.length === 0) return
      patchPart(store, 'triage', { selected: pair, marked })
    },
  }
}
