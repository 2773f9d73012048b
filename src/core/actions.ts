import type { ModelActions } from './model/actions'
import type { RunActions } from './run/actions'
import type { SettingsActions } from './settings/actions'
import type { SplitActions } from './splits/types'
import type { TextActions } from './text/actions'

/** Everything that the page can do. A feature adds its own part in its slice.ts (`declare module`). */
export interface Actions extends TextActions, ModelActions, RunActions, SettingsActions, SplitActions {}
