/** A copied request before its meaning is known. Secrets are already removed. */
import { markedIn, unmark } from './unknown'
import type { PasteNote, PasteSource } from './types'

export interface RawRequest {
  readonly source: PasteSource
  /** May hold marked variables (unknown.ts). */
  readonly url: string | null
  readonly method: string
  /** The body as it would be sent, with marked variables; null: none. */
  readonly body: string | null
  readonly secretsDropped: readonly string[]
  readonly notes: readonly PasteNote[]
  /** Of a HAR: the response's body and status. */
  readonly response?: { readonly status: number; readonly text: string }
}

const SECRET = /auth|api[-_]?key|^key$|token|secret|cookie|password|credential|session|signature/i

/** Names whose values are dropped; the page lists the names. */
export const isSecret = (name: string): boolean => SECRET.test(name)

/**
 * The address without its secrets: user, password, and values of parameters such as ?api_key=.
 * URL() cannot be used: the address may contain a variable or lack a scheme.
 */
export function publicUrl(given: string): { readonly url: string; readonly dropped: readonly string[] } {
  const dropped: string[] = []
  const user = given.replace(/^([a-z][\w+.-]*:\/\/)?[^/?#@]+@/i, (_, scheme: string | undefined) => {
    dropped.push('user:password@')
    return scheme ?? ''
  })
  const url = user.replace(/([?&])([^=&#]+)=([^&#]*)/g, (whole, mark: string, name: string) => {
    if (!isSecret(name)) return whole
    dropped.push(`?${name}`)
    return `${mark}${name}=`
  })
  return { url, dropped }
}

/** Each name once, without values. */
export const secretsOf = (names: Iterable<string>): string[] => [...new Set([...names].filter(isSecret))]

/** A note where the address uses a variable, so that it cannot be saved. */
export const urlNotes = (url: string): PasteNote[] =>
  markedIn(url) === null ? [] : [{ code: 'url-variable', values: { url: unmark(url) } }]
