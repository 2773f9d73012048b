import { slice } from '../../core/feature'
import { caseStore } from './case-store'
import { listActions } from './list-actions'
import { openActions } from './open-actions'
import { noCases } from './state'
import { suiteActions } from './suite-actions'
import type { Cases, CasesActions } from './types'

declare module '../../core/state' {
  interface AppState {
    readonly cases: Cases
  }
}
declare module '../../core/actions' {
  interface Actions extends CasesActions {}
}

export const casesSlice = slice<'cases'>({
  state: { cases: noCases },
  actions(context) {
    const kept = caseStore(context.ports.cases)
    return {
      ...listActions(context, kept),
      ...openActions(context, kept),
      ...suiteActions(context, kept),
    }
  },
  takesFiles: (actions) => (files) => actions.takeCaseFiles(files),
})
