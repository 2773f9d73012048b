/** A server's base URL, as people paste it, followed by the dialect's path. */
import { withoutEnd } from '../without-end'
import type { CannotGive } from './types'

export interface Paths {
  /** All paths of the dialect, so that a whole address may stand in place of the base. */
  readonly known: readonly string[]
  /** "/v1" at the end of the base belongs to the user's installation, not to the dialect (Infinity's --url-prefix). */
  readonly keepsV1: boolean
}

/** "/v1", "/v1beta", "/v4": the base already says which version of the API. */
const VERSION = /\/v\d+(?:(?:alpha|beta)\d*)?(?=\/|$)/

const SCHEME = /^[a-z][a-z\d+.-]*:\/\//i

/**
 * The base without trailing slashes and without a path of the dialect. "localhost:8080" is http.
 * A user, a password and a query are refused: people share commands, and these parts may hold secrets.
 */
export function baseOf(given: string, { known }: Pick<Paths, 'known'>): string | CannotGive {
  const typed = given.trim()
  if (typed === '') return { cannot: 'url-empty' }
  // new URL would escape white space in the name of the host, or drop it.
  if (/\s/.test(typed.replace(SCHEME, '').split(/[/?#]/)[0]!)) return { cannot: 'url-invalid' }
  let url: URL
  try {
    url = new URL(SCHEME.test(typed) ? typed : `http://${typed}`)
  } catch {
    return { cannot: 'url-invalid' }
  }
  if (!/^https?:$/.test(url.protocol) || url.hostname === '') return { cannot: 'url-invalid' }
  if (url.username !== '' || url.password !== '') return { cannot: 'url-credentials' }
  if (url.search !== '' || url.hash !== '') return { cannot: 'url-query' }
  const path = trimmed(url.pathname)
  const own = [...known].sort((a, b) => b.length - a.length).find((each) => path.endsWith(each))
  return url.origin + plain(own === undefined ? path : trimmed(path.slice(0, -own.length)))
}

/** @param base of baseOf @param path begins with a slash */
export function addressOf(base: string, path: string, { keepsV1 }: Pick<Paths, 'keepsV1'>): string {
  const version = '/v1'
  if (path.startsWith(`${version}/`))
    return base + (VERSION.test(new URL(base).pathname) ? path.slice(version.length) : path)
  return (keepsV1 || !base.endsWith(version) ? base : base.slice(0, -version.length)) + path
}

const trimmed = (path: string) => withoutEnd(path, '/')

/**
 * Escapes characters that a shell or curl would interpret; servers read the same address. A percent sign that begins no
 * escape is escaped too.
 */
const plain = (path: string) =>
  path.replace(
    /[^\w./~%:@+=,-]|%(?![\da-f]{2})/gi,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`,
  )
