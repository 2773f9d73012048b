/** Checks the base address of a server whose dialect is not known yet. */
import { worded, type DetailCode } from '../../engine/detail-words'
import { EngineError } from '../../engine/errors'
import { baseOf } from '../request/address'
import type { CannotCode } from '../request/types'

const WRONG = {
  'url-empty': 'It is empty.',
  'url-invalid': 'It is not an http:// or https:// address.',
  'url-credentials': 'A name or password in an address would be shown: the key has a place of its own.',
  'url-query': 'A base address has no ? and no #.',
} as const satisfies Partial<Record<CannotCode & DetailCode, string>>

export const isOfTheUrl = (code: CannotCode): code is keyof typeof WRONG => Object.hasOwn(WRONG, code)

export const urlInvalid = (found: string, code: keyof typeof WRONG): EngineError =>
  new EngineError(
    'endpoint/url-invalid',
    `This is not a base address of a server: ${found}. ${WRONG[code]}`,
    {
      found,
      detail: worded(WRONG[code], code),
    },
  )

/** Paths of all dialects that may stand at the end of a pasted address. */
const KNOWN = [
  '/v1/embeddings',
  '/embeddings',
  '/api/embed',
  '/api/embeddings',
  '/embed',
  '/v1/encode',
  '/v1',
]

/** @throws EngineError endpoint/url-invalid */
export function baseForAnyDialect(given: string): string {
  const base = baseOf(given, { known: KNOWN })
  if (typeof base === 'string') return base
  throw isOfTheUrl(base.cannot) ? urlInvalid(given, base.cannot) : urlInvalid(given, 'url-invalid')
}
