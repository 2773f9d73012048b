/** Decides which shell a command was written for. */
import { EngineError } from '../../engine/errors'
import { codeOf, errorOf, hasTexts } from './attempt'
import { fromBash, fromCmd, fromPowershell } from './commands'
import type { RawRequest } from './raw'
import { inTwoWays } from './readings'

const READ = { bash: fromBash, cmd: fromCmd, powershell: fromPowershell } as const
type Shell = keyof typeof READ

const ALL: readonly Shell[] = ['bash', 'cmd', 'powershell']
/** Only Windows has programs with .exe. */
const EXE: readonly Shell[] = ['cmd', 'powershell', 'bash']
const isExe = (text: string) => /\bcurl\.exe\s/i.test(text)

/**
 * The likeliest shell's reading; where it gives no JSON, that of another shell. Where nothing tells bash and cmd apart and
 * their texts differ, both.
 * @throws EngineError the error of the likeliest shell, where no other can read the text
 */
export function fromShell(text: string): RawRequest[] {
  const { shell, sure } = shellOf(text)
  const order = [shell, ...(isExe(text) ? EXE : ALL)]
  let first: RawRequest[] | EngineError | null = null
  for (const each of new Set(order)) {
    const found = readAs(each, text)
    if (Array.isArray(found) && found.some(hasTexts))
      return each === 'bash' ? bothReadings(found, text, sure) : found
    first ??= found
    // Another shell would take the name of a variable for a text.
    if (!mayBeAnother(found)) break
  }
  if (first instanceof EngineError) throw first
  return first ?? []
}

function readAs(shell: Shell, text: string): RawRequest[] | EngineError {
  try {
    return READ[shell](text)
  } catch (error) {
    if (error instanceof EngineError) return error
    throw error
  }
}

const QUOTING = ['paste/not-json', 'paste/open-quote', 'paste/no-texts', 'paste/option']

function mayBeAnother(found: RawRequest[] | EngineError): boolean {
  if (found instanceof EngineError) return QUOTING.includes(found.code)
  return found.every((raw) => QUOTING.includes(codeOf(errorOf(raw)) ?? ''))
}

/**
 * A command on one line with double quotes may be bash's or cmd's: backslashes, $ and % differ. Two quotes within a word are
 * nothing in bash, and PowerShell's apostrophe.
 */
function bothReadings(bash: RawRequest[], text: string, sure: boolean): RawRequest[] {
  const other = /[^\s='"]''[^\s'"]/.test(text) ? 'powershell' : sure ? null : 'cmd'
  const found = other === null ? null : readAs(other, text)
  if (!Array.isArray(found) || !found.some(hasTexts)) return bash
  return other === 'cmd'
    ? inTwoWays([bash, 'reading-bash'], [found, 'reading-cmd'])
    : inTwoWays([found, 'reading-powershell'], [bash, 'reading-bash'])
}

/** The first quote or line continuation of the command decides, because what comes later may be text. */
function shellOf(text: string): { readonly shell: Shell; readonly sure: boolean } {
  const sure = (shell: Shell) => ({ shell, sure: true })
  const { index, 0: name } = /\bcurl(?:\.exe)?\s/i.exec(text) ?? { index: 0, 0: '' }
  if (/(?:^|\n)\s*\$[\w:]+\s*=\s|@['"]\r?\n/.test(text.slice(0, index))) return sure('powershell')
  const rest = text.slice(index)
  const first = /\$?'|\^"|"|([\\^`])[ \t]*\r?\n/.exec(rest)
  const exe = name.trim().length > 'curl'.length
  if (first?.[0] === '^"' || first?.[1] === '^') return sure('cmd')
  if (first?.[1] === '`') return sure('powershell')
  if (first?.[1] === '\\' || first?.[0] === "$'") return sure('bash')
  if (first?.[0] === "'") return sure(exe ? 'powershell' : 'bash')
  const goesOn = /([\\^`])[ \t]*\r?\n/.exec(rest)?.[1]
  if (goesOn !== undefined) return sure(goesOn === '^' ? 'cmd' : goesOn === '`' ? 'powershell' : 'bash')
  if (exe) return sure(text.includes('`"') ? 'powershell' : 'cmd')
  // Doubled quotes are an escape of Windows alone; in bash they are nothing.
  if (/[{[,:]\s*""\w/.test(rest)) return sure('cmd')
  // A variable that the script itself sets, or one with braces.
  const sets = /(?:^|\n)\s*(?:export\s+)?([A-Za-z_]\w*)=/.exec(text.slice(0, index))?.[1]
  const isSet = sets !== undefined && new RegExp(`\\$\\{?${sets}\\b`).test(rest)
  return { shell: 'bash', sure: isSet || /(?:^|\s)'|<<|(?:^|\n)#|\||\$\{\w/.test(rest) }
}
