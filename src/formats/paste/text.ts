/** Finds the construct in a text that is not JSON: a command, a call of a program, a message of HTTP, else a body in a log. */
import { EngineError } from '../../engine/errors'
import { hasTexts } from './attempt'
import { fromPowershell } from './commands'
import { fromFetch } from './fetch'
import { fromMessage, fromPseudoHeaders, MESSAGE, PSEUDO_HEADERS } from './http-message'
import { fromJsClient, JS_CLIENT } from './js-client'
import { fromLog } from './log'
import { fromPython, PYTHON } from './python'
import { isAfterWords, isInProse, partRead, startOf } from './part'
import type { RawRequest } from './raw'
import { fromShell } from './shell'
import type { PasteNote } from './types'

/** Commands of a shell; people also quote them in sentences. */
const COMMANDS = [
  {
    pattern: /\b(?:Invoke-WebRequest|Invoke-RestMethod)\b|(?:^|[\n|])[^\S\n]*(?:iwr|irm)\s/i,
    read: fromPowershell,
  },
  { pattern: /\bcurl(?:\.exe)?\s+(?=[-'"“‘–—$%@^`\\{]|[\w.-]+[.:/]|localhost\b)/i, read: fromShell },
  // Programs whose names are words are looked for at the beginning of a command, before what only a command has there.
  {
    pattern:
      /(?:^|[\n|;&(]|\bsudo )[ \t]*(?:[$>%][ \t]+)?(?:(?:https?|xhs?|curlie)(?:\.exe)?[ \t]+(?=-|["'$]|:[\d/]|(?:POST|PUT|GET|PATCH|post|put|get|patch)\b|[\w.-]+[:/])|wget(?:\.exe)?[ \t]+(?=-|["'$]|https?:|[\w.-]+[:/]))/,
    read: fromShell,
  },
] as const

const STARTS = [
  ...COMMANDS,
  { pattern: /(?:^|[\s=(;])fetch\s*\(\s*["'`A-Za-z]/, read: fromFetch },
  { pattern: JS_CLIENT, read: fromJsClient },
  { pattern: PYTHON, read: fromPython },
  { pattern: MESSAGE, read: fromMessage },
  { pattern: PSEUDO_HEADERS, read: fromPseudoHeaders },
] as const

/**
 * The first construct decides, because a text may mention the others; one that has texts comes before one that has none.
 * @throws EngineError paste/…
 */
export function fromText(text: string): RawRequest[] | null {
  const starts = STARTS.flatMap(({ pattern, read }) => {
    const found = pattern.exec(text)
    return found
      ? [{ at: found.index, name: found.index + /^[\s|;&(]*/.exec(found[0])![0].length, read }]
      : []
  }).sort((one, other) => one.at - other.at)
  let first: RawRequest[] | EngineError | null = null
  for (const { at, name, read } of starts) {
    const inProse = isCommand(read) ? isInProse(text, name) : isAfterWords(text, name)
    const note = partRead(text.slice(name))
    const part = (raws: RawRequest[]) => (inProse ? raws.map((raw) => noted(raw, note)) : raws)
    const rest = () => read(text.slice(at)).map(inText)
    const found = tried(() => read(text)) ?? tried(rest)
    if (found === null) continue
    if (Array.isArray(found) && found.some(hasTexts)) return part(found)
    const whole = tried(rest)
    if (Array.isArray(whole) && whole.some(hasTexts)) return part(whole)
    // A sentence after the command may have an apostrophe, which is a quote for a shell.
    const paragraph = tried(() => read(paragraphAt(text, at)).map(inText))
    if (Array.isArray(paragraph) && paragraph.some(hasTexts)) return paragraph.map((raw) => noted(raw, note))
    // A sentence that mentions a command without a body is text. A program's call may get its body elsewhere.
    if (inProse && isCommand(read) && !DATA.test(text.slice(at))) continue
    if (!isCommand(read) && Array.isArray(found) && found.every(({ body }) => body === null)) {
      const elsewhere = fromLog(text)
      if (elsewhere !== null) return elsewhere
    }
    first ??= found
  }
  if (first instanceof EngineError) throw first
  return first ?? fromLog(text)
}

/** Up to the next line without text. */
function paragraphAt(text: string, at: number): string {
  const end = /\n[ \t]*\n/g
  end.lastIndex = at
  return text.slice(at, end.exec(text)?.index)
}

const isCommand = (read: (typeof STARTS)[number]['read']) => COMMANDS.some((command) => command.read === read)
const inText = (raw: RawRequest): RawRequest => ({ ...raw, source: 'log' })
const noted = (raw: RawRequest, note: PasteNote): RawRequest => ({ ...raw, notes: [...raw.notes, note] })
/** What gives a command a body. */
const DATA = /(?:^|\s)(?:-d|--data\S*|--json|--post-data\S*|--body\S*|-Body|--raw)(?=[\s='"{])/

/** A command that a text mentions, where no request was read. */
export function commandLeft(text: string): PasteNote[] {
  const found = COMMANDS.map(({ pattern }) => pattern.exec(text)).find((each) => each !== null)
  return found ? [{ code: 'command-without-texts', values: { start: startOf(text.slice(found.index)) } }] : []
}

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
