/** Loading the model: one load at a time, which whoever needs the model waits for. */
import { cancelled, EngineError, toErrorData } from '../engine/errors'
import type { LoadProgress, ModelInfo } from '../engine/model/types'
import { milliseconds } from '../engine/units'
import type { Context } from './context'
import { MODEL_LIST, totalBytes } from './models'
import type { LoadStep } from './types'

interface Flight {
  readonly controller: AbortController
  readonly promise: Promise<ModelInfo>
}

export interface ModelActions {
  /** Resolves when the model is ready; starts a load if none is under way. @throws EngineError */
  ensureModel(): Promise<ModelInfo>
  /** The same for a caller that only looks at the state. */
  loadModel(): void
  cancelLoad(): void
  /** Forgets the loaded model, because the engine that had it is gone. */
  modelLost(error: EngineError | null): void
}

export function modelActions({ store, client, ports }: Context): ModelActions {
  let flight: Flight | null = null

  async function fetchAndLoad(
    signal: AbortSignal,
    onProgress: (p: LoadProgress) => void,
  ): Promise<ModelInfo> {
    const [model] = await ports.fetchModels()
    if (model === undefined) {
      const detail = 'it lists no model'
      throw new EngineError('model/config-invalid', `${MODEL_LIST}: ${detail}`, { file: MODEL_LIST, detail })
    }
    if (signal.aborted) throw cancelled()
    store.setState({ choice: { id: model.id, bytes: totalBytes(model), isDemo: model.isDemo } })
    const { threads } = store.getState().settings
    return client.call('load', { model, threads, wasmBaseUrl: ports.wasmBaseUrl }, { signal, onProgress })
  }

  function start(): Flight {
    const controller = new AbortController()
    const started = ports.now()
    const timeline = stepClock(ports.now)
    const isCurrent = () => flight?.controller === controller
    store.setState({ model: { phase: 'loading', progress: null }, loadSteps: [] })
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
          store.setState({
            model: data.code === 'run/cancelled' ? { phase: 'idle' } : { phase: 'failed', error: data },
          })
        }
        throw error
      },
    )
    promise.catch(() => undefined) // the state tells; nobody may be waiting
    return { controller, promise }
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
      abandon()
      if (store.getState().model.phase === 'loading') store.setState({ model: { phase: 'idle' } })
    },
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
