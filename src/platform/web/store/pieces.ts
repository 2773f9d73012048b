/** Where the bytes of the pieces lie: in the Cache API, or in IndexedDB where there is none (plain HTTP). */
import type { Records } from './records'

/** A piece's name is "FILE/INDEX". */
export interface PieceBackend {
  readonly kind: 'cache' | 'indexeddb'
  /** @throws DOMException QuotaExceededError, or whatever the browser says */
  put(name: string, piece: Uint8Array<ArrayBuffer>): Promise<void>
  /** A handle: its bytes stay where they lie until they are read. */
  get(name: string): Promise<Blob | null>
  delete(names: readonly string[]): Promise<void>
  names(): Promise<readonly string[]>
}

const CACHE = 'm3scope-pieces-1'
/** Whole files under their own addresses; nothing reads them. */
const OBSOLETE_CACHE = 'm3scope-models-v1'
/** A cache's keys are addresses. This one is never asked. */
const ADDRESS = 'https://m3scope.invalid/'

/** Null where the browser has none or refuses it. */
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
        // Some browsers take no Blob in a private window.
        if (!(error instanceof Error) || error.name === 'QuotaExceededError') throw error
        // A view would be cloned with the whole buffer behind it.
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
