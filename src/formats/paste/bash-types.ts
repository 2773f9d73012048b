/** What bash makes of a command line before it runs anything. */

/** Part of a word: a literal, or a variable that the shell would replace. */
export type Part = string | { readonly variable: string; readonly fallback: string | null }
export type Word = readonly Part[]

export interface Command {
  readonly words: readonly Word[]
  /** Standard input: a heredoc, a here-string, or the output of an echo before the pipe; null: none. */
  readonly stdin: Word | null
  /** "> file" */
  readonly into: Word | null
}

/** The word as text; variables stay as they are written. */
export const plain = (word: Word): string =>
  word.map((part) => (typeof part === 'string' ? part : part.variable)).join('')
