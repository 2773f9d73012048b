/** Finds a request within other text: a line of a log, JSON within JSON, a curl in a sentence. */
import { readLiteral, readLiteralAt } from '../reply/literal'

/** How many places are tried. */
const TRIES = 40
const DEPTH = 4

/** Every string within a value, the value's own objects first. */
export function stringsIn(value: unknown, depth = 0): string[] {
  if (depth > DEPTH) return []
  if (typeof value === 'string') return [value]
  if (typeof value !== 'object' || value === null) return []
  return Object.values(value).flatMap((each) => stringsIn(each, depth + 1))
}

/** All objects within a value, and the value itself. */
export function objectsIn(value: unknown, depth = 0): Readonly<Record<string, unknown>>[] {
  if (depth > DEPTH || typeof value !== 'object' || value === null) return []
  const own = Array.isArray(value) ? [] : [value as Readonly<Record<string, unknown>>]
  return [...own, ...Object.values(value).flatMap((each) => objectsIn(each, depth + 1))]
}

/** Objects of JSON or Python in the text, from left to right. */
export function valuesIn(text: string): unknown[] {
  const found: unknown[] = []
  let end = 0
  let tries = 0
  for (const { index } of text.matchAll(/\{/g)) {
    if (index < end) continue
    if (++tries > TRIES) break
    const read = readAt(text, index)
    if (!read) continue
    found.push(read.value)
    end = read.end
  }
  return found
}

function readAt(text: string, start: number): { value: unknown; end: number } | undefined {
  try {
    const read = readLiteralAt(text, start)
    if (read) return read
  } catch {
    return undefined // "..." in a log
  }
  return text[start + 1] === '\\' ? readEscaped(text, start) : undefined
}

/** {\"input\":\"…\"}: JSON that the log escaped once more, up to the first quote that is not escaped. */
function readEscaped(text: string, start: number): { value: unknown; end: number } | undefined {
  const quote = /(?<!\\)(?:\\\\)*"/g
  quote.lastIndex = start
  const until = quote.exec(text)
  const end = text.lastIndexOf('}', until ? until.index : text.length) + 1
  try {
    const value = readLiteral(JSON.parse(`"${text.slice(start, end)}"`) as string)
    return typeof value === 'object' && value !== null ? { value, end } : undefined
  } catch {
    return undefined
  }
}
