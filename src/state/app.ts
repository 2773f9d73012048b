/** Puts state, actions and ports together. One per page; tests make their own. */
import { createStore, type StoreApi } from 'zustand/vanilla'
import { persist } from 'zustand/middleware'
import { toErrorData, type EngineError } from '../engine/errors'
import { anatomyActions } from './actions-anatomy'
import { attentionActions } from './actions-attention'
import { openActions } from './actions-case-open'
import { listActions } from './actions-cases'
import { certifyActions } from './actions-certify'
import { compareActions } from './actions-compare'
import { endpointActions } from './actions-endpoint'
import { exportActions } from './actions-exports'
import { heatmapActions } from './actions-heatmap'
import { modelActions, type ModelActions } from './actions-model'
import { pasteActions } from './actions-paste'
import { pickerActions } from './actions-picker'
import { requestsActions } from './actions-requests'
import { runActions, type RunActions } from './actions-run'
import { settingsActions, type SettingsActions } from './actions-settings'
import { splitActions } from './actions-split'
import { suiteActions } from './actions-suite'
import { tokensActions } from './actions-tokens'
import { textActions, type TextActions } from './actions-text'
import { whyActions } from './actions-why'
import type { AttentionActions } from './attention-types'
import { caseStore } from './case-store'
import type { CasesActions } from './cases-types'
import type { CertifyActions } from './certify-types'
import type { CompareActions } from './compare-types'
import type { Context, Ports } from './context'
import { initialState } from './defaults'
import type { EndpointActions } from './endpoint-types'
import type { ExportActions } from './exports-types'
import type { HeatmapActions } from './heatmap-types'
import { followCounts } from './live-counts'
import { keep, keptStorage, restore, STORE_KEY, STORE_VERSION } from './persistence'
import type { PasteActions } from './paste-types'
import type { PickerActions } from './picker-types'
import type { RequestsActions } from './requests-types'
import type { SplitActions } from './split-types'
import type { TokensActions } from './tokens-types'
import { guardRuns, restarted } from './run-guard'
import type { AppState } from './types'
import type { WhyActions } from './why-types'

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
