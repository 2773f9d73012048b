/** What the loaded model says about an option. */
import type { ModelPhase } from '../../../core/state'

/** Without a model nobody knows its dimension; no encoder of this kind has more. */
export const MOST_DIMENSIONS = 4096

/** Null without a model, or without a dense head. */
export function denseDimension(model: ModelPhase): number | null {
  const dense = model.phase === 'ready' ? model.info.heads.dense : null
  return dense?.state === 'available' ? dense.value.dimension : null
}

type Normalized = 'dense' | 'colbert'

interface NormalizedInGraph {
  readonly heads: readonly Normalized[]
  /** Every vector of the model is, so that there is no choice. */
  readonly always: boolean
}

/** Heads whose vectors leave the graph normalised. */
export function normalizedInGraph(model: ModelPhase): NormalizedInGraph {
  const info = model.phase === 'ready' ? model.info : null
  const available = (['dense', 'colbert'] as const).filter((head) => info?.heads[head].state === 'available')
  const heads = available.filter((head) => {
    const found = info?.heads[head]
    return found?.state === 'available' && found.value.normalisedInGraph === true
  })
  return { heads, always: heads.length > 0 && heads.length === available.length }
}
