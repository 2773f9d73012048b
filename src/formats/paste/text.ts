/** Finds the construct in a text that is not JSON: a command, a call of a program, a message of HTTP, else a body in a log. */
import { EngineError } from '../../engine/errors'
import { hasTexts } from './attempt'
import { fromPowershell } from './commands'
import { fromFetch } from './fetch'
import { fromMessage, MESSAGE } from './http-message'
import { fromJsClient, JS_CLIENT } from './js-client'
import { fromLog } from './log'
import { fromPython, PYTHON } from './python'
import type { RawRequest } from './raw'
import { fromShell } from './shell'

const STARTS = [
  {
    pattern: /\b(?:Invoke-WebRequest|Invoke-RestMethod)\b|(?:^|[\n|])\s*(?:iwr|irm)\s/i,
    read: fromPowershell,
  },
  { pattern: /(?:^|[\s=(;])fetch\s*\(\s*["'`A-Za-z]/, read: fromFetch },
  { pattern: JS_CLIENT, read: fromJsClient },
  { pattern: PYTHON, read: fromPython },
  { pattern: MESSAGE, read: fromMessage },
  { pattern: /\bcurl(?:\.exe)?\s+(?=[-'"“‘–—$%@^`\\{]|[\w.-]+[.:/]|localhost\b)/i, read: fromShell },
  // Programs whose names are words are looked for at the beginning of a command, before what only a command has there.
  {
    pattern:
      /(?:^|[\n|;&(]|\bsudo )[ \t]*(?:[$>%][ \t]+)?(?:(?:https?|xhs?|curlie)(?:\.exe)?[ \t]+(?=-|["'$]|:[\d/]|(?:POST|PUT|GET|PATCH|post|put|get|patch)\b|[\w.-]+[:/])|wget(?:\.exe)?[ \t]+(?=-|["'$]|https?:|[\w.-]+[:/]))/,
    read: fromShell,
  },
] as const

/**
 * The first construct decides, because a text may mention the others; one that has texts comes before one that has none.
 * @throws EngineError paste/…
 */
export function fromText(text: string): RawRequest[] | null {
  const starts = STARTS.flatMap(({ pattern, read }) => {
    const found = pattern.exec(text)
    return found ? [{ at: found.index, read }] : []
  }).sort((one, other) => one.at - other.at)
  let first: RawRequest[] | EngineError | null = null
  for (const { at, read } of starts) {
    const found = tried(() => read(text)) ?? tried(() => read(text.slice(at)).map(inText))
    if (found === null) continue
    if (Array.isArray(found) && found.some(hasTexts)) return found
    const whole = tried(() => read(text.slice(at)).map(inText))
    if (Array.isArray(whole) && whole.some(hasTexts)) return whole
    first ??= found
  }
  if (first instanceof EngineError) throw first
  return first ?? fromLog(text)
}

const inText = (raw: RawRequest): RawRequest => ({ ...raw, source: 'log' })

/** Null: nothing was found. */
function tried(read: () => RawRequest[]): RawRequest[] | EngineError | null {
  try {
    const found = read()
    return found.length === 0 ? null : found
  } catch (error) {
    if (error instanceof EngineError) return error
    throw error
  }
}
