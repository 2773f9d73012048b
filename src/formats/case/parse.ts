/** Reads case files, whoever changed them: a colleague, an editor, a newer m3scope. */
import { z } from '../../engine/zod'
import { saidBy, type Detail } from '../../engine/detail-words'
import { detail } from '../../engine/details'
import { EngineError } from '../../engine/errors'
import { DEEPEST, isTooDeep } from '../depth'
import { checkCase, invalid, type Examined } from './check'
import { CASE_FORMAT, CASE_VERSION, CASES_FORMAT, CASES_VERSION } from './schema'

/** How many characters at each end of a file are searched for its format. */
export const LOOKED_AT = 65_536

const OF_OURS = /"format"\s*:\s*"m3scope\/cases?"/
const BEGINS_SO = /^\s*\{\s*"format"\s*:\s*"m3scope\/cases?"/
const NAMED_SO = /\.m3cases?\.json$/i

/**
 * Whether a file may be a case. Its beginning says so; its name and its end help where an editor sorted the keys or the file
 * is cut off.
 * @param head, tail its first and last LOOKED_AT characters
 */
export const mayBeCase = (name: string, head: string, tail: string): boolean =>
  NAMED_SO.test(name) || (/^\uFEFF?\s*\{/.test(head) && (OF_OURS.test(head) || OF_OURS.test(tail)))

/** What a file holds. `nothing`: JSON that is not a case, to be opened as a text. */
export type CaseFileContent =
  | { readonly kind: 'case'; readonly found: Examined }
  | { readonly kind: 'cases'; readonly found: readonly Examined[] }
  | { readonly kind: 'nothing' }

/**
 * @param file its name, for messages
 * @throws EngineError case/not-a-case, case/truncated, case/invalid (no JSON), case/newer (of the whole file)
 */
export async function readCases(text: string, file: string): Promise<CaseFileContent> {
  const value = parseJson(text, file)
  const format = fieldOf(value, 'format')
  if (format === CASES_FORMAT) {
    refuseNewer(value, CASES_VERSION, file)
    const list = fieldOf(value, 'cases')
    if (!Array.isArray(list)) throw invalid(file, 'cases', detail('list-expected'))
    const found: Examined[] = []
    for (const [at, each] of list.entries()) found.push(await examine(each, file, `cases.${at}.`))
    return { kind: 'cases', found }
  }
  if (format === CASE_FORMAT) return { kind: 'case', found: await examine(value, file) }
  if (!NAMED_SO.test(file)) return { kind: 'nothing' }
  throw notACase(
    file,
    format === undefined ? detail('no-format') : detail('other-format', { found: shown(format) }),
  )
}

/** @param found what the file has in place of a case's format */
export const notACase = (file: string, found: Detail = detail('no-format')): EngineError =>
  new EngineError('case/not-a-case', `${file} is not a case: it ${found.text}.`, { file, found })

/** A case, and whether somebody edited it. Where the case cannot be read, its two texts may still be readable. */
export async function examine(value: unknown, file: string, place = ''): Promise<Examined> {
  try {
    refuseNewer(value, CASE_VERSION, file)
    return await checkCase(value, file, place)
  } catch (error) {
    if (!(error instanceof EngineError)) throw error
    return { state: 'bad', error, texts: textsOf(value) }
  }
}

function parseJson(text: string, file: string): unknown {
  const json = text.replace(/^\uFEFF/, '')
  try {
    // JSON.parse would build what is nested a million levels deep, until there is no memory left.
    if (isTooDeep(json)) throw new SyntaxError(`Nested more than ${DEEPEST} levels deep`)
    return JSON.parse(json) as unknown
  } catch (error) {
    const trimmed = json.trimEnd()
    if (!/^\s*\{/.test(trimmed)) throw notACase(file, detail('begins-with', { start: shown(json) }))
    if (BEGINS_SO.test(trimmed) && !trimmed.endsWith('}'))
      throw new EngineError(
        'case/truncated',
        `${file} ends in the middle, after ${json.length} characters.`,
        {
          file,
          length: json.length,
        },
      )
    throw invalid(file, detail('the-file'), detail('not-json', { said: saidBy(error) }))
  }
}

function refuseNewer(value: unknown, known: number, file: string): void {
  const version = fieldOf(value, 'version')
  if (typeof version !== 'number' || !(version > known)) return
  throw new EngineError(
    'case/newer',
    `${file} is of version ${version}, made by a newer m3scope; this one reads up to ${known}. Open it there.`,
    { file, found: version, known },
  )
}

const fieldOf = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined

const shown = (value: unknown): string => {
  const written = JSON.stringify(value)
  return written.length > 40 ? `${written.slice(0, 40)}…` : written
}

const textsSchema = z.object({
  sides: z.object({ a: z.object({ text: z.string() }), b: z.object({ text: z.string() }) }),
})

function textsOf(value: unknown): { readonly a: string; readonly b: string } | null {
  const found = textsSchema.safeParse(value)
  return found.success ? { a: found.data.sides.a.text, b: found.data.sides.b.text } : null
}
