/** Loading the model: one load at a time, which whoever needs the model waits for. */
import type { EngineError } from '../../engine/errors'
import { cancelled, toErrorData, type ErrorData } from '../../engine/errors'
import type { LoadProgress, ModelInfo } from '../../engine/model/types'
import { milliseconds } from '../../engine/units'
import type { Provider } from '../../host/calls'
import { startingModel } from './asked-model'
import type { Context } from '../context'
import { loadMeter, NOT_BEGUN } from './load-meter'
import { canHoldBoth } from './memory'
import { keyOf, storedOnly, type Picked } from './model-ref'
import { pickSite } from './site-models'
import { stepClock } from './step-clock'
import type { ChosenModel, ModelPhase } from '../state'

type Ready = Extract<ModelPhase, { phase: 'ready' }>

/** A model that works, to come back to when another one cannot take its place. */
interface Before {
  readonly ready: Ready
  readonly picked: Picked
  readonly provider: Provider
  /** False: the engine was started anew to make room, so it must be loaded again. */
  readonly held: boolean
}

interface Flight {
  readonly controller: AbortController
  readonly promise: Promise<ModelInfo>
  readonly before: Before | null
}

export interface ModelActions {
  /** Resolves when the model is ready; starts a load if none is under way. @throws EngineError */
  ensureModel(): Promise<ModelInfo>
  /** The same for a caller that only looks at the state. */
  loadModel(): void
  cancelLoad(): void
  /** Loads another model, on another provider if one is given. When that fails or is cancelled, the one before stays. */
  takeModel(picked: Picked, provider?: Provider): void
  /** Fetches what the browser has not stored of a model that was to be taken from the store alone. */
  continueLoading(): void
  /** The same with a model of the site's list. */
  chooseModel(id: string): void
  /** Starts the engine anew with the same model, of what is at hand: another server is not asked. */
  loadAgain(): void
  /** Forgets the loaded model, because the engine that had it is gone. */
  modelLost(error: EngineError | null): void
  dismissSwitchError(): void
}

export function modelActions({ store, client, ports }: Context): ModelActions {
  let flight: Flight | null = null

  const pickedNow = (): Picked | null => store.getState().chosenModel.picked
  const setChosen = (change: Partial<ChosenModel>) =>
    store.setState(({ chosenModel }) => ({ chosenModel: { ...chosenModel, ...change } }))
  /** What is kept of it is what loads at the next visit. */
  const setPicked = (picked: Picked | null, change: Partial<ChosenModel> = {}) =>
    setChosen({ picked, ...(picked !== null && { kept: picked.kept }), ...change })

  async function fetchAndLoad(
    signal: AbortSignal,
    onProgress: (p: LoadProgress) => void,
  ): Promise<ModelInfo> {
    const picked = pickedNow() ?? (await startingModel(store, ports))
    if (signal.aborted) throw cancelled()
    const { settings } = store.getState()
    setChosen({ picked })
    return client.call(
      'load',
      {
        model: picked.ref,
        threads: settings.threads,
        provider: settings.provider,
        whole: settings.whole,
        wasmBaseUrl: ports.wasmBaseUrl,
      },
      { signal, onProgress },
    )
  }

  function start(before: Before | null = null): Flight {
    const controller = new AbortController()
    const started = ports.now()
    const timeline = stepClock(ports.now)
    const meter = loadMeter(ports.now)
    const isCurrent = () => flight?.controller === controller
    store.setState({ model: { phase: 'loading', ...NOT_BEGUN }, loadSteps: [] })
    const promise = fetchAndLoad(controller.signal, (progress) => {
      if (!isCurrent()) return
      timeline.on(progress)
      store.setState({ model: { phase: 'loading', ...meter.on(progress) } })
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
          const wasCancelled = data.code === 'run/cancelled'
          if (before !== null) comeBack(before, wasCancelled ? null : data)
          else store.setState({ model: wasCancelled ? { phase: 'idle' } : { phase: 'failed', error: data } })
        }
        throw error
      },
    )
    promise.catch(() => undefined) // the state tells; nobody may be waiting
    return { controller, promise, before }
  }

  /** @param error null: the load of the other model was cancelled */
  function comeBack(before: Before, error: ErrorData | null): void {
    setPicked(before.picked)
    store.setState(({ settings }) => ({
      model: before.ready,
      switchError: error,
      settings: { ...settings, provider: before.provider },
    }))
    if (before.held) return
    client.restart() // what the failed load left in memory goes first
    flight = start()
  }

  function abandon(): void {
    const abandoned = flight
    flight = null
    abandoned?.controller.abort()
  }

  const ensureModel = (): Promise<ModelInfo> => {
    const { model } = store.getState()
    if (model.phase === 'ready') return Promise.resolve(model.info)
    flight ??= start()
    return flight.promise
  }

  function takeModel(next: Picked, provider = store.getState().settings.provider): void {
    const { model, settings } = store.getState()
    const picked = pickedNow()
    const same = picked !== null && keyOf(picked.ref) === keyOf(next.ref) && provider === settings.provider
    store.setState({ settings: { ...settings, provider }, switchError: null })
    setChosen({ kept: next.kept, asked: null })
    if (model.phase === 'ready' && same) return
    const ready =
      model.phase === 'ready' && picked !== null
        ? { ready: model, picked, provider: settings.provider, held: true }
        : null
    let before: Before | null = ready ?? flight?.before ?? null
    abandon()
    const together =
      provider === settings.provider &&
      (before === null || canHoldBoth(before.picked.bytes ?? before.ready.info.totalBytes, next.bytes))
    if (!together) client.restart()
    if (before?.held && !together) {
      before = { ...before, held: false }
    }
    setPicked(next)
    flight = start(before)
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
    takeModel,
    continueLoading() {
      const picked = pickedNow()
      const { ref } = picked ?? {}
      if (picked === null || ref === undefined || (ref.kind !== 'hub' && ref.kind !== 'url')) return
      const token = store.getState().hubToken.trim()
      takeModel({
        ...picked,
        ref: { ...ref, storedOnly: false, ...(ref.kind === 'hub' && token !== '' && { token }) },
      })
    },
    chooseModel(id) {
      const model = store.getState().models.find((each) => each.id === id)
      if (model) {
        takeModel(pickSite(model))
        return
      }
      // The list has not been read yet, or lacks it: the load finds out which.
      abandon()
      setChosen({ kept: { kind: 'site', id }, asked: null, picked: null })
      flight = start()
    },
    loadAgain() {
      abandon()
      const picked = pickedNow()
      if (picked !== null) setChosen({ picked: { ...picked, ref: storedOnly(picked.ref) } })
      client.restart()
      flight = start()
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
