/** Stores the bytes of the pieces: in the Cache API, or on plain HTTP, where there is none, in IndexedDB. */
import type { Records } from './records'

/** A piece's name is "FILE/INDEX". */
export interface PieceBackend {
  readonly kind: 'cache' | 'indexeddb'
  /** @throws DOMException QuotaExceededError, or whatever the browser says */
  put(name: string, piece: Uint8Array<ArrayBuffer>): Promise<void>
  /** @returns a handle; the bytes stay on the disk until they are read */
  get(name: string): Promise<Blob | null>
  delete(names: readonly string[]): Promise<void>
  names(): Promise<readonly string[]>
}

const CACHE = 'm3scope-pieces-1'
/** Earlier versions stored whole files here. Nothing reads them now. */
const OBSOLETE_CACHE = 'm3scope-models-v1'
/** The keys of a cache are URLs. No request is ever sent to this one. */
const ADDRESS = 'https://m3scope.invalid/'

/** @returns null when the browser has no Cache API, or refuses it */
export async function cachePieces(): Promise<PieceBackend | null> {
  if (typeof caches === 'undefined') return null
  const cache = await caches.open(CACHE).catch(() => null)
  if (!cache) return null
  await caches.delete(OBSOLETE_CACHE).catch(() => false)
  return {
    kind: 'cache',
    put: (name, piece) => cache.put(ADDRESS + name, new Response(piece)),
    get: async (name) => (await (await cache.match(ADDRESS + name))?.blob()) ?? null,
    async delete(names) {
      await Promise.all(names.map((name) => cache.delete(ADDRESS + name)))
    },
    names: async () => (await cache.keys()).map(({ url }) => url.slice(ADDRESS.length)),
  }
}

export function indexedDbPieces(records: Records): PieceBackend {
  return {
    kind: 'indexeddb',
    async put(name, piece) {
      const database = await records.database()
      await database.put('pieces', new Blob([piece]), name).catch((error: unknown) => {
        // Some browsers do not store a Blob in a private window.
        if (!(error instanceof Error) || error.name === 'QuotaExceededError') throw error
        // A view would be cloned together with its whole buffer.
        return database.put('pieces', piece.slice().buffer, name)
      })
    },
    async get(name) {
      const piece = await (await records.database()).get('pieces', name)
      return piece instanceof ArrayBuffer ? new Blob([piece]) : (piece ?? null)
    },
    async delete(names) {
      const transaction = (await records.database()).transaction('pieces', 'readwrite')
      await Promise.all([...names.map((name) => transaction.store.delete(name)), transaction.done])
    },
    names: async () => (await records.database()).getAllKeys('pieces'),
  }
}
