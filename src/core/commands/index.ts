/** The commands of the page itself: run, texts, settings. Those of the features are in their folders. */
import { settingCommands } from './settings'
import { textCommands } from './texts'
import type { Commands } from './types'

export const commands: Commands = (context) => [...textCommands(context), ...settingCommands(context)]
