/**
 * Computes the attention view: a summary of one text, the weights of one layer at a time, and the similarity of both
 * texts after each layer.
 */
import type { Attention, AttentionActions, LookRun } from './types'
import type { Context } from '../../core/context'
import { createTask, type Task } from '../../core/task'
import { checkTexts } from '../../core/text/check-texts'
import { throttle } from '../../core/progress'
import { modelInputOf } from '../../core/prepared'
import { encodeSettingsOf, inputsFor } from '../../core/selectors'
import { SIDES } from '../../core/state'
import type { CountProgress } from '../../host/calls'

type RunField = 'run' | 'layerRun' | 'similarityRun'

export function attentionActions({ store, client, ports, actions }: Context): AttentionActions {
  const tasks: Readonly<Record<RunField, Task>> = {
    run: createTask(),
    layerRun: createTask(),
    similarityRun: createTask(),
  }

  const patch = (change: Partial<Attention>) =>
    store.setState(({ attention }) => ({ attention: { ...attention, ...change } }))

  /**
   * Runs work for one of the three fields. A new run supersedes the current one; a superseded run does not change the
   * state.
   */
  async function inField(
    field: RunField,
    work: (signal: AbortSignal, progress: (progress: CountProgress) => void) => Promise<Partial<Attention>>,
  ): Promise<void> {
    const set = (run: LookRun, change: Partial<Attention> = {}) => patch({ ...change, [field]: run })
    set({ phase: 'running', progress: null })
    const isDue = throttle(ports.now)
    await tasks[field].run(
      (signal) =>
        work(signal, (progress) => {
          if (!signal.aborted && isDue('running')) set({ phase: 'running', progress })
        }),
      (ended) => (ended.phase === 'done' ? set({ phase: 'done' }, ended.value) : set(ended)),
    )
  }

  async function runAttention(): Promise<void> {
    const { side } = store.getState().attention
    if (checkTexts(store, [side]) !== null) return
    tasks.layerRun.abort()
    await inField('run', async (signal, onProgress) => {
      const info = await actions.ensureModel()
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
      tasks.run.abort()
      tasks.layerRun.abort()
      patch({ side, run: { phase: 'idle' }, summary: null, layer: null, layerRun: { phase: 'idle' } })
    },
    runAttention,
    async loadAttentionLayer(layer, from, to) {
      const { summary } = store.getState().attention
      if (summary === null) return
      await inField('layerRun', async (signal, onProgress) => {
        await actions.ensureModel()
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
      if (checkTexts(store, SIDES) !== null) return
      await inField('similarityRun', async (signal, onProgress) => {
        const info = await actions.ensureModel()
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
        if (tasks[field].abort()) patch({ [field]: { phase: 'cancelled' } })
    },
  }
}
