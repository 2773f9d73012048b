/** Collects and hashes a file as it arrives. Stored bytes are freed from memory, and read from the store when needed. */
import type { IHasher } from 'hash-wasm'
import type { StoredRanges } from '../store/stored-ranges'
import type { Sink } from './sink'

/** Number of stored blocks that stay in memory, because a reader that reads in order needs them next. */
const RECENT = 2
const HASH_STEP = 4 * 1024 * 1024

interface Block {
  readonly start: number
  readonly data: Uint8Array<ArrayBuffer>
}

export interface PieceBufferParts {
  /** A hasher that nothing was written to. */
  readonly sha256: IHasher
  readonly pieceBytes: number
  /** Reads from the pieces of the store's file `id`. */
  readonly storedRanges: (id: string) => StoredRanges
  /** Gets all bytes in order, and again from byte 0 when the download starts again. Throws to refuse them. */
  readonly onWrite: (position: number, chunk: Uint8Array) => void
  /** The error for a download that starts again and brings another file than the reader has read from. */
  readonly changed: () => Error
}

export class PieceBuffer implements Sink {
  readonly readsBack = true
  loaded = 0
  /** How often the download has started. */
  turns = 0
  private size: number | null = null
  /** The bytes that are not stored, and the last stored ones: in order, without a gap, up to `loaded`. */
  private blocks: Block[] = []
  private stored: { readonly id: string; readonly ranges: StoredRanges } | null = null
  private hashed = 0
  private wasRead = false
  /** The first `bytes` of the file had this hash before the download started again. */
  private before: { readonly bytes: number; readonly sha256: string } | null = null

  constructor(private readonly parts: PieceBufferParts) {
    parts.sha256.init()
  }

  reset(size: number | null): void {
    if (this.wasRead && this.loaded > (this.before?.bytes ?? 0))
      this.before = { bytes: this.loaded, sha256: this.parts.sha256.digest('hex') }
    this.size = size
    this.turns++
    this.clear()
    this.parts.sha256.init()
  }

  write(chunk: Uint8Array<ArrayBuffer>, hash = true): void {
    const start = this.loaded
    const isBlock = chunk.byteLength === this.parts.pieceBytes && chunk.byteLength === chunk.buffer.byteLength
    if (isBlock && this.room === 0) this.blocks.push({ start, data: chunk })
    else this.copy(chunk)
    this.loaded = start + chunk.byteLength
    if (hash) this.hash(chunk)
    this.parts.onWrite(start, chunk)
  }

  isStored(id: string, bytes: number): void {
    if (this.stored?.id !== id) this.stored = { id, ranges: this.parts.storedRanges(id) }
    this.stored.ranges.add(bytes)
    this.drop(RECENT)
  }

  view(from: number, to: number): Uint8Array<ArrayBuffer> {
    const block = this.blocks.find(({ start, data }) => start <= from && to <= start + data.byteLength)
    if (block) return block.data.subarray(from - block.start, to - block.start)
    const out = new Uint8Array(to - from)
    this.copyInto(out, from)
    return out
  }

  /**
   * @returns a copy of [start, end), which must have arrived
   * @throws EngineError store/incomplete, model/out-of-memory; RangeError
   */
  bytes(start: number, end: number): Promise<Uint8Array> {
    this.wasRead = true
    return this.gather(start, end)
  }

  async catchUp(): Promise<void> {
    while (this.hashed < this.loaded) {
      const part = await this.gather(this.hashed, Math.min(this.hashed + HASH_STEP, this.loaded))
      this.parts.sha256.update(part)
      this.hashed += part.byteLength
    }
  }

  digest(): string {
    return this.parts.sha256.digest('hex')
  }

  /** Frees all blocks that are stored. */
  settle(): void {
    this.drop(0)
  }

  /** Frees everything. */
  clear(): void {
    this.blocks = []
    this.stored = null
    this.loaded = 0
    this.hashed = 0
  }

  private async gather(start: number, end: number): Promise<Uint8Array> {
    const inMemory = Math.max(start, this.blocks[0]?.start ?? this.loaded)
    if (end <= inMemory) return this.stored!.ranges.read(start, end)
    const out = new Uint8Array(end - start)
    this.copyInto(out.subarray(inMemory - start), inMemory)
    if (start < inMemory) out.set(await this.stored!.ranges.read(start, inMemory))
    return out
  }

  /** Number of bytes that still fit into the last block. */
  private get room(): number {
    const last = this.blocks.at(-1)
    return last ? last.start + last.data.byteLength - this.loaded : 0
  }

  private copy(chunk: Uint8Array): void {
    for (let at = 0; at < chunk.byteLength;) {
      const start = this.loaded + at
      let last = this.blocks.at(-1)
      if (!last || last.start + last.data.byteLength === start) {
        const left = this.size === null ? Infinity : this.size - start
        // A file that is longer than announced is refused later, because of its length.
        const length = left > 0 ? Math.min(this.parts.pieceBytes, left) : this.parts.pieceBytes
        last = { start, data: new Uint8Array(length) }
        this.blocks.push(last)
      }
      const part = chunk.subarray(at, at + last.start + last.data.byteLength - start)
      last.data.set(part, start - last.start)
      at += part.byteLength
    }
  }

  private copyInto(out: Uint8Array, from: number): void {
    const to = from + out.byteLength
    for (const { start, data } of this.blocks) {
      const begin = Math.max(from, start)
      const end = Math.min(to, start + data.byteLength)
      if (begin < end) out.set(data.subarray(begin - start, end - start), begin - from)
    }
  }

  private hash(chunk: Uint8Array): void {
    const { sha256, changed } = this.parts
    const rest = this.before ? this.before.bytes - this.hashed : 0
    if (this.before && rest > 0 && rest <= chunk.byteLength) {
      sha256.update(chunk.subarray(0, rest))
      const state = sha256.save()
      if (sha256.digest('hex') !== this.before.sha256) throw changed()
      sha256.load(state).update(chunk.subarray(rest))
      this.before = null
    } else sha256.update(chunk)
    this.hashed += chunk.byteLength
  }

  /** Frees the stored blocks except the last ones, `keep` in number. */
  private drop(keep: number): void {
    const end = this.stored?.ranges.end ?? 0
    const isStored = ({ start, data }: Block) => Math.min(start + data.byteLength, this.loaded) <= end
    this.blocks.splice(0, Math.max(0, this.blocks.filter(isStored).length - keep))
  }
}
