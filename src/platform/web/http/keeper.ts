/** Hands a file to the store while it arrives, never more than one piece behind. */
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

export class Keeper {
  private writer: FileWriter | null = null
  private hasBegun = false
  private isRefused = false
  /** The beginning that was read is in the store no more. */
  private isLost = false
  /** A part that can never become whole. */
  private useless: FileWriter | null = null
  private index = 0
  private at = 0
  private storing: Promise<void> = Promise.resolve()

  constructor(
    private readonly store: ModelStore,
    private readonly key: StoredKey,
    private readonly buffer: Sink,
    /** Writes the model's own record. */
    private readonly putModel: () => Promise<void>,
    /** Called once at most. */
    private readonly onRefused: (why: NotKept) => void,
  ) {}

  /**
   * Goes on after what was read; nothing to do where the connection broke and this keeper was at work.
   * @returns false when another tab has deleted or replaced that meanwhile
   */
  async resume(version: FileVersion, start: StoredStart): Promise<boolean> {
    if (!this.hasBegun) await this.begin(version, start)
    return !this.isLost
  }

  /** From byte 0, over what is there. */
  startOver(version: FileVersion): Promise<void> {
    return this.begin(version, null)
  }

  /** Stores the pieces that are full. Waits only while an earlier one is still being stored. */
  async advance(): Promise<void> {
    while (this.writer && this.buffer.loaded - this.at >= this.store.pieceBytes) {
      await this.storing
      this.append(this.at + this.store.pieceBytes)
    }
  }

  /** The rest, and the mark that the file is whole. */
  async finish(sha256: string): Promise<void> {
    await this.advance()
    await this.storing
    if (this.buffer.loaded > this.at) this.append(this.buffer.loaded)
    await this.storing
    const refusal = await this.writer?.complete(sha256, this.buffer.loaded)
    if (refusal) await this.refuse(refusal)
  }

  /** Removes a part that can never become whole. To be called when nothing more is read of it. */
  async discard(): Promise<void> {
    await this.useless?.discard()
    this.useless = null
  }

  /** Nothing is on its way to the store. */
  settled(): Promise<void> {
    return this.storing
  }

  private async begin(version: FileVersion, start: StoredStart | null): Promise<void> {
    await this.storing // it reads from the buffer that is about to be filled anew
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
