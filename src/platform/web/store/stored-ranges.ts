/** Reads ranges of a stored file, whose bytes lie in several pieces. */
import type { EngineError } from '../../../engine/errors'
import { outOfMemory } from '../../../engine/model/file-errors'
import { blobReads } from '../grouped-reads'

export class StoredRanges {
  /** The end of each piece in the file, ascending. */
  private readonly ends: number[] = []
  /** The handles hold no bytes: the browser reads a slice from the disk. */
  private readonly handles = new Map<number, Promise<Blob | null>>()
  /**
   * @param end at most this.end
   * @throws EngineError store/incomplete, model/out-of-memory
   */
  readonly read = blobReads((start, end) => this.readThrough(start, end))

  /**
   * @param piece gives the handle of a piece, or null when the piece does not exist any more
   * @param lost makes the error for this case
   */
  constructor(
    private readonly name: string,
    private readonly piece: (index: number) => Promise<Blob | null>,
    private readonly lost: () => EngineError,
  ) {}

  /** Number of bytes in the pieces so far. */
  get end(): number {
    return this.ends.at(-1) ?? 0
  }

  /** Adds the next stored piece. */
  add(bytes: number): void {
    this.ends.push(this.end + bytes)
  }

  private async readThrough(start: number, end: number): Promise<Uint8Array> {
    let index = this.ends.findIndex((pieceEnd) => pieceEnd > start)
    const first = this.ends[index] ?? end
    if (end <= first) return this.slice(index, start, end)
    try {
      const out = new Uint8Array(end - start)
      // One piece after the other: all at once would hold the bytes twice in memory.
      for (let at = start; at < end; index++) {
        const to = Math.min(end, this.ends[index]!)
        out.set(await this.slice(index, at, to), at - start)
        at = to
      }
      return out
    } catch (error) {
      throw outOfMemory(this.name, error)
    }
  }

  /** Reads [start, end) of the file, which lies inside of one piece. */
  private async slice(index: number, start: number, end: number): Promise<Uint8Array> {
    if (start >= end) return new Uint8Array()
    const from = this.ends[index - 1] ?? 0
    for (let tries = 0; tries < 2; tries++) {
      const handle = await this.handle(index)
      try {
        const bytes = handle && new Uint8Array(await handle.slice(start - from, end - from).arrayBuffer())
        if (bytes?.byteLength === end - start) return bytes
      } catch (error) {
        if (error instanceof RangeError) throw outOfMemory(this.name, error)
      }
      // A handle may stay valid after its piece is deleted. A new handle shows whether the piece still exists.
      this.handles.delete(index)
    }
    throw this.lost()
  }

  private handle(index: number): Promise<Blob | null> {
    let handle = this.handles.get(index)
    if (!handle) this.handles.set(index, (handle = this.piece(index)))
    return handle
  }
}
