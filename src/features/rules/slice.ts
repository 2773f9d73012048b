import { slice } from '../../core/feature'

declare module '../../core/state' {
  interface AppState {
    readonly rulesOpen: boolean
  }
}
declare module '../../core/actions' {
  interface Actions {
    openRules(open: boolean): void
  }
}

/** State of the rules dialog. The rules themselves are in the core state, because every text is prepared with them. */
export const rulesSlice = slice<'rulesOpen'>({
  state: { rulesOpen: false },
  actions: ({ store }) => ({ openRules: (rulesOpen) => store.setState({ rulesOpen }) }),
})
