/**
 * Bash words, by hand: no library reads bash's $'…' and cmd's ^ and PowerShell's ` right in a browser (curlconverter
 * brings tree-sitter and its grammars, shell-quote knows no $'…' and no heredoc), and all we want is words.
 * Nothing is run: what only a running shell would know stays a named variable.
 */
import { EngineError } from '../../engine/errors'
import { fromHex } from './code-point'

/** Part of a word: literal, or what the shell would put there. */
export type Part = string | { readonly variable: string; readonly fallback: string | null }
export type Word = readonly Part[]

export interface Command {
  readonly words: readonly Word[]
  /** Of a heredoc, a here-string, or an echo before the pipe; null: none. */
  readonly stdin: Word | null
  /** "> file" */
  readonly into: Word | null
}

interface Pending {
  readonly words: Word[]
  stdin: Word | null
  into: Word | null
  piped: boolean
}

/** @throws EngineError paste/open-quote */
export function bashCommands(text: string): Command[] {
  return new Lexer(text.replaceAll('\r\n', '\n')).commands()
}

const fresh = (piped: boolean): Pending => ({ words: [], stdin: null, into: null, piped })

class Lexer {
  private at = 0
  private readonly heredocs: { command: Pending; end: string; plain: boolean; tabs: boolean }[] = []

  constructor(private readonly text: string) {}

  commands(): Command[] {
    const done: Pending[] = []
    let now = fresh(false)
    const finish = (pipes: boolean) => {
      if (now.words.length > 0) {
        const before = done.at(-1)
        if (now.piped && before && now.stdin === null) now.stdin = printed(before)
        done.push(now)
      }
      now = fresh(pipes)
    }
    while (this.at < this.text.length) {
      const char = this.text[this.at]!
      const rest = this.text.slice(this.at, this.at + 3)
      if (rest.startsWith('\\\n')) this.at += 2
      else if (char === '\n') {
        this.at++
        this.readHeredocs()
        finish(false)
      } else if (/\s/.test(char)) this.at++
      else if (char === '#') this.skipTo('\n')
      else if (rest === '<<<') {
        this.at += 3
        this.spaces()
        now.stdin = [...this.word(), '\n']
      } else if (rest.startsWith('<<')) this.heredoc(now)
      else if (char === '>' || /^\d>/.test(rest)) {
        while (/[\d>&|]/.test(this.text[this.at] ?? '')) this.at++
        this.spaces()
        const target = this.word()
        if (char === '>' && rest[1] !== '&') now.into = target
      } else if (char === '<') {
        this.at++
        this.spaces()
        now.stdin = [{ variable: `< ${plain(this.word())}`, fallback: null }]
      } else if ('|;&()'.includes(char)) {
        const pipes = char === '|' && rest[1] !== '|'
        this.at++
        finish(pipes)
      } else now.words.push(this.word())
    }
    this.readHeredocs()
    finish(false)
    return done
  }

  private word(): Word {
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

  private double(): Part[] {
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

  /** $'…': Chrome's way to write what has quotes, newlines or "!". */
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

  /** $(cat <<'EOF' … EOF) is read; any other command would have to run. */
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

  private heredoc(command: Pending): void {
    this.at += 2
    const tabs = this.text[this.at] === '-'
    if (tabs) this.at++
    this.spaces()
    const quoted = /['"\\]/.test(this.text.slice(this.at).split(/[\s;|&<>]/, 1)[0] ?? '')
    this.heredocs.push({ command, end: plain(this.word()), plain: quoted, tabs })
  }

  private readHeredocs(): void {
    for (const { command, end, plain: isPlain, tabs } of this.heredocs.splice(0)) {
      const lines: string[] = []
      while (this.at < this.text.length) {
        const until = this.text.indexOf('\n', this.at)
        const line = this.text.slice(this.at, until < 0 ? undefined : until)
        this.at = until < 0 ? this.text.length : until + 1
        const bare = tabs ? line.replace(/^\t+/, '') : line
        if (bare === end) break
        lines.push(bare)
      }
      const body = lines.map((line) => `${line}\n`).join('')
      // Within an unquoted heredoc quotes are plain, the rest is as between double quotes.
      command.stdin = isPlain ? [body] : new Lexer(`"${quotesPlain(body)}"`).double()
    }
  }

  private spaces(): void {
    while (this.text[this.at] === ' ' || this.text[this.at] === '\t') this.at++
  }

  private skipTo(char: string): void {
    const end = this.text.indexOf(char, this.at)
    this.at = end < 0 ? this.text.length : end
  }
}

/** What `echo`, `printf '%s'` or `cat <<EOF` would hand on. */
function printed({ words, stdin }: Pending): Word | null {
  const [name, ...given] = words
  const command = plain(name ?? [])
  if (command === 'cat' && given.length === 0) return stdin
  if (command === 'printf') {
    const [format, ...values] = given
    if (plain(format ?? []).startsWith('%s') && values.length === 1) return values[0]!
    return given.length === 1 ? given[0]! : null
  }
  if (command !== 'echo') return null
  return given
    .filter((word) => !/^-[neE]+$/.test(plain(word)))
    .flatMap((word, at) => (at === 0 ? word : [' ', ...word]))
}

/** The word with its variables as written. */
export const plain = (word: Word): string =>
  word.map((part) => (typeof part === 'string' ? part : part.variable)).join('')

/** Escaped for a reader of double quotes: in a heredoc a quote is plain, and so is a backslash before it. */
const quotesPlain = (body: string): string =>
  body.replace(/\\([^])|"/g, (whole, next?: string) =>
    next === undefined ? '\\"' : next === '"' ? '\\\\\\"' : whole,
  )

const SIMPLE: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  a: '\x07',
  b: '\b',
  e: '\x1b',
  E: '\x1b',
  f: '\f',
  v: '\v',
}
const ANSI =
  /(?:\\x[\da-fA-F]{1,2}|\\[0-7]{1,3})+|\\u([\da-fA-F]{1,4})|\\U([\da-fA-F]{1,8})|\\c([^])|\\([^])/g

function unescapeAnsi(body: string): string {
  return body.replace(ANSI, (whole, u, U, control, char: string | undefined) => {
    const code = (u ?? U) as string | undefined
    if (code !== undefined) return fromHex(code)
    if (control !== undefined) return String.fromCharCode((control as string).charCodeAt(0) & 31)
    if (char !== undefined) return SIMPLE[char] ?? ('\\\'"?'.includes(char) ? char : whole)
    // Bytes: of UTF-8, as many as follow each other.
    const bytes = whole.match(/\\x[\da-fA-F]{1,2}|\\[0-7]{1,3}/g)!
    return new TextDecoder().decode(
      Uint8Array.from(bytes, (byte) =>
        byte[1] === 'x' ? parseInt(byte.slice(2), 16) : parseInt(byte.slice(1), 8),
      ),
    )
  })
}

export const openQuote = (quote: string, from: string) => {
  const start = from.slice(0, 60)
  return new EngineError('paste/open-quote', `${quote} is not closed: ${start}`, { quote, start })
}
