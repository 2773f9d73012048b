import type { RememberedFolder } from '../../core/context'
import { slice } from '../../core/feature'
import { pickerActions } from './actions'
import type { PickerActions } from './picker-types'
import type { Picker, Stored } from './picker'

declare module '../../core/state' {
  interface AppState {
    /** The dialog in which a model is chosen; null: closed. */
    readonly picker: Picker | null
    /** For the hub; never stored. */
    readonly hubToken: string
    /** What this browser keeps of models; null before it was looked at. */
    readonly stored: Stored | null
    /** Folders of this disk that the browser remembers. */
    readonly folders: readonly RememberedFolder[]
  }
}
declare module '../../core/actions' {
  interface Actions extends PickerActions {}
}

export const modelsSlice = slice<'picker' | 'hubToken' | 'stored' | 'folders'>({
  state: { picker: null, hubToken: '', stored: null, folders: [] },
  actions: pickerActions,
})
