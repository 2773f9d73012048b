/** Tries raw requests as cases. */
import { EngineError, type ErrorCode } from '../../engine/errors'
import { caseOf } from './case'
import type { RawRequest } from './raw'
import type { PastedCase, PasteSource } from './types'

/** The cases among raw requests. @throws the error of the first request, where none is readable */
export function readCases(raws: readonly RawRequest[]): PastedCase[] {
  const errors: unknown[] = []
  const cases = raws.flatMap((raw) => {
    try {
      return [caseOf(raw)]
    } catch (error) {
      errors.push(error)
      return []
    }
  })
  if (cases.length === 0) throw errors[0]
  const ids = errors.filter((error) => codeOf(error) === 'paste/token-ids').length
  return ids === 0
    ? cases
    : cases.map((each) => ({
        ...each,
        notes: [...each.notes, { code: 'token-ids-left-out', values: { count: ids } }],
      }))
}

/** Null: the request has texts. */
export function errorOf(raw: RawRequest): EngineError | null {
  try {
    caseOf(raw)
    return null
  } catch (error) {
    if (error instanceof EngineError) return error
    throw error
  }
}

export const codeOf = (error: unknown): ErrorCode | null => (error instanceof EngineError ? error.code : null)

/** Token ids are a request too, and their own error is better than "nothing found". */
export const hasTexts = (raw: RawRequest): boolean => {
  const error = errorOf(raw)
  return error === null || error.code === 'paste/token-ids'
}

/** A body without an address. */
export const bare = (body: string, source: PasteSource): RawRequest => ({
  source,
  url: null,
  method: 'POST',
  body,
  secretsDropped: [],
  notes: [],
})
