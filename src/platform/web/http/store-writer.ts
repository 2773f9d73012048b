/** Writes a file to the store while it arrives. At most one full piece waits to be written. */
import { notKept, type FileWriter, type NotKept } from '../store/files'
import type { FileRecord } from '../store/records'
import type { ModelStore } from '../store/store'
import type { FileVersion, StoredKey } from '../store/types'
import type { Sink } from './sink'

/** The beginning of a file that was read from the store. */
export interface StoredStart {
  readonly record: FileRecord
  readonly pieces: number
  readonly bytes: number
}

export class StoreWriter {
  private writer: FileWriter | null = null
  private hasBegun = false
  private isRefused = false
  /** The beginning that was read is not in the store any more. */
  private isLost = false
  /** The writer of a stored part that can never become complete. */
  private useless: FileWriter | null = null
  private index = 0
  private at = 0
  private storing: Promise<void> = Promise.resolve()

  constructor(
    private readonly store: ModelStore,
    private readonly key: StoredKey,
    private readonly buffer: Sink,
    /** Writes the record of the model. */
    private readonly putModel: () => Promise<void>,
    /** Called at most once. */
    private readonly onRefused: (why: NotKept) => void,
  ) {}

  /**
   * Continues behind the beginning that was read. After a broken connection there is nothing to do.
   * @returns false when another tab has deleted or replaced this beginning
   */
  async resume(version: FileVersion, start: StoredStart): Promise<boolean> {
    if (!this.hasBegun) await this.begin(version, start)
    return !this.isLost
  }

  /** Begins at byte 0 and replaces what is stored. */
  startOver(version: FileVersion): Promise<void> {
    return this.begin(version, null)
  }

  /** Stores the full pieces. Waits only while an earlier piece is still being written. */
  async advance(): Promise<void> {
    while (this.writer && this.buffer.loaded - this.at >= this.store.pieceBytes) {
      await this.storing
      this.append(this.at + this.store.pieceBytes)
    }
  }

  /** Stores the rest, and marks the file as complete. */
  async finish(sha256: string): Promise<void> {
    await this.advance()
    await this.storing
    if (this.buffer.loaded > this.at) this.append(this.buffer.loaded)
    await this.storing
    const refusal = await this.writer?.complete(sha256, this.buffer.loaded)
    if (refusal) await this.refuse(refusal)
  }

  /** Removes a part that can never become complete. Call it when nobody reads this part any more. */
  async discard(): Promise<void> {
    await this.useless?.discard()
    this.useless = null
  }

  /** Resolves when no write is under way. */
  settled(): Promise<void> {
    return this.storing
  }

  private async begin(version: FileVersion, start: StoredStart | null): Promise<void> {
    await this.storing // a write reads from the buffer, which is filled again after this
    this.hasBegun = true
    if (this.isRefused) return
    try {
      await this.putModel()
      this.writer = await this.store.write(this.key, version, start)
      const goesOn = start !== null && this.writer.kept === start.pieces
      this.isLost = start !== null && !goesOn
      this.index = goesOn ? start.pieces : 0
      this.at = goesOn ? start.bytes : 0
    } catch (error) {
      await this.refuse(notKept(error))
    }
  }

  private append(to: number): void {
    const { writer, buffer } = this
    if (!writer) return
    const piece = buffer.view(this.at, to)
    this.storing = writer.append(this.index, piece).then((refusal) => {
      if (refusal) return this.refuse(refusal)
      buffer.isStored(writer.id, piece.byteLength)
    })
    this.index++
    this.at = to
  }

  private async refuse(why: NotKept): Promise<void> {
    if (why.reason === 'quota') this.useless = this.writer
    this.writer = null
    this.isRefused = true
    if (!this.buffer.readsBack) await this.discard()
    this.onRefused(why)
  }
}
