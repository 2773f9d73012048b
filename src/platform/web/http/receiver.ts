/** Receives a file from its server, and continues after broken connections. */
import { allocating, truncated } from '../../../engine/model/file-errors'
import type { FileVersion } from '../store/types'
import { RetryableError } from './errors'
import type { StoredStart } from './store-writer'
import { continues, sameValidator, totalOf, validatorOf } from './reply'
import type { Connection } from './request'
import { pause } from './timers'
import type { Transfer } from './transfer'

/** Milliseconds before each new try. The count starts again whenever new bytes have arrived. */
const PAUSES = [500, 1000, 2000, 4000, 8000]

export class Receiver {
  /** Length and validator, as the server told them, of the file whose bytes are in the buffer. */
  private version: { bytes: number | null; validator: string | null } = { bytes: null, validator: null }
  private start: StoredStart | null = null
  /** The largest number of bytes that the buffer has had. */
  private most = 0

  constructor(private readonly transfer: Transfer) {}

  /** Tells what was read from the store; the download continues behind it. */
  begin(version: Receiver['version'], start: StoredStart | null): void {
    this.version = version
    this.start = start
    this.most = this.transfer.buffer.loaded
  }

  /**
   * Receives to the end of the file.
   * @throws EngineError as downloadFile
   */
  async receiveAll(): Promise<void> {
    const { timers, cancel, progress, throwIfCancelled } = this.transfer
    for (let retry = 0; ;) {
      const before = this.most
      try {
        return await this.receiveSome()
      } catch (error) {
        throwIfCancelled()
        if (!(error instanceof RetryableError)) throw error
        retry = this.most > before ? 1 : retry + 1
        const ms = PAUSES[retry - 1]
        if (ms === undefined) throw error.error
        progress.report({ ...this.position(), retry })
        progress.flush()
        await pause(timers, Math.max(ms, error.retryAfter), cancel)
        throwIfCancelled()
      }
    }
  }

  /** @returns false when the beginning that was read is not in the store any more */
  async resumeStoring(): Promise<boolean> {
    return this.start === null || this.transfer.storeWriter.resume(this.fileVersion(), this.start)
  }

  /** Receives over one connection. @throws RetryableError when the connection ends before the end of the file */
  private async receiveSome(): Promise<void> {
    const { version } = this
    const { requests, buffer, sha256, onServer } = this.transfer
    const from = sha256 !== null || version.validator !== null ? buffer.loaded : 0
    let connection = await requests.get(from, sha256 === null ? version.validator : null)
    try {
      if (from === 0 || !(await this.goOn(connection, from))) {
        if (connection.response.status !== 200) {
          connection.watch.close()
          connection = await requests.get(0, null)
        }
        await this.startOver(connection.response)
      }
      onServer({ bytes: this.sureTotal(connection), validator: this.version.validator })
      await this.receive(connection)
    } finally {
      connection.watch.close()
    }
  }

  /** @returns false when the download must start at byte 0 */
  private async goOn(connection: Connection, from: number): Promise<boolean> {
    if (!this.isRest(connection, from)) return false
    this.version = {
      bytes: totalOf(connection.response, from) ?? this.version.bytes,
      validator: this.version.validator,
    }
    return (await this.resumeStoring()) || !this.transfer.buffer.readsBack
  }

  /** Whether the reply is the rest of the file whose beginning is in the buffer. */
  private isRest({ response, isConditional }: Connection, from: number): boolean {
    if (!continues(response, from, this.total)) return false
    if (this.transfer.sha256 !== null) return true // the hash of the whole file will show a wrong rest
    const isSame = sameValidator(this.version.validator, validatorOf(response))
    return isSame ?? isConditional
  }

  private async startOver(response: Response): Promise<void> {
    const { file, storeWriter, buffer } = this.transfer
    const bytes = totalOf(response, 0)
    // Another origin may hide Content-Encoding; then the length may be that of the compressed body.
    const { expected } = this.transfer
    if (bytes !== null && expected !== null && bytes !== expected && response.type !== 'cors')
      throw truncated(file.name, bytes, expected)
    this.version = { bytes, validator: validatorOf(response) }
    this.start = null
    await storeWriter.startOver(this.fileVersion())
    allocating(file.name, () => buffer.reset(expected ?? bytes))
  }

  private async receive({ response, watch }: Connection): Promise<void> {
    const { buffer, file, progress, storeWriter, requests, throwIfCancelled } = this.transfer
    const reader = response.body?.getReader()
    while (reader) {
      const { done, value } = await watch.wait(reader.read()).catch((error: unknown) => {
        if (buffer.loaded === this.total) return { done: true, value: undefined } as const
        throw requests.retryableError(error, watch)
      })
      throwIfCancelled()
      if (done) break
      const { expected } = this.transfer
      if (expected !== null && buffer.loaded + value.byteLength > expected)
        throw truncated(file.name, buffer.loaded + value.byteLength, expected)
      allocating(file.name, () => buffer.write(value))
      this.most = Math.max(this.most, buffer.loaded)
      progress.report(this.position())
      await storeWriter.advance()
      throwIfCancelled()
    }
    progress.flush()
    const expected = this.total
    if (expected === null || buffer.loaded >= expected) return
    const short = truncated(file.name, buffer.loaded, expected)
    // The file on the server itself is too short, so a new request would bring the same.
    if (this.version.bytes !== null && buffer.loaded >= this.version.bytes) throw short
    throw new RetryableError(short)
  }

  /** The expected length. */
  private get total(): number | null {
    return this.transfer.expected ?? this.version.bytes
  }

  /** The length if it is certain that it is not the length of a compressed body; else null. */
  private sureTotal({ response }: Connection): number | null {
    const isOfBody = response.status === 200 && response.type === 'cors'
    return this.transfer.expected ?? (isOfBody ? null : this.version.bytes)
  }

  private position() {
    return { loaded: this.transfer.buffer.loaded, total: this.total, origin: 'network' } as const
  }

  private fileVersion(): FileVersion {
    return { bytes: this.total, sha256: this.transfer.sha256, validator: this.version.validator }
  }
}
