/** Opens a cell of the heatmap or the two whole texts, and explains the scores of the pair. */
import { EngineError, fromErrorData } from '../../engine/errors'
import type { ContextMode } from '../../engine/heatmap/types'
import type { ModelInfo } from '../../engine/model/types'
import type { ScoreName } from '../../engine/score/types'
import type { Context } from '../../core/context'
import { encodeSettingsOf, HEADLINE, inputsFor, sideProblem } from '../../core/selectors'
import { SIDES, type RunInputs } from '../../core/state'
import { unitsInput, wholeUnit, type Unit } from '../../core/units'
import { columnSide } from '../heatmap'
import { anatomyPatch } from './anatomy-patch'
import type { AnatomyState, Part } from './types'

export interface Opener {
  /** @throws EngineError */
  cell(i: number, j: number, signal: AbortSignal): Promise<void>
  /** @throws EngineError */
  whole(signal: AbortSignal): Promise<void>
}

export function opener(context: Context): Opener {
  const { store, client, actions } = context
  const patch = anatomyPatch(context)

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
    // An isolated unit needs no other units. A unit in its context needs the whole text.
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

  return { cell: openCell, whole: openWhole }
}

/** The tab that opens for a score. A fused score opens the tab ColBERT. */
const partOf = (score: ScoreName): Part => (score === 'dense' || score === 'sparse' ? score : 'colbert')
