/** What the command palette lists. Each feature brings its own commands (`commands` in feature.ts). */
import type { Capabilities } from '../../platform/web/capabilities'
import type { StoreApi } from 'zustand'
import type { Actions } from '../actions'
import type { AppState } from '../state'
import type { Title } from '../title'

/** In the order of the palette. */
export const COMMAND_GROUPS = [
  'run',
  'go',
  'text',
  'setting',
  'case',
  'vector',
  'model',
  'page',
  'help',
] as const

export interface Command {
  /** Unique. English words: they are searched too. */
  readonly id: string
  readonly group: (typeof COMMAND_GROUPS)[number]
  /** Both languages are searched, whichever is shown. */
  readonly title: Title
  /** What else people type for it: names of an API, other words. */
  readonly also?: string
  /** The key that does the same, as MOD and its neighbours name it. */
  readonly keys?: string
  /** True: it is what is chosen now. */
  readonly chosen?: boolean
  /** Why it does nothing now; absent: it can be run. */
  readonly unavailable?: Title | undefined
  run(): unknown
}

/** What of a feature can be opened. */
interface Places {
  readonly tab?: { readonly name: string; readonly formerly?: string; readonly title: Title }
  readonly section?: { readonly name: string; readonly tab: string; readonly title: Title }
}

export interface CommandContext {
  readonly app: {
    readonly store: StoreApi<AppState>
    readonly actions: Actions
    readonly features: readonly Places[]
  }
  readonly capabilities: Capabilities
}

/** Called when the palette opens. */
export type Commands = (context: CommandContext) => readonly Command[]

export interface CommandModule {
  readonly commands: Commands
}
