/**
 * PowerShell as far as our commands go, after about_Quoting_Rules and about_Parsing, with the quotes that its tokenizer takes
 * for ' and " (CharTraits.cs), and what a native program gets: 5.1 puts quotes around an argument with a space and
 * escapes none within; 7.3 escapes them. Written apart from what it tests.
 */

const SINGLE = "'\u2018\u2019\u201a\u201b"
const DOUBLE = '"\u201c\u201d\u201e'

export type Token = { readonly bare: string } | { readonly value: string }

/** Statements; each a list of words. @param expand the value of $name or $(…) within double quotes */
export function statements(script: string, expand: (name: string) => string): Token[][] {
  const done: Token[][] = []
  let now: Token[] = []
  let at = 0
  const end = () => {
    if (now.length > 0) done.push(now)
    now = []
  }
  while (at < script.length) {
    const char = script[at]!
    if (char === '`' && script[at + 1] === '\n') at += 2
    else if (char === '\n' || char === ';') {
      end()
      at++
    } else if (/\s/.test(char)) at++
    else if (char === '#' && now.length === 0) {
      while (at < script.length && script[at] !== '\n') at++
    } else if (SINGLE.includes(char)) {
      const [value, next] = quoted(script, at + 1, SINGLE, null)
      now.push({ value })
      at = next
    } else if (DOUBLE.includes(char)) {
      const [value, next] = quoted(script, at + 1, DOUBLE, expand)
      now.push({ value })
      at = next
    } else if ('(),'.includes(char)) {
      now.push({ bare: char })
      at++
    } else {
      let bare = ''
      while (
        at < script.length &&
        !/[\s(),;]/.test(script[at]!) &&
        !(SINGLE + DOUBLE).includes(script[at]!)
      ) {
        if ('$@&|<>{}`'.includes(script[at]!)) throw new Error(`PowerShell acts on ${script[at]!}`)
        bare += script[at++]!
      }
      now.push({ bare })
    }
  }
  end()
  return done
}

function quoted(
  script: string,
  start: number,
  marks: string,
  expand: ((name: string) => string) | null,
): [value: string, next: number] {
  let value = ''
  for (let at = start; at < script.length; at++) {
    const char = script[at]!
    if (marks.includes(char)) {
      if (!marks.includes(script[at + 1] ?? '\n')) return [value, at + 1]
      value += char
      at++
    } else if (expand && char === '`') value += script[++at] ?? ''
    else if (expand && char === '$') {
      const name = /^\$(?:\(([^)]*)\)|([\w:]+))/.exec(script.slice(at, at + 80))
      if (!name) value += char
      else {
        value += expand(name[1] ?? name[2]!)
        at += name[0].length - 1
      }
    } else value += char
  }
  throw new Error('The string is missing the terminator.')
}

/** What CreateProcess is given. */
export const nativeLine = (args: readonly string[], version: '5.1' | '7.3'): string =>
  args
    .map((arg) => {
      const escaped = version === '5.1' ? arg : arg.replace(/(\\*)"/g, '$1$1\\"')
      if (!/\s/.test(arg)) return escaped
      return `"${version === '5.1' ? escaped : escaped.replace(/(\\+)$/, '$1$1')}"`
    })
    .join(' ')
