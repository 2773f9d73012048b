/**
 * Records of CSV and its relatives (RFC 4180). Papa Parse finds the delimiter, but does not read the records: to it a quote that is
 * never closed is one cell up to the end of the file. Here such a row alone is lost, and the next line is read as a row. Each
 * character is looked at a bounded number of times, whatever the quotes are.
 */
import Papa from 'papaparse'

export interface DelimitedRecord {
  readonly cells: readonly string[]
  /** A quote of the record's first line is not closed where a cell can end. The next record is the next line. */
  readonly unbalanced: boolean
  /** Where the record begins and ends in the text. */
  readonly start: number
  readonly end: number
}

const MAX_CELLS = 16_384
const SAMPLE = 65_536

/** @param text the file, or its beginning */
export function guessDelimiter(text: string): string {
  const sample = text.slice(0, SAMPLE)
  const { meta } = Papa.parse(sample, {
    preview: 30,
    skipEmptyLines: true,
    delimitersToGuess: [',', '\t', ';', '|'],
  })
  return meta.delimiter
}

export class DelimitedReader {
  at = 0
  /** Cells that a record must have to be one; null: not known yet. */
  expected: number | null = null
  private readonly newline: string
  private readonly next = new Map<string, number>()

  constructor(
    private readonly text: string,
    private readonly delimiter: string,
  ) {
    this.newline = text.includes('\n') ? '\n' : '\r'
  }

  /** Null: the end. Empty lines are passed over. */
  record(): DelimitedRecord | null {
    while (this.at < this.text.length && this.isLineEnd(this.at)) this.at = this.after(this.at)
    if (this.at >= this.text.length) return null
    const start = this.at
    const read = this.cells(start)
    if (read && !(read.crossed && this.expected !== null && read.cells.length !== this.expected)) {
      this.at = this.after(read.end)
      return { cells: read.cells, unbalanced: false, start, end: read.end }
    }
    const end = this.lineEnd(start)
    this.at = this.after(end)
    return { cells: this.plain(start, end), unbalanced: true, start, end }
  }

  /** Null: a quote is not closed. */
  private cells(start: number): { cells: string[]; end: number; crossed: boolean } | null {
    const cells: string[] = []
    const limit = this.expected ?? MAX_CELLS
    let crossed = false
    for (let at = start; ;) {
      if (crossed && cells.length >= limit) return null
      let end: number
      if (this.text[at] === '"') {
        const quoted = this.quoted(at) ?? this.literal(at)
        if (!quoted) return null
        cells.push(quoted.value)
        crossed ||= quoted.crossed
        end = quoted.end
      } else {
        end = Math.min(this.find(this.delimiter, at), this.lineEnd(at))
        cells.push(this.text.slice(at, end))
      }
      if (this.text[end] !== this.delimiter) return { cells, end, crossed }
      at = end + 1
    }
  }

  private quoted(at: number): { value: string; end: number; crossed: boolean } | null {
    const { text } = this
    const lineEnd = this.lineEnd(at)
    let isLoose = false
    let isEscaped = false
    for (let quote = this.find('"', at + 1); quote < text.length; quote = this.find('"', quote + 1)) {
      const crossed = quote > lineEnd
      if (crossed && isLoose) return null
      if (text[quote + 1] === '"') {
        isEscaped = true
        quote++
        continue
      }
      let end = quote + 1
      while (text[end] === ' ' && this.delimiter !== ' ') end++
      if (end >= text.length || text[end] === this.delimiter || this.isLineEnd(end)) {
        const inside = text.slice(at + 1, quote)
        return { value: isEscaped ? inside.replaceAll('""', '"') : inside, end, crossed }
      }
      // "He said "yes" to me": a quote inside of a cell of one line is a character.
      if (crossed) return null
      isLoose = true
    }
    return null
  }

  /** "yes" is what he said: a cell that only begins with a quoted word is read as it stands. */
  private literal(at: number): { value: string; end: number; crossed: boolean } | null {
    const end = Math.min(this.find(this.delimiter, at), this.lineEnd(at))
    const value = this.text.slice(at, end)
    let quotes = 0
    for (let quote = value.indexOf('"'); quote >= 0; quote = value.indexOf('"', quote + 1)) quotes++
    return quotes % 2 === 0 ? { value, end, crossed: false } : null
  }

  private plain(start: number, end: number): string[] {
    return this.text.slice(start, end).split(this.delimiter)
  }

  private lineEnd(at: number): number {
    const end = this.find(this.newline, at)
    return this.newline === '\n' && end > at && this.text[end - 1] === '\r' && end < this.text.length
      ? end - 1
      : end
  }

  private isLineEnd(at: number): boolean {
    return (
      this.text[at] === this.newline ||
      (this.newline === '\n' &&
        this.text[at] === '\r' &&
        (this.text[at + 1] === '\n' || at + 1 === this.text.length))
    )
  }

  private after(end: number): number {
    return this.text[end] === '\r' && this.text[end + 1] === '\n' ? end + 2 : end + 1
  }

  /** Index of the next `what` from `at` on; the length: none. Found once, also when it is asked for again and again. */
  private find(what: string, at: number): number {
    const known = this.next.get(what)
    if (known !== undefined && known >= at && this.from(what) <= at) return known
    const found = this.text.indexOf(what, at)
    const index = found < 0 ? this.text.length : found
    this.next.set(what, index)
    this.asked.set(what, at)
    return index
  }

  private readonly asked = new Map<string, number>()
  private from(what: string): number {
    return this.asked.get(what) ?? 0
  }
}
