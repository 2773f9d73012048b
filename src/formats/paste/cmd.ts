/**
 * cmd.exe: first carets and lines, then words as Windows programs split them (CommandLineToArgvW). Chrome escapes every
 * quote with a caret, so that cmd sees no quotes; people write quotes without carets.
 */
import { type Command } from './bash-types'
import { EngineError } from '../../engine/errors'
import { openQuote } from './open-quote'
import { mark } from './unknown'

/**
 * @param doubled true: every backslash of an argument was doubled before quotes were escaped, as developer tools do it
 * @throws EngineError paste/open-quote; paste/not-json where `doubled` and a backslash is single
 */
export function cmdCommands(text: string, doubled = false): Command[] {
  // cmd replaces variables first, within quotes too. With a caret in the name ("%^PATH%", as Chrome writes it) it is
  // no variable.
  const marked = text.replaceAll('\r\n', '\n').replace(/%[A-Za-z_]\w*%/g, mark)
  return commandLines(marked).flatMap((line): Command[] => {
    const words = argumentsOf(line, doubled)
    return words.length === 0 ? [] : [{ words: words.map((word) => [word]), stdin: null, into: null }]
  })
}

function commandLines(text: string): string[] {
  const lines: string[] = []
  let line = ''
  let quoted = false
  for (let at = 0; at < text.length; at++) {
    const char = text[at]!
    if (char === '^' && !quoted) {
      // A caret at the end of a line removes the line end and escapes the character after it.
      if (text[at + 1] === '\n') at++
      at++
      line += text[at] ?? ''
    } else if (char === '\n' || (!quoted && (char === '&' || char === '|'))) {
      lines.push(line)
      line = ''
      quoted = false
    } else {
      if (char === '"') quoted = !quoted
      line += char
    }
  }
  return [...lines, line]
}

function argumentsOf(line: string, doubled: boolean): string[] {
  const words: string[] = []
  let word: string | null = null
  let quoted = false
  let start = 0
  for (let at = 0; at < line.length; at++) {
    const char = line[at]!
    if (char === '\\') {
      let end = at
      while (line[end] === '\\') end++
      const count = end - at
      // A backslash is an escape only before a quote: two become one, and an odd one keeps the quote.
      if (doubled && line[end] !== '"' && count % 2 === 1) throw singleBackslash(line.slice(at))
      const kept = doubled || line[end] === '"' ? Math.floor(count / 2) : count
      word = (word ?? '') + '\\'.repeat(kept)
      at = end - 1
      if (line[end] === '"' && count % 2 === 1) {
        word += '"'
        at = end
      }
    } else if (char === '"') {
      word ??= ''
      if (quoted && line[at + 1] === '"') {
        word += '"'
        at++
      } else {
        quoted = !quoted
        start = at
      }
    } else if (!quoted && /\s/.test(char)) {
      if (word !== null) words.push(word)
      word = null
    } else word = (word ?? '') + char
  }
  if (quoted) throw openQuote('"', line.slice(start))
  return word === null ? words : [...words, word]
}

function singleBackslash(from: string): EngineError {
  const start = from.slice(0, 60)
  return new EngineError('paste/not-json', `No developer tools wrote this: ${start}`, { start })
}
