import { forwarded } from '../../core/forward'
import { slice } from '../../core/feature'
import { toErrorData } from '../../engine/errors'
import type { Diagnosis, DiagnosisActions } from './types'

declare module '../../core/state' {
  interface AppState {
    readonly diagnosis: Diagnosis
  }
}
declare module '../../core/actions' {
  interface Actions extends DiagnosisActions {}
}

export const diagnosisSlice = slice<'diagnosis'>({
  state: { diagnosis: { made: null, error: null, taken: [] } },
  actions: (context) =>
    forwarded<DiagnosisActions, keyof DiagnosisActions>(
      async () => (await import('./actions')).diagnosisActions(context),
      ['diagnose', 'takeRemedy', 'undoRemedy', 'compareWithPairs'],
      (error) =>
        context.store.setState(({ diagnosis }) => ({
          diagnosis: { ...diagnosis, error: toErrorData(error) },
        })),
    ),
})
