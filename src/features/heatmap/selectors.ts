/** Values that are derived from the state of the heatmap. Pure. */
import { NO_CHANGES, staleness, unique, type Change } from '../../core/staleness'
import { memoize, memoizeByObject } from '../../core/memoize'
import type { AppState, Side } from '../../core/state'
import { sentenceUnitsNow } from '../../core/units'
import type { HeatmapInputs, HeatmapOptions, HeatmapResult, SteadyResult, Unit } from './types'

const cutKeys = new WeakMap<readonly Unit[], string>()

function cutKey(list: readonly Unit[]): string {
  const known = cutKeys.get(list)
  if (known !== undefined) return known
  const key = list.map(({ start, end }) => `${start}-${end}`).join()
  cutKeys.set(list, key)
  return key
}

const againstSelf = memoizeByObject((options: HeatmapOptions): HeatmapOptions => ({
  ...options,
  against: 'self',
}))

/** The options of a run. Without a text in B, A is compared with itself; the user's choice is kept for later. */
export const optionsNow = ({ b, heatmap: { options } }: Pick<AppState, 'b' | 'heatmap'>): HeatmapOptions =>
  b.text === '' && options.against === 'b' ? againstSelf(options) : options

/** The value of HeatmapInputs.cuts for the present texts and splits. */
export function sentenceCuts(state: AppState): string {
  const { against } = optionsNow(state)
  const sides: readonly Side[] = against === 'self' ? ['a'] : ['a', 'b']
  return sides.map((side) => cutKey(sentenceUnitsNow(state, side))).join(';')
}

/** What has changed since the heatmap on the page was made. */
export function heatmapStaleness(state: AppState): readonly Change[] {
  const { result } = state.heatmap
  const options = optionsNow(state)
  if (result === null) return NO_CHANGES
  const { inputs } = result
  const sides: readonly Side[] = inputs.against === 'self' ? ['a'] : ['a', 'b']
  const sameOptions =
    inputs.against === options.against &&
    inputs.contextMode === options.contextMode &&
    inputs.unit === options.unit &&
    (inputs.unit === 'sentence' || JSON.stringify(inputs.chunk) === JSON.stringify(options.chunk))
  const changes = staleness(state, inputs, { sides, more: sameOptions ? [] : ['heatmapOptions'] })
  // If the text or the metadata setting has changed, the split has changed too; it is then not listed as a change of
  // its own.
  if (changes.length > 0 || inputs.cuts === sentenceCuts(state)) return changes
  return unique(['split'])
}

export const isHeatmapStale = (state: AppState): boolean => heatmapStaleness(state).length > 0

/** The side whose units are the columns. */
export const columnSide = ({ against }: Pick<HeatmapInputs, 'against'>): Side =>
  against === 'self' ? 'a' : 'b'

const steady = memoize(
  1,
  (
    inputs: SteadyResult['inputs'],
    info: SteadyResult['info'],
    a: SteadyResult['a'],
    b: SteadyResult['b'],
    values: SteadyResult['values'],
    done: SteadyResult['done'],
  ): SteadyResult => ({ inputs, info, a, b, values, done }),
)

const withoutRows = ({ inputs, info, a, b, values, done }: HeatmapResult): SteadyResult =>
  steady(inputs, info, a, b, values, done)

export const steadyResult = ({ heatmap: { result } }: AppState): SteadyResult | null =>
  result && withoutRows(result)

export const rowsDone = ({ heatmap: { result } }: AppState): number => result?.rowsDone ?? 0

/** The units of rows and columns that a run would use. */
export const unitsNow = (state: AppState): { readonly a: readonly Unit[]; readonly b: readonly Unit[] } => ({
  a: sentenceUnitsNow(state, 'a'),
  b: sentenceUnitsNow(state, columnSide(optionsNow(state))),
})

/** Whether a side has nothing to compare. */
export function isWithoutUnits(state: AppState): boolean {
  const { a, b } = unitsNow(state)
  return a.length === 0 || b.length === 0
}
