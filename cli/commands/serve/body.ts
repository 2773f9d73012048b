/** A request's body: bytes to text to JSON. Whatever is refused here gets its reason, before any of it is worked on. */
import type { Context } from 'hono'

/** Levels of lists and objects. A request needs three. */
export const DEPTH_LIMIT = 32

export interface BadBody {
  readonly status: 400 | 415
  readonly code: string
  readonly message: string
}

export type Body = { readonly json: unknown } | BadBody

export async function bodyOf(c: Context): Promise<Body> {
  const packed = c.req.header('content-encoding')?.trim().toLowerCase() ?? 'identity'
  if (packed !== 'identity')
    return {
      status: 415,
      code: 'bad-encoding',
      message: `Content-Encoding "${packed}": send the body uncompressed.`,
    }
  const text = textOf(new Uint8Array(await c.req.arrayBuffer()), charsetOf(c.req.header('content-type')))
  if (typeof text !== 'string') return text
  const deep = tooDeepAt(text)
  if (deep !== null)
    return {
      status: 400,
      code: 'bad-json',
      message: `The body is nested deeper than ${DEPTH_LIMIT} levels, from character ${deep} on.`,
    }
  try {
    return { json: JSON.parse(text) }
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    return { status: 400, code: 'bad-json', message: `The body is not JSON: ${error.message}` }
  }
}

/** Of `application/json; charset="GBK"`. JSON without a charset is UTF-8. */
function charsetOf(contentType = ''): string {
  const [, quoted, plain] = /;\s*charset\s*=\s*(?:"([^"]*)"|([^\s;]*))/i.exec(contentType) ?? []
  return quoted ?? plain ?? 'utf-8'
}

function textOf(bytes: Uint8Array, charset: string): string | BadBody {
  let decoder: TextDecoder
  try {
    decoder = decoderOf(bytes, charset)
  } catch {
    return {
      status: 415,
      code: 'bad-charset',
      message: `charset=${charset} of Content-Type is not known: send UTF-8.`,
    }
  }
  try {
    // As a stream: otherwise Node 20 reads windows-1252 as ISO-8859-1.
    const text = decoder.decode(bytes, { stream: true }) + decoder.decode()
    if (ICU_ALONE[decoder.encoding]?.test(text)) throw new TypeError('a byte that is no character')
    return text
  } catch {
    const where = decoder.encoding === 'utf-8' ? ` (byte ${firstBadByte(bytes)})` : ''
    const remedy =
      decoder.encoding === 'utf-8' ? 'Send UTF-8, or name the charset in Content-Type.' : 'Send UTF-8.'
    return {
      status: 400,
      code: 'bad-charset',
      message: `The body is not valid ${decoder.encoding.toUpperCase()}${where}. ${remedy}`,
    }
  }
}

/** What Node's decoder gives for bytes that are errors in the standard and in every browser. */
const ICU_ALONE: Readonly<Record<string, RegExp>> = {
  gbk: /\uF8F5/,
  gb18030: /\uF8F5/,
  big5: /[\u0080\uF8F8]/,
  shift_jis: /[\uF8F0-\uF8F3]/,
}

/** @throws RangeError for an unknown charset */
function decoderOf(bytes: Uint8Array, charset: string): TextDecoder {
  const decoder = new TextDecoder(charset, { fatal: true })
  // "utf-16" alone leaves the order of bytes to the mark at the start.
  const bigEndian = /^(utf-?16|unicode|ucs-2)$/i.test(charset) && bytes[0] === 0xfe && bytes[1] === 0xff
  return bigEndian ? new TextDecoder('utf-16be', { fatal: true }) : decoder
}

/** Where UTF-8 ends: the longest beginning that is valid, found by halving. */
function firstBadByte(bytes: Uint8Array): number {
  const isValid = (length: number): boolean => {
    try {
      // A character that is cut by the end of this part is no fault yet.
      new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(0, length), { stream: true })
      return true
    } catch {
      return false
    }
  }
  let [good, bad] = [0, bytes.length + 1]
  while (bad - good > 1) {
    const middle = (good + bad) >> 1
    if (isValid(middle)) good = middle
    else bad = middle
  }
  return Math.min(good, Math.max(bytes.length - 1, 0))
}

/** One look at each character, before a parser builds millions of lists. @returns where the limit is passed, or null */
function tooDeepAt(text: string): number | null {
  let depth = 0
  let inString = false
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at)
    if (inString) {
      if (unit === BACKSLASH) at++
      else if (unit === QUOTE) inString = false
    } else if (unit === QUOTE) inString = true
    else if (unit === OPEN_LIST || unit === OPEN_OBJECT) {
      if (++depth > DEPTH_LIMIT) return at
    } else if (unit === CLOSE_LIST || unit === CLOSE_OBJECT) depth--
  }
  return null
}

const [QUOTE, BACKSLASH, OPEN_LIST, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT] = [34, 92, 91, 93, 123, 125]
