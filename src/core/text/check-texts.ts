import type { StoreApi } from 'zustand/vanilla'
import type { ErrorData } from '../../engine/errors'
import { focusOn, patchText } from '../context'
import { sideProblem } from '../selectors'
import type { AppState, Side } from '../state'

/**
 * Whether these texts can be run. If not, their editors say why, and the first of them gets the focus.
 * @returns what is wrong with the first that cannot be run; null: nothing
 */
export function checkTexts(
  store: StoreApi<AppState>,
  sides: readonly Side[],
): { readonly side: Side; readonly error: ErrorData } | null {
  const problems = sides.flatMap((side) => {
    const error = sideProblem(store.getState(), side)
    return error === null ? [] : [{ side, error }]
  })
  for (const { side, error } of problems) patchText(store, side, { notice: { kind: 'error', error } })
  const [first] = problems
  if (first === undefined) return null
  focusOn(store, first.side)
  return first
}
