import { slice } from '../../core/feature'
import { tokensActions } from './actions'
import type { TokensActions, TokensState } from './types'

declare module '../../core/state' {
  interface AppState {
    readonly tokens: TokensState
  }
}
declare module '../../core/actions' {
  interface Actions extends TokensActions {}
}

export const tokensSlice = slice<'tokens'>({
  state: { tokens: { steps: { a: null, b: null }, error: { a: null, b: null } } },
  actions: tokensActions,
})
