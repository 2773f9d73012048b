/** A cell of the heatmap, or both whole texts, opened; and what is left out of them to see what it gave. */
import { EngineError, fromErrorData } from '../../engine/errors'
import type { ContextMode } from '../../engine/heatmap/types'
import type { ModelInfo } from '../../engine/model/types'
import type { ScoreName } from '../../engine/score/types'
import { splitSentences } from '../../engine/text/sentences/split'
import { wordsOf } from '../../engine/text/words'
import type { Context } from '../../core/context'
import { createTask } from '../../core/task'
import { columnSide, type Heatmap } from '../heatmap'
import type { AnatomyActions, AnatomyState, OccludedPart, Occlusion, Part } from './types'
import { throttle } from '../../core/progress'
import { inputRangeOf, prefixOf } from '../../core/prepared'
import { encodeSettingsOf, HEADLINE, inputsFor, sideProblem } from '../../core/selectors'
import { SIDES, type RunInputs, type Side } from '../../core/state'
import { sentenceUnits, unitsInput, wholeUnit, type Unit } from '../../core/units'

export function anatomyActions({ store, client, ports, actions }: Context): AnatomyActions {
  const opening = createTask()
  const occluding = createTask()

  const patch = (change: Partial<AnatomyState>) =>
    store.setState(({ anatomy }) => (anatomy === null ? {} : { anatomy: { ...anatomy, ...change } }))
  const patchOcclusion = (side: Side, occlusion: Occlusion) =>
    store.setState(({ anatomy }) =>
      anatomy === null
        ? {}
        : { anatomy: { ...anatomy, occlusion: { ...anatomy.occlusion, [side]: occlusion } } },
    )

  // Another heatmap begins: its cells are others.
  store.subscribe(({ heatmap }, before) => {
    const { result } = heatmap
    if (result !== null && result.rowsDone === 0 && result.inputs !== before.heatmap.result?.inputs)
      store.setState({ anatomy: null })
  })

  function stop(): void {
    opening.abort()
    occluding.abort()
  }

  function show(opened: Omit<AnatomyState, 'part' | 'run' | 'anatomy' | 'occlusion'>): void {
    const { anatomy, settings } = store.getState()
    store.setState({
      anatomy: {
        ...opened,
        part: anatomy?.part ?? partOf(HEADLINE[settings.mode]),
        run: { phase: 'running', done: 0, total: 2 },
        anatomy: null,
        occlusion: { a: null, b: null },
      },
    })
  }

  async function openCell(i: number, j: number, signal: AbortSignal): Promise<void> {
    const { result } = store.getState().heatmap
    if (result === null) return
    const { inputs, info, a, b } = result
    const unitA = a[i]
    const unitB = b[j]
    if (!unitA || !unitB) return
    const { contextMode } = inputs
    show({ target: { kind: 'cell', i, j }, a: unitA, b: unitB, inputs, contextMode, info })
    const loaded = await actions.ensureModel()
    signal.throwIfAborted()
    if (loaded.hash !== info.hash)
      throw new EngineError('heatmap/other-model', `Made with ${info.id}, loaded is ${loaded.id}.`, {
        made: info.id,
        loaded: loaded.id,
      })
    const self = inputs.against === 'self'
    // Alone, a unit needs no others; in its context it needs the whole text.
    const only = (list: readonly Unit[], at: number) => (contextMode === 'isolated' ? [list[at]!] : list)
    await explain(
      {
        a: unitsInput(inputs, 'a', self && contextMode === 'isolated' ? [unitA, unitB] : only(a, i)),
        b: self ? null : unitsInput(inputs, columnSide(inputs), only(b, j)),
        i: contextMode === 'isolated' ? 0 : i,
        j: contextMode === 'isolated' ? (self ? 1 : 0) : j,
      },
      inputs,
      info,
      contextMode,
      signal,
    )
  }

  async function openWhole(signal: AbortSignal): Promise<void> {
    const state = store.getState()
    const problem = SIDES.map((side) => sideProblem(state, side)).find((found) => found !== null)
    if (problem) throw fromErrorData(problem)
    const info = await actions.ensureModel()
    signal.throwIfAborted()
    const inputs = inputsFor(store.getState(), info)
    const [a, b] = [wholeUnit(inputs, 'a'), wholeUnit(inputs, 'b')]
    show({ target: { kind: 'whole' }, a, b, inputs, contextMode: 'isolated', info })
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
    contextMode: ContextMode,
    signal: AbortSignal,
  ): Promise<void> {
    const settings = encodeSettingsOf(inputs, info)
    const { weights } = store.getState().settings
    const anatomy = await unitsCall({ ...cell, contextMode, settings, weights }, signal)
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
    await opening.run(
      (signal) => (target.kind === 'cell' ? openCell(target.i, target.j, signal) : openWhole(signal)),
      (ended) => {
        if (ended.phase !== 'done') patch({ run: ended })
      },
    )
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
    const { anatomy } = store.getState()
    if (anatomy?.contextMode !== 'isolated' || anatomy.anatomy === null) return
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
    const isDue = throttle(ports.now)
    await occluding.run(
      (signal) =>
        client.call(
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
        ),
      (ended) => {
        if (ended.phase === 'done') now({ phase: 'done' }, ports.now() - started)
        else now(ended)
      },
    )
  }

  return {
    openAnatomy,
    closeAnatomy() {
      stop()
      store.setState({ anatomy: null })
    },
    showAnatomyPart: (part) => patch({ part }),
    occlude,
    // Not aborted at once: what is there when the work has stopped is shown.
    cancelOcclusion: () => occluding.cancel(),
  }
}

const mapOptions = ({ result, options }: Heatmap) => result?.inputs ?? options

/** A fused score opens with ColBERT. */
const partOf = (score: ScoreName): Part => (score === 'dense' || score === 'sparse' ? score : 'colbert')
