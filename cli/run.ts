/** One command line: parsed, run, and turned into an exit code. */
import { EngineError } from '../src/engine/errors'
import { COMMANDS } from './commands'
import { parse } from './parse'
import type { Io } from './shared/io'
import { UsageError } from './shared/usage-error'
import { saidBy } from '../src/engine/detail-words'

export type ExitCode = 0 | 1 | 2

/**
 * @param argv without the program's name
 * @returns 0 done; 2 bad input or arguments; 1 anything else. Errors are written to standard error, never thrown.
 */
export async function run(argv: readonly string[], io: Io): Promise<ExitCode> {
  try {
    const parsed = parse(argv)
    if (parsed.kind === 'help') {
      await io.write(parsed.text)
      return 0
    }
    for (const { flag, commands } of parsed.withoutEffect)
      io.messages.say(
        `${flag} has no effect on ${parsed.command}; it is an option of ${commands.join(', ')}.`,
      )
    const execute = await COMMANDS[parsed.command].load()
    await execute(parsed.args, io)
    return 0
  } catch (error) {
    io.messages.say(saidBy(error))
    return isBadInput(error) ? 2 : 1
  } finally {
    io.messages.clearProgress()
  }
}

const isBadInput = (error: unknown): boolean =>
  error instanceof UsageError || (error instanceof EngineError && error.code !== 'internal')
