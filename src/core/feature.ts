/** What a feature brings to the page. The page is made of the list in app/registry.ts. */
import type { ComponentType } from 'react'
import type { Capabilities } from '../platform/web/capabilities'
import type { Language, WordLoaders } from '../i18n'
import type { Actions } from './actions'
import type { Context, FileTaker } from './context'
import type { AppState, Side } from './state'

/** How a part of the state survives a reload. */
export interface Persisted<T> {
  /** What is stored, as JSON can hold it. The same object, or one with the same fields, means that nothing has to be written. */
  readonly write: (value: T) => unknown
  /** Whatever can be trusted of what was stored; the default for the rest. `all` is the whole record. Must not throw. */
  readonly read: (stored: unknown, all: Readonly<Record<string, unknown>>) => T
}

/** A part of the page's state with what changes it. */
export interface Slice<K extends keyof AppState = keyof AppState> {
  readonly state: Pick<AppState, K>
  readonly actions: (context: Context) => Partial<Actions>
  readonly persisted?: { readonly [P in K]?: Persisted<AppState[P]> }
  readonly takesFiles?: (actions: Actions) => FileTaker
  /** Gives back what the garbage collector cannot. */
  readonly dispose?: (actions: Actions) => void
}

/** A slice whose state is checked against its own keys. */
export const slice = <K extends keyof AppState>(own: Slice<K>): Slice => own as unknown as Slice

/** Places of the page into which features put components. */
export interface SlotProps {
  /** At the right end of the header. */
  readonly header: object
  /** Above the tabs, for what is said of the whole page. */
  readonly strip: object
  /** Beside the tabs, whatever tab is open. */
  readonly 'tab-actions': object
  /** In the header of an editor. */
  readonly editor: { readonly side: Side }
  /** Beside the heatmap. */
  readonly 'heatmap-aside': object
  /** Dialogs, and components that only listen. */
  readonly page: { readonly capabilities: Capabilities }
}
export type SlotName = keyof SlotProps

export interface ViewProps {
  readonly capabilities: Capabilities
}

/** A name that is shown before the feature's words are loaded. */
export type Title = Readonly<Record<Language, string>>

export interface Feature {
  /** Also the namespace of its words. */
  readonly name: string
  readonly slice?: Slice
  /** Its tab. The order of tabs is the order of features. */
  readonly tab?: {
    readonly name: string
    readonly title: Title
    readonly Panel: ComponentType<ViewProps>
    /** Only with the debug switch on. */
    readonly debug?: boolean
  }
  /** Its section of the tab "vectors". */
  readonly section?: { readonly name: string; readonly title: Title; readonly View: ComponentType }
  readonly slots?: { readonly [S in SlotName]?: ComponentType<SlotProps[S]> }
  readonly words: WordLoaders
}
