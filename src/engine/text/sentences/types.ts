/** A text cut into sentences, and what a chat export says around them. */
import type { Range } from '../mapped'

/** One line of a conversation. */
export interface Turn {
  /** As written: "2026-02-07 16:43:16", "16:43"; null where there is none. */
  readonly timestamp: string | null
  /** As written: "张三(10086001)", "user_10086"; null where there is none. */
  readonly speaker: string | null
  /** Where timestamp and speaker stand, in the text as given: what `metadata` leaves out. */
  readonly head: readonly Range[]
  /** What was said, in the text as given. */
  readonly start: number
  readonly end: number
  /** What was said; differs from the text as given where the export escapes it (JSON). */
  readonly text: string
  /** Where it is written, if that is in several strings. Default: one, from start to end. */
  readonly parts?: readonly SaidPart[]
}

/** A string of an export that holds a part of what was said. */
export interface SaidPart {
  readonly start: number
  readonly end: number
  /** What stands between this part and the one before in what was said. */
  readonly joiner: '' | '\n'
}

export interface Dialogue {
  /** Name of the recogniser, for the page: 'head-line', 'inline', 'json-lines', … */
  readonly format: string
  readonly turns: readonly Turn[]
  /**
   * UTF-16 ranges, in order, of words that are in no turn and are no time and no name: an export's title, comments and days,
   * a tool's arguments. The page and the command name them, so nothing is lost without a word.
   */
  readonly leftOut: readonly Range[]
}

export interface Sentence {
  /** UTF-16 range of the text as given; white space around it is not part of it. */
  readonly start: number
  readonly end: number
  /** What is encoded, before rules: the text as given at that range, unescaped where the export escapes it. */
  readonly text: string
  readonly speaker: string | null
  readonly timestamp: string | null
  /** Index of its turn; null outside a dialogue. */
  readonly turn: number | null
  /** True where a paragraph (blank line, or a turn) begins. */
  readonly opensParagraph: boolean
}

/** Whether timestamps and speakers belong to the sentences. */
export type SentenceMetadata = 'out' | 'in'

/** Changes that the user made to the automatic split, as offsets in the text as given. */
export interface SplitEdits {
  /** Sentences that begin here continue the one before. */
  readonly joined: readonly number[]
  /** Sentences begin here too. */
  readonly cut: readonly number[]
}

export const NO_EDITS: SplitEdits = { joined: [], cut: [] }

export interface SplitText {
  readonly sentences: readonly Sentence[]
  /** Null: no conversation was recognised. */
  readonly dialogue: Dialogue | null
}
