/**
 * JSON for files of lines. JSON lets U+0085, U+2028 and U+2029 stand in a string as they are, but Python's
 * `str.splitlines()` and Node's `readline` end a line at them. JSON.stringify escapes every other character that does so.
 */
const LINE_ENDS = /[\u0085\u2028\u2029]/g

export const jsonLine = (value: unknown): string =>
  JSON.stringify(value).replace(LINE_ENDS, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
