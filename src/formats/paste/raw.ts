/** A request as it was copied, before anyone asks what it means. Secrets are gone by here. */
import type { PasteNote, PasteSource } from './types'

export interface RawRequest {
  readonly source: PasteSource
  /** May hold marked variables (unknown.ts). */
  readonly url: string | null
  readonly method: string
  /** As it would be sent, marked variables included; null: none. */
  readonly body: string | null
  readonly secretsDropped: readonly string[]
  readonly notes: readonly PasteNote[]
  /** Of a HAR: the response's body and status. */
  readonly response?: { readonly status: number; readonly text: string }
}

const SECRET = /auth|api[-_]?key|^key$|token|secret|cookie|password|credential|session|signature/i

/** Whose value is dropped and told by its name. */
export const isSecret = (name: string): boolean => SECRET.test(name)

/**
 * The address without what may be secret in it: user and password, values of parameters such as ?api_key=.
 * Not by URL(): there may be a variable in it, or no scheme.
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

/** Names only, each once. */
export const secretsOf = (names: Iterable<string>): string[] => [...new Set([...names].filter(isSecret))]
