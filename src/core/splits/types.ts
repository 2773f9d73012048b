/** How each text is cut into sentences, and what of a conversation is encoded. */
import type { SplitEdits } from '../../engine/text/sentences/types'
import type { Side } from '../side'

export interface SplitActions {
  /** The sentence that begins at `start` continues the one before. */
  joinSentence(side: Side, start: number): void
  /** A sentence begins at this offset of the text. */
  cutSentence(side: Side, at: number): void
  /** As m3scope splits it. */
  resetSplit(side: Side): void
}

export type Splits = Readonly<Record<Side, SplitEdits>>
