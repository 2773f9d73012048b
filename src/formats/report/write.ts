/** The one writer of reports: the page and the terminal give the same bytes for the same value. */

const INDENT = ' '

/**
 * JSON with one space of indentation for each level. A list without objects and lists in it stays on one line, so that a
 * vector of 1024 numbers is one line and not 1024. Numbers are those of JSON.stringify: the shortest text that reads back
 * as the same double; NaN and infinity are null. No line end after the last brace.
 */
export const reportText = (value: object): string => written(value, '\n')

function written(value: unknown, lineStart: string): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value ?? null)
  const inner = lineStart + INDENT
  if (Array.isArray(value)) {
    if (!value.some(isNested)) return JSON.stringify(value)
    return `[${inner}${value.map((item) => written(item, inner)).join(`,${inner}`)}${lineStart}]`
  }
  const fields = Object.entries(value).filter(([, field]) => field !== undefined)
  if (fields.length === 0) return '{}'
  const lines = fields.map(([name, field]) => `${JSON.stringify(name)}: ${written(field, inner)}`)
  return `{${inner}${lines.join(`,${inner}`)}${lineStart}}`
}

const isNested = (item: unknown): boolean => typeof item === 'object' && item !== null
