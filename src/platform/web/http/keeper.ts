/** Hands a file to the store while it arrives, never more than one piece behind. */
import { notKept, type FileWriter, type NotKept } from '../store/files'
import type { FileRecord } from '../store/records'
import type { ModelStore } from '../store/store'
import type { FileVersion, StoredKey } from '../store/types'
import type { FileBuffer } from './file-buffer'

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
  private index = 0
  private at = 0
  private storing: Promise<void> = Promise.resolve()

  constructor(
    private readonly store: ModelStore,
    private readonly key: StoredKey,
    /** Writes the model's own record. */
    private readonly putModel: () => Promise<void>,
    /** Called once at most. */
    private readonly onRefused: (why: NotKept) => void,
  ) {}

  /** Goes on after what was read; nothing to do where the connection broke and this keeper was at work. */
  async resume(version: FileVersion, start: StoredStart): Promise<void> {
    if (!this.hasBegun) await this.begin(version, start)
  }

  /** From byte 0, over what is there. */
  startOver(version: FileVersion): Promise<void> {
    return this.begin(version, null)
  }

  /** Stores the pieces that are full. Waits only while an earlier one is still being stored. */
  async advance(buffer: FileBuffer): Promise<void> {
    while (this.writer && buffer.loaded - this.at >= this.store.pieceBytes) {
      await this.storing
      this.append(buffer, this.at + this.store.pieceBytes)
    }
  }

  /** The rest, and the mark that the file is whole. */
  async finish(buffer: FileBuffer, sha256: string): Promise<void> {
    await this.advance(buffer)
    await this.storing
    if (buffer.loaded > this.at) this.append(buffer, buffer.loaded)
    await this.storing
    const refusal = await this.writer?.complete(sha256, buffer.loaded)
    if (refusal) this.refuse(refusal)
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
      this.index = goesOn ? start.pieces : 0
      this.at = goesOn ? start.bytes : 0
    } catch (error) {
      this.refuse(notKept(error))
    }
  }

  private append(buffer: FileBuffer, to: number): void {
    if (!this.writer) return
    const piece = buffer.view(this.at, to)
    this.storing = this.writer.append(this.index, piece).then((refusal) => {
      if (refusal) this.refuse(refusal)
    })
    this.index++
    this.at = to
  }

  private refuse(why: NotKept): void {
    this.writer = null
    this.isRefused = true
    this.onRefused(why)
  }
}
