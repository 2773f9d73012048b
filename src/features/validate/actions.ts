import type { Context } from '../../core/context'
import { answerActions } from './answer/actions'
import { dataActions } from './data/actions'
import { liveActions } from './live/actions'
import { reportActions } from './report/actions'
import { runPartActions } from './run/actions'
import { triageActions } from './triage/actions'
import type { ValidateActions } from './types'

/** All actions of the tab, as one module that is fetched when the tab is first used. */
export const validateActions = (context: Context): ValidateActions => ({
  ...dataActions(context),
  ...runPartActions(context),
  ...answerActions(context),
  ...triageActions(context),
  ...liveActions(context),
  ...reportActions(context),
})
