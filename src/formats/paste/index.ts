/**
 * Reads a copied request: a command of a shell, a program, a HAR, a body, a message of HTTP, a line of a log. Nothing is run or
 * sent.
 */
import { EngineError } from '../../engine/errors'
import { readCases } from './attempt'
import { fromJson } from './from-json'
import { merged } from './merge'
import { fenced, isWhole, withPlainQuotes } from './mend'
import { partRead } from './part'
import { fromText } from './text'
import { isTooDeep } from '../depth'
import { bounded, PASTE_LIMIT, WRITTEN_LIMIT } from './work'
import type { PastedCase } from './types'

export type { PastedCase, PasteNote, PasteSource } from './types'

/**
 * All cases in a paste, at least one. Requests without texts (health checks, the files of a page in a HAR) are left out.
 * Consecutive requests of one text each to one address become one case, because m3scope writes such requests for servers
 * that take a single text. Where a command can be read in two ways, both are cases, each with a note `reading-…`.
 * @throws EngineError paste/empty, paste/too-long, paste/too-large, paste/too-deep, paste/unknown, and, where no request is readable, the error of the first
 */
export function parsePastes(text: string): PastedCase[] {
  const given = text.replace(/^\uFEFF/, '').trim()
  if (given === '') throw new EngineError('paste/empty', 'There is nothing to read.')
  refuseLong(given, PASTE_LIMIT)
  return bounded(given, () => read(given))
}

function read(given: string): PastedCase[] {
  try {
    const cases = casesOf(given)
    if (!cases.some(haveTypographic)) return cases
    return plainQuotes(given) ?? cases
  } catch (error) {
    const mended = isBroken(error) ? plainQuotes(given) : null
    if (mended === null) throw error
    return mended
  }
}

/** A quote or a dash in the address, or among the words after the command, was a plain one. */
const haveTypographic = ({ url, notes }: PastedCase): boolean =>
  (url !== null && /[“”‘’]|^[–—]/.test(url)) ||
  notes.some(({ code, values }) => code === 'words-left' && /^[^\s]*[“”]/.test(String(values['start'])))

/** Errors that a chat or a word processor may have caused, by making quotes typographic. */
const isBroken = (error: unknown) =>
  error instanceof EngineError && (BROKEN.includes(error.code) || isQuoted(error))

const BROKEN = ['paste/unknown', 'paste/not-json', 'paste/open-quote', 'paste/no-texts', 'paste/option']
/** A reader of a program takes a text between typographic quotes for a name. */
const isQuoted = ({ code, values }: EngineError) =>
  code === 'paste/variable' && /[“”‘’„‚]/.test(String(values['name']))

/** @returns null where plain quotes make no request of it @throws EngineError paste/token-ids */
function plainQuotes(given: string): PastedCase[] | null {
  const mended = withPlainQuotes(given)
  if (mended === given) return null
  try {
    return casesOf(mended).map((each) => ({
      ...each,
      notes: [...each.notes, { code: 'typographic-quotes', values: {} }],
    }))
  } catch (error) {
    if (error instanceof EngineError && error.code === 'paste/token-ids') throw error
    return null
  }
}

/** Quotes within quotes (`> > …`) and fences within fences. */
const DEEPEST_QUOTE = 8

function casesOf(given: string, depth = 0): PastedCase[] {
  const json = given.length > WRITTEN_LIMIT || /^[[{]/.test(given) ? parseJson(given) : undefined
  if (json === undefined) refuseLong(given, WRITTEN_LIMIT)
  for (const block of json !== undefined || depth >= DEEPEST_QUOTE ? [] : fenced(given)) {
    const cases = attempt(block, depth + 1)
    if (cases === null) continue
    return isWhole(given, block)
      ? cases
      : cases.map((each) => ({ ...each, notes: [...each.notes, partRead(block)] }))
  }
  const value = json ?? parseJson(given)
  const found = value === undefined ? fromText(given) : fromJson(value, given)
  if (found === null || found.length === 0) {
    const start = given.slice(0, 60)
    throw new EngineError('paste/unknown', `No request was found: ${start}`, { start })
  }
  const cases = merged(readCases(found))
  const several = cases.length > 1 && !cases.some(isReading)
  return cases.map((each) =>
    !several || each.source === 'har'
      ? each
      : { ...each, notes: [...each.notes, { code: 'several-requests', values: { count: cases.length } }] },
  )
}

const isReading = ({ notes }: PastedCase) => notes.some(({ code }) => code.startsWith('reading-'))

function attempt(text: string, depth: number): PastedCase[] | null {
  try {
    return casesOf(text, depth)
  } catch (error) {
    // A body with ids, or one that uses a variable, is a request. A block of output is none.
    if (
      error instanceof EngineError &&
      /^paste\/(token-ids|variable|file|form|too-large|too-deep)$/.test(error.code)
    )
      throw error
    return null
  }
}

function refuseLong({ length }: string, limit: number): void {
  if (length > limit)
    throw new EngineError('paste/too-long', `The paste has ${length} characters, limit ${limit}.`, {
      size: length,
      limit,
    })
}

function parseJson(text: string): unknown {
  if (isTooDeep(text)) return undefined
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
