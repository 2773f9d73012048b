/** One file of a model that can be read while it arrives, and after that from the store. */
import { detail } from '../../../engine/details'
import { createSHA256, type IHasher } from 'hash-wasm'
import { cancelled, throwIfCancelled } from '../../../engine/errors'
import { checkRange, outOfMemory } from '../../../engine/model/file-errors'
import type { OpenFile, ReadOptions } from '../../../engine/model/ports'
import { Arrival } from './arrival'
import type { DownloadContext } from './context'
import { Download, type Arriving, type Checked } from './download'
import { changed } from './errors'
import { PieceBuffer } from './piece-buffer'
import { RangeReads } from './range-reads'
import { sameValidator } from './reply'
import { RangesUnusable, type Part } from './request'
import { storedRanges } from './stored'
import type { ServerVersion } from './transfer'
import type { RemoteFile } from './types'

/** In bytes: the longest read that gets its own request, and how far in front of the download it must begin. */
const AHEAD = 256 * 1024

/** @throws EngineError as downloadFile, when it fails before the file's length is known */
export async function openFile(
  file: RemoteFile,
  context: DownloadContext,
  options: ReadOptions,
): Promise<OpenFile> {
  throwIfCancelled(options.signal)
  const arriving = new ArrivingFile(file, context, options, await createSHA256())
  await arriving.opened
  return arriving
}

class ArrivingFile implements OpenFile, Arriving {
  readonly name
  bytes = 0
  readonly opened: Promise<void>
  readonly checked: Promise<Checked>
  private open!: () => void
  private finish!: (checked: Checked) => void
  private refuse!: (error: unknown) => void
  private readonly abort = new AbortController()
  private readonly arrival = new Arrival(() => this.buffer.loaded)
  private readonly buffer: PieceBuffer
  private readonly download: Download
  private readonly running: Promise<void>
  private ranges: RangeReads | null = null
  private mayAskAhead = false
  private validator: string | null = null
  private hasEnded = false
  private isClosed = false

  constructor(file: RemoteFile, context: DownloadContext, options: ReadOptions, sha256: IHasher) {
    this.name = file.name
    this.checked = new Promise((resolve, reject) => {
      this.finish = resolve
      this.refuse = reject
    })
    const length = new Promise<void>((resolve) => (this.open = resolve))
    this.opened = Promise.race([length, this.checked.then(() => undefined)])
    this.opened.catch(() => undefined)
    this.buffer = new PieceBuffer({
      sha256,
      pieceBytes: context.store.pieceBytes,
      storedRanges: (id) => storedRanges(file, context, id),
      onWrite: (position, chunk) => {
        if (this.ranges?.isConfirmedBy(chunk, position) === false) throw changed(file)
        this.arrival.grown()
      },
      changed: () => changed(file),
    })
    this.download = new Download(file, context, options, this.abort.signal, this.buffer, this)
    options.signal?.addEventListener?.('abort', () => this.end(cancelled()), { once: true })
    this.running = this.download.run().then(
      (checked) => this.complete(checked),
      (error: unknown) => this.end(error),
    )
  }

  onLength(bytes: number): void {
    this.bytes = bytes
    this.open()
  }

  onServer({ validator }: ServerVersion): void {
    this.validator = validator
    this.mayAskAhead = true
  }

  async read(start: number, end: number): Promise<Uint8Array> {
    checkRange(this, end)
    if (start >= end) return new Uint8Array()
    for (;;) {
      if (this.isClosed) throw cancelled()
      const ahead = await this.untilThere(start, end)
      if (ahead) return ahead
      const { turns } = this.buffer
      if (this.isClosed || this.buffer.loaded < end) continue
      try {
        return await this.buffer.bytes(start, end)
      } catch (error) {
        // When the download has started again meanwhile, the stored bytes are gone: the loop waits for the new ones.
        if (turns === this.buffer.turns) throw outOfMemory(this.name, error)
      }
    }
  }

  close(): void {
    if (this.isClosed) return
    this.isClosed = true
    this.end(cancelled())
    void this.running.then(() => {
      this.buffer.clear()
      return this.download.storeWriter.discard()
    })
  }

  /** Waits until the range has arrived. @returns the bytes if a request of its own was faster */
  private async untilThere(start: number, end: number): Promise<Uint8Array | void> {
    const there = this.arrival.until(end)
    const isFar = end - start <= AHEAD && start > this.buffer.loaded + AHEAD
    if (!isFar || !this.mayAskAhead || this.hasEnded) return there
    this.ranges ??= new RangeReads(this.bytes, (from, to) => this.part(from, to))
    const ahead = this.ranges.read(start, end).catch(() => there)
    return Promise.race([there, ahead])
  }

  private async part(from: number, to: number): Promise<Part> {
    try {
      const part = await this.download.requests.part(from, to)
      if (sameValidator(this.validator, part.validator) === false)
        throw new RangesUnusable(detail('changed-on-server'))
      if (from >= this.buffer.loaded) return part
    } catch (error) {
      this.mayAskAhead = false
      throw error
    }
    throw new Error('the download was faster')
  }

  private complete(checked: Checked): void {
    if (this.hasEnded) return
    this.hasEnded = true
    this.onLength(this.buffer.loaded)
    this.buffer.settle()
    this.finish(checked)
  }

  private end(error: unknown): void {
    if (this.hasEnded) return
    this.hasEnded = true
    this.abort.abort()
    this.arrival.fail(error)
    this.refuse(error)
  }
}
