/** Growing columns of tokens: id and UTF-16 range of the original text. */
export class TokenList {
  ids = new Int32Array(64)
  starts = new Int32Array(64)
  ends = new Int32Array(64)
  length = 0

  push(id: number, start: number, end: number): void {
    if (this.length === this.ids.length) this.grow()
    this.ids[this.length] = id
    this.starts[this.length] = start
    this.ends[this.length++] = end
  }

  private grow(): void {
    const grown = (old: Int32Array) => {
      const column = new Int32Array(old.length * 2)
      column.set(old)
      return column
    }
    this.ids = grown(this.ids)
    this.starts = grown(this.starts)
    this.ends = grown(this.ends)
  }
}
