/** What the diagnosis is about. */
import type { ErrorData } from '../../engine/errors'
import type { AppState } from '../../core/state'
import type { Source } from './types'

/** The scores; with an empty B the finished heatmap of A × A. Null: there is nothing to diagnose. */
export function sourceOf({ b, result, heatmap }: AppState): Source | null {
  if (b.text !== '') return result
  const { result: map } = heatmap
  return map?.done && map.inputs.against === 'self' ? map : result
}

/** The run ended because the model gave NaN or infinity: the only fact that counts then. */
export const notFiniteOf = ({ run }: AppState): ErrorData | null =>
  run.phase === 'failed' && run.error.code === 'model/not-finite' ? run.error : null

/** Whether there is a diagnosis, or will be one. */
export const isDiagnosed = (state: AppState): boolean =>
  state.run.phase === 'running' ||
  state.heatmap.run.phase === 'running' ||
  notFiniteOf(state) !== null ||
  sourceOf(state) !== null
