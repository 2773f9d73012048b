/** JSON as it is sent. */

export type Json = null | boolean | number | string | readonly Json[] | JsonObject
export interface JsonObject {
  readonly [key: string]: Json
}

/**
 * Writes control characters and invisible ones (DEL, C1, no-break and zero-width spaces, direction marks, line separators,
 * byte order marks) as \uXXXX: visible, and the same text for every JSON reader. Joiners stay, because emoji and Indic
 * scripts need them.
 */
const UNSEEN =
  /\u034f|[\x7f-\xa0\xad\u061c\u200b\u200e\u200f\u2028-\u202f\u205f-\u2064\u2066-\u206f\u3164\ufeff\ufff9-\ufffb]/g

export const jsonBody = (value: JsonObject): string => JSON.stringify(value).replace(UNSEEN, unicodeEscape)

export const unicodeEscape = (char: string): string => {
  let out = ''
  for (let at = 0; at < char.length; at++) out += `\\u${char.charCodeAt(at).toString(16).padStart(4, '0')}`
  return out
}

/** A string as JSON writes it, with invisible characters as \uXXXX. */
export const stringJson = (text: string): string => JSON.stringify(text).replace(UNSEEN, unicodeEscape)

/** @param indent of the lines after the first */
export const prettyJson = (body: string, indent: string): string =>
  JSON.stringify(JSON.parse(body), null, 2).replace(UNSEEN, unicodeEscape).replaceAll('\n', `\n${indent}`)
