/**
 * The saved cases, in IndexedDB, which browsers also offer on plain HTTP. The summary of a case, which the list shows, is
 * stored apart from the case itself. So a long list is read without the vectors.
 */
import { openDB, type DBSchema } from 'idb'
import { databaseUser } from '../database'

interface Keyed {
  readonly id: string
}

interface Schema extends DBSchema {
  /** Summaries. Browsers have stored them under this name. */
  heads: { key: string; value: Keyed }
  files: { key: string; value: Keyed }
}

const withDatabase = databaseUser(() =>
  openDB<Schema>('m3scope-cases', 1, {
    upgrade(database) {
      database.createObjectStore('heads', { keyPath: 'id' })
      database.createObjectStore('files', { keyPath: 'id' })
    },
  }),
)

/** The summaries of all cases, in no order. All functions here reject in a browser that stores nothing. */
export const summaries = (): Promise<unknown[]> => withDatabase((database) => database.getAll('heads'))

/** @returns undefined when there is no such case */
export const get = (id: string): Promise<unknown> => withDatabase((database) => database.get('files', id))

/** Stores both in one transaction. */
export const put = (summary: Keyed, file: Keyed): Promise<void> =>
  withDatabase(async (database) => {
    const transaction = database.transaction(['heads', 'files'], 'readwrite')
    await Promise.all([
      transaction.objectStore('heads').put(summary),
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
