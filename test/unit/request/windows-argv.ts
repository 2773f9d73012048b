/**
 * How Windows reads a command, after the documents: cmd's phases (percent signs, then quotes, carets, redirections,
 * then exclamation marks where delayed expansion is on), and the C runtime's rules for a program's arguments ("Parsing
 * C command-line arguments", Microsoft). Written apart from what it tests.
 */

export interface CmdCommand {
  readonly line: string
  /** ">" or ">>" and the file. */
  readonly into: { readonly append: boolean; readonly file: string } | null
}

/** @param batch in a file %% is one percent sign, %1 an argument, and a variable that is not set is nothing */
export function cmdCommands(
  script: string,
  variables: Readonly<Record<string, string>>,
  batch: boolean,
): CmdCommand[] {
  const lines = script.split(/\r?\n/).map((line) => percent(line, variables, batch))
  const commands: CmdCommand[] = []
  for (let at = 0; at < lines.length; at++) {
    let { text, open } = unescape(lines[at]!)
    while (open) {
      if (++at >= lines.length) throw new Error('More?')
      // The first character of a continued line is escaped, whatever it is.
      const next = unescape(lines[at]!.slice(1))
      text = [...text, { char: lines[at]![0] ?? '', special: false }, ...next.text]
      open = next.open
    }
    if (text.length > 8191) throw new Error('The input line is too long.')
    if (text.some(({ char }) => char !== ' ')) commands.push(redirected(text))
  }
  return commands
}

interface Char {
  readonly char: string
  /** Outside of quotes, without a caret: acts where it can. */
  readonly special: boolean
}

function percent(line: string, variables: Readonly<Record<string, string>>, batch: boolean): string {
  return line.replace(
    /%%|%\*|%[0-9]|%~[a-z]*[0-9]|%([^%:]+)(:[^%]*)?%/gi,
    (found: string, name: string | undefined) => {
      if (name === undefined) return !batch ? found : found === '%%' ? '%' : ''
      const value = variables[name.toUpperCase()]
      return value ?? (batch ? '' : found)
    },
  )
}

function unescape(line: string): { text: Char[]; open: boolean } {
  const text: Char[] = []
  let quoted = false
  for (let at = 0; at < line.length; at++) {
    const char = line[at]!
    if (char === '"') quoted = !quoted
    if (char === '^' && !quoted) {
      if (++at === line.length) return { text, open: true }
      text.push({ char: line[at]!, special: false })
    } else text.push({ char, special: !quoted })
  }
  return { text, open: false }
}

function redirected(text: readonly Char[]): CmdCommand {
  let line = ''
  let into: CmdCommand['into'] = null
  for (let at = 0; at < text.length; at++) {
    const { char, special } = text[at]!
    if (special && '&|<()'.includes(char)) throw new Error(`cmd acts on ${char} after: ${line}`)
    if (!special || char !== '>') {
      line += char
      continue
    }
    const append = text[at + 1]?.char === '>'
    if (append) at++
    let file = ''
    while (at + 1 < text.length && text[at + 1]!.char !== ' ') file += text[++at]!.char
    into = { append, file }
  }
  // Phase 5, as if delayed expansion were on: what stands between two marks is a variable, a lone one is lost.
  return {
    line: line
      .trim()
      .replace(/!([^!]*)!/g, '')
      .replaceAll('!', ''),
    into,
  }
}

/** The C runtime since 2008: backslashes count only before a quote; two quotes within quotes are one. */
export function argv(line: string): string[] {
  const out: string[] = []
  let at = 0
  while (at < line.length) {
    while (line[at] === ' ' || line[at] === '\t') at++
    if (at >= line.length) break
    let word = ''
    let quoted = false
    while (at < line.length && (quoted || (line[at] !== ' ' && line[at] !== '\t'))) {
      let slashes = 0
      while (line[at] === '\\') {
        slashes++
        at++
      }
      if (line[at] !== '"') {
        word += '\\'.repeat(slashes)
        if (slashes === 0) word += line[at++]!
        continue
      }
      word += '\\'.repeat(slashes >> 1)
      if (slashes % 2 === 1) word += '"'
      else if (quoted && line[at + 1] === '"') {
        word += '"'
        at++
      } else quoted = !quoted
      at++
    }
    out.push(word)
  }
  return out
}
