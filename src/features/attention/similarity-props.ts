/** The props of the similarity by layer. */
import type { Change } from '../../core/staleness'
import type { ModelInfo } from '../../engine/model/types'
import type { Attention } from './types'

export interface SimilarityProps {
  readonly attention: Attention
  readonly changes: readonly Change[]
  readonly ready: boolean
  readonly info: ModelInfo | null
  readonly onRun: () => void
  readonly onCancel: () => void
}
