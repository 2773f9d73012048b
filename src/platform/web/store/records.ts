/** The records of the stored files. They are always in IndexedDB; pieces.ts stores the bytes. */
import { openDB, type DBSchema, type IDBPDatabase } from 'idb'
import type { FileVersion, StoredKey, StoredModel } from './types'

export interface ModelRecord extends Pick<StoredModel, 'key' | 'title' | 'ref' | 'listing'> {
  readonly lastUsed: number
}

export interface PieceRecord {
  readonly bytes: number
  /** xxHash64, hex. */
  readonly hash: string
}

export interface FileRecord extends StoredKey, FileVersion {
  /** Part of the pieces' names. A file that starts again at byte 0 gets a new id, so two versions never mix. */
  readonly id: string
  /** In order, without a gap. */
  readonly pieces: readonly PieceRecord[]
  readonly complete: boolean
}

interface Schema extends DBSchema {
  models: { key: string; value: ModelRecord }
  files: { key: [model: string, name: string]; value: FileRecord; indexes: { model: string } }
  /** ArrayBuffer: written by an earlier version, or by a browser that does not store a Blob. */
  pieces: { key: string; value: Blob | ArrayBuffer }
}

export type Database = IDBPDatabase<Schema>

export const bytesOf = (record: FileRecord): number =>
  record.pieces.reduce((sum, piece) => sum + piece.bytes, 0)

export class Records {
  private connection: Promise<Database> | null = null

  /** The open database. It is opened again after the browser has closed it: site data was cleared, or a newer page upgrades it. */
  database(): Promise<Database> {
    const drop = () => {
      this.connection = null
    }
    this.connection ??= openDB<Schema>('m3scope-store', 1, {
      upgrade(database) {
        database.createObjectStore('models', { keyPath: 'key' })
        database.createObjectStore('files', { keyPath: ['model', 'name'] }).createIndex('model', 'model')
        database.createObjectStore('pieces')
      },
      blocking(_current, _blocked, event) {
        drop()
        ;(event.target as IDBDatabase).close()
      },
      terminated: drop,
    }).catch((error: unknown) => {
      drop()
      throw error
    })
    return this.connection
  }

  async file({ model, name }: StoredKey): Promise<FileRecord | null> {
    return (await (await this.database()).get('files', [model, name])) ?? null
  }

  /**
   * Reads and changes a record in one transaction, so no other tab can change it in between.
   * @param change returns the record to put, or null to change nothing
   */
  async update<T>(
    { model, name }: StoredKey,
    change: (record: FileRecord | null) => { readonly put: FileRecord | null; readonly result: T },
  ): Promise<T> {
    const transaction = (await this.database()).transaction('files', 'readwrite')
    const record = (await transaction.store.get([model, name])) ?? null
    const { put, result } = change(record)
    if (put) await Promise.all([transaction.store.put(put), transaction.done])
    else await transaction.done
    return result
  }

  /** Removes the record if it still has this id. */
  async removeFile({ model, name }: StoredKey, id: string): Promise<void> {
    const transaction = (await this.database()).transaction('files', 'readwrite')
    const record = await transaction.store.get([model, name])
    if (record?.id === id) await transaction.store.delete([model, name])
    await transaction.done
  }

  /** Removes the records of the model and of its files. @returns the removed records of the files */
  async removeModel(key: string): Promise<readonly FileRecord[]> {
    const transaction = (await this.database()).transaction(['models', 'files'], 'readwrite')
    const files = await transaction.objectStore('files').index('model').getAll(key)
    await Promise.all([
      transaction.objectStore('models').delete(key),
      ...files.map(({ model, name }) => transaction.objectStore('files').delete([model, name])),
      transaction.done,
    ])
    return files
  }
}
