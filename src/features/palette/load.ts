/** Fetches what lists the commands: the page's own, and those of each feature. */
import type { Command, CommandContext, Commands } from '../../core/commands/types'
import type { Feature } from '../../core/feature'

/** @throws when the code of one cannot be fetched */
export async function loadCommands(features: readonly Feature[]): Promise<readonly Commands[]> {
  const modules = await Promise.all([
    import('../../core/commands'),
    ...features.flatMap(({ commands }) => (commands ? [commands()] : [])),
  ])
  return modules.map(({ commands }) => commands)
}

export const listed = (sources: readonly Commands[], context: CommandContext): readonly Command[] =>
  sources.flatMap((commands) => commands(context))
