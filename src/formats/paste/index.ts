/** Reads a copied request: a curl, a fetch, a HAR, a body, a line of a log. Nothing is run or sent. */
import { EngineError } from '../../engine/errors'
import { readLiteral } from '../reply/literal'
import { caseOf } from './case'
import { fromBash, fromCmd, fromPowershell } from './commands'
import { fromFetch } from './fetch'
import { fromHar } from './har'
import { objectsIn, stringsIn, valuesIn } from './inside'
import { merged } from './merge'
import type { RawRequest } from './raw'
import type { PastedCase, PasteSource } from './types'

export type { PastedCase, PasteNote, PasteSource } from './types'

/**
 * All cases in a paste, at least one. Requests without texts (health checks, the files of a page in a HAR) are left out.
 * Consecutive requests of one text each to one address become one case, because m3scope writes such requests for servers
 * that take a single text.
 * @throws EngineError paste/empty, paste/unknown, and, where no request is readable, the error of the first
 */
export function parsePastes(text: string): PastedCase[] {
  const given = text.replace(/^\uFEFF/, '').trim()
  if (given === '') throw new EngineError('paste/empty', 'There is nothing to read.')
  const json = parseJson(given)
  const found = json === undefined ? fromText(given) : fromJson(json, given)
  if (found === null || found.length === 0) {
    const start = given.slice(0, 60)
    throw new EngineError('paste/unknown', `No request was found: ${start}`, { start })
  }
  const cases = merged(readable(found))
  return cases.map((each) =>
    cases.length === 1 || each.source === 'har'
      ? each
      : { ...each, notes: [...each.notes, { code: 'several-requests', values: { count: cases.length } }] },
  )
}

function readable(raws: readonly RawRequest[]): PastedCase[] {
  let first: unknown
  const cases = raws.flatMap((raw) => {
    try {
      return [caseOf(raw)]
    } catch (error) {
      first ??= error
      return []
    }
  })
  if (cases.length === 0) throw first
  return cases
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Reads JSON: a HAR, a body, or an entry of a log that contains a request somewhere. */
function fromJson(json: unknown, text: string): RawRequest[] | null {
  const har = fromHar(json)
  if (har !== null) return har
  if (Array.isArray(json) && !json.some((each) => typeof each === 'object' && each !== null)) return null
  if (typeof json === 'string') return fromText(json)
  const body = bare(text, 'json')
  if (hasTexts(body)) return [body]
  const inner = objectsIn(json)
    .slice(1)
    .map((object) => bare(JSON.stringify(object), 'log'))
    .filter(hasTexts)
  if (inner.length > 0) return inner
  for (const string of stringsIn(json)) {
    const found = string.length < 10 ? null : nested(string)
    if (found !== null) return found.map((raw) => ({ ...raw, source: 'log' }))
  }
  return Array.isArray(json) ? null : [body] // reading it as a body gives the better error
}

function nested(text: string): RawRequest[] | null {
  const json = parseJson(text)
  const found =
    typeof json === 'object' && json !== null && !Array.isArray(json)
      ? [bare(text, 'log')].filter(hasTexts)
      : fromText(text)
  return found !== null && found.length > 0 ? found : null
}

const STARTS = [
  {
    pattern: /\b(?:Invoke-WebRequest|Invoke-RestMethod)\b|(?:^|[\n|])\s*(?:iwr|irm)\s/i,
    read: fromPowershell,
  },
  { pattern: /(?:^|[\s=(;])fetch\s*\(\s*["'`A-Za-z]/, read: fromFetch },
  { pattern: /\bcurl(?:\.exe)?\s/i, read: fromShell },
] as const

/** The first construct decides, because a text may mention the others. */
function fromText(text: string): RawRequest[] | null {
  const starts = STARTS.flatMap(({ pattern, read }) => {
    const found = pattern.exec(text)
    return found ? [{ at: found.index, read }] : []
  }).sort((one, other) => one.at - other.at)
  for (const { at, read } of starts) {
    const whole = read(text)
    if (whole.length > 0) return whole
    const rest = read(text.slice(at)).map((raw): RawRequest => ({ ...raw, source: 'log' }))
    if (rest.length > 0) return rest
  }
  return fromLog(text)
}

function fromShell(text: string): RawRequest[] {
  switch (shellOf(text)) {
    case 'cmd':
      return fromCmd(text)
    case 'powershell':
      return fromPowershell(text)
    case 'bash':
      return fromBash(text)
  }
}

/** The first quote or line continuation after "curl" decides, because what comes later may be text. */
function shellOf(text: string): 'bash' | 'cmd' | 'powershell' {
  const { index, 0: name } = /\bcurl(?:\.exe)?\s/i.exec(text)!
  if (/(?:^|\n)\s*\$[\w:]+\s*=\s|@['"]\r?\n/.test(text.slice(0, index))) return 'powershell'
  const first = /\$?'|\^"|"|([\\^`])[ \t]*\r?\n/.exec(text.slice(index))
  const exe = name.trim().length > 'curl'.length
  if (first?.[0] === '^"' || first?.[1] === '^') return 'cmd'
  if (first?.[1] === '`') return 'powershell'
  if (first?.[1] === '\\' || first?.[0] === "$'") return 'bash'
  if (first?.[0] === "'") return exe ? 'powershell' : 'bash'
  const goesOn = /([\\^`])[ \t]*\r?\n/.exec(text.slice(index))?.[1]
  if (goesOn === '^' || goesOn === '`') return goesOn === '^' ? 'cmd' : 'powershell'
  return exe ? (text.includes('`"') ? 'powershell' : 'cmd') : 'bash'
}

function fromLog(text: string): RawRequest[] | null {
  const objects = valuesIn(text).flatMap((value) => objectsIn(value))
  const found = objects.map((object) => bare(JSON.stringify(object), 'log')).filter(hasTexts)
  if (found.length > 0) return found
  const literal = readPython(text)
  return literal === null ? null : [literal]
}

/** A dictionary as Python prints it. */
function readPython(text: string): RawRequest | null {
  if (!text.startsWith('{')) return null
  const value = readLiteral(text)
  const body = value === undefined ? null : bare(JSON.stringify(value), 'json')
  return body !== null && hasTexts(body) ? body : null
}

const bare = (body: string, source: PasteSource): RawRequest => ({
  source,
  url: null,
  method: 'POST',
  body,
  secretsDropped: [],
  notes: [],
})

function hasTexts(raw: RawRequest): boolean {
  try {
    caseOf(raw)
    return true
  } catch (error) {
    // Token ids are a request too, and their own error is better than "nothing found".
    return error instanceof EngineError && error.code === 'paste/token-ids'
  }
}
