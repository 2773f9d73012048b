/** Runs one load at a time. All callers that need the model wait for the same load. */
import { cancelled, toErrorData, type ErrorData } from '../../engine/errors'
import type { LoadProgress, ModelInfo } from '../../engine/model/types'
import { milliseconds } from '../../engine/units'
import type { Provider } from '../../host/calls'
import { startingModel } from './asked-model'
import type { Context } from '../context'
import { loadMeter, NOT_BEGUN } from './load-meter'
import type { Picked } from './model-ref'
import { stepClock } from './step-clock'
import type { ChosenModel, ModelPhase } from '../state'

export type ReadyModel = Extract<ModelPhase, { phase: 'ready' }>

/** A working model. The page returns to it when the load of another model fails or is cancelled. */
export interface PreviousModel {
  readonly ready: ReadyModel
  readonly picked: Picked
  readonly provider: Provider
  /** False: the engine was restarted to free memory, so this model must be loaded again. */
  readonly stillLoaded: boolean
}

interface Load {
  readonly controller: AbortController
  readonly promise: Promise<ModelInfo>
  readonly previous: PreviousModel | null
}

export interface ModelLoader {
  /** The model to which the page returns if the running load fails. Null: there is none, or nothing is loading. */
  readonly previous: PreviousModel | null
  /** Resolves when the model is ready; starts a load if none is running. @throws EngineError */
  ensure(): Promise<ModelInfo>
  /** Starts a load. Call `abandon` first when another load may be running. */
  start(previous?: PreviousModel | null): void
  /** Aborts the running load. Its result is ignored. */
  abandon(): void
  /** Returns to a previous model. @param error why the other model was not loaded; null: the user cancelled */
  restore(previous: PreviousModel, error: ErrorData | null): void
  setChosen(change: Partial<ChosenModel>): void
  /** Sets the model to load. The same model is loaded when the page is opened again. */
  setPicked(picked: Picked): void
}

export function modelLoader(context: Context): ModelLoader {
  const { store, client, ports } = context
  let current: Load | null = null

  const setChosen = (change: Partial<ChosenModel>) =>
    store.setState(({ chosenModel }) => ({ chosenModel: { ...chosenModel, ...change } }))
  const setPicked = (picked: Picked) => setChosen({ picked, kept: picked.kept })

  function start(previous: PreviousModel | null = null): Load {
    const controller = new AbortController()
    const started = ports.now()
    const timeline = stepClock(ports.now)
    const meter = loadMeter(ports.now)
    const isCurrent = () => current?.controller === controller
    store.setState({ model: { phase: 'loading', ...NOT_BEGUN }, loadSteps: [] })
    const promise = fetchAndLoad(context, setChosen, controller.signal, (progress) => {
      if (!isCurrent()) return
      timeline.on(progress)
      store.setState({ model: { phase: 'loading', ...meter.on(progress) } })
    }).then(
      (info) => {
        if (!isCurrent()) throw cancelled()
        current = null
        const time = milliseconds(ports.now() - started)
        store.setState({ model: { phase: 'ready', info, time }, loadSteps: timeline.end() })
        return info
      },
      (error: unknown) => {
        if (isCurrent()) {
          current = null
          showFailure(toErrorData(error), previous)
        }
        throw error
      },
    )
    // The state holds the error. A load that no caller awaits must not become an unhandled rejection.
    promise.catch(() => undefined)
    return { controller, promise, previous }
  }

  function showFailure(error: ErrorData, previous: PreviousModel | null): void {
    const wasCancelled = error.code === 'run/cancelled'
    if (previous !== null) restore(previous, wasCancelled ? null : error)
    else store.setState({ model: wasCancelled ? { phase: 'idle' } : { phase: 'failed', error } })
  }

  function restore(previous: PreviousModel, error: ErrorData | null): void {
    setPicked(previous.picked)
    store.setState(({ settings }) => ({
      model: previous.ready,
      switchError: error,
      settings: { ...settings, provider: previous.provider },
    }))
    if (previous.stillLoaded) return
    client.restart() // frees the memory that the failed load still uses
    current = start()
  }

  return {
    get previous() {
      return current?.previous ?? null
    },
    ensure() {
      const { model } = store.getState()
      if (model.phase === 'ready') return Promise.resolve(model.info)
      current ??= start()
      return current.promise
    },
    start(previous) {
      current = start(previous)
    },
    abandon() {
      const abandoned = current
      current = null
      abandoned?.controller.abort()
    },
    restore,
    setChosen,
    setPicked,
  }
}

/** Loads the chosen model. If none is chosen yet, chooses the one that the page starts with. */
async function fetchAndLoad(
  { store, client, ports }: Context,
  setChosen: ModelLoader['setChosen'],
  signal: AbortSignal,
  onProgress: (p: LoadProgress) => void,
): Promise<ModelInfo> {
  const picked = store.getState().chosenModel.picked ?? (await startingModel(store, ports))
  if (signal.aborted) throw cancelled()
  const { threads, provider, whole, encoder } = store.getState().settings
  setChosen({ picked })
  return client.call(
    'load',
    { model: picked.ref, threads, provider, whole, engine: encoder, wasmBaseUrl: ports.wasmBaseUrl },
    { signal, onProgress },
  )
}
