/** Collects a file as it arrives, in one array of the announced size, and hashes it at the same time. */
import type { IHasher } from 'hash-wasm'
import type { Sink } from './sink'

const HASH_STEP = 1024 * 1024

export class FileBuffer implements Sink {
  readonly readsBack = false
  loaded = 0
  private data = new Uint8Array(0)
  /** The bytes that do not fit into `data`: no size, or too small a size, was announced. */
  private overflow: Uint8Array<ArrayBuffer>[] = []
  private hashed = 0

  constructor(private readonly sha256: IHasher) {}

  reset(size: number | null): void {
    this.loaded = 0
    this.hashed = 0
    this.overflow = []
    this.sha256.init()
    if (this.data.byteLength === size) return
    this.data = new Uint8Array(0) // frees the old array before the new one is allocated
    this.data = new Uint8Array(size ?? 0)
  }

  /** Copies `chunk`, or keeps `chunk` itself when it does not fit into the array. */
  write(chunk: Uint8Array<ArrayBuffer>, hash = true): void {
    const room = Math.max(0, this.data.byteLength - this.loaded)
    if (chunk.byteLength <= room) this.data.set(chunk, this.loaded)
    else {
      this.data.set(chunk.subarray(0, room), this.data.byteLength - room)
      this.overflow.push(chunk.subarray(room))
    }
    this.loaded += chunk.byteLength
    if (!hash) return
    this.sha256.update(chunk)
    this.hashed = this.loaded
  }

  isStored(): void {
    // This buffer keeps all bytes in memory.
  }

  view(from: number, to: number): Uint8Array<ArrayBuffer> {
    if (to <= this.data.byteLength) return this.data.subarray(from, to)
    const out = new Uint8Array(to - from)
    let at = 0
    for (const part of [this.data, ...this.overflow]) {
      const end = at + part.byteLength
      if (end > from && at < to)
        out.set(
          part.subarray(Math.max(0, from - at), Math.min(to - at, part.byteLength)),
          Math.max(0, at - from),
        )
      at = end
    }
    return out
  }

  catchUp(): Promise<void> {
    while (this.hashed < this.loaded) {
      const to = Math.min(this.hashed + HASH_STEP, this.loaded)
      this.sha256.update(this.view(this.hashed, to))
      this.hashed = to
    }
    return Promise.resolve()
  }

  digest(): string {
    return this.sha256.digest('hex')
  }

  /** @returns the whole file. Do not use the buffer afterwards. */
  take(): Uint8Array<ArrayBuffer> {
    if (this.overflow.length === 0 && this.loaded === this.data.byteLength) return this.data
    const out = new Uint8Array(this.loaded)
    const parts = [
      this.data.subarray(0, Math.min(this.loaded, this.data.byteLength)),
      ...this.overflow.splice(0),
    ]
    this.data = new Uint8Array(0)
    let at = 0
    for (let part = parts.shift(); part; part = parts.shift()) {
      out.set(part, at)
      at += part.byteLength
    }
    return out
  }
}
