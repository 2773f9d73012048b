/** JSON with the place of every value, which JSON.parse does not tell. */

export interface JsonValue {
  /** UTF-16 range in the text; of a string, what is between its quotes. */
  readonly start: number
  readonly end: number
  /** Of a string: as said. Of another value that is no list and no object: as written. */
  readonly text: string
  readonly kind: 'object' | 'array' | 'string' | 'other'
  /** Of an object. */
  readonly fields: readonly (readonly [key: string, value: JsonValue])[]
  /** Of an array. */
  readonly items: readonly JsonValue[]
}

const STRING = /"[^"\\]*(?:\\.[^"\\]*)*"/y
const OTHER = /[^\s,[\]{}":]+/y
const GAP = /[\s,:]*/y
/** Deeper than this is no chat. */
const DEEPEST = 40

const NONE: readonly never[] = []

/** The value of text[from, to), or null: it is no JSON. */
export function placedJson(text: string, from: number, to: number): JsonValue | null {
  const source = text.slice(from, to)
  if (!/^[\s\ufeff]*[[{]/.test(source) || !source.includes('"')) return null
  try {
    JSON.parse(source.replace(/^[\s\ufeff]+/, ''))
  } catch {
    return null
  }
  let at = from
  const matched = (pattern: RegExp): string => {
    pattern.lastIndex = at
    const found = pattern.exec(text)?.[0] ?? ''
    at += found.length
    return found
  }
  // JSON.parse has taken the text, so only well-formed JSON is read here.
  const value = (depth: number): JsonValue | null => {
    const start = at
    const char = text[at]
    if (char === '"') {
      const written = matched(STRING)
      const said = written.includes('\\') ? (JSON.parse(written) as string) : written.slice(1, -1)
      return { start: start + 1, end: at - 1, text: said, kind: 'string', fields: NONE, items: NONE }
    }
    if (char !== '{' && char !== '[')
      return { start, text: matched(OTHER), end: at, kind: 'other', fields: NONE, items: NONE }
    if (depth > DEEPEST) return null
    at++
    const fields: [string, JsonValue][] = []
    const items: JsonValue[] = []
    for (matched(GAP); text[at] !== ']' && text[at] !== '}'; matched(GAP)) {
      const one = value(depth + 1)
      matched(GAP)
      const inside = char === '{' ? value(depth + 1) : one
      if (!one || !inside) return null
      if (char === '{') fields.push([one.text, inside])
      else items.push(inside)
    }
    at++
    return { start, end: at, text: '', kind: char === '{' ? 'object' : 'array', fields, items }
  }
  matched(/[\s\ufeff]*/y)
  return value(0)
}
