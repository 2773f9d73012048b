/** A remote file that is read while it arrives, and from the store after that. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ReadProgress } from '../../../src/engine/model/ports'
import { remoteSource } from '../../../src/platform/web/http/remote-source'
import { noStore, openStore } from '../../../src/platform/web/store/store'
import {
  FakeTimers,
  FileServer,
  freshBrowser,
  quotaError,
  remoteModel,
  sha256,
  type FakeCaches,
} from './fakes'

const NAME = 'model.onnx'
const PIECE = 1024

let server: FileServer
let browser: FakeCaches
beforeEach(async () => {
  browser = freshBrowser('cache')
  server = await new FileServer().listen()
})
afterEach(() => server.close())

type Known = Parameters<typeof remoteModel>[1]
const listed = () => ({ bytes: server.body.length, sha256: sha256(server.body) })

async function page(known: Known = listed(), more: Parameters<typeof remoteModel>[2] = {}) {
  const store = await openStore({ pieceBytes: PIECE })
  const source = remoteSource(remoteModel(server, known, more), store, fetch, new FakeTimers())
  return { store, source, open: () => source.open(NAME) }
}

const plain = (start: number, end: number) => [...server.body.subarray(start, end)]
const incomplete = { code: 'store/incomplete', values: { model: 'bge-m3 of a test', file: NAME } }

/** Whether a promise has settled by now. */
async function isPending(promise: Promise<unknown>): Promise<boolean> {
  const settled = promise.then(
    () => false,
    () => false,
  )
  for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setImmediate(resolve))
  return Promise.race([settled, Promise.resolve(true)])
}

async function storedBytes(store: Awaited<ReturnType<typeof page>>['store'], bytes: number): Promise<void> {
  while ((await store.getModel('test:bge-m3'))?.storedBytes !== bytes);
}

describe.each(['cache', 'indexeddb'] as const)('stored in %s', (backend) => {
  beforeEach(() => void (browser = freshBrowser(backend)))

  it('what is there is read, what is not is waited for', async () => {
    server.faults = [{ hangAfter: 5000 }]
    const { open } = await page()
    const file = await open()
    expect(file).toMatchObject({ name: NAME, bytes: 10_000 })
    expect([...(await file.read(0, 5000))]).toEqual(plain(0, 5000))
    const later = file.read(4000, 6000)
    expect(await isPending(later)).toBe(true)
    server.release()
    expect([...(await later)]).toEqual(plain(4000, 6000))
    expect(await file.checked).toEqual({ sha256: listed().sha256, origin: 'network' })
    expect([...(await file.read(0, 10_000))]).toEqual(plain(0, 10_000))
    expect(await file.read(10_000, 10_000)).toHaveLength(0)
    expect(server.log).toEqual(['GET'])
  })

  it('a stored file is read again, with the recorded hash', async () => {
    await (await page()).source.read(NAME)
    const { source } = await page()
    const progress: ReadProgress[] = []
    const file = await source.open(NAME, { onProgress: (at) => progress.push(at) })
    expect(await file.checked).toEqual({ sha256: listed().sha256, origin: 'store' })
    expect([...(await file.read(1000, 3100))]).toEqual(plain(1000, 3100))
    expect(progress[0]).toEqual({ loaded: 1024, total: 10_000, origin: 'store' })
    expect(progress.at(-1)).toEqual({ loaded: 10_000, total: 10_000, origin: 'store' })
    expect(server.log).toEqual(['GET'])
  })

  it('a file whose stored model was deleted meanwhile is named', async () => {
    const { open, store } = await page()
    const file = await open()
    await file.checked
    await store.delete('test:bge-m3')
    await expect(file.read(0, 100)).rejects.toMatchObject(incomplete)
    await expect(file.read(3000, 9000)).rejects.toMatchObject(incomplete)
  })
})

it('stored pieces are not kept in memory: their bytes are the store’s', async () => {
  const { open } = await page()
  const file = await open()
  await file.checked
  for (const piece of browser.pieces.values()) piece.fill(7)
  expect([...(await file.read(0, 10_000))]).toEqual(Array(10_000).fill(7))
  expect(browser.pieces.size).toBe(10)
})

it('rows that are scattered over the pieces, asked for at once', async () => {
  const { open } = await page()
  const file = await open()
  await file.checked
  const places = [9000, 20, 20, 1020, 4090, 5000, 7777, 0, 9990]
  const rows = await Promise.all(places.map((at) => file.read(at, at + 10)))
  expect(rows.map((row) => [...row])).toEqual(places.map((at) => plain(at, at + 10)))
})

it('several sizes of pieces and reads give the same bytes, while it arrives and after', async () => {
  server.faults = [{ hangAfter: 7321 }]
  const { open } = await page()
  const file = await open()
  const ranges = [1, 3, 1000, 1023, 1024, 1025, 4096, 7321].flatMap((length) =>
    [0, 1, 1023, 1024, 5000, 6000].map((at) => [at, Math.min(10_000, at + length)] as const),
  )
  const early = ranges.map(([start, end]) => file.read(start, end))
  server.release()
  for (const [index, [start, end]] of ranges.entries()) {
    expect([...(await early[index]!)]).toEqual(plain(start, end))
    expect([...(await file.read(start, end))]).toEqual(plain(start, end))
  }
})

describe('when it cannot be stored', () => {
  it.each([
    ['no store', () => noStore('a test', PIECE)],
    [
      'a store that refuses all',
      () => {
        browser.refusal = () => new DOMException('no', 'UnknownError')
        return openStore({ pieceBytes: PIECE })
      },
    ],
  ])('memory has the only copy: %s', async (_, store) => {
    const source = remoteSource(remoteModel(server, listed()), await store(), fetch, new FakeTimers())
    const file = await source.open(NAME)
    expect(await file.checked).toMatchObject({ sha256: listed().sha256 })
    expect([...(await file.read(0, 10_000))]).toEqual(plain(0, 10_000))
    expect(source.warnings!()).toMatchObject([{ code: 'not-stored', file: NAME, reason: 'blocked' }])
  })

  it('a disk that becomes full: what is stored stays until the file is closed, the rest is in memory', async () => {
    browser.refusal = (url) => (url.endsWith('/5') ? quotaError() : null)
    const { source } = await page()
    const file = await source.open(NAME)
    expect(await file.checked).toMatchObject({ origin: 'network', sha256: listed().sha256 })
    expect([...(await file.read(0, 10_000))]).toEqual(plain(0, 10_000))
    expect(source.warnings!()).toMatchObject([{ code: 'not-stored', reason: 'quota' }])
    expect(browser.pieces.size).toBe(5)
    file.close()
    while (browser.pieces.size > 0) await new Promise((resolve) => setImmediate(resolve))
  })
})

describe('a connection that breaks', () => {
  it('is gone on with; who waits gets the bytes', async () => {
    server.faults = [{ cutAfter: 3000 }, { cutAfter: 2000 }]
    const file = await (await page()).open()
    expect([...(await file.read(2500, 9500))]).toEqual(plain(2500, 9500))
    expect(await file.checked).toMatchObject({ origin: 'network' })
    expect(server.log).toEqual(['GET', 'GET 3000-', 'GET 5000-'])
  })

  it('for good is an error to all who wait, and to all who come after', async () => {
    server.faults = [{ cutAfter: 3000 }, ...Array.from({ length: 6 }, () => ({ cutAfter: 0 }))]
    const file = await (await page()).open()
    const failed = { code: 'network/failed', values: { file: NAME, url: server.url } }
    await expect(file.read(0, 9000)).rejects.toMatchObject(failed)
    await expect(file.checked).rejects.toMatchObject(failed)
    await expect(file.read(0, 10)).rejects.toMatchObject(failed)
  })

  it('without ranges it starts over, and what was read stays true', async () => {
    server.etag = null
    server.ranges = false
    server.faults = [{ cutAfter: 3000 }]
    const file = await (await page({})).open()
    expect([...(await file.read(100, 2000))]).toEqual(plain(100, 2000))
    expect([...(await file.read(100, 9000))]).toEqual(plain(100, 9000))
    expect(await file.checked).toMatchObject({ sha256: sha256(server.body) })
    expect(server.log).toEqual(['GET', 'GET'])
  })

  it('and comes back with another file is an error once something was read of the first', async () => {
    server.faults = [{ hangAfter: 3000 }]
    const file = await (await page({})).open()
    await file.read(0, 2000)
    server.body = server.body.map((byte) => byte ^ 255)
    server.etag = '"two"'
    // Not before: a busy machine would ask again for the first file.
    server.cut()
    await expect(file.checked).rejects.toMatchObject({
      code: 'network/failed',
      values: { file: NAME, reason: 'the file changed on its server while it was read' },
    })
    await expect(file.read(0, 100)).rejects.toMatchObject({ code: 'network/failed' })
  })

  it('and comes back with a file of another length is an error', async () => {
    server.faults = [{ hangAfter: 3000 }]
    const file = await (await page({})).open()
    server.body = server.body.slice(0, 8000)
    server.etag = '"two"'
    server.cut()
    await expect(file.checked).rejects.toMatchObject({
      code: 'model/truncated',
      values: { found: 8000, expected: 10_000 },
    })
  })
})

describe('the end of it', () => {
  const opened = async () => {
    server.faults = [{ hangAfter: 5000 }]
    const abort = new AbortController()
    const { source, store } = await page()
    const file = await source.open(NAME, { signal: abort.signal })
    await storedBytes(store, 4096)
    return { file, abort }
  }

  it('by cancel: what has arrived stays readable, and stored', async () => {
    const { file, abort } = await opened()
    const waiting = file.read(0, 9000)
    abort.abort()
    await expect(waiting).rejects.toMatchObject({ code: 'run/cancelled' })
    await expect(file.checked).rejects.toMatchObject({ code: 'run/cancelled' })
    expect([...(await file.read(0, 5000))]).toEqual(plain(0, 5000))
    await expect(file.read(5000, 5001)).rejects.toMatchObject({ code: 'run/cancelled' })
    const again = await (await page()).open()
    expect(await again.checked).toMatchObject({ sha256: listed().sha256 })
    expect(server.log).toEqual(['GET', 'GET 4096-'])
  })

  it('by close: no read after it, and what is stored stays', async () => {
    const { file } = await opened()
    const waiting = file.read(0, 9000)
    file.close()
    file.close()
    await expect(waiting).rejects.toMatchObject({ code: 'run/cancelled' })
    await expect(file.checked).rejects.toMatchObject({ code: 'run/cancelled' })
    await expect(file.read(0, 10)).rejects.toMatchObject({ code: 'run/cancelled' })
    expect(browser.pieces.size).toBe(4)
  })

  it('by close of a file that has arrived: only the reads end', async () => {
    const file = await (await page()).open()
    const checked = await file.checked
    file.close()
    await expect(file.read(0, 10)).rejects.toMatchObject({ code: 'run/cancelled' })
    expect(await file.checked).toEqual(checked)
    expect(browser.pieces.size).toBe(10)
  })

  it('by cancel while the server does not answer', async () => {
    server.faults = [{ isSilent: true }]
    const abort = new AbortController()
    const opening = (await page()).source.open(NAME, { signal: abort.signal })
    while (server.requests.length === 0) await new Promise((resolve) => setImmediate(resolve))
    abort.abort()
    await expect(opening).rejects.toMatchObject({ code: 'run/cancelled' })
  })

  it('by cancel before it began makes no request', async () => {
    const opening = (await page()).source.open(NAME, { signal: AbortSignal.abort() })
    await expect(opening).rejects.toMatchObject({ code: 'run/cancelled' })
    expect(server.log).toEqual([])
  })
})

describe('what is wrong with the file', () => {
  it('another hash than listed is told at its end, and nothing of it is read or kept', async () => {
    server.faults = [{ hangAfter: 5000 }]
    const file = await (await page({ ...listed(), sha256: 'ab'.repeat(32) })).open()
    server.release()
    const mismatch = { code: 'model/hash-mismatch', values: { file: NAME, found: sha256(server.body) } }
    await expect(file.checked).rejects.toMatchObject(mismatch)
    await expect(file.read(0, 10)).rejects.toMatchObject(mismatch)
    expect(browser.pieces.size).toBe(0)
  })

  it('it is not there', async () => {
    server.faults = [{ status: 404 }]
    await expect((await page()).open()).rejects.toMatchObject({ code: 'model/file-missing' })
    await expect((await page()).source.open('other')).rejects.toMatchObject({
      code: 'model/file-missing',
      values: { file: 'other' },
    })
  })

  it('it is shorter than a read wants', async () => {
    const file = await (await page()).open()
    await expect(file.read(9000, 10_001)).rejects.toMatchObject({
      code: 'model/truncated',
      values: { file: NAME, found: 10_000, expected: 10_001 },
    })
  })

  it('a length that no one tells is known when it has arrived', async () => {
    server.length = false
    server.faults = [{ hangAfter: 5000 }]
    const { source } = await page({})
    const opening = source.open(NAME)
    expect(await isPending(opening)).toBe(true)
    server.release()
    expect((await opening).bytes).toBe(10_000)
  })
})

describe('a damaged stored piece', () => {
  const damage = async () => {
    await (await page()).source.read(NAME)
    const [, , third] = browser.pieces.values()
    third![7]! ^= 1
    server.requests.length = 0
  }

  it('is fetched again, with all behind it', async () => {
    await damage()
    const file = await (await page()).open()
    expect([...(await file.read(0, 10_000))]).toEqual(plain(0, 10_000))
    expect(await file.checked).toEqual({ sha256: listed().sha256, origin: 'network' })
    expect(server.log).toEqual(['GET 2048-'])
    expect(await (await (await page()).open()).checked).toMatchObject({ origin: 'store' })
  })

  it('of a file that may come from the store only is an error', async () => {
    await damage()
    const file = await (await page(listed(), { storedOnly: true })).open()
    await expect(file.read(0, 9000)).rejects.toMatchObject(incomplete)
    await expect(file.checked).rejects.toMatchObject(incomplete)
    expect(server.log).toEqual([])
  })
})

it('a file that is not stored is not opened from the store only', async () => {
  await expect((await page(listed(), { storedOnly: true })).open()).rejects.toMatchObject(incomplete)
  expect(server.log).toEqual([])
})

it('a stored beginning that another tab deletes before the server answers is fetched again', async () => {
  server.faults = [{ hangAfter: 5000 }]
  const { source, store } = await page()
  const first = await source.open(NAME)
  await storedBytes(store, 4096)
  first.close()
  const other = await page()
  const late = remoteSource(
    remoteModel(server, listed()),
    other.store,
    async (...request) => {
      await store.delete('test:bge-m3')
      return fetch(...request)
    },
    new FakeTimers(),
  )
  const file = await late.open(NAME)
  expect(await file.checked).toMatchObject({ sha256: listed().sha256 })
  expect([...(await file.read(0, 10_000))]).toEqual(plain(0, 10_000))
  expect(server.log).toEqual(['GET', 'GET 4096-', 'GET'])
  expect(browser.pieces.size).toBe(10)
})
