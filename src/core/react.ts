import { createContext, useContext } from 'react'
import { useStore, type StoreApi } from 'zustand'
import type { Actions } from './actions'
import type { Feature } from './feature'
import type { Collector } from './monitor'
import type { RunPart } from './run/part'
import type { AppState } from './state'

/** The page's store, its actions, and the features that it consists of. */
export interface App {
  readonly store: StoreApi<AppState>
  readonly actions: Actions
  readonly features: readonly Feature[]
  /** The parts of an analysis. */
  readonly parts: readonly RunPart[]
  /** What the engine does in this session. */
  readonly monitor: Collector
  /** Writes pending changes to storage at once. Called when the page is about to be closed. */
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
