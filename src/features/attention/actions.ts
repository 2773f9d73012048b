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
import type { PartEnd } from '../../core/run/part'
import { SIDES, type Side } from '../../core/state'
import { attentionPart, similarityPart } from './parts'
import type { CountProgress } from '../../host/calls'

type RunField = 'run' | 'layerRun' | 'similarityRun'

type Work = (signal: AbortSignal, progress: (progress: CountProgress) => void) => Promise<Partial<Attention>>

/** The three runs of the view, each with its task and its field of the state. */
function lookRuns({ store, ports }: Pick<Context, 'store' | 'ports'>) {
  const tasks: Readonly<Record<RunField, Task>> = {
    run: createTask(),
    layerRun: createTask(),
    similarityRun: createTask(),
  }

  const patch = (change: Partial<Attention>) =>
    store.setState(({ attention }) => ({ attention: { ...attention, ...change } }))

  /** A new run supersedes the current one of its field; a superseded run does not change the state. */
  async function inField(field: RunField, work: Work): Promise<PartEnd> {
    const set = (run: LookRun, change: Partial<Attention> = {}) => patch({ ...change, [field]: run })
    set({ phase: 'running', progress: null })
    const isDue = throttle(ports.now)
    let end: PartEnd = { phase: 'cancelled' }
    await tasks[field].run(
      (signal) =>
        work(signal, (progress) => {
          if (!signal.aborted && isDue('running')) set({ phase: 'running', progress })
        }),
      (ended) => {
        end = ended.phase === 'done' ? { phase: 'done' } : ended
        set(ended.phase === 'done' ? { phase: 'done' } : ended, ended.phase === 'done' ? ended.value : {})
      },
    )
    return end
  }

  return { tasks, patch, inField }
}

export function attentionActions(context: Context): AttentionActions {
  const { store, client, actions } = context
  const { tasks, patch, inField } = lookRuns(context)

  /** The state of a part whose texts cannot be run: their editors show why. */
  const refused = (sides: readonly Side[]): PartEnd | null => {
    const problem = checkTexts(store, sides)
    return problem && { phase: 'failed', error: problem.error }
  }

  async function computeAttention(): Promise<PartEnd> {
    const { side } = store.getState().attention
    const problem = refused([side])
    if (problem !== null) return problem
    tasks.layerRun.abort()
    return inField('run', async (signal, onProgress) => {
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
      const before = store.getState()
      if (side === before.attention.side) return
      const isWanted = attentionPart.isCurrent(before) && before[side].text !== ''
      tasks.run.abort()
      tasks.layerRun.abort()
      patch({ side, run: { phase: 'idle' }, summary: null, layer: null, layerRun: { phase: 'idle' } })
      // Who reads one text and asks for the other one wants to see it.
      if (isWanted) void actions.analyze({ only: [attentionPart.name] })
    },
    openAttentionPart: (part) => patch({ part }),
    computeAttention,
    runAttention: () => actions.analyze({ also: [attentionPart.name] }),
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
            layers: layer === null ? null : [layer],
            heads: null,
            rows: { from, to },
          },
          { signal, onProgress },
        )
        if (layer === null) return { rows: { of: summary.value, layers } }
        // Another text may have been read in the meantime.
        return store.getState().attention.summary === summary ? { layer: layers[0] ?? null } : {}
      })
    },
    runLayerSimilarity: () => actions.analyze({ also: [similarityPart.name] }),
    async computeLayerSimilarity() {
      const problem = refused(SIDES)
      if (problem !== null) return problem
      return inField('similarityRun', async (signal, onProgress) => {
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
      actions.cancel()
    },
    stopAttention() {
      for (const field of ['run', 'layerRun', 'similarityRun'] as const)
        if (tasks[field].abort()) patch({ [field]: { phase: 'cancelled' } })
    },
  }
}
