/** The descriptions as a program of commander: it parses the command line and writes help. */
import { Argument, Command, Option } from 'commander'
import { COMMAND_NAMES, COMMANDS, type CommandName } from '../commands'
import { UsageError } from '../shared/usage-error'
import { OPTIONS, type OptionName } from './options'
import { paragraphsOf } from './paragraphs'
import type { OptionDescription } from './option'
import type { CommandDescription } from './types'

const INTRODUCTION =
  'Reads JSON Lines from FILE or standard input, and writes JSON Lines to standard output: one line for each ' +
  'input line, in the same order. Messages go to standard error.'

const EXIT_CODES = 'Exit code: 0 done; 2 bad input or arguments; 1 anything else.'

interface Handlers {
  readonly writeHelp: (text: string) => void
  /** @param words what the command line has besides the command and the options */
  readonly onCommand: (name: CommandName, words: readonly string[]) => void
}

/**
 * The program itself has all options, since they may stand before the command as well as after it. The commands have
 * theirs only for help.
 */
export function createProgram({ writeHelp, onCommand }: Handlers): Command {
  const program = new Command('m3scope')
    .usage('COMMAND [FILE] [options]')
    .description(INTRODUCTION)
    .exitOverride()
    .configureOutput({ writeOut: writeHelp, writeErr: writeHelp, outputError: () => undefined })
    .configureOutput({ getOutHelpWidth: () => WIDTH, getErrHelpWidth: () => WIDTH })
    .configureHelp({ subcommandTerm: (command) => command.name() })
    .helpOption('-h, --help', 'shows help')
    .helpCommand('help [COMMAND]', 'shows help, or all about one command')
    .addHelpText('after', `\n${EXIT_CODES}\n"m3scope help COMMAND" shows the fields and an example.`)
  for (const name of Object.keys(OPTIONS) as OptionName[])
    program.addOption(optionOf(name).helpGroup(groupOf(name)))
  for (const name of COMMAND_NAMES) addCommand(program, name, onCommand)
  return program
}

/** Columns of help. The width is fixed, so that help is the same text on every terminal. */
const WIDTH = 110

function addCommand(program: Command, name: CommandName, onCommand: Handlers['onCommand']): void {
  const description = COMMANDS[name]
  const command = program
    .command(name)
    .summary(withoutBackticks(description.summary))
    .description(withoutBackticks(textOf(description)))
    .usage(usageOf(description))
    // parse.ts checks the number of words: commander's error does not name those that are too many.
    .addArgument(new Argument('[words...]').argOptional())
    .addHelpText('after', `\nExample:\n  ${description.example}`)
    .action((words: readonly string[]) => onCommand(name, words))
  for (const option of description.options) command.addOption(optionOf(option))
}

const usageOf = ({ argument }: CommandDescription): string =>
  [argument, '[options]'].filter(Boolean).join(' ')

function optionOf(name: OptionName): Option {
  const { flag, value, meaning, otherwise, read }: OptionDescription<unknown> = OPTIONS[name]
  const made = new Option(
    value === null ? flag : `${flag} <${value}>`,
    withoutBackticks(meaning + (otherwise === null ? '' : ` (default: ${otherwise})`)),
  )
  return value === null
    ? made
    : made.argParser((text: string, before: unknown) => read(checked(flag, text), before))
}

/** commander takes the word after an option as its value, even where that word is the next option. */
function checked(flag: string, text: string): string {
  if (!text.startsWith('--')) return text
  throw new UsageError(`a value is missing after ${flag}: ${text} follows.`)
}

/** The heading in help, which names the commands that have the option. */
function groupOf(name: OptionName): string {
  const commands = COMMAND_NAMES.filter((command) => COMMANDS[command].options.includes(name))
  const few = commands.length <= COMMAND_NAMES.length / 2
  return few ? `Options of ${commands.join(', ')}:` : 'Options of most commands:'
}

function textOf(description: CommandDescription): string {
  const { summary, input, output } = description
  return [
    summary,
    ...(input === null ? [] : [`Input:\n${indented(input)}`]),
    `Output:\n${indented(output)}`,
    ...paragraphsOf(description),
  ].join('\n\n')
}

const indented = (text: string): string => text.replace(/^/gm, '  ')

const withoutBackticks = (text: string): string => text.replaceAll('`', '')
