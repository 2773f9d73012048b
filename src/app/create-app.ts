/**
 * Creates the page's state and actions, and connects them with the ports. The page has one; each test creates its
 * own.
 */
import { createStore, type StoreApi } from 'zustand/vanilla'
import { persist } from 'zustand/middleware'
import type { Actions } from '../core/actions'
import type { Context, Ports } from '../core/context'
import type { Feature, Slice } from '../core/feature'
import { createCollector } from '../core/monitor'
import { guardRuns, restarted } from '../core/model/run-guard'
import type { App } from '../core/react'
import { HEADLINE } from '../core/selectors'
import { coreSlice } from '../core/slice'
import type { AppState } from '../core/state'
import { followConversations } from '../core/text/conversations'
import { followCounts } from '../core/text/live-counts'
import { followLongTexts } from '../core/text/text-work'
import { toErrorData, type EngineError } from '../engine/errors'
import { keptStorage, persistenceOf, STORE_KEY, STORE_VERSION, type Kept } from './persistence'

/** The state of a page without any stored values. */
export const initialStateOf = (slices: readonly Slice[]): AppState =>
  Object.assign({}, ...slices.map(({ state }) => state)) as AppState

export const slicesOf = (features: readonly Feature[]): readonly Slice[] => [
  coreSlice,
  ...features.flatMap(({ slice }) => slice ?? []),
]

/**
 * @param start values that replace the initial state
 * @param modelAsked the value of `?model=`; null: the address has none
 */
export function createApp(
  ports: Ports,
  storage: Parameters<typeof keptStorage>[0],
  features: readonly Feature[],
  start: Partial<AppState> = {},
  modelAsked: string | null = null,
): App {
  const slices = slicesOf(features)
  const persistence = persistenceOf(slices)
  const kept = keptStorage(storage, () => store.setState({ storageFull: true }))
  const store: StoreApi<AppState> = createStore<AppState>()(
    persist(() => ({ ...initialStateOf(slices), ...start }), {
      name: STORE_KEY,
      version: STORE_VERSION,
      storage: kept,
      partialize: persistence.write,
      // Version 1 is the only one so far. `read` validates each part, so that a value that it cannot read is dropped
      // alone.
      migrate: (stored) => stored as Kept,
      merge(stored, initial) {
        const state = { ...initial, ...persistence.read(stored) }
        const selectedScore = HEADLINE[state.settings.mode]
        return { ...state, selectedScore, chosenModel: { ...state.chosenModel, asked: modelAsked } }
      },
    }),
  )
  const actions = {} as Actions
  /**
   * The engine has crashed or is out of memory: ends the current run with this error, and loads the same model again.
   */
  const monitor = createCollector()
  const startAgain = (error: EngineError) => {
    monitor.watch.restarted()
    actions.runLost(toErrorData(error))
    actions.loadAgain()
  }
  const client = guardRuns(
    ports.createClient({
      watch: monitor.watch,
      onCrash: (error) => {
        if (client.running) {
          startAgain(restarted(error))
          return
        }
        monitor.watch.restarted()
        actions.modelLost(error)
        actions.runLost(toErrorData(error))
      },
    }),
    startAgain,
  )
  const takers = slices.flatMap(({ takesFiles }) => takesFiles?.(actions) ?? [])
  const context: Context = {
    store,
    client,
    ports,
    actions,
    async takeFiles(files) {
      let left = files
      for (const take of takers) left = await take(left)
      return left
    },
    parts: slices.flatMap(({ parts = [] }) => parts),
  }
  for (const slice of slices) addActions(actions, slice.actions(context))
  const stopWorking = followLongTexts(context)
  const stopCounting = followCounts(context)
  const stopLooking = followConversations(context)
  return {
    store,
    actions,
    features,
    parts: context.parts,
    monitor,
    flush: kept.flush,
    dispose() {
      stopWorking()
      stopCounting()
      stopLooking()
      for (const { dispose } of slices) dispose?.(actions)
      kept.flush()
      client.dispose()
    },
  }
}

/** All actions are one object: without this, the second of two features with one name for an action would take it from the first. */
function addActions(all: Actions, more: Partial<Actions>): void {
  const twice = Object.keys(more).find((name) => name in all)
  if (twice !== undefined) throw new Error(`Two features have an action "${twice}".`)
  Object.assign(all, more)
}
