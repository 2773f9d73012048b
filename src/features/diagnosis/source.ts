/** What the diagnosis is about. */
import type { AppState } from '../../core/state'
import type { Source } from './types'

/** The scores; with an empty B the finished heatmap of A × A. Null: there is nothing to diagnose. */
export function sourceOf({ b, result, heatmap }: AppState): Source | null {
  if (b.text !== '') return result
  const { result: map } = heatmap
  return map?.done && map.inputs.against === 'self' ? map : result
}
