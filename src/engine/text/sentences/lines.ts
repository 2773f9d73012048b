/** A line of a text without its line break, as a range of the text. */
export interface Line {
  readonly start: number
  readonly end: number
  readonly text: string
}

/** LF, CRLF and a lone CR end a line. */
export function linesOf(text: string): Line[] {
  const lines: Line[] = []
  let start = 0
  for (const { index, 0: br } of text.matchAll(/\r\n|\r|\n/g)) {
    lines.push({ start, end: index, text: text.slice(start, index) })
    start = index + br.length
  }
  lines.push({ start, end: text.length, text: text.slice(start) })
  return lines
}

export const isBlank = ({ text }: Line): boolean => text.trim() === '' || text === '\ufeff'

/** The range without white space (and a byte order mark) at its ends. */
export function trimmed(text: string, start: number, end: number): [start: number, end: number] {
  const white = (at: number) => /[\s\ufeff]/.test(text[at]!)
  while (start < end && white(start)) start++
  while (end > start && white(end - 1)) end--
  return [start, end]
}
