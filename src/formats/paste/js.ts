/** Reads calls of functions in JavaScript, such as fetch. Arguments are read as literals; nothing is run. */
import { EngineError } from '../../engine/errors'
import { isObject } from '../../engine/values'
import { Scanner } from '../scanner'
import { changedNames } from './changed-names'
import { fromHex } from './code-point'
import { openQuote } from './open-quote'
import { mark, markedIn } from './unknown'
import { ESCAPES } from './escapes'
import { jsonOf, made, refuseDepth, spend } from './work'

export type JsValue = string | number | boolean | null | readonly JsValue[] | JsObject
interface JsObject {
  readonly [key: string]: JsValue
}

/** @returns the arguments of each call of fetch @throws EngineError paste/open-quote, paste/unknown */
export const fetchCalls = (text: string): JsValue[][] => callsOf(text, /\bfetch\s*\(/g)

/**
 * @param call matches up to the bracket of a call, with the flag g
 * @returns the arguments of each call @throws EngineError paste/open-quote, paste/unknown
 */
export function callsOf(text: string, call: RegExp): JsValue[][] {
  const variables = new Map<string, JsValue>()
  const changed = changedNames(text, 'javascript')
  for (const found of text.matchAll(/\b(?:const|let|var)\s+([A-Za-z_$][\w$]*)\s*=\s*/g))
    try {
      if (changed.has(found[1]!)) continue
      variables.set(found[1]!, new Reader(text, found.index + found[0].length, variables).expression())
    } catch {
      // The value is not a literal: the variable stays unknown.
    }
  const calls: JsValue[][] = []
  while (call.exec(text)) {
    const reader = new Reader(text, call.lastIndex, variables)
    try {
      calls.push(reader.items(')'))
    } catch (error) {
      if (calls.length > 0) return calls // what follows a whole call may be anything
      throw error
    }
    call.lastIndex = reader.at
  }
  return calls
}

const SPACE = /(?:\s|\/\/[^\n]*|\/\*[^]*?\*\/)*/y
const NAME = /[A-Za-z_$][\w$]*(?:\??\.[A-Za-z_$][\w$]*)*/y
const SPREAD = /\.\.\./y
const CODE = /u\{[\da-fA-F]+\}|u[\da-fA-F]{4}|x[\da-fA-F]{2}/y
const NUMBER = /-?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?/y
const CONSTANTS: Readonly<Record<string, JsValue>> = { true: true, false: false, null: null, undefined: null }

class Reader extends Scanner {
  constructor(
    text: string,
    at: number,
    private readonly variables: ReadonlyMap<string, JsValue>,
  ) {
    super(text, at)
  }

  /** Reads items up to and including `close`. */
  items(close: string): JsValue[] {
    const items: JsValue[] = []
    for (;;) {
      this.space()
      this.refuseEnd(close)
      if (this.take(close)) return items
      items.push(this.expression())
      this.space()
      this.take(',')
    }
  }

  expression(): JsValue {
    let value = this.value()
    for (;;) {
      this.space()
      if (!this.take('+')) return value
      this.space()
      value = made(asText(value) + asText(this.value()))
    }
  }

  /** @throws EngineError paste/too-deep */
  private value(): JsValue {
    refuseDepth(++this.depth)
    const value = this.one()
    this.depth--
    return value
  }

  private one(): JsValue {
    this.space()
    const char = this.text[this.at]
    if (char === '{') return this.object()
    if (char === '[') {
      this.at++
      return this.items(']')
    }
    if (char === '(') {
      this.at++
      return this.items(')')[0] ?? null
    }
    if (char === '"' || char === "'" || char === '`') return this.string(char)
    const number = this.match(NUMBER)
    if (number !== null) return Number(number)
    const name = this.match(NAME)
    if (name === null) throw this.unreadable()
    return this.named(name)
  }

  private named(name: string): JsValue {
    if (name === 'new' || name === 'await') return this.value()
    if (Object.hasOwn(CONSTANTS, name)) return CONSTANTS[name]!
    this.space()
    if (this.take('(')) {
      const given = this.items(')')
      if (name === 'JSON.stringify') return jsonOf(given[0] ?? null)
      if (name === 'Headers' || name === 'URL') return given[0] ?? null
      return mark(`${name}(…)`)
    }
    return this.variables.get(name) ?? mark(name)
  }

  private object(): JsObject {
    const entries: [string, JsValue][] = []
    this.at++
    for (;;) {
      this.space()
      this.refuseEnd('{')
      if (this.take('}')) return Object.fromEntries(entries)
      if (this.match(SPREAD) !== null) {
        const spread = this.value()
        if (isObject(spread)) for (const entry of Object.entries(spread)) entries.push(entry)
      } else entries.push(this.entry())
      this.space()
      this.take(',')
    }
  }

  private entry(): [string, JsValue] {
    const quote = this.text[this.at]!
    const name = this.match(NAME) ?? this.match(NUMBER)
    const key = name ?? (/["'`]/.test(quote) ? this.string(quote) : null)
    if (key === null) throw this.unreadable()
    this.space()
    return [key, this.take(':') ? this.expression() : (this.variables.get(key) ?? mark(key))]
  }

  private string(quote: string): string {
    const start = this.at
    this.at++
    let out = ''
    for (;;) {
      const char = this.text[this.at]
      if (char === undefined) throw openQuote(quote, this.text.slice(start))
      this.at++
      if (char === quote) {
        spend(this.at - start)
        return out
      }
      if (char === '\\') out += this.escape()
      else if (quote === '`' && char === '$' && this.take('{')) {
        const value = asText(this.expression())
        const name = markedIn(value)
        // As the template has it: `${BASE}/embed` is no address BASE/embed.
        out += name !== null && value === mark(name) ? mark(`\${${name}}`) : value
        this.space()
        this.take('}')
      } else out += char
    }
  }

  private escape(): string {
    const code = this.match(CODE)
    if (code !== null) return fromHex(code.replace(/[ux{}]/g, ''))
    const char = this.text[this.at] ?? ''
    this.at++
    return ESCAPES[char] ?? char
  }

  private refuseEnd(open: string): void {
    if (this.at >= this.text.length) throw openQuote(open, this.text.slice(-60))
  }

  private space(): void {
    spend(this.match(SPACE)?.length ?? 0)
  }

  private unreadable(): EngineError {
    const start = this.text.slice(this.at, this.at + 60)
    return new EngineError('paste/unknown', `No literal of JavaScript: ${start}`, { start })
  }
}

const asText = (value: JsValue): string => (typeof value === 'object' ? jsonOf(value) : String(value))
