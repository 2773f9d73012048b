/** The model files that the browser has stored. */
import { createXXHash64 } from 'hash-wasm'
import { notKept, StoredFiles, type FileWriter } from './files'
import { cachePieces, indexedDbPieces, type PieceBackend } from './pieces'
import { bytesOf, Records, type FileRecord, type ModelRecord } from './records'
import type { FileVersion, StoredFile, StoredKey, StoredModel, StoreSpace } from './types'

/** A broken connection costs at most one piece. Smaller pieces would only make more records. */
export const PIECE_BYTES = 16 * 1024 * 1024

export interface ModelStore {
  readonly backend: StoreSpace['backend']
  readonly pieceBytes: number
  /** The model that was used last comes first. */
  list(): Promise<readonly StoredModel[]>
  getModel(key: string): Promise<StoredModel | null>
  /** Call it before the first file of the model is written. */
  putModel(model: Pick<StoredModel, 'key' | 'title' | 'ref' | 'listing'>): Promise<void>
  /** Notes that the model was used just now. */
  touch(key: string): Promise<void>
  delete(key: string): Promise<void>
  space(): Promise<StoreSpace>

  /** Never rejects. */
  find(key: StoredKey): Promise<FileRecord | null>
  /** See StoredFiles.read. */
  read(record: FileRecord): AsyncIterable<Uint8Array<ArrayBuffer>>
  /** See StoredFiles.piece. */
  piece(id: string, index: number): Promise<Blob | null>
  /** See StoredFiles.write. */
  write(
    key: StoredKey,
    version: FileVersion,
    resume: { readonly record: FileRecord; readonly pieces: number } | null,
  ): Promise<FileWriter>
  remove(key: StoredKey): Promise<void>
}

/** Never rejects: if the browser refuses (private window, blocked site data), the returned store stores nothing. */
export async function openStore({ pieceBytes = PIECE_BYTES } = {}): Promise<ModelStore> {
  try {
    const records = new Records()
    await records.database()
    const pieces = (await cachePieces()) ?? indexedDbPieces(records)
    await removeOrphans(records, pieces).catch(() => undefined)
    return new BrowserStore(
      records,
      pieces,
      new StoredFiles(records, pieces, await createXXHash64()),
      pieceBytes,
    )
  } catch (error) {
    return noStore(notKept(error).detail, pieceBytes)
  }
}

class BrowserStore implements ModelStore {
  readonly backend
  readonly find
  readonly read
  readonly piece
  readonly write
  readonly remove

  constructor(
    private readonly records: Records,
    private readonly pieces: PieceBackend,
    files: StoredFiles,
    readonly pieceBytes: number,
  ) {
    this.backend = pieces.kind
    this.find = files.find.bind(files)
    this.read = files.read.bind(files)
    this.piece = files.piece.bind(files)
    this.write = files.write.bind(files)
    this.remove = files.remove.bind(files)
  }

  async list(): Promise<readonly StoredModel[]> {
    const database = await this.records.database()
    const [models, files] = await Promise.all([database.getAll('models'), database.getAll('files')])
    return models.map((model) => withFiles(model, files)).sort((a, b) => b.lastUsed - a.lastUsed)
  }

  async getModel(key: string): Promise<StoredModel | null> {
    const database = await this.records.database()
    const model = await database.get('models', key)
    return model ? withFiles(model, await database.getAllFromIndex('files', 'model', key)) : null
  }

  async putModel({ key, title, ref, listing }: Parameters<ModelStore['putModel']>[0]): Promise<void> {
    const database = await this.records.database()
    await database.put('models', { key, title, ref, listing, lastUsed: Date.now() })
  }

  async touch(key: string): Promise<void> {
    const transaction = (await this.records.database()).transaction('models', 'readwrite')
    const model = await transaction.store.get(key)
    if (model) await transaction.store.put({ ...model, lastUsed: Date.now() })
    await transaction.done
  }

  async delete(key: string): Promise<void> {
    const files = await this.records.removeModel(key)
    const ids = new Set(files.map(({ id }) => id))
    const names = await this.pieces.names()
    await this.pieces.delete(names.filter((name) => ids.has(fileOf(name))))
  }

  space(): Promise<StoreSpace> {
    return spaceOf(this.backend)
  }
}

/** A store that stores nothing. It refuses every write with the browser's error message. */
export function noStore(detail: string, pieceBytes = PIECE_BYTES): ModelStore {
  const nothing = () => Promise.resolve()
  const none = () => Promise.resolve(null)
  return {
    backend: 'none',
    pieceBytes,
    list: () => Promise.resolve([]),
    getModel: none,
    putModel: nothing,
    touch: nothing,
    delete: nothing,
    space: () => spaceOf('none'),
    find: none,
    read: async function* () {
      // There is no record, so there are no pieces.
    },
    piece: none,
    write: () => {
      const refused = () => Promise.resolve({ reason: 'blocked', detail } as const)
      return Promise.resolve({ id: '', kept: 0, append: refused, complete: refused, discard: nothing })
    },
    remove: nothing,
  }
}

function withFiles(model: ModelRecord, files: readonly FileRecord[]): StoredModel {
  const own = files.filter((file) => file.model === model.key).map(storedFile)
  return { ...model, files: own, storedBytes: own.reduce((sum, file) => sum + file.storedBytes, 0) }
}

const storedFile = (record: FileRecord): StoredFile => ({
  name: record.name,
  bytes: record.bytes,
  storedBytes: bytesOf(record),
  complete: record.complete,
  sha256: record.sha256,
})

async function spaceOf(backend: StoreSpace['backend']): Promise<StoreSpace> {
  const storage =
    typeof navigator === 'undefined' ? undefined : (navigator.storage as StorageManager | undefined)
  const estimate = await storage?.estimate?.().catch(() => null)
  return { backend, used: estimate?.usage ?? null, quota: estimate?.quota ?? null }
}

const fileOf = (name: string) => name.slice(0, name.indexOf('/'))

/**
 * Removes what a crash left behind. A record is always made before its pieces. Here, pieces are listed before records: so
 * a listed piece without a record cannot be the unfinished work of another tab.
 */
async function removeOrphans(records: Records, pieces: PieceBackend): Promise<void> {
  const database = await records.database()
  const names = await pieces.names()
  const files = await database.getAll('files')
  const models = new Set(await database.getAllKeys('models'))
  const known = new Map<string, FileRecord>()
  for (const file of files)
    if (models.has(file.model)) known.set(file.id, file)
    else await records.removeFile(file, file.id)
  const isOrphan = (name: string) => {
    const record = known.get(fileOf(name))
    // Another tab may be storing the piece behind the last one.
    return !record || Number(name.slice(fileOf(name).length + 1)) > record.pieces.length
  }
  await pieces.delete(names.filter(isOrphan))
}
