/** Reads ranges of a file, each by a request of its own. */
import { detail } from '../../../engine/details'
import { GroupedReads } from '../grouped-reads'
import { RangesUnusable, type Part } from './request'

/** In bytes: the least that a request reads. A request costs a round trip, and the next read often lies just behind. */
export const WINDOW = 64 * 1024
const GROUPING = { gap: 64 * 1024, limit: 512 * 1024, parallel: 2 }
/** Above this sum the oldest parts are freed. */
const KEPT_BYTES = 64 * 1024 * 1024

export class RangeReads {
  private parts: { readonly start: number; readonly data: Uint8Array }[] = []
  private held = 0
  private readonly grouped

  /**
   * @param bytes length of the whole file
   * @param request fetches [from, to); it may throw to refuse a part
   */
  constructor(
    private readonly bytes: number,
    request: (from: number, to: number) => Promise<Part>,
  ) {
    this.grouped = new GroupedReads(async (from, to) => {
      const part = await request(from, to)
      if (part.total !== null && part.total !== bytes) throw new RangesUnusable(detail('file-length'))
      this.keep(from, part.data)
      return part.data
    }, GROUPING)
  }

  /** @returns a copy of [start, end). @throws what the request throws, RangesUnusable */
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
   * Compares the parts with the file as it arrives, and frees the compared parts.
   * @returns false when a part differs from the file
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
