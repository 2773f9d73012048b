/** Attention: a summary of one text, one layer of it at a time, and the similarity of both texts by layer. */
import { toErrorData } from '../engine/errors'
import type { ModelActions } from './actions-model'
import type { CountProgress } from '../host/calls'
import type { Attention, AttentionActions, LookRun } from './attention-types'
import { focusOn, patchText, type Context } from './context'
import { pacer } from './pace'
import { modelInputOf } from './prepared'
import { encodeSettingsOf, inputsFor, sideProblem } from './selectors'
import type { Side } from './types'

type RunField = 'run' | 'layerRun' | 'similarityRun'

export function attentionActions({ store, client, ports }: Context, models: ModelActions): AttentionActions {
  const running = new Map<RunField, AbortController>()

  const patch = (change: Partial<Attention>) =>
    store.setState(({ attention }) => ({ attention: { ...attention, ...change } }))

  function stop(field: RunField): boolean {
    const controller = running.get(field)
    running.delete(field)
    controller?.abort()
    return controller !== undefined
  }

  /** One of the three: the latest wins, and a cancelled one leaves no trace. */
  async function inField(
    field: RunField,
    work: (signal: AbortSignal, progress: (progress: CountProgress) => void) => Promise<Partial<Attention>>,
  ): Promise<void> {
    stop(field)
    const controller = new AbortController()
    running.set(field, controller)
    const isCurrent = () => running.get(field) === controller
    const set = (run: LookRun, change: Partial<Attention> = {}) => patch({ ...change, [field]: run })
    set({ phase: 'running', progress: null })
    const isDue = pacer(ports.now)
    try {
      const change = await work(controller.signal, (progress) => {
        if (isCurrent() && isDue('running')) set({ phase: 'running', progress })
      })
      if (isCurrent()) set({ phase: 'done' }, change)
    } catch (error) {
      if (!isCurrent()) return
      const data = toErrorData(error)
      set(data.code === 'run/cancelled' ? { phase: 'cancelled' } : { phase: 'failed', error: data })
    } finally {
      if (isCurrent()) running.delete(field)
    }
  }

  function isFine(side: Side): boolean {
    const error = sideProblem(store.getState(), side)
    if (error === null) return true
    patchText(store, side, { notice: { kind: 'error', error } })
    focusOn(store, side)
    return false
  }

  async function runAttention(): Promise<void> {
    const { side } = store.getState().attention
    if (!isFine(side)) return
    stop('layerRun')
    await inField('run', async (signal, onProgress) => {
      const info = await models.ensureModel()
      signal.throwIfAborted()
      const inputs = inputsFor(store.getState(), info)
      const value = await client.call(
        'attentionSummary',
        { text: modelInputOf(inputs, side), settings: encodeSettingsOf(inputs, info) },
        { signal, onProgress },
      )
      return { summary: { side, inputs, info, value }, layer: null, layerRun: { phase: 'idle' } }
    })
  }

  return {
    showAttentionOf(side) {
      if (side === store.getState().attention.side) return
      stop('run')
      stop('layerRun')
      patch({ side, run: { phase: 'idle' }, summary: null, layer: null, layerRun: { phase: 'idle' } })
    },
    runAttention,
    async loadAttentionLayer(layer, from, to) {
      const { summary } = store.getState().attention
      if (summary === null) return
      await inField('layerRun', async (signal, onProgress) => {
        await models.ensureModel()
        signal.throwIfAborted()
        const { inputs, info, side } = summary
        const { layers } = await client.call(
          'attend',
          {
            text: modelInputOf(inputs, side),
            settings: encodeSettingsOf(inputs, info),
            layers: [layer],
            heads: null,
            rows: { from, to },
          },
          { signal, onProgress },
        )
        return { layer: layers[0] ?? null }
      })
    },
    async runLayerSimilarity() {
      if (!isFine('a') || !isFine('b')) return
      await inField('similarityRun', async (signal, onProgress) => {
        const info = await models.ensureModel()
        signal.throwIfAborted()
        const inputs = inputsFor(store.getState(), info)
        const value = await client.call(
          'layerSimilarity',
          {
            a: modelInputOf(inputs, 'a'),
            b: modelInputOf(inputs, 'b'),
            settings: encodeSettingsOf(inputs, info),
          },
          { signal, onProgress },
        )
        return { similarity: { inputs, info, value } }
      })
    },
    cancelAttention() {
      for (const field of ['run', 'layerRun', 'similarityRun'] as const)
        if (stop(field)) patch({ [field]: { phase: 'cancelled' } })
    },
  }
}
