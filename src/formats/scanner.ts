/** A text that is read from left to right by hand. */
export class Scanner {
  /** @param at index of the next character that is read */
  constructor(
    protected readonly text: string,
    public at = 0,
  ) {}

  /** How many values are being read, one within the other. */
  protected depth = 0

  /** Whether the next character is `char`; if so, it is read. */
  protected take(char: string): boolean {
    if (this.text[this.at] !== char) return false
    this.at++
    return true
  }

  /** @param pattern a sticky one (flag y) @returns what it matches here, which is read then; null: no match */
  protected exec(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.at
    const found = pattern.exec(this.text)
    if (found) this.at = pattern.lastIndex
    return found
  }

  protected match(pattern: RegExp): string | null {
    return this.exec(pattern)?.[0] ?? null
  }
}
