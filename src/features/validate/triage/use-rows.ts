import { useSyncExternalStore } from 'react'
import { useApp } from '../../../core/react'
import { rowKeeper, type Rows } from './row-keeper'

/** The rows that the table shows. */
export function useRows(): Rows {
  const keeper = rowKeeper(useApp().store)
  return useSyncExternalStore(keeper.subscribe, keeper.get)
}
