/** A connection to IndexedDB for one piece of work. */
import type { DBSchema, IDBPDatabase } from 'idb'

/** @returns a function that opens the database, runs the work, and closes the database again */
export const databaseUser =
  <S extends DBSchema>(open: () => Promise<IDBPDatabase<S>>) =>
  async <T>(work: (database: IDBPDatabase<S>) => Promise<T>): Promise<T> => {
    const database = await open()
    try {
      return await work(database)
    } finally {
      database.close()
    }
  }
