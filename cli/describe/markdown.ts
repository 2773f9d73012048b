/** The generated part of docs/cli.md: the tables of commands and options, and a section for each command. */
import { COMMAND_NAMES, COMMANDS, type CommandName } from '../commands'
import { OPTIONS, SHARED_OPTIONS, type OptionName } from './options'
import { paragraphsOf } from './paragraphs'
import type { OptionDescription } from './option'

/** Markdown, not yet formatted. */
export const commandSections = (): string =>
  [
    '## Commands',
    table(
      ['command', 'what it does'],
      COMMAND_NAMES.map((name) => [`[${name}](#${name})`, COMMANDS[name].summary]),
    ),
    '## Options of most commands',
    optionTable(SHARED_OPTIONS),
    ...COMMAND_NAMES.flatMap(sectionsOf),
  ].join('\n\n')

function sectionsOf(name: CommandName): string[] {
  const description = COMMANDS[name]
  const { summary, argument, input, output, options, example } = description
  const own = options.filter((option) => !SHARED_OPTIONS.includes(option))
  const shared = options.filter((option) => SHARED_OPTIONS.includes(option))
  return [
    `## ${name}`,
    `${summary}.`,
    fenced('sh', ['m3scope', name, argument, '[options]'].filter(Boolean).join(' ')),
    ...(input === null ? [] : ['Input:', fenced('text', input)]),
    'Output:',
    fenced('text', output),
    ...paragraphsOf(description),
    ...(own.length === 0 ? [] : [optionTable(own)]),
    ...(shared.length === 0
      ? []
      : [`Also ${shared.map((option) => `\`${OPTIONS[option].flag}\``).join(', ')}, as above.`]),
    'Example:',
    fenced('sh', example),
  ]
}

const optionTable = (names: readonly OptionName[]): string =>
  table(
    ['option', 'meaning', 'default'],
    names.map((name) => {
      const { flag, value, meaning, otherwise }: OptionDescription<unknown> = OPTIONS[name]
      return [`\`${[flag, value].filter(Boolean).join(' ')}\``, meaning, otherwise ?? '']
    }),
  )

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows].map((row) => `| ${row.map(cell).join(' | ')} |`).join('\n')

const cell = (text: string): string => text.replaceAll('|', '\\|')

const fenced = (language: string, text: string): string => `\`\`\`${language}\n${text}\n\`\`\``
