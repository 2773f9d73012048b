import { OPTIONS } from './options'
import type { CommandDescription } from './types'

/** The paragraphs of a command's help and of its section in docs/cli.md. */
export function paragraphsOf({ details, refuses }: CommandDescription): readonly string[] {
  if (refuses === undefined) return details
  const flags = refuses.options.map((name) => `\`${OPTIONS[name].flag}\``).join(', ')
  return [...details, `Refused: ${flags}. Reason: ${refuses.reason}.`]
}
