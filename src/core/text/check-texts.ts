import type { StoreApi } from 'zustand/vanilla'
import type { ErrorData } from '../../engine/errors'
import { focusOn, patchText } from '../context'
import { sideProblem } from '../selectors'
import type { AppState, Side } from '../state'

/**
 * Checks whether these texts can be run. If not, shows the reason at each editor, and gives the focus to the first of
 * them.
 * @returns the first problem; null: all texts can be run
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
