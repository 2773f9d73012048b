/** Computes the heatmap. Rows arrive while it runs. After a cancel, the rows that are computed stay. */
import { EngineError } from '../../engine/errors'
import type { HeatmapProgress } from '../../engine/heatmap/types'
import type { CallOptions } from '../../host/calls'
import type { Context } from '../../core/context'
import { createTask } from '../../core/task'
import { checkTexts } from '../../core/text/check-texts'
import { emptyValues, secondsFor, takeRows, unitsOf } from './prepare'
import type { Heatmap, HeatmapActions, HeatmapInputs, HeatmapResult, HeatmapRun } from './types'
import { throttle } from '../../core/progress'
import { encodeSettingsOf, inputsFor } from '../../core/selectors'
import { unitsInput } from '../../core/units'
import type { PartEnd } from '../../core/run/part'
import { columnSide, isHeatmapStale, optionsNow, sentenceCuts } from './selectors'
import { CELL_LIMIT } from './limits'
import { HEATMAP } from './part'

/** If a run must encode more texts, or is estimated to take more seconds, the page asks the user first. */
const ASK_TEXTS = 1_000
const ASK_SECONDS = 60
/** For fewer texts, the time is not estimated. */
const MEASURE_TEXTS = 200

export function heatmapActions({ store, client, ports, actions }: Context): HeatmapActions {
  const task = createTask()

  const patch = (change: Partial<Heatmap>) =>
    store.setState(({ heatmap }) => ({ heatmap: { ...heatmap, ...change } }))

  const isDue = throttle(ports.now)
  /** @param change rows that arrived with the message */
  function report(signal: AbortSignal, run: HeatmapRun, change: Pick<Heatmap, 'result'> | null = null): void {
    if (signal.aborted) return
    const due = isDue(run.phase === 'running' && run.done < run.total ? 'running' : 'last')
    if (due || change !== null) patch({ ...change, ...(due && { run }) })
  }

  /** @returns null: the page asks the user first */
  async function run(signal: AbortSignal, confirmed: boolean): Promise<HeatmapResult | null> {
    const info = await actions.ensureModel()
    await actions.textsReady(signal)
    signal.throwIfAborted()
    const state = store.getState()
    const options = optionsNow(state)
    const chunking: CallOptions<'chunk'> = {
      signal,
      onProgress: ({ done, total }) => report(signal, { phase: 'running', done, total }),
    }
    const a = await unitsOf(client, state, 'a', info, chunking)
    const b = options.against === 'self' ? a : await unitsOf(client, state, 'b', info, chunking)
    signal.throwIfAborted()
    const cells = a.length * b.length
    if (cells > CELL_LIMIT)
      throw new EngineError(
        'heatmap/too-large',
        `${a.length} × ${b.length} units; ${CELL_LIMIT} cells are allowed.`,
        { rows: a.length, columns: b.length, limit: CELL_LIMIT },
      )
    const texts = [...new Set([...a, ...b].map(({ input }) => input))]
    if (!confirmed && options.contextMode === 'isolated' && texts.length > MEASURE_TEXTS) {
      const seconds = await secondsFor(client, texts, state, info, signal)
      if (texts.length > ASK_TEXTS || seconds > ASK_SECONDS) {
        patch({ run: { phase: 'asking', texts: texts.length, cells, seconds } })
        return null
      }
    }
    const inputs: HeatmapInputs = { ...inputsFor(state, info), ...options, cuts: sentenceCuts(state) }
    const values = emptyValues(info, cells)
    let result: HeatmapResult = { inputs, info, a, b, values, rowsDone: 0, done: null }
    patch({ result })
    const done = await client.call(
      'heatmap',
      {
        a: unitsInput(inputs, 'a', a),
        b: options.against === 'self' ? null : unitsInput(inputs, columnSide(options), b),
        contextMode: options.contextMode,
        settings: encodeSettingsOf(inputs, info),
      },
      {
        signal,
        onProgress: ({ rows, done: encoded, total, layer }: HeatmapProgress) => {
          if (signal.aborted) return
          if (rows) result = { ...result, rowsDone: takeRows(values, rows, b.length) }
          const now = { phase: 'running', done: encoded, total, ...(layer && { layer }) } as const
          report(signal, now, rows ? { result } : null)
        },
      },
    )
    signal.throwIfAborted()
    return { ...result, rowsDone: a.length, done }
  }

  async function computeHeatmap(confirmed: boolean): Promise<PartEnd> {
    task.abort()
    const { against } = optionsNow(store.getState())
    const problem = checkTexts(store, against === 'self' ? ['a'] : ['a', 'b'])
    if (problem !== null) {
      const end: PartEnd = { phase: 'failed', error: problem.error }
      patch({ run: end })
      return end
    }
    patch({ run: { phase: 'running', done: 0, total: 0 } })
    let end: PartEnd = { phase: 'cancelled' }
    await task.run(
      (signal) => run(signal, confirmed),
      (ended) => {
        end = ended.phase !== 'done' ? ended : { phase: ended.value === null ? 'asking' : 'done' }
        if (ended.phase !== 'done') patch({ run: ended })
        else if (ended.value !== null) patch({ run: { phase: 'done' }, result: ended.value })
      },
    )
    return end
  }

  return {
    ...optionActions({ store, actions }),
    runHeatmap: (confirmed = false) => actions.analyze({ also: [HEATMAP], confirmed }),
    cancelHeatmap: () => actions.cancel(),
    computeHeatmap,
    stopHeatmap() {
      const { run: now } = store.getState().heatmap
      if (task.abort() || now.phase === 'asking') patch({ run: { phase: 'cancelled' } })
    },
  }
}

function optionActions({
  store,
  actions,
}: Pick<Context, 'store' | 'actions'>): Pick<HeatmapActions, 'setHeatmap' | 'lookAtHeatmap'> {
  return {
    setHeatmap(change) {
      const before = store.getState()
      const wasCurrent = before.heatmap.result !== null && !isHeatmapStale(before)
      store.setState(({ heatmap }) => ({
        heatmap: { ...heatmap, options: { ...heatmap.options, ...change } },
      }))
      // A choice in the toolbar is a wish to see it. It ends no run: that may have taken minutes. If the texts have changed
      // too, the user runs both.
      if (wasCurrent && before.run.phase !== 'running' && isHeatmapStale(store.getState()))
        void actions.analyze({ only: [HEATMAP] })
    },
    lookAtHeatmap: (change) =>
      store.setState(({ heatmap }) => ({ heatmap: { ...heatmap, look: { ...heatmap.look, ...change } } })),
  }
}
