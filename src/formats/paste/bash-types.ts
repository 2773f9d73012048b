/** What bash makes of a command line before it runs anything. */

/** Part of a word: literal, or what the shell would put there. */
export type Part = string | { readonly variable: string; readonly fallback: string | null }
export type Word = readonly Part[]

export interface Command {
  readonly words: readonly Word[]
  /** Of a heredoc, a here-string, or an echo before the pipe; null: none. */
  readonly stdin: Word | null
  /** "> file" */
  readonly into: Word | null
}

/** The word with its variables as written. */
export const plain = (word: Word): string =>
  word.map((part) => (typeof part === 'string' ? part : part.variable)).join('')
