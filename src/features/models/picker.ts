/** The dialog in which a model is chosen. */
import type { ErrorData } from '../../engine/errors'
import type { Inspection } from '../../engine/model/inspect'
import type { Pooling } from '../../engine/model/types'
import type { HeadsRef, ModelRef } from '../../host/calls'
import type { StoredModel, StoreSpace } from '../../platform/web/store/types'

export type PickerTab = 'site' | 'hub' | 'local' | 'stored'
export const PICKER_TABS: readonly PickerTab[] = ['site', 'hub', 'local', 'stored']

export interface Picker {
  /** Which of the two models is chosen: the page's, or the one that it is compared with. */
  readonly target: 'main' | 'second'
  readonly tab: PickerTab
  /** What stands in the address field of the hub tab. */
  readonly address: string
  readonly found: Found
  readonly graphFile: string | null
  /** Chosen by the user for a graph that ends in hidden states and comes without 1_Pooling. */
  readonly pooling: Pooling | null
  /** Head files from elsewhere. */
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
