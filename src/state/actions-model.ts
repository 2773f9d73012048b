/** Loading the model: one load at a time, which whoever needs the model waits for. */
import { cancelled, toErrorData, type EngineError, type ErrorData } from '../engine/errors'
import type { LoadProgress, ModelInfo } from '../engine/model/types'
import { milliseconds } from '../engine/units'
import type { Context } from './context'
import { choiceOf, pickModel } from './models'
import type { LoadStep, ModelPhase } from './types'

type Ready = Extract<ModelPhase, { phase: 'ready' }>

interface Flight {
  readonly controller: AbortController
  readonly promise: Promise<ModelInfo>
  readonly before: Ready | null
}

export interface ModelActions {
  /** Resolves when the model is ready; starts a load if none is under way. @throws EngineError */
  ensureModel(): Promise<ModelInfo>
  /** The same for a caller that only looks at the state. */
  loadModel(): void
  cancelLoad(): void
  /** Loads another model of the site. When that fails, the one before stays. */
  chooseModel(id: string): void
  /** Forgets the loaded model, because the engine that had it is gone. */
  modelLost(error: EngineError | null): void
  dismissSwitchError(): void
}

export function modelActions({ store, client, ports }: Context): ModelActions {
  let flight: Flight | null = null

  async function fetchAndLoad(
    signal: AbortSignal,
    onProgress: (p: LoadProgress) => void,
  ): Promise<ModelInfo> {
    const list = await ports.fetchModels()
    if (signal.aborted) throw cancelled()
    store.setState({ models: list.map(choiceOf) })
    const { modelAsked, settings } = store.getState()
    const model = pickModel(list, modelAsked ?? settings.modelId)
    store.setState({ choice: choiceOf(model) })
    return client.call(
      'load',
      { model, threads: settings.threads, wasmBaseUrl: ports.wasmBaseUrl },
      { signal, onProgress },
    )
  }

  /** @param before what the engine still holds, and goes on holding unless the load succeeds */
  function start(before: Ready | null = null): Flight {
    const controller = new AbortController()
    const started = ports.now()
    const timeline = stepClock(ports.now)
    const isCurrent = () => flight?.controller === controller
    store.setState({ model: { phase: 'loading', progress: null }, loadSteps: [], switchError: null })
    const promise = fetchAndLoad(controller.signal, (progress) => {
      if (!isCurrent()) return
      timeline.on(progress)
      store.setState({ model: { phase: 'loading', progress } })
    }).then(
      (info) => {
        if (!isCurrent()) throw cancelled()
        flight = null
        const time = milliseconds(ports.now() - started)
        store.setState({ model: { phase: 'ready', info, time }, loadSteps: timeline.end() })
        return info
      },
      (error: unknown) => {
        if (isCurrent()) {
          flight = null
          const data = toErrorData(error)
          if (before !== null) comeBack(before, data.code === 'run/cancelled' ? null : data)
          else
            store.setState({
              model: data.code === 'run/cancelled' ? { phase: 'idle' } : { phase: 'failed', error: data },
            })
        }
        throw error
      },
    )
    promise.catch(() => undefined) // the state tells; nobody may be waiting
    return { controller, promise, before }
  }

  /** @param error null: the load of the other model was cancelled */
  function comeBack(before: Ready, error: ErrorData | null): void {
    const { models, settings } = store.getState()
    store.setState({
      model: before,
      switchError: error,
      choice: models.find(({ id }) => id === before.info.id) ?? null,
      settings: { ...settings, modelId: before.info.id },
    })
  }

  const ensureModel = (): Promise<ModelInfo> => {
    const { model } = store.getState()
    if (model.phase === 'ready') return Promise.resolve(model.info)
    flight ??= start()
    return flight.promise
  }

  function abandon(): void {
    const abandoned = flight
    flight = null
    abandoned?.controller.abort()
  }

  return {
    ensureModel,
    loadModel: () => void ensureModel().catch(() => undefined),
    cancelLoad() {
      const before = flight?.before ?? null
      abandon()
      if (before !== null) comeBack(before, null)
      else if (store.getState().model.phase === 'loading') store.setState({ model: { phase: 'idle' } })
    },
    chooseModel(id) {
      const { model, settings } = store.getState()
      store.setState({ settings: { ...settings, modelId: id }, modelAsked: null })
      if (model.phase === 'ready' && model.info.id === id) return
      const before = model.phase === 'ready' ? model : (flight?.before ?? null)
      abandon()
      flight = start(before)
    },
    dismissSwitchError: () => store.setState({ switchError: null }),
    modelLost(error) {
      abandon()
      store.setState({
        model: error === null ? { phase: 'idle' } : { phase: 'failed', error: toErrorData(error) },
      })
    },
  }
}

/** Turns progress messages into how long each stage took. */
function stepClock(now: () => number) {
  const steps: LoadStep[] = []
  let stage: LoadProgress['stage'] = 'files'
  let since = now()
  const files = new Map<string, number>()
  const close = () => {
    const bytes = stage === 'files' ? [...files.values()].reduce((sum, n) => sum + n, 0) : null
    steps.push({ stage, bytes, time: milliseconds(now() - since) })
    since = now()
  }
  return {
    on(progress: LoadProgress) {
      if (progress.stage === 'files') files.set(progress.file, progress.loaded)
      if (progress.stage === stage) return
      close()
      stage = progress.stage
    },
    end(): readonly LoadStep[] {
      close()
      return steps
    },
  }
}
