/** Puts state, actions and ports together. One per page; tests make their own. */
import { createStore, type StoreApi } from 'zustand/vanilla'
import { persist } from 'zustand/middleware'
import { toErrorData, type EngineError } from '../engine/errors'
import { anatomyActions } from '../features/anatomy/actions'
import { attentionActions } from '../features/attention/actions'
import { openActions } from '../features/cases/open-actions'
import { listActions } from '../features/cases/list-actions'
import { certifyActions } from '../features/certificate/actions'
import { compareActions } from '../features/compare/actions'
import { endpointActions } from '../features/endpoint/actions'
import { exportActions } from '../features/exports/actions'
import { heatmapActions } from '../features/heatmap/actions'
import { modelActions, type ModelActions } from '../core/model/actions'
import { pasteActions } from '../features/paste/actions'
import { pickerActions } from '../features/models/actions'
import { requestsActions } from '../features/requests/actions'
import { runActions, type RunActions } from '../core/run/actions'
import { settingsActions, type SettingsActions } from '../core/settings/actions'
import { splitActions } from '../core/splits/actions'
import { suiteActions } from '../features/cases/suite-actions'
import { tokensActions } from '../features/tokens/actions'
import { textActions, type TextActions } from '../core/text/actions'
import { whyActions } from '../features/why/actions'
import type { AttentionActions } from '../features/attention/types'
import { caseStore } from '../features/cases/case-store'
import type { CasesActions } from '../features/cases/types'
import type { CertifyActions } from '../features/certificate/types'
import type { CompareActions } from '../features/compare/state-types'
import type { Context, Ports } from '../core/context'
import { initialState } from './initial-state'
import type { EndpointActions } from '../features/endpoint/types'
import type { ExportActions } from '../features/exports/types'
import type { HeatmapActions } from '../features/heatmap/types'
import { followCounts } from '../core/text/live-counts'
import { keep, keptStorage, restore, STORE_KEY, STORE_VERSION } from './persistence'
import type { PasteActions } from '../features/paste/types'
import type { PickerActions } from '../features/models/picker-types'
import type { RequestsActions } from '../features/requests/types'
import type { SplitActions } from '../core/splits/types'
import type { TokensActions } from '../features/tokens/types'
import { guardRuns, restarted } from '../core/model/run-guard'
import type { AppState } from '../core/state'
import type { WhyActions } from '../features/why/types'

export type Actions = TextActions &
  ModelActions &
  RunActions &
  SettingsActions &
  PickerActions &
  CertifyActions &
  CompareActions &
  CasesActions &
  HeatmapActions &
  SplitActions &
  AttentionActions &
  ExportActions &
  TokensActions &
  EndpointActions &
  RequestsActions &
  WhyActions &
  PasteActions

export interface App {
  readonly store: StoreApi<AppState>
  readonly actions: Actions
  /** Writes what has not been written yet; for the moment when the page goes away. */
  flush(): void
  dispose(): void
}

export function createApp(
  ports: Ports,
  storage: Parameters<typeof keptStorage>[0],
  start: Partial<AppState> = {},
): App {
  const kept = keptStorage(storage, () => store.setState({ storageFull: true }))
  const store: StoreApi<AppState> = createStore<AppState>()(
    persist(() => ({ ...initialState, ...start }), {
      name: STORE_KEY,
      version: STORE_VERSION,
      storage: kept,
      partialize: keep,
      // Version 1 is the first; what a later one cannot read is dropped by `restore`, field by field.
      migrate: (stored) => stored as ReturnType<typeof keep>,
      merge: (stored, initial) => ({ ...initial, ...restore(stored) }),
    }),
  )
  /** The engine is gone, or of no more use: what ran has failed, and the same model comes again. */
  const startAgain = (error: EngineError) => {
    runs.runLost(toErrorData(error))
    models.loadAgain()
  }
  const client = guardRuns(
    ports.createClient({
      onCrash: (error) => {
        if (client.running) {
          startAgain(restarted(error))
          return
        }
        models.modelLost(error)
        runs.runLost(toErrorData(error))
      },
    }),
    startAgain,
  )
  const context: Context = { store, client, ports }
  const models = modelActions(context)
  const runs = runActions(context, models)
  const compare = compareActions(context, models, runs)
  const requests = requestsActions(context)
  const paste = pasteActions(context)
  const keptCases = caseStore(ports.cases)
  const cases = {
    ...listActions(context, runs, keptCases),
    ...openActions(context, runs, keptCases),
    ...suiteActions(context, models, keptCases),
  }
  const actions: Actions = {
    ...textActions(context, cases.takeCaseFiles),
    ...cases,
    ...models,
    ...runs,
    ...settingsActions(context, models, runs),
    ...pickerActions(context, models, compare),
    ...certifyActions(context, models),
    ...compare,
    ...heatmapActions(context, models),
    ...anatomyActions(context, models),
    ...splitActions(context),
    ...attentionActions(context, models),
    ...exportActions(context, models),
    ...tokensActions(context),
    ...requests,
    ...endpointActions(context, models, paste, requests),
    ...whyActions(context, models, () => textActions(context).example('keyword')),
    ...paste,
  }
  const stopCounting = followCounts(context)
  return {
    store,
    actions,
    flush: kept.flush,
    dispose() {
      stopCounting()
      compare.releaseSecond()
      kept.flush()
      client.dispose()
    },
  }
}
