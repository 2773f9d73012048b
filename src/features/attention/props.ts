/** The props of the attention view. */
import type { Change } from '../../core/staleness'
import type { ModelInfo } from '../../engine/model/types'
import type { Attention, AttentionActions } from './types'

export interface AttentionViewProps {
  readonly attention: Attention
  readonly info: ModelInfo | null
  /** What has changed since the summary was made. */
  readonly changes: readonly Change[]
  readonly similarityChanges: readonly Change[]
  readonly hasText: Readonly<Record<'a' | 'b', boolean>>
  /** Maps a range of the model input to a range of the text that the user typed. */
  readonly original: (side: 'a' | 'b', start: number, end: number) => readonly [number, number]
  readonly actions: AttentionActions
  readonly onExample: () => void
}
