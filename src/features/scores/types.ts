import type { ModelInfo } from '../../engine/model/types'
import type { Rule } from '../../engine/text/preprocess/types'
import type { Scores, Weights } from '../../engine/score/types'
import type { Result } from '../../core/state'

export type AnalyzeReply = Result['reply']

/** What was done to the texts before the model saw them. */
export interface Preprocessing {
  /** Enabled rules, in their order. */
  readonly rules: readonly Rule[]
  readonly leaveOutMetadata: boolean
  /** Whether a text is another one than in its editor, a prefix aside. */
  readonly changed: Readonly<Record<'a' | 'b', boolean>>
  readonly modelInput: Readonly<Record<'a' | 'b', string>>
}

/** What every breakdown is made from. */
export interface BreakdownProps {
  readonly reply: AnalyzeReply
  readonly scores: Scores
  readonly weights: Weights
  readonly info: ModelInfo
}
