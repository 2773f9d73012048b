import type { ModelInfo } from '../../engine/model/types'
import type { Rule } from '../../engine/text/preprocess/types'
import type { Scores, Weights } from '../../engine/score/types'
import type { Result } from '../../core/state'

export type AnalyzeReply = Result['reply']

/** How the texts were changed before the model read them. */
export interface Preprocessing {
  /** Enabled rules, in their order. */
  readonly rules: readonly Rule[]
  readonly leaveOutMetadata: boolean
  /** Whether the prepared text differs from the text in the editor. The prefix does not count. */
  readonly changed: Readonly<Record<'a' | 'b', boolean>>
  readonly modelInput: Readonly<Record<'a' | 'b', string>>
}

/** The props of every breakdown of a score. */
export interface BreakdownProps {
  readonly reply: AnalyzeReply
  readonly scores: Scores
  readonly weights: Weights
  readonly info: ModelInfo
}
