import type { Context } from '../../../core/context'
import { applyActions } from './apply-actions'
import { compareActions } from './compare-actions'
import { exportActions } from './export-actions'
import { filterActions } from './filter-actions'
import { labelActions } from './label-actions'
import { openActions } from './open-actions'
import { tryActions } from './try-actions'
import type { TriageActions } from './types'
import { whyActions } from './why-actions'

export const triageActions = (context: Context): TriageActions => ({
  ...labelActions(context),
  ...filterActions(context),
  ...openActions(context),
  ...whyActions(context),
  ...tryActions(context),
  ...applyActions(context),
  ...exportActions(context),
  ...compareActions(context),
})
