import { createContext, useContext } from 'react'
import { useStore, type StoreApi } from 'zustand'
import type { Actions } from './actions'
import type { Feature } from './feature'
import type { AppState } from './state'

/** The page's state and actions, and the features that it is made of. */
export interface App {
  readonly store: StoreApi<AppState>
  readonly actions: Actions
  readonly features: readonly Feature[]
  /** Writes what has not been written yet; for the moment when the page goes away. */
  flush(): void
  dispose(): void
}

export const AppContext = createContext<App | null>(null)

export function useApp(): App {
  const app = useContext(AppContext)
  if (!app) throw new Error('AppContext is missing.')
  return app
}

export const useAppState = <T>(select: (state: AppState) => T): T => useStore(useApp().store, select)
export const useActions = (): Actions => useApp().actions
