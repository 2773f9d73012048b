import { slice } from '../../core/feature'
import { forwarded } from '../../core/forward'
import { toErrorData } from '../../engine/errors'
import { caseStore } from './case-store'
import { casesPatch } from './cases-patch'
import { noCases } from './state'
import { suiteActions } from './suite-actions'
import type { ListActions } from './list-actions'
import type { OpenActions } from './open-actions'
import type { Cases, CasesActions } from './types'

declare module '../../core/state' {
  interface AppState {
    readonly cases: Cases
  }
}
declare module '../../core/actions' {
  interface Actions extends CasesActions {}
}

// Reading and writing a case needs its schema, hashes and compression. This code is fetched when one of these actions
// is first called.
const LIST_ACTIONS = [
  'saveCase',
  'caseAsFile',
  'editCase',
  'duplicateCase',
  'deleteCase',
  'undeleteCase',
  'exportCases',
] as const
const OPEN_ACTIONS = [
  'takeCaseFiles',
  'openCaseFiles',
  'openCase',
  'openCaseLink',
  'openAllTheSame',
  'shareLink',
] as const

export const casesSlice = slice<'cases'>({
  state: { cases: noCases },
  actions(context) {
    const kept = caseStore(context.ports.cases)
    const patch = casesPatch(context)
    const showError = (error: unknown) =>
      patch({ refused: { error: toErrorData(error), from: 'list', offer: null } })
    return {
      async loadCases() {
        patch({ list: await kept.summaries(), unkept: kept.unkept() })
      },
      showCases: (drawer) => patch({ drawer }),
      dismissCase: () => patch({ opened: null }),
      dismissRefused: () => patch({ refused: null }),
      dismissCasesSaid: () => patch({ error: null, imported: null, deleted: null }),
      ...forwarded<ListActions, keyof ListActions>(
        async () => (await import('./list-actions')).listActions(context, kept),
        LIST_ACTIONS,
        showError,
      ),
      ...forwarded<OpenActions, keyof OpenActions>(
        async () => (await import('./open-actions')).openActions(context, kept),
        OPEN_ACTIONS,
        showError,
      ),
      ...suiteActions(context, kept),
    }
  },
  takesFiles: (actions) => (files) => actions.takeCaseFiles(files),
})
