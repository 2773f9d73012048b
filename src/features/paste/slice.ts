import { slice } from '../../core/feature'
import { pasteActions } from './actions'
import { emptyPaste } from './empty'
import type { Foreign, PasteActions, PasteState } from './types'

declare module '../../core/state' {
  interface AppState {
    readonly paste: PasteState
    /** Vectors that the section "why" can explain; null: there are none. */
    readonly foreign: Foreign | null
  }
}
declare module '../../core/actions' {
  interface Actions extends PasteActions {}
}

export const pasteSlice = slice<'paste' | 'foreign'>({
  state: { paste: emptyPaste, foreign: null },
  actions: pasteActions,
})
