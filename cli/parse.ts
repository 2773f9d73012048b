/** Turns the command line into data. commander parses it; the rules come from the descriptions. */
import { CommanderError } from 'commander'
import { COMMAND_NAMES, COMMANDS, type CommandName } from './commands'
import { OPTIONS, type OptionName, type OptionValues } from './describe/options'
import { createProgram } from './describe/program'
import type { Arguments } from './describe/types'
import { UsageError } from './shared/usage-error'

export interface ParsedCommand {
  readonly kind: 'command'
  readonly command: CommandName
  readonly args: Arguments<OptionName>
  /** Options that were given and that belong to other commands only. */
  readonly withoutEffect: readonly { readonly flag: string; readonly commands: readonly CommandName[] }[]
}

export interface ParsedHelp {
  readonly kind: 'help'
  readonly text: string
}

/**
 * @param argv without the program's name
 * @throws UsageError naming the argument and the remedy
 */
export function parse(argv: readonly string[]): ParsedCommand | ParsedHelp {
  let help = ''
  let parsed: ParsedCommand | null = null
  const program = createProgram({
    writeHelp: (text) => (help += text),
    onCommand: (name, words) => (parsed = parsedCommand(name, words, program.opts())),
  })
  try {
    program.parse(withHelpOption(argv), { from: 'user' })
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error
    if (error.exitCode === 0) return { kind: 'help', text: help }
    throw new UsageError(messageOf(error, argv))
  }
  return parsed ?? { kind: 'help', text: help }
}

/** `help COMMAND` as `COMMAND --help`: an unknown command is then an error with a suggestion, as it is without help. */
function withHelpOption(argv: readonly string[]): readonly string[] {
  const [first, command] = argv
  if (first !== 'help' || command === undefined) return argv
  return isCommand(command) ? [command, '--help'] : [command]
}

const isCommand = (name: string): name is CommandName => (COMMAND_NAMES as readonly string[]).includes(name)

function parsedCommand(
  command: CommandName,
  files: readonly string[],
  given: Partial<OptionValues>,
): ParsedCommand {
  const [file, ...rest] = files
  if (rest.length > 0 && !COMMANDS[command].argument.includes('…'))
    throw new UsageError(`${command} takes one input file at most; found also: ${rest.join(' ')}.`)
  const names = Object.keys(given) as OptionName[]
  refuseContradictions(command, names)
  const initial = Object.fromEntries(Object.entries(OPTIONS).map(([name, { initial }]) => [name, initial]))
  return {
    kind: 'command',
    command,
    args: { ...(initial as OptionValues), ...given, file: file ?? null, files },
    withoutEffect: names
      .filter((name) => !COMMANDS[command].options.includes(name))
      .map((name) => ({ flag: OPTIONS[name].flag, commands: commandsWith(name) })),
  }
}

/** @throws UsageError */
function refuseContradictions(command: CommandName, given: readonly OptionName[]): void {
  const { refuses } = COMMANDS[command]
  const refused = refuses?.options.find((name) => given.includes(name))
  if (refuses && refused)
    throw new UsageError(`${OPTIONS[refused].flag} does not go with ${command}: ${refuses.reason}.`)
}

const commandsWith = (option: OptionName): readonly CommandName[] =>
  COMMAND_NAMES.filter((name) => COMMANDS[name].options.includes(option))

/** The errors of commander, in our words. commander names the argument in its message only. */
function messageOf({ code, message }: CommanderError, argv: readonly string[]): string {
  const [, argument = ''] = /'(.+?)'/.exec(message) ?? []
  const [, nearest] = /Did you mean (?:one of )?(.+?)\?/.exec(message) ?? []
  const meant = nearest === undefined ? '' : ` Did you mean ${nearest}?`
  const command = argv.find(isCommand)
  switch (code) {
    case 'commander.help':
      return `a command is missing; commands are ${COMMAND_NAMES.join(', ')}. "m3scope help" explains them.`
    case 'commander.unknownCommand':
      return `there is no command "${argument}"; commands are ${COMMAND_NAMES.join(', ')}.${meant}`
    case 'commander.unknownOption':
      if (isFlagWithValue(argument)) return `${argument}: the option takes no value.`
      return `there is no option ${argument}.${meant} "m3scope help${command ? ` ${command}` : ''}" lists the options.`
    case 'commander.optionMissingArgument':
      return `a value is missing after ${argument}.`
    default:
      return message.replace(/^error: /, '')
  }
}

const isFlagWithValue = (argument: string): boolean =>
  Object.values(OPTIONS).some(({ flag }) => argument.startsWith(`${flag}=`))
