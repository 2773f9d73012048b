import { slice } from '../../core/feature'

declare module '../../core/state' {
  interface AppState {
    /** The open section of each tab that has sections, by the tab's name. A tab that is not in it shows its first one. */
    readonly openSections: Readonly<Record<string, string>>
  }
}
declare module '../../core/actions' {
  interface Actions {
    /** Opens this tab with this section. */
    showSection(tab: string, section: string): void
  }
}

export const sectionsSlice = slice<'openSections'>({
  state: { openSections: {} },
  actions: ({ store }) => ({
    showSection: (tab, section) =>
      store.setState(({ openSections }) => ({
        view: tab,
        openSections: { ...openSections, [tab]: section },
      })),
  }),
})
