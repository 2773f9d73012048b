/** The commands, in the order of help. A new command is a folder here and a line below. */
import type { CommandDescription } from '../describe/types'
import { attention } from './attention/description'
import { certify } from './certify/description'
import { compare } from './compare/description'
import { curl } from './curl/description'
import { diagnose } from './diagnose/description'
import { encode } from './encode/description'
import { exportVectors } from './export/description'
import { paste } from './paste/description'
import { replay } from './replay/description'
import { score } from './score/description'
import { search } from './search/description'
import { sentences } from './sentences/description'
import { serve } from './serve/description'
import { tokenize } from './tokenize/description'
import { validate } from './validate/description'
import { why } from './why/description'

const ALL = {
  tokenize,
  encode,
  score,
  diagnose,
  sentences,
  attention,
  validate,
  export: exportVectors,
  curl,
  paste,
  compare,
  search,
  why,
  replay,
  certify,
  serve,
} as const

export type CommandName = keyof typeof ALL

export const COMMANDS: Readonly<Record<CommandName, CommandDescription>> = ALL
export const COMMAND_NAMES = Object.keys(ALL) as readonly CommandName[]
