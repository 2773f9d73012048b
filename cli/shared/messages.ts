/** Messages on standard error. On a terminal, progress is one line that is rewritten. */

export interface ErrorStream {
  readonly isTTY?: boolean
  write(text: string): unknown
}

const CLEAR_LINE = '\r\u001b[K'

export class Messages {
  readonly isTerminal: boolean
  readonly #stream: ErrorStream
  #lastProgress = ''
  /** Whether the cursor stands at the end of a progress line that is not finished. */
  #lineIsOpen = false

  constructor(stream: ErrorStream) {
    this.#stream = stream
    this.isTerminal = stream.isTTY === true
  }

  /** Writes a message that stays. */
  say(message: string): void {
    this.clearProgress()
    this.#stream.write(`m3scope: ${message}\n`)
  }

  /**
   * Shows progress. On a terminal it replaces the progress before, elsewhere it is a line of its own. The same words
   * are shown once.
   */
  progress(words: string): void {
    if (words === this.#lastProgress) return
    this.#lastProgress = words
    this.clearProgress()
    this.#lineIsOpen = this.isTerminal
    this.#stream.write(`m3scope: ${words}${this.isTerminal ? '' : '\n'}`)
  }

  /** Removes the unfinished progress line of a terminal. */
  clearProgress(): void {
    if (this.#lineIsOpen) this.#stream.write(CLEAR_LINE)
    this.#lineIsOpen = false
  }
}
