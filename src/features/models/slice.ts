import type { RememberedFolder } from '../../core/context'
import { slice } from '../../core/feature'
import { pickerActions } from './actions'
import type { PickerActions } from './picker-types'
import type { Picker, Stored } from './picker'

declare module '../../core/state' {
  interface AppState {
    /** The dialog in which the user chooses a model; null: it is closed. */
    readonly picker: Picker | null
    /** The access token for the hub. It is never stored. */
    readonly hubToken: string
    /** The models that this browser stores; null: they have not been read yet. */
    readonly stored: Stored | null
    /** Folders on this disk that the browser remembers. */
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
