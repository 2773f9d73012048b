import { slice } from '../../core/feature'
import { anatomyActions } from './actions'
import type { AnatomyActions, AnatomyState } from './types'

declare module '../../core/state' {
  interface AppState {
    /** Null: no pair is open. */
    readonly anatomy: AnatomyState | null
  }
}
declare module '../../core/actions' {
  interface Actions extends AnatomyActions {}
}

export const anatomySlice = slice<'anatomy'>({ state: { anatomy: null }, actions: anatomyActions })
