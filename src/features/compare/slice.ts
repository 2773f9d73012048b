import { slice } from '../../core/feature'
import { compareActions } from './actions'
import type { Compare, CompareActions } from './state-types'

declare module '../../core/state' {
  interface AppState {
    readonly compare: Compare
  }
}
declare module '../../core/actions' {
  interface Actions extends CompareActions {}
}

export const compareSlice = slice<'compare'>({
  state: { compare: { second: null, ranking: false, run: { phase: 'idle' }, result: null } },
  actions: (context) => compareActions(context),
  dispose: (actions) => actions.releaseSecond(),
})
