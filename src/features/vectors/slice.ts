import { slice } from '../../core/feature'

declare module '../../core/state' {
  interface AppState {
    /** The open section of the tab "vectors". */
    readonly vectorsSection: string
  }
}
declare module '../../core/actions' {
  interface Actions {
    /** Opens the tab "vectors" with this section. */
    showVectors(section: string): void
  }
}

export const vectorsSlice = slice<'vectorsSection'>({
  state: { vectorsSection: 'download' },
  actions: ({ store }) => ({
    showVectors: (vectorsSection) => store.setState({ view: 'vectors', vectorsSection }),
  }),
})
