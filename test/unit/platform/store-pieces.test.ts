/** The browser's store: what is committed is whole, and what is damaged does not count. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { FileRecord } from '../../../src/platform/web/store/records'
import { openStore, type ModelStore } from '../../../src/platform/web/store/store'
import { freshBrowser, quotaError, someBytes, type FakeCaches } from './fakes'

const key = { model: 'test:bge-m3', name: 'onnx/model.onnx' }
const model = { key: key.model, title: 'bge-m3', ref: { kind: 'url' }, listing: [] }
const version = { bytes: 300, sha256: null, validator: '"one"' }
const pieces = [someBytes(128, 1), someBytes(128, 2), someBytes(44, 3)]

async function fill(store: ModelStore, count: number): Promise<FileRecord> {
  await store.putModel(model)
  const writer = await store.write(key, version, null)
  for (const [index, piece] of pieces.slice(0, count).entries())
    expect(await writer.append(index, piece)).toBeNull()
  if (count === 3) expect(await writer.complete('abc', 300)).toBeNull()
  return (await store.find(key))!
}

async function readAll(store: ModelStore): Promise<number[][]> {
  const found: number[][] = []
  for await (const piece of store.read((await store.find(key))!)) found.push([...piece])
  return found
}

const plain = (count: number) => pieces.slice(0, count).map((piece) => [...piece])

let browser: FakeCaches
const open = () => openStore({ pieceBytes: 128 })

describe.each(['cache', 'indexeddb'] as const)('in %s', (backend) => {
  beforeEach(() => void (browser = freshBrowser(backend)))
  afterEach(() => void vi.useRealTimers())

  it('gives back what was put, to the next page too', async () => {
    const store = await open()
    expect(store.backend).toBe(backend)
    await fill(store, 3)
    expect(await readAll(await open())).toEqual(plain(3))
    expect(await (await open()).list()).toMatchObject([
      {
        ...model,
        storedBytes: 300,
        files: [{ name: key.name, bytes: 300, storedBytes: 300, complete: true, sha256: 'abc' }],
      },
    ])
  })

  it('a piece that is a view of a large array is stored alone', async () => {
    const store = await open()
    const whole = someBytes(100_000)
    await store.putModel(model)
    const writer = await store.write(key, version, null)
    await writer.append(0, whole.subarray(500, 628))
    whole.fill(0)
    expect(await readAll(store)).toEqual([[...someBytes(100_000).subarray(500, 628)]])
  })

  it('goes on after a beginning, by another page', async () => {
    const record = await fill(await open(), 2)
    const store = await open()
    const writer = await store.write(key, version, { record, pieces: 2 })
    expect(writer.kept).toBe(2)
    await writer.append(2, pieces[2]!)
    expect(await writer.complete('abc', 300)).toBeNull()
    expect(await readAll(store)).toEqual(plain(3))
  })

  it('a file that is not all there is never marked complete', async () => {
    const store = await open()
    await store.putModel(model)
    const writer = await store.write(key, version, null)
    await writer.append(0, pieces[0]!)
    expect(await writer.complete('abc', 300)).toMatchObject({ reason: 'blocked' })
    expect(await store.find(key)).toMatchObject({ complete: false })
  })

  it('deletes a model with its pieces, and no other', async () => {
    const store = await open()
    await fill(store, 3)
    await store.putModel({ ...model, key: 'other' })
    const other = await store.write({ model: 'other', name: 'config.json' }, version, null)
    await other.append(0, pieces[1]!)
    await store.delete(key.model)
    expect(await store.find(key)).toBeNull()
    expect((await store.list()).map((found) => [found.key, found.storedBytes])).toEqual([['other', 128]])
    expect(await pieceCount(backend)).toBe(1)
  })

  it('one that writes while it is deleted gives up and leaves nothing', async () => {
    const store = await open()
    await fill(store, 1)
    const writer = await store.write(key, version, { record: (await store.find(key))!, pieces: 1 })
    await (await open()).delete(key.model)
    expect(await writer.append(1, pieces[1]!)).toMatchObject({ reason: 'blocked' })
    expect(await pieceCount(backend)).toBe(0)
    expect(await store.list()).toEqual([])
  })

  it('a start over replaces the pieces of before', async () => {
    const store = await open()
    await fill(store, 3)
    const writer = await store.write(key, { ...version, validator: '"two"' }, null)
    expect(await store.find(key)).toMatchObject({ pieces: [], complete: false, validator: '"two"' })
    await writer.append(0, pieces[1]!)
    expect(await readAll(store)).toEqual([[...pieces[1]!]])
    expect(await pieceCount(backend)).toBe(1)
  })

  it('two writers of the same bytes complete one file; one with others gives up', async () => {
    const store = await open()
    const record = await fill(store, 1)
    const one = await store.write(key, version, { record, pieces: 1 })
    const two = await (await open()).write(key, version, { record, pieces: 1 })
    const other = await (await open()).write(key, version, { record, pieces: 1 })
    expect(await Promise.all([one.append(1, pieces[1]!), two.append(1, pieces[1]!)])).toEqual([null, null])
    expect(await other.append(1, pieces[0]!)).toMatchObject({ reason: 'blocked' })
    expect(await one.append(2, pieces[2]!)).toBeNull()
    expect(await two.append(2, pieces[2]!)).toBeNull()
    expect(await two.complete('abc', 300)).toBeNull()
    expect(await one.complete('abc', 300)).toBeNull()
    expect(await readAll(store)).toEqual(plain(3))
  })

  it('removes what a crash left: pieces without a file, files without a model', async () => {
    const store = await open()
    const record = await fill(store, 2)
    const lost = await store.write({ model: 'no such model', name: 'x' }, version, null)
    await lost.append(0, pieces[0]!)
    await putPiece(backend, `${record.id}/7`, pieces[2]!)
    await putPiece(backend, 'nobody/0', pieces[2]!)
    expect(await pieceCount(backend)).toBe(5)
    const next = await open()
    expect(await pieceCount(backend)).toBe(2)
    expect(await next.find({ model: 'no such model', name: 'x' })).toBeNull()
    expect(await readAll(next)).toEqual(plain(2))
  })

  it.each(['damaged', 'short', 'missing'])('what follows a %s piece counts as not stored', async (fault) => {
    const store = await open()
    const record = await fill(store, 3)
    const bad = { damaged: someBytes(128, 9), short: pieces[1]!.subarray(1), missing: null }[fault]
    await putPiece(backend, `${record.id}/1`, bad ?? null)
    expect(await readAll(store)).toEqual(plain(1))
    expect(await store.find(key)).toMatchObject({ complete: false, pieces: [{ bytes: 128 }] })
    expect(await pieceCount(backend)).toBe(1)
  })

  it('gives handles of pieces, and none of what is not there', async () => {
    const store = await open()
    const { id } = await fill(store, 3)
    const piece = await store.piece(id, 2)
    expect(new Uint8Array(await piece!.slice(5, 9).arrayBuffer())).toEqual(pieces[2]!.slice(5, 9))
    expect(await store.piece(id, 3)).toBeNull()
    await store.delete(key.model)
    expect(await store.piece(id, 2)).toBeNull()
  })

  it('a file that another page began anew is not discarded', async () => {
    const store = await open()
    await store.putModel(model)
    const writer = await store.write(key, version, null)
    await writer.append(0, pieces[0]!)
    const other = await (await open()).write(key, { ...version, validator: '"two"' }, null)
    await other.append(0, pieces[1]!)
    await writer.discard()
    expect(await readAll(store)).toEqual([[...pieces[1]!]])
  })

  it('touching puts a model first', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: 1000 })
    const store = await open()
    await store.putModel(model)
    vi.setSystemTime(2000)
    await store.putModel({ ...model, key: 'other' })
    expect((await store.list()).map((found) => found.key)).toEqual(['other', model.key])
    vi.setSystemTime(3000)
    await store.touch(model.key)
    expect((await store.list()).map((found) => found.key)).toEqual([model.key, 'other'])
    expect(await store.getModel(model.key)).toMatchObject({ lastUsed: 3000 })
    expect(await store.getModel('third')).toBeNull()
  })
})

describe('in IndexedDB', () => {
  beforeEach(() => void freshBrowser('indexeddb'))

  it('pieces are Blobs; those that were stored as ArrayBuffer are read all the same', async () => {
    const store = await open()
    const { id } = await fill(store, 3)
    const stored = (): Promise<unknown> => request((all) => all.get(`${id}/1`))
    expect(await stored()).toBeInstanceOf(Blob)
    await request((all) => all.put(pieces[1]!.slice().buffer, `${id}/1`))
    expect(await stored()).toBeInstanceOf(ArrayBuffer)
    expect(await readAll(store)).toEqual(plain(3))
    expect(new Uint8Array(await (await store.piece(id, 1))!.slice(3, 7).arrayBuffer())).toEqual(
      pieces[1]!.slice(3, 7),
    )
  })

  it('a browser that takes no Blob there gets an ArrayBuffer', async () => {
    const { put } = IDBObjectStore.prototype
    vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (
      this: IDBObjectStore,
      value,
      name,
    ) {
      if (value instanceof Blob) throw new DOMException('BlobURLs are not yet supported', 'UnknownError')
      return put.call(this, value, name)
    })
    const store = await open()
    const writer = await store.putModel(model).then(() => store.write(key, version, null))
    expect(await writer.append(0, pieces[0]!)).toBeNull()
    expect(await readAll(store)).toEqual(plain(1))
    vi.restoreAllMocks()
  })
})

describe('where the browser refuses', () => {
  it('a full disk is told as such, and the part can be deleted', async () => {
    browser = freshBrowser('cache')
    const store = await open()
    await store.putModel(model)
    const writer = await store.write(key, version, null)
    await writer.append(0, pieces[0]!)
    browser.refusal = quotaError
    expect(await writer.append(1, pieces[1]!)).toEqual({
      reason: 'quota',
      detail: 'QuotaExceededError: The quota has been exceeded.',
    })
    expect(await readAll(store)).toEqual(plain(1))
    await writer.discard()
    expect(await store.find(key)).toBeNull()
    expect(browser.pieces.size).toBe(0)
  })

  it('any other refusal keeps what is there', async () => {
    browser = freshBrowser('cache')
    const store = await open()
    await store.putModel(model)
    const writer = await store.write(key, version, null)
    await writer.append(0, pieces[0]!)
    browser.refusal = () => new DOMException('Unexpected internal error.', 'UnknownError')
    expect(await writer.append(1, pieces[1]!)).toMatchObject({ reason: 'blocked' })
    expect(await readAll(store)).toEqual(plain(1))
  })

  it('pieces lie in IndexedDB where the Cache API is refused', async () => {
    freshBrowser('cache')
    Object.assign(globalThis, {
      caches: { open: () => Promise.reject(new DOMException('', 'SecurityError')) },
    })
    expect((await open()).backend).toBe('indexeddb')
  })

  it('nothing is stored where IndexedDB is refused, and nothing throws', async () => {
    freshBrowser('cache')
    globalThis.indexedDB.open = () => {
      throw new DOMException('A mutation operation was attempted.', 'InvalidStateError')
    }
    const store = await open()
    expect(await store.space()).toEqual({ backend: 'none', used: null, quota: null })
    await store.putModel(model)
    const writer = await store.write(key, version, null)
    expect(await writer.append(0, pieces[0]!)).toEqual({
      reason: 'blocked',
      detail: 'InvalidStateError: A mutation operation was attempted.',
    })
    expect(await store.list()).toEqual([])
    await store.delete(model.key)
  })

  it('the cache of earlier versions is deleted', async () => {
    browser = freshBrowser('cache')
    await browser.open('m3scope-models-v1')
    await browser.open('of another page')
    await open()
    expect([...browser.stored.keys()]).toEqual(['of another page', 'm3scope-pieces-1'])
  })
})

describe('space', () => {
  afterEach(() => void Reflect.deleteProperty(globalThis, 'navigator'))

  it('is the browser’s estimate, null on plain HTTP', async () => {
    freshBrowser('indexeddb')
    const store = await open()
    expect(await store.space()).toEqual({ backend: 'indexeddb', used: null, quota: null })
    const storage = { estimate: () => Promise.resolve({ usage: 5, quota: 9 }) }
    Object.defineProperty(globalThis, 'navigator', { value: { storage }, configurable: true })
    expect(await store.space()).toEqual({ backend: 'indexeddb', used: 5, quota: 9 })
  })
})

async function pieceCount(backend: 'cache' | 'indexeddb'): Promise<number> {
  if (backend === 'cache') return browser.pieces.size
  return request((pieces) => pieces.count())
}

/** Behind the store's back. */
async function putPiece(backend: 'cache' | 'indexeddb', name: string, bytes: Uint8Array<ArrayBuffer> | null) {
  if (backend === 'cache')
    if (bytes) browser.pieces.set(`https://m3scope.invalid/${name}`, bytes)
    else browser.pieces.delete(`https://m3scope.invalid/${name}`)
  else if (bytes) await request((pieces) => pieces.put(bytes.slice().buffer, name))
  else await request((pieces) => pieces.delete(name))
}

function request<T>(ask: (pieces: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open('m3scope-store')
    opening.onsuccess = () => {
      const asked = ask(opening.result.transaction('pieces', 'readwrite').objectStore('pieces'))
      asked.onsuccess = () => {
        opening.result.close()
        resolve(asked.result)
      }
      asked.onerror = () => reject(asked.error!)
    }
  })
}
