/** The interface between the page and a feature. app/registry.ts lists the features of the page. */
import type { ComponentType } from 'react'
import type { Capabilities } from '../platform/web/capabilities'
import type { WordLoaders } from '../i18n'
import type { Actions } from './actions'
import type { CommandModule } from './commands/types'
import type { Context, FileTaker } from './context'
import type { RunPart } from './run/part'
import type { AppState, Side } from './state'
import type { Title } from './title'

/** How one part of the state is stored, so that it survives a reload. */
export interface Persisted<T> {
  /**
   * The stored form, as a JSON value. If it is the same object as before, or has the same fields (shallow
   * comparison), nothing is written.
   */
  readonly write: (value: T) => unknown
  /**
   * Validates the stored value, and takes the default for each invalid or missing field. Must not throw.
   * @param all the whole stored record, for values that an earlier version stored in another place
   */
  readonly read: (stored: unknown, all: Readonly<Record<string, unknown>>) => T
}

/** One part of the page's state, with the actions that change it. */
export interface Slice<K extends keyof AppState = keyof AppState> {
  readonly state: Pick<AppState, K>
  readonly actions: (context: Context) => Partial<Actions>
  readonly persisted?: { readonly [P in K]?: Persisted<AppState[P]> }
  readonly takesFiles?: (actions: Actions) => FileTaker
  /** What an analysis runs for this feature. */
  readonly parts?: readonly RunPart[]
  /** Releases resources that the garbage collector cannot release, such as workers. */
  readonly dispose?: (actions: Actions) => void
}

/** Defines a slice. The type parameter makes the compiler check that `state` has exactly the keys of the slice. */
export const slice = <K extends keyof AppState>(own: Slice<K>): Slice => own as unknown as Slice

/** The slots of the page, in which features place components, with the props of each slot. */
export interface SlotProps {
  /** At the right end of the header. */
  readonly header: object
  /** A line of 16 px among the facts beside the scores. */
  readonly 'strip-facts': object
  /** Below the scores, whatever tab is open. */
  readonly 'under-scores': object
  /** At the foot of the page, for messages about the whole page: there they move nothing. */
  readonly strip: object
  /** Beside the tabs, whatever tab is open. */
  readonly 'tab-actions': object
  /** In the header of an editor. */
  readonly editor: { readonly side: Side }
  /** Beside the heatmap. */
  readonly 'heatmap-aside': object
  /** For dialogs, and for components that render nothing and only listen to events. */
  readonly page: { readonly capabilities: Capabilities }
}
export type SlotName = keyof SlotProps

export interface ViewProps {
  readonly capabilities: Capabilities
}

export type { Title }

export interface Feature {
  /** Unique name of the feature. It is also the namespace of its dictionary. */
  readonly name: string
  readonly slice?: Slice
  /** The tab of the feature. The tabs have the order of the features. */
  readonly tab?: {
    readonly name: string
    readonly title: Title
    readonly Panel: ComponentType<ViewProps>
    /** The name that the tab had before. Addresses and scripts that use it still lead here. */
    readonly formerly?: string
    /** It is not about the texts A and B: editors and scores leave their room to it. */
    readonly takesRoom?: boolean
  }
  /** The section of the feature, in a tab that consists of sections. */
  readonly section?: {
    readonly name: string
    /** The name of that tab. */
    readonly tab: string
    readonly title: Title
    readonly View: ComponentType
  }
  /** What the command palette lists for this feature; fetched when the palette is first opened. */
  readonly commands?: () => Promise<CommandModule>
  readonly slots?: { readonly [S in SlotName]?: ComponentType<SlotProps[S]> }
  /** Absent: the feature has no words besides its titles. */
  readonly words?: WordLoaders
}
