import { EngineError } from '../src/engine/errors'
import { parseArguments, USAGE } from './arguments'
import { COMMANDS } from './commands'
import { say } from './lines'
import { clearLine } from './progress'
import { UsageError } from './usage-error'

/** 0 done, 2 bad input or arguments, 1 anything else. */
async function main(argv: readonly string[]): Promise<number> {
  try {
    const parsed = parseArguments(argv)
    if (parsed.command === 'help') {
      process.stdout.write(USAGE)
      return 0
    }
    const command = await COMMANDS[parsed.command]()
    await command(parsed)
    return 0
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    say(message)
    return error instanceof UsageError || (error instanceof EngineError && error.code !== 'internal') ? 2 : 1
  }
}

// `m3scope … | head`: the reader has seen enough.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0)
  throw error
})

const code = await main(process.argv.slice(2))
clearLine()
// onnxruntime's threads keep Node alive; what is written must be out first.
process.stdout.write('', () => process.exit(code))
