/** The heatmap: rows arrive while it runs, and what has arrived stays. */
import { EngineError } from '../../engine/errors'
import type { HeatmapProgress } from '../../engine/heatmap/types'
import { HEAD_NAMES, type HeadName, type ModelInfo } from '../../engine/model/types'
import type { Context } from '../../core/context'
import { createTask } from '../../core/task'
import { checkTexts } from '../../core/text/check-texts'
import type { Heatmap, HeatmapActions, HeatmapInputs, HeatmapResult, HeatmapRun, Unit } from './types'
import { throttle } from '../../core/progress'
import { encodeSettingsOf, inputsFor } from '../../core/selectors'
import type { AppState, Side } from '../../core/state'
import { chunkUnits, sentenceUnits, splitOf, unitsInput } from '../../core/units'
import { columnSide, sentenceCuts } from './selectors'

/** Texts to encode from which the user is asked, and seconds from which they are. */
const ASK_TEXTS = 1_000
const ASK_SECONDS = 60
/** Below this no time is spent on an estimate. */
const MEASURE_TEXTS = 200
/** Three heads of 8 bytes each: 720 MB. */
export const CELL_LIMIT = 30_000_000

export function heatmapActions({ store, client, ports, actions }: Context): HeatmapActions {
  const task = createTask()

  const patch = (change: Partial<Heatmap>) =>
    store.setState(({ heatmap }) => ({ heatmap: { ...heatmap, ...change } }))

  async function unitsOf(
    state: AppState,
    side: Side,
    info: ModelInfo,
    signal: AbortSignal,
  ): Promise<readonly Unit[]> {
    const { unit, chunk } = state.heatmap.options
    if (unit === 'sentence') return sentenceUnits(state, side)
    const list = sentenceUnits(state, side)
    const { sentences } = splitOf(state, side)
    const { chunks } = await client.call(
      'chunk',
      {
        sentences: list.map(({ input }, at) => ({
          text: side === 'a' ? input.slice(state.settings.prefix.length) : input,
          opensParagraph: sentences[at]!.opensParagraph,
        })),
        chunk,
        settings: encodeSettingsOf(inputsFor(state, info), info),
      },
      { signal, onProgress: ({ done, total }) => report(signal, { phase: 'running', done, total }) },
    )
    return chunkUnits(state, side, chunks)
  }

  const isDue = throttle(ports.now)
  function report(signal: AbortSignal, run: HeatmapRun): void {
    if (signal.aborted) return
    if (isDue(run.phase === 'running' && run.done < run.total ? 'running' : 'last')) patch({ run })
  }

  /** Seconds that encoding these texts takes, by one of middle length. */
  async function secondsFor(
    texts: readonly string[],
    state: AppState,
    info: ModelInfo,
    signal: AbortSignal,
  ): Promise<number> {
    const sorted = [...texts].sort((x, y) => x.length - y.length)
    const middle = sorted[sorted.length >> 1]!
    const settings = encodeSettingsOf(inputsFor(state, info), info)
    const { time } = await client.call('encode', { text: middle, settings }, { signal })
    const characters = texts.reduce((sum, text) => sum + Math.max(1, text.length), 0)
    return (time / 1000) * (characters / Math.max(1, middle.length))
  }

  /** Null: the user is asked first. */
  async function run(signal: AbortSignal, confirmed: boolean): Promise<HeatmapResult | null> {
    const info = await actions.ensureModel()
    signal.throwIfAborted()
    const state = store.getState()
    const { options } = state.heatmap
    const a = await unitsOf(state, 'a', info, signal)
    const b = options.against === 'self' ? a : await unitsOf(state, 'b', info, signal)
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
      const seconds = await secondsFor(texts, state, info, signal)
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
          if (rows) {
            const rowsDone = takeRows(values, rows, b.length)
            result = { ...result, rowsDone }
            patch({ result })
          }
          report(signal, { phase: 'running', done: encoded, total, ...(layer && { layer }) })
        },
      },
    )
    signal.throwIfAborted()
    return { ...result, rowsDone: a.length, done }
  }

  async function runHeatmap(confirmed = false): Promise<void> {
    task.abort()
    const { against } = store.getState().heatmap.options
    const problem = checkTexts(store, against === 'self' ? ['a'] : ['a', 'b'])
    if (problem !== null) return patch({ run: { phase: 'failed', error: problem.error } })
    patch({ run: { phase: 'running', done: 0, total: 0 } })
    await task.run(
      (signal) => run(signal, confirmed),
      (ended) => {
        if (ended.phase !== 'done') patch({ run: ended })
        else if (ended.value !== null) patch({ run: { phase: 'done' }, result: ended.value })
      },
    )
  }

  return {
    setHeatmap: (change) =>
      store.setState(({ heatmap }) => ({
        heatmap: { ...heatmap, options: { ...heatmap.options, ...change } },
      })),
    lookAtHeatmap: (change) =>
      store.setState(({ heatmap }) => ({ heatmap: { ...heatmap, look: { ...heatmap.look, ...change } } })),
    runHeatmap,
    cancelHeatmap() {
      const { run: now } = store.getState().heatmap
      if (task.abort() || now.phase === 'asking') patch({ run: { phase: 'cancelled' } })
    },
  }
}

/** NaN until computed; null for a head that the model lacks. */
function emptyValues(info: ModelInfo, cells: number): Readonly<Record<HeadName, Float64Array | null>> {
  const of = (head: HeadName) =>
    info.heads[head].state === 'available' ? new Float64Array(cells).fill(NaN) : null
  return Object.fromEntries(HEAD_NAMES.map((head) => [head, of(head)])) as Record<
    HeadName,
    Float64Array | null
  >
}

/** Writes rows in place. @returns rows that are there */
function takeRows(
  values: HeatmapResult['values'],
  { from, count, values: rows }: NonNullable<HeatmapProgress['rows']>,
  columns: number,
): number {
  for (const head of HEAD_NAMES) {
    const row = rows[head]
    if (row) values[head]?.set(row, from * columns)
  }
  return from + count
}
