/** One word of bash: its quotes, escapes and expansions. */
import { Scanner } from '../scanner'
import { unescapeAnsi } from './ansi-c'
import type { Part, Word } from './bash-types'
import { openQuote } from './open-quote'

export class BashWords extends Scanner {
  protected word(): Word {
    const parts: Part[] = []
    while (this.at < this.text.length) {
      const char = this.text[this.at]!
      if (/[\s|;&<>()]/.test(char)) break
      if (char === "'") parts.push(this.single())
      else if (char === '"') for (const part of this.double()) parts.push(part)
      else if (char === '$' && this.text[this.at + 1] === "'") parts.push(this.ansi())
      else if (char === '$' && this.text[this.at + 1] === '"') {
        this.at++
        for (const part of this.double()) parts.push(part)
      } else if (char === '$' || char === '`') parts.push(this.expansion())
      else if (char === '\\') {
        if (this.text[this.at + 1] !== '\n') parts.push(this.text[this.at + 1] ?? '')
        this.at += 2
      } else {
        parts.push(char)
        this.at++
      }
    }
    return parts
  }

  private single(): string {
    const end = this.text.indexOf("'", this.at + 1)
    if (end < 0) throw openQuote("'", this.text.slice(this.at))
    const body = this.text.slice(this.at + 1, end)
    this.at = end + 1
    return body
  }

  double(): Part[] {
    const start = this.at
    const parts: Part[] = []
    this.at++
    for (;;) {
      const char = this.text[this.at]
      if (char === undefined) throw openQuote('"', this.text.slice(start))
      if (char === '"') {
        this.at++
        return parts.length === 0 ? [''] : parts
      }
      if (char === '$' || char === '`') parts.push(this.expansion())
      else if (char === '\\') {
        const next = this.text[this.at + 1] ?? ''
        if (next !== '\n') parts.push('$`"\\'.includes(next) && next !== '' ? next : `\\${next}`)
        this.at += 2
      } else {
        const run = /[^"$`\\]+/y
        run.lastIndex = this.at
        const found = run.exec(this.text)![0]
        parts.push(found)
        this.at += found.length
      }
    }
  }

  /** $'…': Chrome writes texts with quotes, newlines or "!" so. */
  private ansi(): string {
    const start = this.at
    this.at += 2
    let end = this.at
    while (end < this.text.length && this.text[end] !== "'") end += this.text[end] === '\\' ? 2 : 1
    if (end >= this.text.length) throw openQuote("$'", this.text.slice(start))
    const body = this.text.slice(this.at, end)
    this.at = end + 1
    return unescapeAnsi(body)
  }

  private expansion(): Part {
    const rest = this.text.slice(this.at, this.at + 4096)
    if (rest[0] === '`' || rest.startsWith('$(')) return this.substitution()
    const braces = /^\$\{([A-Za-z_]\w*)(?::?[-=]([^}]*))?\}/.exec(rest)
    const name = braces ?? /^\$([A-Za-z_]\w*|[\d@*#?$!-])/.exec(rest)
    if (!name) {
      if (rest.startsWith('${')) {
        const end = this.text.indexOf('}', this.at)
        const whole = this.text.slice(this.at, end < 0 ? undefined : end + 1)
        this.at += whole.length
        return { variable: whole, fallback: null }
      }
      this.at++
      return '$'
    }
    this.at += name[0].length
    return { variable: `$${name[1]!}`, fallback: braces?.[2] ?? null }
  }

  /** Reads $(cat <<'EOF' … EOF). Any other command would have to run, so it stays a variable. */
  private substitution(): Part {
    const start = this.at
    if (this.text[start] === '`') {
      const end = this.text.indexOf('`', start + 1)
      if (end < 0) throw openQuote('`', this.text.slice(start))
      this.at = end + 1
      return { variable: this.text.slice(start, this.at), fallback: null }
    }
    const here = /^\$\(\s*cat\s*<<-?\s*(['"]?)(\w+)\1[^\n]*\n/.exec(this.text.slice(start, start + 200))
    if (here) {
      const from = start + here[0].length
      const end = new RegExp(`^[\\t ]*${here[2]!}[\\t ]*$`, 'm').exec(this.text.slice(from))
      const close = end ? this.text.indexOf(')', from + end.index) : -1
      if (end && close >= 0) {
        this.at = close + 1
        return this.text.slice(from, from + end.index).replace(/\n+$/, '')
      }
    }
    let depth = 0
    for (let at = start + 1; at < this.text.length; at++) {
      if (this.text[at] === '(') depth++
      if (this.text[at] === ')' && --depth === 0) {
        this.at = at + 1
        return { variable: this.text.slice(start, this.at), fallback: null }
      }
    }
    throw openQuote('$(', this.text.slice(start))
  }

  protected spaces(): void {
    while (this.text[this.at] === ' ' || this.text[this.at] === '\t') this.at++
  }
}
