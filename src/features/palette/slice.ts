import { slice } from '../../core/feature'

declare module '../../core/state' {
  interface AppState {
    readonly paletteOpen: boolean
  }
}
declare module '../../core/actions' {
  interface Actions {
    openPalette(open: boolean): void
  }
}

export const paletteSlice = slice<'paletteOpen'>({
  state: { paletteOpen: false },
  actions: ({ store }) => ({ openPalette: (paletteOpen) => store.setState({ paletteOpen }) }),
})
