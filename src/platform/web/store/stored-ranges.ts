/** Bytes of a stored file by their place in the file, whichever pieces they lie in. */
import type { EngineError } from '../../../engine/errors'
import { outOfMemory } from '../../../engine/model/file-errors'
import { blobReads } from '../grouped-reads'

export class StoredRanges {
  /** Of each piece, ascending. */
  private readonly ends: number[] = []
  /** They hold no bytes: the browser reads from the disk what is sliced. */
  private readonly handles = new Map<number, Promise<Blob | null>>()
  /**
   * @param end at most this.end
   * @throws EngineError store/incomplete, model/out-of-memory
   */
  readonly read = blobReads((start, end) => this.readThrough(start, end))

  /**
   * @param piece gives a handle, or null when the piece is there no more
   * @param lost what to say then
   */
  constructor(
    private readonly name: string,
    private readonly piece: (index: number) => Promise<Blob | null>,
    private readonly lost: () => EngineError,
  ) {}

  /** Bytes in pieces so far. */
  get end(): number {
    return this.ends.at(-1) ?? 0
  }

  /** One more piece has been stored. */
  add(bytes: number): void {
    this.ends.push(this.end + bytes)
  }

  private async readThrough(start: number, end: number): Promise<Uint8Array> {
    let index = this.ends.findIndex((pieceEnd) => pieceEnd > start)
    const first = this.ends[index] ?? end
    if (end <= first) return this.slice(index, start, end)
    try {
      const out = new Uint8Array(end - start)
      // One after the other: all at once would hold the bytes twice.
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

  /** [start, end) of the file, inside one piece. */
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
      // A handle may outlive what it stands for; another one shows whether the piece is still there.
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
