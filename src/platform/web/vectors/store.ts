/** Vectors in IndexedDB, up to a size. The worker and the page open it both. */
import { openDB, type DBSchema, type IDBPDatabase } from 'idb'
import type { StoredRecord, VectorStore } from '../../../engine/validate/run-cache'

interface Entry {
  readonly size: number
  /** Milliseconds since 1970. */
  readonly used: number
}

interface Schema extends DBSchema {
  bytes: { key: string; value: ArrayBuffer }
  /** Apart from the bytes, so that sizes and ages are read without them. */
  entries: { key: string; value: Entry }
}

const NAME = 'm3scope-vectors'

const open = (): Promise<IDBPDatabase<Schema>> =>
  openDB<Schema>(NAME, 1, {
    upgrade(database) {
      database.createObjectStore('bytes')
      database.createObjectStore('entries')
    },
    // Another tab clears or upgrades: this one gives way, and its next access fails.
    blocking: (_current, _blocked, event) => (event.target as IDBDatabase).close(),
  })

/** Without a limit of the caller's: 1 GB are 500 texts of 500 tokens of bge-m3, or 20,000 sentences. */
export const DEFAULT_LIMIT = 1e9
/** Of what the browser grants the site, at most. Models are stored there too. */
const SHARE = 0.3

/** The limit that a browser with little space allows. */
export async function cacheLimit(wanted = DEFAULT_LIMIT): Promise<number> {
  const estimate = await globalThis.navigator?.storage?.estimate?.().catch(() => null)
  const { quota, usage } = estimate ?? {}
  if (quota === undefined) return wanted
  const ours = await cacheSize().catch(() => ({ bytes: 0 }))
  return Math.max(0, Math.min(wanted, Math.floor((quota - (usage ?? 0) + ours.bytes) * SHARE)))
}

/** @throws DOMException a private window, blocked site data */
export async function openVectors(limit: number, now: () => number = Date.now): Promise<VectorStore> {
  const database = await open()
  return BrowserVectors.over(database, limit, now)
}

/** What is stored. Rejects in a browser that stores nothing. */
export async function cacheSize(): Promise<{ readonly texts: number; readonly bytes: number }> {
  const database = await open()
  try {
    const transaction = database.transaction('entries')
    const [keys, entries] = await Promise.all([transaction.store.getAllKeys(), transaction.store.getAll()])
    return {
      texts: new Set(keys.map((key) => key.slice(0, key.lastIndexOf('.')))).size,
      bytes: entries.reduce((sum, { size }) => sum + size, 0),
    }
  } finally {
    database.close()
  }
}

/** Deletes all vectors. */
export async function clearVectors(): Promise<void> {
  const database = await open()
  try {
    const transaction = database.transaction(['bytes', 'entries'], 'readwrite')
    await Promise.all([
      transaction.objectStore('bytes').clear(),
      transaction.objectStore('entries').clear(),
      transaction.done,
    ])
  } finally {
    database.close()
  }
}

class BrowserVectors implements VectorStore {
  /** Records that were read, whose time is not written yet. */
  private readonly touched = new Set<string>()

  private constructor(
    private readonly database: IDBPDatabase<Schema>,
    private readonly limit: number,
    private readonly now: () => number,
    /** Of all records. Another tab may have written since: then the limit is passed by what it wrote. */
    private readonly entries: Map<string, Entry>,
    private total: number,
    private readonly opened: number,
  ) {}

  static async over(
    database: IDBPDatabase<Schema>,
    limit: number,
    now: () => number,
  ): Promise<BrowserVectors> {
    const transaction = database.transaction('entries')
    const [keys, values] = await Promise.all([transaction.store.getAllKeys(), transaction.store.getAll()])
    const entries = new Map(keys.map((key, at) => [key, values[at]!]))
    const total = values.reduce((sum, { size }) => sum + size, 0)
    return new BrowserVectors(database, limit, now, entries, total, now())
  }

  async read(keys: readonly string[]): Promise<(Uint8Array | null)[]> {
    const known = keys.filter((key) => this.entries.has(key))
    if (known.length === 0) return keys.map(() => null)
    const transaction = this.database.transaction('bytes')
    const found = new Map<string, ArrayBuffer | undefined>()
    await Promise.all(known.map(async (key) => found.set(key, await transaction.store.get(key))))
    return keys.map((key) => {
      const bytes = found.get(key)
      if (!bytes) return null
      this.touched.add(key)
      this.entries.set(key, { size: bytes.byteLength, used: this.now() })
      return new Uint8Array(bytes)
    })
  }

  async write(records: readonly StoredRecord[]): Promise<void> {
    const leaving = this.oldest(records.reduce((sum, { key, bytes }) => sum + this.growth(key, bytes), 0))
    const transaction = this.database.transaction(['bytes', 'entries'], 'readwrite')
    const [bytesOf, entriesOf] = [transaction.objectStore('bytes'), transaction.objectStore('entries')]
    const work: Promise<unknown>[] = []
    for (const key of leaving) {
      this.total -= this.entries.get(key)!.size
      this.entries.delete(key)
      this.touched.delete(key)
      work.push(bytesOf.delete(key), entriesOf.delete(key))
    }
    for (const { key, bytes } of records) {
      if (this.total + this.growth(key, bytes) > this.limit) continue
      this.total += this.growth(key, bytes)
      const entry = { size: bytes.byteLength, used: this.now() }
      this.entries.set(key, entry)
      this.touched.delete(key)
      work.push(bytesOf.put(bytes.buffer, key), entriesOf.put(entry, key))
    }
    work.push(...this.writeTouched(entriesOf))
    await Promise.all([...work, transaction.done])
  }

  async close(): Promise<void> {
    try {
      const transaction = this.database.transaction('entries', 'readwrite')
      await Promise.all([...this.writeTouched(transaction.store), transaction.done])
    } finally {
      this.database.close()
    }
  }

  private writeTouched(entries: { put(entry: Entry, key: string): Promise<unknown> }): Promise<unknown>[] {
    const keys = [...this.touched]
    this.touched.clear()
    return keys.map((key) => entries.put(this.entries.get(key)!, key))
  }

  private growth(key: string, bytes: Uint8Array): number {
    return bytes.byteLength - (this.entries.get(key)?.size ?? 0)
  }

  /**
   * Records to delete so that `bytes` more have room: ColBERT rows first, of those the longest unused. What this run has used
   * stays: else a file that is larger than the limit would push out each of its texts before it comes again.
   */
  private oldest(bytes: number): string[] {
    let excess = this.total + bytes - this.limit
    if (excess <= 0) return []
    const isRows = (key: string) => (key.endsWith('.c') ? 0 : 1)
    const old = [...this.entries]
      .filter(([, { used }]) => used < this.opened)
      .sort(([one, x], [other, y]) => isRows(one) - isRows(other) || x.used - y.used)
    const leaving: string[] = []
    for (const [key, { size }] of old) {
      if (excess <= 0) break
      excess -= size
      leaving.push(key)
    }
    return leaving
  }
}
