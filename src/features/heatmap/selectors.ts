/** What is derived of the heatmap. Pure. */
import { currentInputs, sameInputs, sameInputsFor } from '../../core/selectors'
import type { AppState, Side } from '../../core/state'
import { sentenceUnits } from '../../core/units'
import type { HeatmapInputs, Unit } from './types'

const cutKeys = new WeakMap<readonly Unit[], string>()

function cutKey(list: readonly Unit[]): string {
  const known = cutKeys.get(list)
  if (known !== undefined) return known
  const key = list.map(({ start, end }) => `${start}-${end}`).join()
  cutKeys.set(list, key)
  return key
}

/** HeatmapInputs.cuts */
export function sentenceCuts(state: AppState): string {
  const { against } = state.heatmap.options
  const sides: readonly Side[] = against === 'self' ? ['a'] : ['a', 'b']
  return sides.map((side) => cutKey(sentenceUnits(state, side))).join(';')
}

/** True when the heatmap on the page belongs to other inputs or options. */
export function heatmapStale(state: AppState): boolean {
  const { result, options } = state.heatmap
  const now = result === null ? null : currentInputs(state)
  if (result === null || now === null) return false
  const { inputs } = result
  const same = inputs.against === 'self' ? sameInputsFor('a', inputs, now) : sameInputs(inputs, now)
  const chunks = inputs.unit === 'sentence' || JSON.stringify(inputs.chunk) === JSON.stringify(options.chunk)
  return !(
    same &&
    chunks &&
    inputs.against === options.against &&
    inputs.way === options.way &&
    inputs.unit === options.unit &&
    inputs.cuts === sentenceCuts(state)
  )
}

/** The side that a column stands for. */
export const columnSide = ({ against }: Pick<HeatmapInputs, 'against'>): Side =>
  against === 'self' ? 'a' : 'b'
