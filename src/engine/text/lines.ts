/**
 * Collects text as a page lays it out: boxes request a new line, cells a tab, and both are written only when
 * text follows. White space collapses as CSS says (Text Module, "white-space: normal"), except that U+00A0
 * becomes a plain space that does not collapse.
 */
export type WhiteSpace = 'normal' | 'pre' | 'pre-line'

export class Lines {
  private readonly done: string[] = []
  private line = ''
  /** Start of the current cell's text in `line`. A new line is written only if there is text after it. */
  private base = 0
  private breakDue = false
  private blankDue = false
  private spaceDue = false
  private keepEnd = false
  /** Written in front of the next text: a list item's marker. */
  private marker = ''

  text(value: string, mode: WhiteSpace): void {
    if (mode === 'normal') return this.collapsed(value)
    value.split(/\r\n|[\n\r]/).forEach((part, i) => {
      if (i > 0) this.lineBreak(mode === 'pre')
      if (mode === 'pre-line') return this.collapsed(part)
      if (part === '') return
      this.open()
      this.keepEnd = true
      this.line += part.replaceAll('\u00A0', ' ')
    })
  }

  private collapsed(value: string): void {
    // Words are runs without collapsible space; U+00A0 and U+3000 are part of a word.
    // One character at a time: a run of millions of spaces would overflow the stack of the expression.
    const words = value.split(/[ \t\n\r\f]/)
    words.forEach((word, i) => {
      if (i > 0) this.spaceDue = true
      if (word === '') return
      this.open()
      this.line += word.replaceAll('\u00A0', ' ')
    })
  }

  /** Writes the requested line breaks, tabs and marker. Called before text or a picture is written. */
  private open(): void {
    if (this.breakDue && this.line.length > this.base) this.endLine()
    this.breakDue = false
    if (this.blankDue && this.done.length > 0 && this.done.at(-1) !== '') this.done.push('')
    this.blankDue = false
    if (this.marker) {
      this.line += this.marker
      this.marker = ''
    } else if (this.spaceDue && this.line.length > this.base) this.line += ' '
    this.spaceDue = false
  }

  /** Consecutive blank lines become one, and none comes first, unless `keep`. */
  private endLine(keep = false): void {
    const text = this.keepEnd ? this.line : this.line.trimEnd()
    if (text !== '' || keep || (this.done.at(-1) ?? '') !== '') this.done.push(text)
    this.line = ''
    this.base = 0
    this.keepEnd = false
  }

  /** The edge of a box; with `blank`, the box keeps a blank line between itself and its neighbours. */
  block(blank = false): void {
    this.breakDue = true
    this.spaceDue = false
    this.blankDue ||= blank && this.line.length + this.done.length > 0
  }

  /** <br>: ends the line; an empty line becomes a blank one. */
  lineBreak(keep = false): void {
    if (this.breakDue && this.line.length > this.base) this.endLine()
    this.breakDue = this.blankDue = this.spaceDue = false
    this.endLine(keep)
  }

  /** The edge of a table row. A row of empty cells leaves no trace. */
  row(): void {
    if (this.line.trim() === '') this.line = ''
    else this.endLine()
    this.base = 0
    this.breakDue = this.spaceDue = false
  }

  /** A cell after the first of its row. Inside a cell, lines stay lines, as in innerText. */
  nextCell(): void {
    this.breakDue = this.blankDue = this.spaceDue = false
    this.marker = ''
    this.line += '\t'
    this.base = this.line.length
  }

  /** The edge of a list item; `marker` is written in front of its first text, so that an empty item has none. */
  item(marker = ''): void {
    this.block()
    this.marker = marker
  }

  /** Drops everything so far: the wanted part starts here. */
  restart(): void {
    this.done.length = 0
    this.line = ''
    this.base = 0
    this.breakDue = this.blankDue = this.spaceDue = this.keepEnd = false
    this.marker = ''
  }

  toString(): string {
    if (this.line.length > 0) this.endLine()
    let start = 0
    let end = this.done.length
    while (start < end && this.done[start]!.trim() === '') start++
    while (end > start && this.done[end - 1]!.trim() === '') end--
    return this.done.slice(start, end).join('\n')
  }
}
