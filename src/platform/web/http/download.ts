/** Gets one file of a model: the stored part from the store, the rest from the server. */
import { createSHA256 } from 'hash-wasm'
import { throwIfCancelled } from '../../../engine/errors'
import { allocating, otherHash } from '../../../engine/model/file-errors'
import type { FileData, ReadOptions } from '../../../engine/model/ports'
import type { FileRecord } from '../store/records'
import type { DownloadContext } from './context'
import { incomplete } from './errors'
import { FileBuffer } from './file-buffer'
import { StoreWriter } from './store-writer'
import { Progress } from './progress'
import { Receiver } from './receiver'
import { Requests } from './request'
import type { Sink } from './sink'
import { isWhole, usableRecord } from './stored'
import type { ServerVersion, Transfer } from './transfer'
import type { RemoteFile } from './types'

export type Checked = Omit<FileData, 'data'>

/**
 * @param cancel ends the download; the stored pieces stay in the store
 * @throws EngineError model/file-missing, model/truncated, model/hash-mismatch, model/out-of-memory,
 *   hub/unauthorized, network/failed, store/incomplete, run/cancelled
 */
export async function downloadFile(
  file: RemoteFile,
  context: DownloadContext,
  options: ReadOptions,
  cancel: AbortSignal,
): Promise<FileData> {
  const buffer = new FileBuffer(await createSHA256())
  const checked = await new Download(file, context, options, cancel, buffer).run()
  return { ...checked, data: allocating(file.name, () => buffer.take()) }
}

/** A reader that reads the file while it arrives. */
export interface Arriving {
  /** The length is known. From now on, a file with another length is an error. */
  onLength(bytes: number): void
  /** A connection is open that will bring the rest of this version. */
  onServer(version: ServerVersion): void
}

export class Download implements Transfer {
  readonly sha256: string | null
  readonly timers
  readonly requests
  readonly storeWriter
  readonly progress
  expected: number | null
  private readonly key
  private readonly receiver = new Receiver(this)

  constructor(
    readonly file: RemoteFile,
    private readonly context: DownloadContext,
    private readonly options: ReadOptions,
    readonly cancel: AbortSignal,
    readonly buffer: Sink,
    private readonly arriving: Arriving | null = null,
  ) {
    const { model, store, fetch, timers, warn } = context
    this.key = { model: model.key, name: file.name }
    this.sha256 = file.sha256?.toLowerCase() ?? null
    this.expected = file.bytes
    this.timers = timers
    this.requests = new Requests(model, file, fetch, timers, cancel)
    this.progress = new Progress(timers, options)
    this.storeWriter = new StoreWriter(
      store,
      this.key,
      buffer,
      () => store.putModel({ key: model.key, title: model.title, ref: model.ref, listing: model.files }),
      (why) => warn({ code: 'not-stored', file: file.name, ...why }),
    )
  }

  async run(): Promise<Checked> {
    const { buffer, file } = this
    const { store, model } = this.context
    const record = await usableRecord(file, this.context, this.requests)
    this.throwIfCancelled()
    if (model.storedOnly && !record?.complete) throw incomplete(file.name, model)
    if (record) await this.readStored(record)
    if (record && isWhole(record) && buffer.loaded === record.bytes) {
      if (!record.complete || record.sha256 === null) return this.finish('store')
      await store.touch(model.key).catch(() => undefined)
      return { sha256: record.sha256, origin: 'store' }
    }
    if (model.storedOnly) throw incomplete(file.name, model)
    await buffer.catchUp()
    await this.receiver.receiveAll()
    return this.finish('network')
  }

  readonly onServer = (version: ServerVersion): void => {
    if (version.bytes !== null) this.fixLength(version.bytes)
    this.arriving?.onServer(version)
  }

  readonly throwIfCancelled = (): void => {
    throwIfCancelled(this.options.signal)
    throwIfCancelled(this.cancel)
  }

  private async readStored(record: FileRecord): Promise<void> {
    const { buffer, progress, file } = this
    const total = file.bytes ?? record.bytes
    allocating(file.name, () => buffer.reset(total))
    // The server may have another file by now, so the length of a stored beginning is not certain.
    if (record.complete && total !== null) this.fixLength(total)
    let pieces = 0
    for await (const piece of this.context.store.read(record)) {
      this.throwIfCancelled()
      allocating(file.name, () => buffer.write(piece, !record.complete))
      buffer.isStored(record.id, piece.byteLength)
      pieces++
      progress.report({ loaded: buffer.loaded, total, origin: 'store' })
    }
    progress.flush()
    const start = pieces > 0 ? { record, pieces, bytes: buffer.loaded } : null
    this.receiver.begin({ bytes: record.bytes, validator: record.validator }, start)
  }

  /** Checks the whole file, and completes its record in the store. */
  private async finish(origin: FileData['origin']): Promise<Checked> {
    const { buffer, file, context, storeWriter } = this
    await buffer.catchUp()
    const sha256 = buffer.digest()
    if (this.sha256 !== null && sha256 !== this.sha256) {
      await storeWriter.settled()
      await context.store.remove(this.key).catch(() => undefined)
      throw otherHash(file.name, sha256, this.sha256)
    }
    if (origin === 'store' && !(await this.receiver.resumeStoring()) && buffer.readsBack)
      throw incomplete(file.name, context.model)
    await storeWriter.finish(sha256)
    this.throwIfCancelled()
    return { sha256, origin }
  }

  /** Tells the length to the reader. From then on, it must not change. */
  private fixLength(bytes: number): void {
    if (!this.arriving) return
    this.expected = bytes
    this.arriving.onLength(bytes)
  }
}
