/** Numbers with a comma before their decimals, as spreadsheets of many countries write them. */

const DECIMAL = /^[+-]?\d+,\d+(?:[eE][+-]?\d+)?$/
const WHOLE = /^[+-]?\d+$/

/** Null: the text has points, or is no list of such numbers. */
export function readDecimalCommas(text: string): readonly number[] | null {
  const inner = /^[[({]?([^[\](){}]*)[\])}]?$/.exec(text.trim())?.[1]
  if (inner === undefined || !inner.includes(',') || /[^\d\s,;eE+-]/.test(inner)) return null
  return separated(inner) ?? alternating(inner)
}

/** Another separator than a comma stands between the numbers: a semicolon, white space, a comma with a space. */
function separated(text: string): number[] | null {
  const parts = (text.includes(';') ? text.split(';') : text.split(/,?\s+/))
    .map((part) => part.trim())
    .filter((part) => part !== '')
  if (parts.length < 2 || !parts.some((part) => DECIMAL.test(part))) return null
  if (!parts.every((part) => DECIMAL.test(part) || WHOLE.test(part))) return null
  return parts.map(toNumber)
}

/**
 * 0,021,-0,034: only commas. Every second part is a whole part from -1 to 1, and one of the others begins with 0 as no whole number
 * does, or a whole part is -0.
 */
function alternating(text: string): number[] | null {
  const parts = text.split(',').map((part) => part.trim())
  if (parts.length < 4 || parts.length % 2 !== 0) return null
  const pairs = Array.from(
    { length: parts.length / 2 },
    (_, at) => [parts[at * 2]!, parts[at * 2 + 1]!] as const,
  )
  const fits = pairs.every(
    ([whole, decimals]) => /^[+-]?[01]$/.test(whole) && /^\d+(?:[eE][+-]?\d+)?$/.test(decimals),
  )
  const isSure = pairs.some(([whole, decimals]) => /^[+-]0$/.test(whole) || /^0\d/.test(decimals))
  return fits && isSure ? pairs.map(([whole, decimals]) => toNumber(`${whole},${decimals}`)) : null
}

const toNumber = (part: string) => Number(part.replace(',', '.'))
