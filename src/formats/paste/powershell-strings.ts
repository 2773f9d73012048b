/** Strings of PowerShell, and words without quotes. */
import { Scanner } from '../scanner'
import { fromHex } from './code-point'
import { openQuote } from './open-quote'
import { jsonOf, made } from './work'

export type PsValue = string | number | boolean | null | readonly PsValue[] | PsTable
export interface PsTable {
  readonly [key: string]: PsValue
}

const ESCAPES: Readonly<Record<string, string>> = {
  n: '\n',
  r: '\r',
  t: '\t',
  '0': '\0',
  a: '\x07',
  b: '\b',
  f: '\f',
  v: '\v',
  e: '\x1b',
}

export abstract class PsStrings extends Scanner {
  /** Reads `$name`, `${name}` or `$(…)`. */
  protected abstract variable(): PsValue

  /** A reader of a text within this one, with the variables that are set so far. */
  protected abstract inside(body: string): PsStrings

  protected single(): string {
    const start = this.at
    let end = start
    do {
      end = this.text.indexOf("'", end + 1)
      if (end < 0) throw openQuote("'", this.text.slice(start))
    } while (this.text[end + 1] === "'" && end++)
    this.at = end + 1
    return this.text.slice(start + 1, end).replaceAll("''", "'")
  }

  protected double(): string {
    const start = this.at
    this.at++
    let out = ''
    for (;;) {
      const char = this.text[this.at]
      if (char === undefined) throw openQuote('"', this.text.slice(start))
      if (char === '"' && this.text[this.at + 1] === '"') {
        out += '"'
        this.at += 2
      } else if (char === '"') {
        this.at++
        return out
      } else out += this.expandable(char)
    }
  }

  /** Reads one character between double quotes, or the escape or variable in its place. */
  protected expandable(char: string): string {
    if (char === '`') {
      const code = this.exec(/`u\{([\da-fA-F]{1,6})\}/y)
      if (code) return fromHex(code[1]!)
      const next = this.text[this.at + 1] ?? ''
      this.at += 2
      return next === '\n' ? '' : (ESCAPES[next] ?? next)
    }
    if (char === '$' && /[\w({]/.test(this.text[this.at + 1] ?? '')) {
      const value = this.variable()
      return typeof value === 'object' ? jsonOf(value) : made(String(value))
    }
    this.at++
    return char
  }

  /** The whole text as if it stood between double quotes. */
  expanded(): string {
    let out = ''
    while (this.at < this.text.length) out += this.expandable(this.text[this.at]!)
    return out
  }

  protected hereString(quote: string): string {
    const start = this.at
    const from = this.text.indexOf('\n', start) + 1
    const end = this.text.indexOf(`\n${quote}@`, from - 1)
    if (from === 0 || end < 0) throw openQuote(`@${quote}`, this.text.slice(start))
    const body = this.text.slice(from, Math.max(from, end))
    this.at = end + 3
    if (quote === "'") return body
    return this.inside(body).expanded()
  }

  protected bareWord(): string {
    let out = ''
    while (this.at < this.text.length) {
      const char = this.text[this.at]!
      if (/[\s;|(){}'",]/.test(char) && !(char === ',' && out !== '')) break
      if (char === '`') {
        out += this.text[this.at + 1] ?? ''
        this.at += 2
      } else if (char === '$' && /[\w{]/.test(this.text[this.at + 1] ?? ''))
        out += made(String(this.variable()))
      else {
        out += char
        this.at++
      }
    }
    if (out === '') this.at++
    return out
  }
}
