/** Loads a model, changes it, and loads it again after the engine was restarted. */
import { toErrorData, type EngineError } from '../../engine/errors'
import type { ModelInfo } from '../../engine/model/types'
import type { Provider } from '../../host/calls'
import type { Context } from '../context'
import { conversationsOf } from '../text/conversations'
import { modelLoader, type PreviousModel } from './loader'
import { canHoldBoth } from './memory'
import { keyOf, storedOnly, type Picked } from './model-ref'
import { pickSite } from './site-models'
import type { AppState } from '../state'

export interface ModelActions {
  /** Resolves when the model is ready; starts a load if none is running. @throws EngineError */
  ensureModel(): Promise<ModelInfo>
  /** Does the same, for a caller that only reads the state. */
  loadModel(): void
  cancelLoad(): void
  /**
   * Loads another model, with another provider if one is given. If the load fails or is cancelled, the previous model
   * stays.
   */
  takeModel(picked: Picked, provider?: Provider): void
  /**
   * Fetches the files that the browser has not stored. For a model that was chosen to be read from the browser's
   * storage only.
   */
  continueLoading(): void
  /** Loads a model from the site's list. */
  chooseModel(id: string): void
  /** Restarts the engine and loads the same model from stored files; sends no request to another server. */
  loadAgain(): void
  /**
   * Called when the engine that held the model is gone, so that the page no longer has a loaded model.
   * @param error null: nothing failed, the engine was restarted on purpose
   */
  modelLost(error: EngineError | null): void
  dismissSwitchError(): void
}

export function modelActions(context: Context): ModelActions {
  const { store, client } = context
  const loader = modelLoader(context)
  const pickedNow = (): Picked | null => store.getState().chosenModel.picked

  function takeModel(next: Picked, provider = store.getState().settings.provider): void {
    const state = store.getState()
    const { settings } = state
    store.setState({ settings: { ...settings, provider }, switchError: null })
    loader.setChosen({ kept: next.kept, asked: null })
    if (isLoaded(state, next, provider)) return
    const previous = workingModel(state) ?? loader.previous
    loader.abandon()
    const canStay = provider === settings.provider && (previous === null || fitsBeside(previous, next))
    if (!canStay) client.restart()
    loader.setPicked(next)
    loader.start(previous?.stillLoaded && !canStay ? { ...previous, stillLoaded: false } : previous)
  }

  return {
    async ensureModel() {
      const info = await loader.ensure()
      await conversationsOf(store.getState())
      return info
    },
    loadModel: () => void loader.ensure().catch(() => undefined),
    cancelLoad() {
      const { previous } = loader
      loader.abandon()
      if (previous !== null) loader.restore(previous, null)
      else if (store.getState().model.phase === 'loading') store.setState({ model: { phase: 'idle' } })
    },
    takeModel,
    continueLoading() {
      const picked = pickedNow()
      const { ref } = picked ?? {}
      if (picked === null || ref === undefined || ref.kind === 'local' || ref.kind === 'folder') return
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
      // The list has not been read yet, or does not contain this model. The load reads the list, and reports an
      // unknown model.
      loader.abandon()
      loader.setChosen({ kept: { kind: 'site', id }, asked: null, picked: null })
      loader.start()
    },
    loadAgain() {
      loader.abandon()
      const picked = pickedNow()
      if (picked !== null) loader.setChosen({ picked: { ...picked, ref: storedOnly(picked.ref) } })
      client.restart()
      loader.start()
    },
    dismissSwitchError: () => store.setState({ switchError: null }),
    modelLost(error) {
      loader.abandon()
      store.setState({
        model: error === null ? { phase: 'idle' } : { phase: 'failed', error: toErrorData(error) },
      })
    },
  }
}

/** Whether this model is already loaded with this provider. */
function isLoaded({ model, settings, chosenModel }: AppState, { ref }: Picked, provider: Provider): boolean {
  const { picked } = chosenModel
  return (
    model.phase === 'ready' &&
    picked !== null &&
    keyOf(picked.ref) === keyOf(ref) &&
    provider === settings.provider
  )
}

function workingModel({ model, settings, chosenModel: { picked } }: AppState): PreviousModel | null {
  if (model.phase !== 'ready' || picked === null) return null
  return { ready: model, picked, provider: settings.provider, stillLoaded: true }
}

/** Whether memory can hold the previous model while the next one loads. */
const fitsBeside = ({ picked, ready }: PreviousModel, next: Picked): boolean =>
  canHoldBoth(picked.bytes ?? ready.info.totalBytes, next.bytes)
