/**
 * English sentences of ours inside of errors and facts, with what they mean, so that a page can say them in its language.
 * This file does not load the table of sentences, so what every visit loads can have it.
 */
import type { DETAILS } from './detail-table'

export type DetailCode = keyof typeof DETAILS

/** What a sentence says. It crosses the wire beside the English text, and never enters a public format. */
export interface DetailWords {
  readonly code: DetailCode
  readonly values: Readonly<Record<string, string | number | Detail>>
}

export interface Detail {
  /** In English, for terminal and exports. */
  readonly text: string
  readonly words: DetailWords
}

/** @param text as the table has it: for code that every visit loads */
export const worded = (text: string, code: DetailCode, values: DetailWords['values'] = {}): Detail => ({
  text,
  words: { code, values },
})

/** The message of an exception, which stays as it was written. */
export const saidBy = (error: unknown): string => (error instanceof Error ? error.message : String(error))

/** A browser's message. In English it stands alone; a page says whose words they are. */
export function browserSaid(error: unknown): Detail {
  const said = saidBy(error)
  return worded(said, 'browser-said', { said })
}
