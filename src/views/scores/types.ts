import type { ModelInfo } from '../../engine/model/types'
import type { Scores, Weights } from '../../engine/score/types'
import type { Result } from '../../state/types'

export type AnalyzeReply = Result['reply']

/** What every breakdown is made from. */
export interface BreakdownProps {
  readonly reply: AnalyzeReply
  readonly scores: Scores
  readonly weights: Weights
  readonly info: ModelInfo
}
