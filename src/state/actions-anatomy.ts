/** A cell of the heatmap, or both whole texts, opened; and what is left out of them to see what it gave. */
import { EngineError, fromErrorData, toErrorData } from '../engine/errors'
import type { ContextMode } from '../engine/heatmap/types'
import type { ModelInfo } from '../engine/model/types'
import { splitSentences } from '../engine/text/sentences/split'
import { wordsOf } from '../engine/text/words'
import type { ModelActions } from './actions-model'
import type { Context } from './context'
import type { AnatomyState, Heatmap, HeatmapActions, OccludedPart, Occlusion, Unit } from './heatmap-types'
import { pacer } from './pace'
import { inputRangeOf, prefixOf } from './prepared'
import { encodeSettingsOf, inputsFor, sideProblem } from './selectors'
import { SIDES, type RunInputs, type Side } from './types'
import { columnSide, sentenceUnits, unitsInput, wholeUnit } from './units'

type OpeningActions = Pick<HeatmapActions, 'openAnatomy' | 'closeAnatomy' | 'occlude' | 'cancelOcclusion'>

export function anatomyActions({ store, client, ports }: Context, models: ModelActions): OpeningActions {
  let opening: AbortController | null = null
  let occluding: AbortController | null = null

  const patch = (change: Partial<AnatomyState>) =>
    store.setState(({ heatmap }) =>
      heatmap.anatomy === null ? {} : { heatmap: { ...heatmap, anatomy: { ...heatmap.anatomy, ...change } } },
    )
  const patchOcclusion = (side: Side, occlusion: Occlusion) =>
    store.setState(({ heatmap }) =>
      heatmap.anatomy === null
        ? {}
        : {
            heatmap: {
              ...heatmap,
              anatomy: {
                ...heatmap.anatomy,
                occlusion: { ...heatmap.anatomy.occlusion, [side]: occlusion },
              },
            },
          },
    )

  function stop(): void {
    opening?.abort()
    occluding?.abort()
    opening = null
    occluding = null
  }

  function show(state: Omit<AnatomyState, 'run' | 'anatomy' | 'occlusion'>): void {
    store.setState(({ heatmap }) => ({
      heatmap: {
        ...heatmap,
        anatomy: {
          ...state,
          run: { phase: 'running', done: 0, total: 2 },
          anatomy: null,
          occlusion: { a: null, b: null },
        },
      },
    }))
  }

  async function openCell(i: number, j: number, signal: AbortSignal): Promise<void> {
    const { result } = store.getState().heatmap
    if (result === null) return
    const { inputs, info, a, b } = result
    const unitA = a[i]
    const unitB = b[j]
    if (!unitA || !unitB) return
    const { way } = inputs
    show({ target: { kind: 'cell', i, j }, a: unitA, b: unitB, inputs, way, info })
    const loaded = await models.ensureModel()
    signal.throwIfAborted()
    if (loaded.hash !== info.hash)
      throw new EngineError('heatmap/other-model', `Made with ${info.id}, loaded is ${loaded.id}.`, {
        made: info.id,
        loaded: loaded.id,
      })
    const self = inputs.against === 'self'
    // Alone, a unit needs no others; in its context it needs the whole text.
    const only = (list: readonly Unit[], at: number) => (way === 'isolated' ? [list[at]!] : list)
    await explain(
      {
        a: unitsInput(inputs, 'a', self && way === 'isolated' ? [unitA, unitB] : only(a, i)),
        b: self ? null : unitsInput(inputs, columnSide(inputs), only(b, j)),
        i: way === 'isolated' ? 0 : i,
        j: way === 'isolated' ? (self ? 1 : 0) : j,
      },
      inputs,
      info,
      way,
      signal,
    )
  }

  async function openWhole(signal: AbortSignal): Promise<void> {
    const state = store.getState()
    const problem = SIDES.map((side) => sideProblem(state, side)).find((found) => found !== null)
    if (problem) throw fromErrorData(problem)
    const info = await models.ensureModel()
    signal.throwIfAborted()
    const inputs = inputsFor(store.getState(), info)
    const [a, b] = [wholeUnit(inputs, 'a'), wholeUnit(inputs, 'b')]
    show({ target: { kind: 'whole' }, a, b, inputs, way: 'isolated', info })
    await explain(
      { a: unitsInput(inputs, 'a', [a]), b: unitsInput(inputs, 'b', [b]), i: 0, j: 0 },
      inputs,
      info,
      'isolated',
      signal,
    )
  }

  async function explain(
    cell: Pick<Parameters<typeof unitsCall>[0], 'a' | 'b' | 'i' | 'j'>,
    inputs: RunInputs,
    info: ModelInfo,
    way: ContextMode,
    signal: AbortSignal,
  ): Promise<void> {
    const settings = encodeSettingsOf(inputs, info)
    const { weights } = store.getState().settings
    const anatomy = await unitsCall({ ...cell, contextMode: way, settings, weights }, signal)
    signal.throwIfAborted()
    patch({ anatomy, run: { phase: 'done' } })
  }

  const unitsCall = (request: Parameters<typeof client.call<'anatomy'>>[1], signal: AbortSignal) =>
    client.call('anatomy', request, {
      signal,
      onProgress: ({ done, total, layer }) => {
        if (!signal.aborted) patch({ run: { phase: 'running', done, total, ...(layer && { layer }) } })
      },
    })

  async function openAnatomy(target: AnatomyState['target']): Promise<void> {
    stop()
    const controller = new AbortController()
    opening = controller
    try {
      await (target.kind === 'cell'
        ? openCell(target.i, target.j, controller.signal)
        : openWhole(controller.signal))
    } catch (error) {
      if (opening !== controller) return
      const data = toErrorData(error)
      patch({
        run: data.code === 'run/cancelled' ? { phase: 'cancelled' } : { phase: 'failed', error: data },
      })
    } finally {
      if (opening === controller) opening = null
    }
  }

  /** What is left out of a side, one at a time: ranges of its model input. */
  function partsOf({ target, a, b, inputs }: AnatomyState, side: Side, kind: Occlusion['kind']) {
    const { input } = side === 'a' ? a : b
    // In A against itself a column is a sentence of A, prefix included.
    const from =
      target.kind === 'cell' && side === 'b' ? columnSide(mapOptions(store.getState().heatmap)) : side
    const skip = prefixOf(inputs, from).length
    const body = input.slice(skip)
    const shifted = (ranges: readonly { start: number; end: number }[]) =>
      ranges.map(({ start, end }) => ({ start: start + skip, end: end + skip }))
    if (kind === 'word') return shifted(wordsOf(body))
    if (target.kind === 'cell') return shifted(splitSentences(body, { dialogue: false }).sentences)
    return sentenceUnits(store.getState(), side)
      .map(({ start, end }) => inputRangeOf(inputs, side, start, end))
      .filter(([start, end]) => end > start)
      .map(([start, end]) => ({ start, end }))
  }

  async function occlude(side: Side, kind: Occlusion['kind']): Promise<void> {
    const { anatomy } = store.getState().heatmap
    if (anatomy?.way !== 'isolated' || anatomy.anatomy === null) return
    occluding?.abort()
    const controller = new AbortController()
    occluding = controller
    const { signal } = controller
    const { a, b, inputs, info } = anatomy
    const { input } = side === 'a' ? a : b
    const started = ports.now()
    const ranges = partsOf(anatomy, side, kind)
    const parts: OccludedPart[] = ranges.map(({ start, end }) => ({
      start,
      end,
      text: input.slice(start, end),
      scores: null,
    }))
    const base = anatomy.anatomy.scores
    const now = (run: Occlusion['run'], time: number | null = null): void =>
      patchOcclusion(side, { kind, run, base, parts: [...parts], time })
    now({ phase: 'running', done: 0, total: parts.length })
    const isDue = pacer(ports.now)
    try {
      await client.call(
        'occlude',
        {
          a: a.input,
          b: b.input,
          side,
          parts: ranges,
          settings: encodeSettingsOf(inputs, info),
          weights: store.getState().settings.weights,
        },
        {
          signal,
          onProgress: ({ done, total, part, layer }) => {
            if (signal.aborted) return
            if (part) parts[part.index] = { ...parts[part.index]!, scores: part.scores }
            if (isDue('part')) now({ phase: 'running', done, total, ...(layer && { layer }) })
          },
        },
      )
      if (occluding === controller) now({ phase: 'done' }, ports.now() - started)
    } catch (error) {
      if (occluding !== controller) return
      const data = toErrorData(error)
      now(data.code === 'run/cancelled' ? { phase: 'cancelled' } : { phase: 'failed', error: data })
    } finally {
      if (occluding === controller) occluding = null
    }
  }

  return {
    openAnatomy,
    closeAnatomy() {
      stop()
      store.setState(({ heatmap }) => ({ heatmap: { ...heatmap, anatomy: null } }))
    },
    occlude,
    cancelOcclusion() {
      const controller = occluding
      if (controller === null) return
      // Not cleared: the rejected call writes what is there.
      controller.abort()
    },
  }
}

const mapOptions = ({ result, options }: Heatmap) => result?.inputs ?? options
