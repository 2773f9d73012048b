/** The key of a database: which header takes it, and what stands in it. */
import type { HttpRequest } from '../request/types'
import type { SearchAdapter, SearchRequest } from './types'

/** "user:password" becomes HTTP's Basic where the database takes that. An API key has no colon. */
const isBasic = ({ auth }: SearchAdapter, key: string): boolean => auth.basic && key.includes(':')

/** What stands in the header, without the scheme before it. Kept in memory only. */
export function wireKey(adapter: SearchAdapter, key: string): string {
  if (!isBasic(adapter, key)) return key
  const bytes = new TextEncoder().encode(key)
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))
}

/** The request with its headers; the key's place is named, its value is not there. */
export function withHeaders(adapter: SearchAdapter, request: SearchRequest, key: string): HttpRequest {
  const { header, before } = adapter.auth
  return {
    ...request,
    headers: [
      ...(request.body === null ? [] : [['Content-Type', 'application/json'] as const]),
      ...(key === ''
        ? []
        : [[header, { before: isBasic(adapter, key) ? 'Basic ' : before, key: true }] as const]),
    ],
    gives: [],
  }
}
