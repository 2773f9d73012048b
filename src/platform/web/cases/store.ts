/**
 * The list of cases in IndexedDB, which plain HTTP has too. What is shown of a case lies apart from the case itself, so that a
 * long list is read without its vectors.
 */
import { openDB, type DBSchema, type IDBPDatabase } from 'idb'

interface Keyed {
  readonly id: string
}

interface Schema extends DBSchema {
  heads: { key: string; value: Keyed }
  files: { key: string; value: Keyed }
}

const connect = (): Promise<IDBPDatabase<Schema>> =>
  openDB<Schema>('m3scope-cases', 1, {
    upgrade(database) {
      database.createObjectStore('heads', { keyPath: 'id' })
      database.createObjectStore('files', { keyPath: 'id' })
    },
  })

async function withDatabase<T>(work: (database: IDBPDatabase<Schema>) => Promise<T>): Promise<T> {
  const database = await connect()
  try {
    return await work(database)
  } finally {
    database.close()
  }
}

/** What is shown of each case, in no order. All of these reject where the browser keeps nothing. */
export const heads = (): Promise<unknown[]> => withDatabase((database) => database.getAll('heads'))

/** Undefined: there is none. */
export const get = (id: string): Promise<unknown> => withDatabase((database) => database.get('files', id))

/** Both or none. */
export const put = (head: Keyed, file: Keyed): Promise<void> =>
  withDatabase(async (database) => {
    const transaction = database.transaction(['heads', 'files'], 'readwrite')
    await Promise.all([
      transaction.objectStore('heads').put(head),
      transaction.objectStore('files').put(file),
      transaction.done,
    ])
  })

export const remove = (id: string): Promise<void> =>
  withDatabase(async (database) => {
    const transaction = database.transaction(['heads', 'files'], 'readwrite')
    await Promise.all([
      transaction.objectStore('heads').delete(id),
      transaction.objectStore('files').delete(id),
      transaction.done,
    ])
  })
