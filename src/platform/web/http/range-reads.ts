/** Parts of a file by requests of their own. */
import { GroupedReads } from '../grouped-reads'
import { NoParts, type Part } from './request'

/** A request costs a round trip: it brings at least so much, since the next read is often just behind. */
export const WINDOW = 64 * 1024
const GROUPING = { gap: 64 * 1024, limit: 512 * 1024, parallel: 2 }
/** Beyond it, the oldest part is dropped. */
const KEPT_BYTES = 64 * 1024 * 1024

export class RangeReads {
  private parts: { readonly start: number; readonly data: Uint8Array }[] = []
  private held = 0
  private readonly grouped

  /**
   * @param bytes of the whole file
   * @param request may throw to refuse a part
   */
  constructor(
    private readonly bytes: number,
    request: (from: number, to: number) => Promise<Part>,
  ) {
    this.grouped = new GroupedReads(async (from, to) => {
      const part = await request(from, to)
      if (part.total !== null && part.total !== bytes) throw new NoParts('the file has another length by now')
      this.keep(from, part.data)
      return part.data
    }, GROUPING)
  }

  /** A copy of [start, end). @throws what the request throws, NoParts */
  async read(start: number, end: number): Promise<Uint8Array> {
    const known = this.parts.find((part) => part.start <= start && end <= part.start + part.data.byteLength)
    if (known) return known.data.slice(start - known.start, end - known.start)
    const found = await this.grouped.read(start, Math.min(this.bytes, Math.max(end, start + WINDOW)))
    return found.slice(0, end - start)
  }

  keep(start: number, data: Uint8Array): void {
    this.parts.push({ start, data })
    this.held += data.byteLength
    while (this.held > KEPT_BYTES) this.held -= this.parts.shift()!.data.byteLength
  }

  /**
   * Compares what was handed out with the file as it arrives, and lets go of it.
   * @returns false when they differ
   */
  isConfirmedBy(chunk: Uint8Array, position: number): boolean {
    const end = position + chunk.byteLength
    const isEqual = this.parts.every(({ start, data }) => {
      const to = Math.min(end, start + data.byteLength)
      for (let at = Math.max(position, start); at < to; at++)
        if (data[at - start] !== chunk[at - position]) return false
      return true
    })
    this.parts = this.parts.filter(({ start, data }) => start + data.byteLength > end)
    this.held = this.parts.reduce((sum, { data }) => sum + data.byteLength, 0)
    return isEqual
  }
}
