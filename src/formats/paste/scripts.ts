/** Commands within a word of another command. */
import type { Word } from './bash-types'

/** Programs that run a script, which is one word: ssh h "curl …", bash -c '…', docker exec c sh -c '…'. */
const RUNS = /^(?:sudo|ssh|(?:ba|z|da)?sh|docker|podman|kubectl|watch|su|eval)$/
const REQUEST = /(?:^|[\s;&|(])(?:curl|https?|xh|wget)\s/

/** The script that this command runs; null: it runs none with a request. */
export const scriptOf = (command: string, words: () => readonly string[]): string | null =>
  RUNS.test(command) ? (words().findLast((word) => REQUEST.test(word)) ?? null) : null

/** The script of $(…); null: there is none with a request. */
export function substituted(words: readonly Word[]): string | null {
  const variables = words.flat().flatMap((part) => (typeof part === 'string' ? [] : [part.variable]))
  const found = variables.find((variable) => variable.startsWith('$(') && REQUEST.test(variable))
  return found === undefined ? null : found.slice(2, -1)
}
