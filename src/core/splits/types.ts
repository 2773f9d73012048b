/** Actions on the split of a text into sentences. Offsets are UTF-16 offsets of the original text. */
import type { SplitEdits } from '../../engine/text/sentences/types'
import type { Side } from '../side'

export interface SplitActions {
  /** Joins the sentence that begins at `start` to the sentence before it. */
  joinSentence(side: Side, start: number): void
  /** Starts a new sentence at this offset. */
  cutSentence(side: Side, at: number): void
  /** Removes all edits of a side, so that the automatic split applies. */
  resetSplit(side: Side): void
}

export type Splits = Readonly<Record<Side, SplitEdits>>
