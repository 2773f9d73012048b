/** Values of Python's source text. Nothing is run: what only a running program would know stays a marked name. */
import { Scanner } from '../scanner'
import { textOfBytes } from './byte-string'
import { fromHex } from './code-point'
import { openQuote } from './open-quote'
import { asText, isDict, type PyArguments, type PyNames, type PyValue } from './python-types'
import { mark } from './unknown'
import { PYTHON_ESCAPES } from './escapes'
import { jsonOf, made, refuseDepth, spend } from './work'

const SPACE = /(?:\s|#[^\n]*|\\\r?\n)*/y
const NAME = /[A-Za-z_]\w*(?:\s*\.\s*[A-Za-z_]\w*)*/y
const QUOTE = /([rRbBuUfF]{0,2})("""|'''|"|')/y
const NUMBER = /[+-]?(?:\d[\d_]*\.?\d*|\.\d+)(?:[eE][+-]?\d+)?/y
const METHOD = /\s*\.\s*([A-Za-z_]\w*)\s*\(/y
const CONSTANTS: Readonly<Record<string, PyValue>> = { True: true, False: false, None: null }
/** Functions that give their argument, or its JSON. */
const PLAIN = new Set(['str', 'list', 'tuple', 'bytes', 'np.array', 'numpy.array'])
const JSON_TEXT = /(?:^|\.)(?:dumps)$/

export class PythonReader extends Scanner {
  constructor(
    text: string,
    at: number,
    private readonly names: PyNames,
  ) {
    super(text, at)
  }

  /** Reads the arguments of a call, up to and including its bracket. @throws EngineError paste/open-quote */
  call(): PyArguments {
    const positional: PyValue[] = []
    const named = new Map<string, PyValue>()
    for (;;) {
      this.space()
      this.refuseEnd('(')
      if (this.take(')')) return { positional, named: Object.fromEntries(named) }
      const spread = /\*\*?/y
      const stars = this.match(spread)
      const name = stars === null ? this.exec(/([A-Za-z_]\w*)\s*=(?!=)/y) : null
      const value = this.item(')')
      if (name) named.set(name[1]!, value)
      else if (stars === '**')
        for (const [key, each] of Object.entries(isDict(value) ? value : {})) named.set(key, each)
      else positional.push(value)
      this.space()
      this.take(',')
    }
  }

  /** An expression; what follows it up to the next comma, bracket or line makes it an unknown value. */
  private item(close: string): PyValue {
    this.space()
    const start = this.at
    const value = this.expression()
    this.space()
    const next = this.text[this.at]
    if (next === undefined || next === ',' || next === close || next === ':') return value
    this.skip(close)
    return mark(made(this.text.slice(start, this.at)).trim())
  }

  expression(): PyValue {
    let value = this.value()
    for (;;) {
      const before = this.at
      this.space()
      if (this.text[this.at] !== '+') {
        this.at = before
        return value
      }
      this.at++
      this.space()
      const other = this.value()
      value =
        Array.isArray(value) && Array.isArray(other)
          ? joined(value, other)
          : made(asText(value) + asText(other))
    }
  }

  /** @throws EngineError paste/too-deep */
  private value(): PyValue {
    refuseDepth(++this.depth)
    const value = this.one()
    this.depth--
    return value
  }

  private one(): PyValue {
    this.space()
    const start = this.at
    const char = this.text[start]
    let value: PyValue
    if (this.peek(QUOTE)) value = this.strings()
    else if (char === '[') {
      this.at++
      value = this.items(']')
    } else if (char === '(') {
      this.at++
      const items = this.items(')')
      value = items.length === 1 && !/,\s*\)$/.test(this.text.slice(start, this.at)) ? items[0]! : items
    } else if (char === '{') value = this.dict()
    else {
      const number = this.match(NUMBER)
      value = number === null ? this.named() : Number(number.replaceAll('_', ''))
    }
    return this.methods(value, start)
  }

  /** `.encode()` gives the same text; any other method or index gives what is not known. */
  private methods(given: PyValue, start: number): PyValue {
    let value = given
    for (;;) {
      const method = this.exec(METHOD)
      if (method) {
        this.call()
        if (!/^(encode|decode|copy|tolist|rstrip|strip)$/.test(method[1]!))
          value = mark(made(this.text.slice(start, this.at)))
        else if (method[1]!.endsWith('strip') && typeof value === 'string') value = value.trim()
      } else if (this.text[this.at] === '[') {
        this.at++
        this.items(']')
        value = mark(made(this.text.slice(start, this.at)))
      } else return value
    }
  }

  private items(close: string): PyValue[] {
    const items: PyValue[] = []
    for (;;) {
      this.space()
      this.refuseEnd(close === ']' ? '[' : '(')
      if (this.take(close)) return items
      this.match(/\*/y)
      items.push(this.item(close))
      this.space()
      this.take(',')
      this.take(':')
    }
  }

  private dict(): PyValue {
    const entries: [string, PyValue][] = []
    this.at++
    for (;;) {
      this.space()
      this.refuseEnd('{')
      if (this.take('}')) return Object.fromEntries(entries)
      if (this.match(/\*\*/y) !== null) {
        const spread = this.item('}')
        if (isDict(spread)) for (const entry of Object.entries(spread)) entries.push(entry)
      } else {
        const key = asText(this.expression())
        this.space()
        entries.push([key, this.take(':') ? this.item('}') : null])
      }
      this.space()
      if (!this.take(',') && this.text[this.at] !== '}') this.skip('}')
    }
  }

  private named(): PyValue {
    const name = this.match(NAME)?.replace(/\s/g, '')
    if (name === undefined) {
      this.at++
      return mark(this.text[this.at - 1] ?? '')
    }
    if (name === 'await' || name === 'not') return this.value()
    if (Object.hasOwn(CONSTANTS, name)) return CONSTANTS[name]!
    if (this.text[this.at] !== '(') return this.names.get(name) ?? mark(name)
    this.at++
    const { positional, named } = this.call()
    if (JSON_TEXT.test(name)) return jsonOf(positional[0] ?? null)
    if (name === 'dict') return { ...(isDict(positional[0]) ? positional[0] : {}), ...named }
    // The environment's own value may differ; as in a shell, what the program falls back to is taken.
    if (/(?:getenv|environ\.get)$/.test(name) && typeof positional[1] === 'string') return positional[1]
    if (PLAIN.has(name)) return positional[0] ?? ''
    return mark(`${name}(…)`)
  }

  /** Strings that stand beside each other are one. */
  private strings(): string {
    let out = ''
    for (;;) {
      const before = this.at
      this.space()
      const quote = this.exec(QUOTE)
      if (!quote) {
        this.at = before
        return out
      }
      out += this.string(quote[1]!.toLowerCase(), quote[2]!)
    }
  }

  private string(prefix: string, quote: string): string {
    const start = this.at - quote.length
    let out = ''
    while (!this.text.startsWith(quote, this.at)) {
      const char = this.text[this.at]
      if (char === undefined || (char === '\n' && quote.length === 1))
        throw openQuote(quote, this.text.slice(start))
      this.at++
      if (char === '\\') {
        if (prefix.includes('r')) {
          out += char + (this.text[this.at] ?? '')
          this.at++
        } else out += this.escape()
      } else if (prefix.includes('f') && (char === '{' || char === '}')) out += this.replacement(char)
      else out += char
    }
    this.at += quote.length
    spend(this.at - start)
    return prefix.includes('b') ? textOfBytes(out) : out
  }

  /** A field of an f-string. */
  private replacement(char: string): string {
    if (this.take(char)) return char
    if (char === '}') return char
    const field = this.exec(/\s*([A-Za-z_][\w.]*)\s*\}/y)
    if (field) return asText(this.names.get(field[1]!) ?? mark(`{${field[1]!}}`))
    const rest = this.match(/[^}\n]*\}/y) ?? ''
    return mark(`{${rest}`)
  }

  private escape(): string {
    const code = this.exec(/x([\da-fA-F]{2})|u([\da-fA-F]{4})|U([\da-fA-F]{8})/y)
    if (code) return fromHex((code[1] ?? code[2] ?? code[3])!)
    const char = this.text[this.at] ?? ''
    this.at++
    // Python keeps the backslash of an escape that it does not know.
    return PYTHON_ESCAPES[char] ?? ('\\\'"'.includes(char) ? char : `\\${char}`)
  }

  /** Goes to the next comma or to `close` at this depth. */
  private skip(close: string): void {
    let depth = 0
    while (this.at < this.text.length) {
      const char = this.text[this.at]!
      if (depth === 0 && (char === ',' || char === close)) return
      if (this.peek(QUOTE)) this.strings()
      else {
        if ('([{'.includes(char)) depth++
        if (')]}'.includes(char)) depth--
        this.at++
      }
    }
  }

  private peek(pattern: RegExp): boolean {
    pattern.lastIndex = this.at
    return pattern.test(this.text)
  }

  private refuseEnd(open: string): void {
    if (this.at >= this.text.length) throw openQuote(open, this.text.slice(-60))
  }

  private space(): void {
    this.match(SPACE)
  }
}

function joined(one: readonly PyValue[], other: readonly PyValue[]): PyValue {
  spend(one.length + other.length)
  return [...one, ...other]
}
