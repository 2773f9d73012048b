/** Labels that a user gives to the pairs of a file, in IndexedDB: one record for each label, so that each is written by itself. */
import { openDB, type DBSchema } from 'idb'
import { databaseUser } from './database'

export interface StoredLabel {
  /** Hash of the set that the label belongs to. */
  readonly set: string
  /** Ids of query and document, with a tab between them. */
  readonly pair: string
  /** 0 not relevant, above 0 relevant; null: unsure; absent: a note alone. */
  readonly grade?: number | null
  readonly note: string
}

interface Schema extends DBSchema {
  labels: { key: [string, string]; value: StoredLabel }
}

const withDatabase = databaseUser(() =>
  openDB<Schema>('m3scope-labels', 1, {
    upgrade(database) {
      database.createObjectStore('labels', { keyPath: ['set', 'pair'] })
    },
  }),
)

/** All labels of one set, in no order. All functions here reject in a browser that stores nothing. */
export const labelsOf = (set: string): Promise<readonly StoredLabel[]> =>
  withDatabase((database) => database.getAll('labels', IDBKeyRange.bound([set], [set, []])))

/** Writes and deletes in one transaction. @param gone pairs whose label is taken away */
export const writeLabels = (
  set: string,
  labels: readonly StoredLabel[],
  gone: readonly string[],
): Promise<void> =>
  withDatabase(async (database) => {
    const transaction = database.transaction('labels', 'readwrite')
    await Promise.all([
      ...labels.map((label) => transaction.store.put(label)),
      ...gone.map((pair) => transaction.store.delete([set, pair])),
      transaction.done,
    ])
  })
