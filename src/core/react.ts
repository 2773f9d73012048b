import { createContext, useContext } from 'react'
import { useStore } from 'zustand'
import type { Actions, App } from '../app/create-app'
import type { AppState } from './state'

export const AppContext = createContext<App | null>(null)

export function useApp(): App {
  const app = useContext(AppContext)
  if (!app) throw new Error('AppContext is missing.')
  return app
}

export const useAppState = <T>(select: (state: AppState) => T): T => useStore(useApp().store, select)
export const useActions = (): Actions => useApp().actions
