/**
 * Reads the commands of a bash script by hand. No library for the browser reads bash's $'…', cmd's ^ and PowerShell's ` (curlconverter
 * needs tree-sitter and its grammars, shell-quote knows neither $'…' nor heredocs), and only words are needed here.
 * Nothing is run: a value that only a running shell would know stays a named variable.
 */
import { plain, type Command, type Word } from './bash-types'
import { BashWords } from './bash-words'

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

class Lexer extends BashWords {
  private readonly heredocs: { command: Pending; end: string; plain: boolean; tabs: boolean }[] = []

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
      // Some debuggers write bash's quotes with cmd's carets at the ends of lines.
      if (/^[\\^]\n/.test(rest)) this.at += 2
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
      // In an unquoted heredoc quotes are ordinary characters; all else is as between double quotes.
      command.stdin = isPlain ? [body] : new Lexer(`"${quotesPlain(body)}"`).double()
    }
  }

  private skipTo(char: string): void {
    const end = this.text.indexOf(char, this.at)
    this.at = end < 0 ? this.text.length : end
  }
}

/** The output of `echo`, `printf '%s'` or `cat <<EOF`. */
function printed({ words, stdin }: Pending): Word | null {
  const [name, ...given] = words
  const command = plain(name ?? [])
  if (command === 'cat' && given.length === 0) return stdin
  if (command === 'cat' && given.length === 1) return [{ variable: `< ${plain(given[0]!)}`, fallback: null }]
  if (command === 'printf') {
    const [format, ...values] = given
    return formatted(format ?? [], values)
  }
  if (command !== 'echo') return null
  return given
    .filter((word) => !/^-[neE]+$/.test(plain(word)))
    .flatMap((word, at) => (at === 0 ? word : [' ', ...word]))
}

/**
 * Escapes a heredoc's body for the reader of double quotes: there a quote, and a backslash before a quote, are ordinary
 * characters.
 */
const quotesPlain = (body: string): string =>
  body.replace(/\\([^])|"/g, (whole, next?: string) =>
    next === undefined ? '\\"' : next === '"' ? '\\\\\\"' : whole,
  )

/** printf: each %s takes the next argument, %% is a percent sign, \\n a line end. Null: another conversion, or arguments left. */
function formatted(format: Word, values: readonly Word[]): Word | null {
  let next = 0
  let isPlain = true
  const out = format.flatMap((part): Word => {
    if (typeof part !== 'string') return [part]
    return part.split(/(%[^]|\\[^])/).flatMap((piece): Word => {
      if (piece === '%s') return values[next++] ?? []
      if (piece.startsWith('%') && piece !== '%%') isPlain = false
      return [piece === '%%' ? '%' : (PRINTF[piece] ?? piece)]
    })
  })
  return isPlain && next >= values.length ? out : null
}

/** Quotes and letters keep their backslash only where printf has no escape for them. */
const PRINTF: Readonly<Record<string, string>> = {
  '\\n': '\n',
  '\\t': '\t',
  '\\r': '\r',
  '\\\\': '\\',
  '\\"': '"',
}
