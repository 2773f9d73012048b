/** What a server's reply tells about the file. */

/** The length of the whole file on the server. Null when the reply does not tell it. */
export function totalOf(response: Response, from: number): number | null {
  const range = rangeOf(response)
  if (range) return range.total
  // Content-Length is then the length of the compressed body. Another origin hides this header, so the length below may
  // be too small.
  if (response.headers.has('content-encoding')) return null
  const length = response.headers.get('content-length')
  return length === null || !/^\d+$/.test(length)
    ? null
    : Number(length) + (response.status === 206 ? from : 0)
}

/** The length of the whole file in Content-Range. Null when the header is missing, hidden or does not tell it. */
export const totalOfPart = (response: Response): number | null => rangeOf(response)?.total ?? null

/** A strong ETag, else Last-Modified. Null when the server sends neither, or hides them from this page. */
export function validatorOf({ headers }: Response): string | null {
  const etag = headers.get('etag')
  return etag?.startsWith('"') ? etag : headers.get('last-modified')
}

/** @returns null when they cannot be compared: one is missing, or one is an ETag and the other is a date */
export function sameValidator(a: string | null, b: string | null): boolean | null {
  if (a === null || b === null || a.startsWith('"') !== b.startsWith('"')) return null
  return a === b
}

/** Whether this is a 206 that begins at `from`, of a file of this length, as far as its headers show. */
export function continues(response: Response, from: number, bytes: number | null): boolean {
  if (response.status !== 206) return false
  const range = rangeOf(response)
  if (!range) return true
  return range.start === from && (range.total === null || bytes === null || range.total === bytes)
}

/**
 * Whether this is the part [from, to) of the uncompressed file: a 206 whose Content-Range says so, or is hidden while the
 * length is right. The file may end before `to`.
 */
export function isPart(response: Response, from: number, to: number): boolean {
  const { status, headers } = response
  if (status !== 206 || headers.has('content-encoding')) return false
  const length = headers.get('content-length')
  const range = rangeOf(response)
  if (!range) return response.type === 'cors' && !headers.has('content-range') && Number(length) === to - from
  return range.start === from && (range.end === to || (range.end < to && range.end === range.total))
}

export const isWebPage = (response: Response, name: string): boolean =>
  /^text\/html\b/i.test(response.headers.get('content-type') ?? '') && !/\.html?$/i.test(name)

/** Milliseconds that the server asks us to wait; 0 when it does not ask. */
export function retryAfter({ headers }: Response, limit: number): number {
  const value = headers.get('retry-after')
  if (value === null) return 0
  const ms = /^\d+$/.test(value) ? Number(value) * 1000 : Date.parse(value) - Date.now()
  return Number.isNaN(ms) ? 0 : Math.min(Math.max(ms, 0), limit)
}

/** The Content-Range of a 206, with an exclusive `end`. Null when it is not readable: another origin may hide it. */
function rangeOf({ status, headers }: Response): { start: number; end: number; total: number | null } | null {
  const match = status === 206 && /^bytes (\d+)-(\d+)\/(\d+|\*)$/.exec(headers.get('content-range') ?? '')
  if (!match) return null
  return {
    start: Number(match[1]),
    end: Number(match[2]) + 1,
    total: match[3] === '*' ? null : Number(match[3]),
  }
}
