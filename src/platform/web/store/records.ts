/** What is known of the stored files, in IndexedDB, on every origin. The bytes lie in pieces.ts. */
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
  /** Part of the pieces' names. A file that starts again from byte 0 gets another: two versions never mix. */
  readonly id: string
  /** In order and without a gap. */
  readonly pieces: readonly PieceRecord[]
  readonly complete: boolean
}

interface Schema extends DBSchema {
  models: { key: string; value: ModelRecord }
  files: { key: [model: string, name: string]; value: FileRecord; indexes: { model: string } }
  /** ArrayBuffer: written by earlier versions, or where the browser takes no Blob. */
  pieces: { key: string; value: Blob | ArrayBuffer }
}

export type Database = IDBPDatabase<Schema>

export const bytesOf = (record: FileRecord): number =>
  record.pieces.reduce((sum, piece) => sum + piece.bytes, 0)

export class Records {
  private connection: Promise<Database> | null = null

  /** The open database; opened again if the browser has closed it (site data cleared, a newer page's upgrade). */
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
   * Looks at a record and changes it with no other tab in between.
   * @param change gives the record to put, or null to leave all as it is
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

  /** Removes the record if it is still that one. */
  async removeFile({ model, name }: StoredKey, id: string): Promise<void> {
    const transaction = (await this.database()).transaction('files', 'readwrite')
    const record = await transaction.store.get([model, name])
    if (record?.id === id) await transaction.store.delete([model, name])
    await transaction.done
  }

  /** @returns the records of its files, which are gone too */
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
