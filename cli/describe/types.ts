/**
 * Descriptions of commands and options. Parsing, help and docs/cli.md all come from them.
 * In texts, `…` marks code, as in Markdown; help leaves the backticks out.
 */
import type { Io } from '../shared/io'
import type { OptionName, OptionValues } from './options'

/** What a command is given: the values of its options, and the file. */
export type Arguments<K extends OptionName> = Pick<OptionValues, K> & {
  /** Null: none was named. A command that reads lines takes them from standard input. */
  readonly file: string | null
  /** All of them, for a command that takes several. */
  readonly files: readonly string[]
}

export interface CommandDescription<K extends OptionName = OptionName> {
  /** One line: what the command does. */
  readonly summary: string
  /** What the command line takes as its argument. */
  readonly argument: string
  /** The form of an input line, or of the input file. Null: the command reads nothing. */
  readonly input: string | null
  /** The form of the output, broken into lines of at most 100 characters. */
  readonly output: string
  /** Paragraphs. */
  readonly details: readonly string[]
  /** A line of a shell, without comments. */
  readonly example: string
  /** Options that have an effect, in the order of help. */
  readonly options: readonly K[]
  /** Options that would contradict the command: an error with this reason. Options of other commands only get a note. */
  readonly refuses?: { readonly options: readonly OptionName[]; readonly reason: string }
  /** Loads the modules of the command, which are many for some commands. */
  readonly load: () => Promise<(args: Arguments<K>, io: Io) => Promise<void>>
}

/** A description whose command gets no option that the description does not list: the compiler checks it. */
export const describe = <K extends OptionName>(command: CommandDescription<K>): CommandDescription<K> =>
  command
