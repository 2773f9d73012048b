/** What a server's answer says about the file. */

/** The length of the whole file as the server has it; null where it does not say. */
export function totalOf(response: Response, from: number): number | null {
  const range = rangeOf(response)
  if (range) return range.total
  // Of the compressed body. Another origin hides this header, so the length below may be too small.
  if (response.headers.has('content-encoding')) return null
  const length = response.headers.get('content-length')
  return length === null || !/^\d+$/.test(length)
    ? null
    : Number(length) + (response.status === 206 ? from : 0)
}

/** The length of the whole file as a part's Content-Range tells it; null where it does not, or is hidden. */
export const totalOfPart = (response: Response): number | null => rangeOf(response)?.total ?? null

/** A strong ETag, else Last-Modified; null where the server sends neither or does not let this page see it. */
export function validatorOf({ headers }: Response): string | null {
  const etag = headers.get('etag')
  return etag?.startsWith('"') ? etag : headers.get('last-modified')
}

/** Null when they cannot be compared: one is missing, or one is an ETag and the other a date. */
export function sameValidator(a: string | null, b: string | null): boolean | null {
  if (a === null || b === null || a.startsWith('"') !== b.startsWith('"')) return null
  return a === b
}

/** A 206 that goes on at `from`, of a file of that length, as far as the answer shows. */
export function continues(response: Response, from: number, bytes: number | null): boolean {
  if (response.status !== 206) return false
  const range = rangeOf(response)
  if (!range) return true
  return range.start === from && (range.total === null || bytes === null || range.total === bytes)
}

/**
 * The part [from, to) of the plain file: a 206 that says so, or hides it and has that length, as far as it shows.
 * The file's end may come before `to`.
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

/** Milliseconds; 0 when the server does not ask for a pause. */
export function retryAfter({ headers }: Response, limit: number): number {
  const value = headers.get('retry-after')
  if (value === null) return 0
  const ms = /^\d+$/.test(value) ? Number(value) * 1000 : Date.parse(value) - Date.now()
  return Number.isNaN(ms) ? 0 : Math.min(Math.max(ms, 0), limit)
}

/** Of a 206, `end` exclusive; null where it is not readable (another origin may hide it). */
function rangeOf({ status, headers }: Response): { start: number; end: number; total: number | null } | null {
  const match = status === 206 && /^bytes (\d+)-(\d+)\/(\d+|\*)$/.exec(headers.get('content-range') ?? '')
  if (!match) return null
  return {
    start: Number(match[1]),
    end: Number(match[2]) + 1,
    total: match[3] === '*' ? null : Number(match[3]),
  }
}
