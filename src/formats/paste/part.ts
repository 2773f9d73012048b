/** A request or a vector that was found within a longer text: which part was read is told. */
import type { PasteNote } from './types'

const LONGEST = 60
const LOOKED_AT = 1000

/** The beginning of a part, on one line. */
export function startOf(text: string): string {
  // No more than is shown: a text may be long, and it may have many parts.
  const line = text.trimStart().slice(0, LOOKED_AT).trimEnd().replaceAll(/\s+/g, ' ')
  return line.length > LONGEST ? `${line.slice(0, LONGEST)}…` : line
}

export const partRead = (part: string): PasteNote => ({
  code: 'part-read',
  values: { start: startOf(part) },
})

/** What a shell allows before a command on its line: nothing, an operator, a program that runs another one, a prompt. */
const BEFORE_COMMAND =
  /^(?:.*(?:[|;&({=`]|\$\()|[^\n]{0,80}?[$#%>❯➜])?\s*(?:[A-Za-z_]\w*=\S*\s+)*(?:(?:sudo|env|time|exec|command|nohup|then|do|else|!|docker|podman|kubectl|ssh|watch|xargs|timeout|su|(?:ba|z|da)?sh)\b(?:\s+[^\s'"]+)*\s*)?["']?$/
/** A line that is a sentence: a word, white space or another script, and the mark that ends it. */
const isSentence = (line: string): boolean =>
  /^(?![#/>$]|\w+=)[\p{L}\p{N}"“(]/u.test(line) &&
  /[.,:?!。，：？！]$/.test(line.slice(-1)) &&
  !/[{}|\\=]/.test(line) &&
  /[\s\p{Lo}]/u.test(afterFirst(line).slice(0, -1))

const afterFirst = (line: string) => line.slice(line.codePointAt(0)! > 0xffff ? 2 : 1)

/** How much before a command, on its line, tells what it is part of. */
const NEAR = 1000

/** Whether words of people stand before the command that begins at `at`: on its line, or on a line before it. */
export function isInProse(text: string, at: number): boolean {
  const lines = text.slice(0, at).split('\n')
  const own = lines.pop()!.slice(-NEAR)
  return !BEFORE_COMMAND.test(own) || lines.some((line) => isSentence(line.trim()))
}

const KEYWORD = /^(?:(?:await|return|yield|async|with|const|let|var|new|export|print|if|else|for|in)\s+)+$/
const LEVEL = /^(?:TRACE|DEBUG|INFO|WARN|WARNING|ERROR|FATAL|POST|GET|PUT)\b/

/** Whether the words before a value or a call on its line are those of a sentence, and not a program's or a log's. */
export function isAfterWords(text: string, at: number): boolean {
  const before = text.slice(text.lastIndexOf('\n', at - 1) + 1, at).trimStart()
  if (before === '' || KEYWORD.test(`${before.trim()} `) || LEVEL.test(before)) return false
  return /^\p{L}[\p{L}\p{N}\s,'’./-]*$/u.test(before)
    ? /\s$|\p{Lo}$/u.test(before)
    : /^\p{Lo}[^={}]*[：:，]\s*$/u.test(before)
}
