/**
 * A value as programs print it: JSON, and what is nearly JSON: Python's and numpy's repr (`array([0.1, 0.2],
 * dtype=float32)`, `[0.1 0.2\n 0.3]`, `defaultdict(<class 'int'>, {4865: np.float32(0.08)})`, NaN), a client's object
 * (`Embedding(embedding=[…], index=0)`), a browser console's `Float32Array(3) [0.1, 0.2, 0.3]`. No library reads all
 * of these, and eval must not run text from elsewhere.
 */
import { EngineError } from '../../engine/errors'
import { DEEPEST, isTooDeep } from '../depth'
import { Scanner } from '../scanner'

/** Integers that a double cannot hold become strings: they are ids, never values. */
export type Literal = null | boolean | number | string | readonly Literal[] | LiteralObject
export interface LiteralObject {
  readonly [key: string]: Literal
}

/** @returns undefined when the text is no such value, or more than one @throws EngineError vector/shortened */
export function readLiteral(text: string): Literal | undefined {
  const json = jsonOf(text)
  // A long integer alone is its own digits, which no reader may read again.
  if (json !== undefined) return json === text.trim() ? undefined : json
  const read = readLiteralAt(text, 0)
  if (!read || text.slice(read.end).trim() !== '') return undefined
  return read.value === text.trim() ? undefined : read.value // a word alone
}

/** JSON.parse alone would build what is nested a million levels deep, until there is no memory left. */
function jsonOf(text: string): Literal | undefined {
  if (isTooDeep(text)) return undefined
  try {
    return JSON.parse(keepLongIntegers(text)) as Literal
  } catch {
    return undefined
  }
}

/** The value that begins at `start` (white space before it does not matter), and where it ends. */
export function readLiteralAt(text: string, start: number): { value: Literal; end: number } | undefined {
  const reader = new Reader(text, start)
  try {
    const value = reader.value(0)
    return { value, end: reader.at }
  } catch (error) {
    if (error instanceof Unreadable) return undefined
    throw error
  }
}

const LONG = /(?<![\d.eE+-])-?\d{16,}(?![\d.eE])/g

/** JSON.parse would round them, and Node 20 does not give its reviver the source text. */
function keepLongIntegers(text: string): string {
  if (!/\d{16}/.test(text)) return text
  let out = ''
  let at = 0
  while (at < text.length) {
    const quote = text.indexOf('"', at)
    const until = quote < 0 ? text.length : quote
    out += text
      .slice(at, until)
      .replace(LONG, (digits) => (Number.isSafeInteger(Number(digits)) ? digits : `"${digits}"`))
    if (quote < 0) break
    at = endOfString(text, quote)
    out += text.slice(quote, at)
  }
  return out
}

/** The index after the closing quote; the end of the text where there is none. */
function endOfString(text: string, quote: number): number {
  for (let at = quote + 1; at < text.length; at++) {
    if (text[at] === '\\') at++
    else if (text[at] === text[quote]) return at + 1
  }
  return text.length
}

class Unreadable extends Error {}

/** 5n is a whole number of JavaScript. */
const NUMBER = /[+-]?(?:\d+n\b|\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?|[+-]?(?:inf|Infinity)\b/y
const NAME = /[A-Za-z_][\w.]*/y
const PROPERTY = /(?:\[\w+\]|[a-z]\w*):\s+/y
const SPACE = /\s*/y
const WORDS: Readonly<Record<string, Literal>> = {
  null: null,
  None: null,
  true: true,
  True: true,
  false: false,
  False: false,
  nan: NaN,
  NaN: NaN,
  'np.nan': NaN,
  'np.inf': Infinity,
}

class Reader extends Scanner {
  value(depth: number): Literal {
    if (depth > DEEPEST) throw new Unreadable()
    this.space()
    const char = this.text[this.at]
    if (char === '{') return this.object(depth)
    if (char === '[') return this.list(']', depth)
    if (char === '(') return this.list(')', depth)
    if (char === '"' || char === "'") return this.string()
    if (char === '<') return this.angle()
    const number = this.match(NUMBER)
    if (number !== null) return toNumber(number)
    const name = this.match(NAME)
    if (name === null) throw new Unreadable()
    return this.named(name, depth)
  }

  private named(name: string, depth: number): Literal {
    const next = this.text[this.at]
    if (next === '"' || next === "'") return this.string() // Python's b'…' and u'…'
    if (Object.hasOwn(WORDS, name)) return WORDS[name]!
    if (next === '(') {
      const { positional, named } = this.call(depth)
      this.space()
      // Float32Array(1024) [ … ]
      if (this.text[this.at] === '[') return this.list(']', depth)
      if (positional.length === 0) return named
      return name.endsWith('defaultdict') ? positional.at(-1)! : positional[0]!
    }
    const end = this.at
    this.space()
    if (this.text[this.at] === '[') return this.list(']', depth)
    // Tensor { dims: [ 1, 4 ], … }, as Node.js prints an object of a class.
    if (/^[A-Z][a-z]\w*$/.test(name) && this.text[this.at] === '{') return this.object(depth)
    this.at = end
    return name
  }

  private call(depth: number): { positional: Literal[]; named: Record<string, Literal> } {
    const positional: Literal[] = []
    const named: [string, Literal][] = []
    this.at++
    for (;;) {
      this.separator()
      if (this.take(')')) return { positional, named: Object.fromEntries(named) }
      const before = this.at
      const name = this.match(NAME)
      if (name !== null && this.text[this.at] === '=') {
        this.at++
        named.push([name, this.value(depth + 1)])
      } else {
        this.at = before
        positional.push(this.value(depth + 1))
      }
    }
  }

  private list(close: string, depth: number): Literal[] {
    const items: Literal[] = []
    this.at++
    for (;;) {
      this.separator()
      if (this.take(close)) return items
      const dots = this.text.startsWith('...', this.at) || this.text[this.at] === '…'
      if (dots && items.some((item) => typeof item !== 'string')) throw shortened()
      // Node.js: Float32Array(2) [ 0.1, 0.2, buffer: …, length: 2 ]
      if (items.length > 0 && this.match(PROPERTY) !== null) {
        this.value(depth + 1)
        continue
      }
      items.push(this.value(depth + 1))
    }
  }

  private object(depth: number): LiteralObject {
    const entries: [string, Literal][] = []
    this.at++
    for (;;) {
      this.separator()
      if (this.take('}')) return Object.fromEntries(entries)
      const before = this.at
      const key = this.value(depth + 1)
      this.space()
      if (!this.take(':') || key === null || typeof key === 'object') {
        this.at = before
        throw new Unreadable()
      }
      entries.push([String(key), this.value(depth + 1)])
    }
  }

  private string(): string {
    const start = this.at
    this.at = endOfString(this.text, start)
    if (this.at - start < 2 || this.text[this.at - 1] !== this.text[start]) throw new Unreadable()
    return unescape(this.text.slice(start + 1, this.at - 1))
  }

  /** `<class 'int'>` and `<MulBackward0>` hold no values: they are skipped. */
  private angle(): null {
    const end = this.text.indexOf('>', this.at)
    if (end < 0 || end - this.at > 200) throw new Unreadable()
    this.at = end + 1
    return null
  }

  private separator(): void {
    this.space()
    if (this.take(',')) this.space()
    if (this.at >= this.text.length) throw new Unreadable()
  }

  private space(): void {
    this.match(SPACE)
  }
}

function toNumber(given: string): number | string {
  const written = given.replace(/^([+-]?\d+)n$/, '$1')
  if (/^[+-]?\d{16,}$/.test(written) && !Number.isSafeInteger(Number(written))) return written
  if (/^[+-]?inf/i.test(written)) return written.startsWith('-') ? -Infinity : Infinity
  return Number(written)
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', b: '\b', f: '\f', '0': '\0' }

function unescape(body: string): string {
  if (!body.includes('\\')) return body
  return body.replace(/\\(?:u([\da-fA-F]{4})|x([\da-fA-F]{2})|([^]))/g, (_, u, x, char: string | undefined) =>
    char === undefined ? String.fromCharCode(parseInt((u ?? x) as string, 16)) : (ESCAPES[char] ?? char),
  )
}

const shortened = () =>
  new EngineError('vector/shortened', 'The vector was printed with "..." in place of most of its values.')
