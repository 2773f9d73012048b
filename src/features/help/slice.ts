import { slice } from '../../core/feature'

export interface Help {
  readonly open: boolean
  /** What the glossary is searched for. */
  readonly query: string
}

declare module '../../core/state' {
  interface AppState {
    readonly help: Help
  }
}
declare module '../../core/actions' {
  interface Actions {
    /** @param query what the glossary shows; '': all terms */
    showHelp(query?: string): void
    closeHelp(): void
  }
}

export const helpSlice = slice<'help'>({
  state: { help: { open: false, query: '' } },
  actions: ({ store }) => ({
    showHelp: (query = '') => store.setState({ help: { open: true, query } }),
    closeHelp: () => store.setState(({ help }) => ({ help: { ...help, open: false } })),
  }),
})
