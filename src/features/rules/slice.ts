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

/** The rules themselves are core's: what every text is prepared with. */
export const rulesSlice = slice<'rulesOpen'>({
  state: { rulesOpen: false },
  actions: ({ store }) => ({ openRules: (rulesOpen) => store.setState({ rulesOpen }) }),
})
