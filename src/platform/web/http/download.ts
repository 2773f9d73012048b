/** One file of a model: from the store as far as it is there, the rest from its server, over broken connections. */
import { createSHA256 } from 'hash-wasm'
import { throwIfCancelled } from '../../../engine/errors'
import type { FileData, ReadOptions } from '../../../engine/model/ports'
import type { FileRecord } from '../store/records'
import type { DownloadContext } from './context'
import { Broken, incomplete, otherHash, outOfMemory, truncated } from './errors'
import { FileBuffer } from './file-buffer'
import { Keeper, type StoredStart } from './keeper'
import { Progress } from './progress'
import { continues, sameValidator, totalOf, validatorOf } from './reply'
import { Requests, type Connection } from './request'
import { isWhole, usableRecord } from './stored'
import { pause } from './timers'
import type { RemoteFile } from './types'

/** Milliseconds before each try; the count begins again whenever bytes came that were not there before. */
const PAUSES = [500, 1000, 2000, 4000, 8000]

/**
 * @param cancel ends the download; the pieces that are stored stay
 * @throws EngineError model/file-missing, model/truncated, model/hash-mismatch, model/out-of-memory,
 *   hub/unauthorized, network/failed, store/incomplete, run/cancelled
 */
export async function downloadFile(
  file: RemoteFile,
  context: DownloadContext,
  options: ReadOptions,
  cancel: AbortSignal,
): Promise<FileData> {
  return new Download(file, context, options, cancel, new FileBuffer(await createSHA256())).run()
}

class Download {
  private readonly key
  private readonly sha256: string | null
  private readonly requests
  private readonly keeper
  private readonly progress
  /** The server's length of what is in the buffer, and its validator. */
  private version: { bytes: number | null; validator: string | null } = { bytes: null, validator: null }
  private start: StoredStart | null = null
  /** The most that ever was in the buffer. */
  private most = 0

  constructor(
    private readonly file: RemoteFile,
    private readonly context: DownloadContext,
    private readonly options: ReadOptions,
    private readonly cancel: AbortSignal,
    private readonly buffer: FileBuffer,
  ) {
    const { model, store, fetch, timers, warn } = context
    this.key = { model: model.key, name: file.name }
    this.sha256 = file.sha256?.toLowerCase() ?? null
    this.requests = new Requests(model, file, fetch, timers, cancel)
    this.progress = new Progress(timers, options)
    this.keeper = new Keeper(
      store,
      this.key,
      () => store.putModel({ key: model.key, title: model.title, ref: model.ref, listing: model.files }),
      (why) => warn({ code: 'not-stored', file: file.name, ...why }),
    )
  }

  async run(): Promise<FileData> {
    const { store, model } = this.context
    const record = await usableRecord(this.file, this.context, this.requests)
    this.throwIfCancelled()
    if (model.storedOnly && !record?.complete) throw incomplete(this.file.name, model)
    if (record) await this.readStored(record)
    if (record && isWhole(record) && this.buffer.loaded === record.bytes) {
      if (!record.complete || record.sha256 === null) return this.finish('store')
      await store.touch(model.key).catch(() => undefined)
      return { data: this.allocating(() => this.buffer.take()), sha256: record.sha256, origin: 'store' }
    }
    if (model.storedOnly) throw incomplete(this.file.name, model)
    await this.receiveAll()
    return this.finish('network')
  }

  private async readStored(record: FileRecord): Promise<void> {
    const { buffer, progress } = this
    const total = this.file.bytes ?? record.bytes
    this.allocating(() => buffer.reset(total))
    let pieces = 0
    for await (const piece of this.context.store.read(record)) {
      this.throwIfCancelled()
      buffer.write(piece, !record.complete)
      pieces++
      progress.report({ loaded: buffer.loaded, total, origin: 'store' })
    }
    progress.flush()
    this.most = buffer.loaded
    this.version = { bytes: record.bytes, validator: record.validator }
    if (pieces > 0) this.start = { record, pieces, bytes: buffer.loaded }
  }

  private async receiveAll(): Promise<void> {
    const { timers } = this.context
    for (let retry = 0; ;) {
      const before = this.most
      try {
        return await this.receiveSome()
      } catch (error) {
        this.throwIfCancelled()
        if (!(error instanceof Broken)) throw error
        retry = this.most > before ? 1 : retry + 1
        const ms = PAUSES[retry - 1]
        if (ms === undefined) throw error.error
        this.progress.report({ ...this.position(), retry })
        this.progress.flush()
        await pause(timers, Math.max(ms, error.retryAfter), this.cancel)
        this.throwIfCancelled()
      }
    }
  }

  /** One connection, to the end of the file. @throws Broken */
  private async receiveSome(): Promise<void> {
    const { requests, version } = this
    const from = this.sha256 !== null || version.validator !== null ? this.buffer.loaded : 0
    let connection = await requests.get(from, this.sha256 === null ? version.validator : null)
    try {
      if (from > 0 && this.goesOn(connection, from)) {
        this.version = { ...version, bytes: totalOf(connection.response, from) ?? version.bytes }
        if (this.start) await this.keeper.resume(this.fileVersion(), this.start)
      } else {
        if (connection.response.status !== 200) {
          connection.watch.close()
          connection = await requests.get(0, null)
        }
        await this.startOver(connection.response)
      }
      await this.receive(connection)
    } finally {
      connection.watch.close()
    }
  }

  /** The answer is the rest of the very file whose beginning is in the buffer. */
  private goesOn({ response, isConditional }: Connection, from: number): boolean {
    if (!continues(response, from, this.total)) return false
    if (this.sha256 !== null) return true // what is wrong will show
    const isSame = sameValidator(this.version.validator, validatorOf(response))
    return isSame ?? isConditional
  }

  private async startOver(response: Response): Promise<void> {
    const { file } = this
    const bytes = totalOf(response, 0)
    // Another origin may hide that its length is of the compressed body.
    if (bytes !== null && file.bytes !== null && bytes !== file.bytes && response.type !== 'cors')
      throw truncated(file, bytes, file.bytes)
    this.version = { bytes, validator: validatorOf(response) }
    await this.keeper.startOver(this.fileVersion())
    this.allocating(() => this.buffer.reset(file.bytes ?? bytes))
  }

  private async receive({ response, watch }: Connection): Promise<void> {
    const { buffer, file, progress } = this
    const reader = response.body?.getReader()
    while (reader) {
      const { done, value } = await watch.wait(reader.read()).catch((error: unknown) => {
        if (buffer.loaded === this.total) return { done: true, value: undefined } as const
        throw this.requests.broken(error, watch)
      })
      this.throwIfCancelled()
      if (done) break
      if (file.bytes !== null && buffer.loaded + value.byteLength > file.bytes)
        throw truncated(file, buffer.loaded + value.byteLength, file.bytes)
      buffer.write(value)
      this.most = Math.max(this.most, buffer.loaded)
      progress.report(this.position())
      await this.keeper.advance(buffer)
      this.throwIfCancelled()
    }
    progress.flush()
    const expected = this.total
    if (expected === null || buffer.loaded >= expected) return
    const short = truncated(file, buffer.loaded, expected)
    // The server's own file is short: asking again would bring the same.
    if (this.version.bytes !== null && buffer.loaded >= this.version.bytes) throw short
    throw new Broken(short)
  }

  /** All is there. */
  private async finish(origin: FileData['origin']): Promise<FileData> {
    const { buffer, file, context, keeper } = this
    const sha256 = buffer.digest()
    if (this.sha256 !== null && sha256 !== this.sha256) {
      await keeper.settled()
      await context.store.remove(this.key).catch(() => undefined)
      throw otherHash(file, sha256, this.sha256)
    }
    if (origin === 'store' && this.start) await keeper.resume(this.fileVersion(), this.start)
    await keeper.finish(buffer, sha256)
    this.throwIfCancelled()
    return { data: this.allocating(() => buffer.take()), sha256, origin }
  }

  /** The length to expect. */
  private get total(): number | null {
    return this.file.bytes ?? this.version.bytes
  }

  private position() {
    return { loaded: this.buffer.loaded, total: this.total, origin: 'network' } as const
  }

  private fileVersion() {
    return { bytes: this.total, sha256: this.sha256, validator: this.version.validator }
  }

  /** @throws EngineError model/out-of-memory */
  private allocating<T>(work: () => T): T {
    try {
      return work()
    } catch (error) {
      throw outOfMemory(this.file, error)
    }
  }

  private throwIfCancelled(): void {
    throwIfCancelled(this.options.signal)
    throwIfCancelled(this.cancel)
  }
}
