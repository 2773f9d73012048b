/** State of the dialog in which the user chooses a model. */
import type { ErrorData } from '../../engine/errors'
import type { Inspection } from '../../engine/model/inspect'
import type { ChosenPooling, NamedOutputs } from '../../engine/model/types'
import type { HeadsRef, ModelRef } from '../../host/calls'
import type { StoredModel, StoreSpace } from '../../platform/web/store/types'

export type PickerTab = 'site' | 'hub' | 'local' | 'stored'
export const PICKER_TABS: readonly PickerTab[] = ['site', 'hub', 'local', 'stored']

export interface Picker {
  /** The model that is chosen: the page's model (`main`), or model 2 of a comparison (`second`). */
  readonly target: 'main' | 'second'
  readonly tab: PickerTab
  /** The text of the address field in the hub tab. */
  readonly address: string
  readonly found: Found
  readonly graphFile: string | null
  /**
   * The pooling that the user chose, for a graph that returns hidden states and has no 1_Pooling; null: none was
   * chosen.
   */
  readonly pooling: ChosenPooling | null
  /** Which output of the graph is what, as the user says; {}: as names or shapes say. */
  readonly outputs: NamedOutputs
  /** Head files that are not from the model's folder; null: the model's own files are used. */
  readonly heads: HeadsRef | null
}

export type Found =
  | { readonly phase: 'none' }
  | { readonly phase: 'searching'; readonly title: string }
  | { readonly phase: 'found'; readonly ref: ModelRef; readonly inspection: Inspection }
  | { readonly phase: 'failed'; readonly error: ErrorData }

export interface Stored {
  readonly models: readonly StoredModel[]
  readonly space: StoreSpace
}
