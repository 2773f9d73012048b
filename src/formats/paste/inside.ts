/** Finds a request within other text: a line of a log, JSON within JSON, a curl in a sentence. */
import { readLiteral, readLiteralAt } from '../reply/literal'
import { BashWords } from './bash-words'
import { textOfBytes } from './byte-string'
import { mark } from './unknown'

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
  const quote = text[start - 1]
  // A log escapes with double quotes and has no variables, so its reading comes first there.
  const quoted =
    quote === "'"
      ? readQuoted(text, start)
      : quote === '"' && text[start + 1] === '\\'
        ? (readEscaped(text, start) ?? readQuoted(text, start))
        : undefined
  if (quoted) return quoted
  try {
    const read = readLiteralAt(text, start)
    if (read) return read
  } catch {
    return undefined // "..." in a log
  }
  return text[start + 1] === '\\' ? readEscaped(text, start) : undefined
}

/**
 * JSON between quotes, as an argument of a program: the quotes are the shell's or the program's, so their escapes are read first.
 * 'It'\\''s' would be three quotes for a reader that knows JSON alone.
 */
function readQuoted(text: string, start: number): { value: unknown; end: number } | undefined {
  const quote = text[start - 1]
  const ansi = quote === "'" && text[start - 2] === '$' ? 2 : 1
  const shell = () => {
    const word = new ShellWord(text, start - ansi).first()
    return { value: objectOf(word.text), end: word.end }
  }
  if (quote !== "'") return tried(shell)
  const program = () => {
    const read = readLiteralAt(text, start - 1)
    const written = String(read?.value)
    return (
      read && { value: objectOf(text[start - 2] === 'b' ? textOfBytes(written) : written), end: read.end }
    )
  }
  // body='…' and body: b'…' are what a program printed; -d '…', --data='…' and a line that begins with BODY='…' are a shell's.
  const before = text.slice(Math.max(0, start - 60), start - 1)
  const isPrinted =
    /(?:[=:(,[]\s*b?|\bb)$/.test(before) && !/(?:^|\s)--?[\w-]+=$|(?:^|\n)\s*(?:export\s+)?\w+=$/.test(before)
  return isPrinted ? (tried(program) ?? tried(shell)) : (tried(shell) ?? tried(program))
}

/** @throws an error where it is no JSON, or has a variable in it */
function objectOf(json: string): unknown {
  const value: unknown = JSON.parse(json)
  if (typeof value !== 'object') throw new Error('no object')
  return value
}

function tried<T>(read: () => T): T | undefined {
  try {
    return read()
  } catch {
    return undefined
  }
}

class ShellWord extends BashWords {
  first(): { readonly text: string; readonly end: number } {
    const word = this.word()
    const text = word.map((part) => (typeof part === 'string' ? part : mark(part.variable))).join('')
    return { text, end: this.at }
  }
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
