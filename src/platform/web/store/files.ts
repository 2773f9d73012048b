/** Reads and writes stored files, piece by piece. */
import type { IHasher } from 'hash-wasm'
import type { DetailWords } from '../../../engine/detail-words'
import { detail } from '../../../engine/details'
import type { PieceBackend } from './pieces'
import { bytesOf, type FileRecord, type PieceRecord, type Records } from './records'
import type { FileVersion, StoredKey } from './types'

/** Why a piece could not be stored. The download continues without the store. */
export interface NotKept {
  readonly reason: 'quota' | 'blocked'
  /** The browser's words, or ours in English. */
  readonly detail: string
  /** What `detail` says where it is ours. */
  readonly words?: DetailWords
}

/**
 * Writes one file. Two tabs may write the same file at the same time. So a piece is committed, in one transaction, only
 * at its own place in the record that the writer began with. If the other tab was faster with the same bytes, its piece
 * is used. If the other tab wrote other bytes, started again or deleted the file, this writer gives up.
 */
export interface FileWriter {
  /** FileRecord.id of the written file. */
  readonly id: string
  /** Number of pieces that are already stored, and that the caller has read. */
  readonly kept: number
  /** Stores the bytes first and the record second, so a crash in between leaves a valid beginning. Never rejects. */
  append(index: number, piece: Uint8Array<ArrayBuffer>): Promise<NotKept | null>
  /** Marks the file as complete. Never rejects. */
  complete(sha256: string, bytes: number): Promise<NotKept | null>
  /** Removes the stored pieces. A part that can never become complete would only fill the disk. Never rejects. */
  discard(): Promise<void>
}

const TAKEN = detail('other-tab')
const GONE: NotKept = { reason: 'blocked', detail: TAKEN.text, words: TAKEN.words }

export const notKept = (error: unknown): NotKept => ({
  reason: error instanceof Error && error.name === 'QuotaExceededError' ? 'quota' : 'blocked',
  detail: error instanceof Error ? `${error.name}: ${error.message}` : String(error),
})

export class StoredFiles {
  constructor(
    private readonly records: Records,
    private readonly pieces: PieceBackend,
    private readonly xxhash64: IHasher,
  ) {}

  find(key: StoredKey): Promise<FileRecord | null> {
    return this.records.file(key).catch(() => null)
  }

  /** The handle of a piece, whose bytes are not verified. Never rejects. */
  piece(id: string, index: number): Promise<Blob | null> {
    return this.pieces.get(`${id}/${index}`).catch(() => null)
  }

  /**
   * Yields the pieces in order, after it has verified each. It ends at the first piece that is missing or damaged; the
   * file counts as not stored from there on.
   */
  async *read(record: FileRecord): AsyncGenerator<Uint8Array<ArrayBuffer>, void> {
    const fetched = (index: number) =>
      this.piece(record.id, index)
        .then((piece) => piece?.arrayBuffer())
        .catch(() => null)
    let next = fetched(0)
    for (const [index, expected] of record.pieces.entries()) {
      const found = await next
      const piece = found && new Uint8Array(found)
      if (!piece || piece.byteLength !== expected.bytes || this.hash(piece) !== expected.hash)
        return this.cut(record, index).catch(() => undefined)
      // The next piece is read from the disk while the caller copies this one.
      if (index + 1 < record.pieces.length) next = fetched(index + 1)
      yield piece
    }
  }

  /**
   * @param resume the record whose pieces were read, and how many; null: begins at byte 0 and replaces what is stored
   * @throws DOMException
   */
  async write(
    key: StoredKey,
    version: FileVersion,
    resume: { readonly record: FileRecord; readonly pieces: number } | null,
  ): Promise<FileWriter> {
    const { id, kept, replaced } = await this.records.update(key, (record) => {
      if (record && record.id === resume?.record.id)
        return {
          put: null,
          result: { id: record.id, kept: Math.min(resume.pieces, record.pieces.length), replaced: null },
        }
      const id = newId()
      return {
        put: { ...key, ...version, id, pieces: [], complete: false },
        result: { id, kept: 0, replaced: record },
      }
    })
    if (replaced) await this.pieces.delete(namesFrom(replaced)).catch(() => undefined)
    return {
      id,
      kept,
      append: (index, piece) => this.append(key, id, index, piece),
      complete: (sha256, bytes) => this.complete(key, id, sha256, bytes),
      discard: () => this.discard(key, id),
    }
  }

  async remove(key: StoredKey): Promise<void> {
    const record = await this.records.file(key)
    if (record) await this.removeRecord(record)
  }

  private async append(
    key: StoredKey,
    id: string,
    index: number,
    bytes: Uint8Array<ArrayBuffer>,
  ): Promise<NotKept | null> {
    const piece = { bytes: bytes.byteLength, hash: this.hash(bytes) }
    const name = `${id}/${index}`
    try {
      const place = placeOf(await this.records.file(key), id, index, piece)
      if (place !== 'next') return place === 'there' ? null : GONE
      await this.pieces.put(name, bytes)
      const result = await this.records.update(key, (record) => {
        const result = placeOf(record, id, index, piece)
        return {
          put: record && result === 'next' ? { ...record, pieces: [...record.pieces, piece] } : null,
          result,
        }
      })
      if (result !== 'gone') return null
      await this.pieces.delete([name])
      return GONE
    } catch (error) {
      return notKept(error)
    }
  }

  private async complete(key: StoredKey, id: string, sha256: string, bytes: number): Promise<NotKept | null> {
    try {
      return await this.records.update(key, (record) =>
        record?.id === id && bytesOf(record) === bytes
          ? { put: { ...record, sha256, bytes, complete: true }, result: null }
          : { put: null, result: GONE },
      )
    } catch (error) {
      return notKept(error)
    }
  }

  private async discard(key: StoredKey, id: string): Promise<void> {
    const record = await this.find(key)
    if (record?.id === id) await this.removeRecord(record).catch(() => undefined)
  }

  private async removeRecord(record: FileRecord): Promise<void> {
    await this.records.removeFile(record, record.id)
    await this.pieces.delete(namesFrom(record))
  }

  private async cut(record: FileRecord, pieces: number): Promise<void> {
    await this.records.update(record, (current) => ({
      put:
        current?.id === record.id
          ? { ...current, pieces: current.pieces.slice(0, pieces), complete: false }
          : null,
      result: null,
    }))
    await this.pieces.delete(namesFrom(record, pieces))
  }

  private hash(piece: Uint8Array): string {
    return this.xxhash64.init().update(piece).digest('hex')
  }
}

/** Compares a piece that is to be stored with the record: it is the next piece, it is already there, or it has no place. */
function placeOf(
  record: FileRecord | null,
  id: string,
  index: number,
  piece: PieceRecord,
): 'next' | 'there' | 'gone' {
  if (record?.id !== id || index > record.pieces.length) return 'gone'
  const there = record.pieces[index]
  if (!there) return 'next'
  return there.hash === piece.hash && there.bytes === piece.bytes ? 'there' : 'gone'
}

/** The names of all pieces, and of one more: its bytes may have been stored before a crash. */
export const namesFrom = (record: FileRecord, first = 0): readonly string[] =>
  Array.from({ length: record.pieces.length + 1 - first }, (_, i) => `${record.id}/${first + i}`)

// crypto.randomUUID does not exist on plain HTTP.
const newId = () =>
  Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) => byte.toString(16).padStart(2, '0')).join(
    '',
  )
