/** Facts about the loaded model that limit an option. */
import type { ModelPhase } from '../../../core/state'

/** The limit while no model is loaded. No encoder of this kind has more dimensions. */
export const MOST_DIMENSIONS = 4096

/** The dimension of the dense vectors; null: no model is loaded, or it has no dense head. */
export function denseDimension(model: ModelPhase): number | null {
  const dense = model.phase === 'ready' ? model.info.heads.dense : null
  return dense?.state === 'available' ? dense.value.dimension : null
}

type Normalized = 'dense' | 'colbert'

interface NormalizedInGraph {
  readonly heads: readonly Normalized[]
  /** Whether the graph normalises all vectors of the model, so that the user has no choice. */
  readonly always: boolean
}

/** The heads whose vectors the graph itself normalises. */
export function normalizedInGraph(model: ModelPhase): NormalizedInGraph {
  const info = model.phase === 'ready' ? model.info : null
  const available = (['dense', 'colbert'] as const).filter((head) => info?.heads[head].state === 'available')
  const heads = available.filter((head) => {
    const found = info?.heads[head]
    return found?.state === 'available' && found.value.normalisedInGraph === true
  })
  return { heads, always: heads.length > 0 && heads.length === available.length }
}
