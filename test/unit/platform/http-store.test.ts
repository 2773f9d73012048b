/** A model's files over the network and the browser's store: what is stored is not fetched twice. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ReadProgress } from '../../../src/engine/model/ports'
import { remoteSource } from '../../../src/platform/web/http/remote-source'
import { openStore } from '../../../src/platform/web/store/store'
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

/** As a page that was just opened. */
async function page(
  known: Known = {},
  more: Parameters<typeof remoteModel>[2] = {},
  timers = new FakeTimers(),
) {
  const store = await openStore({ pieceBytes: PIECE })
  const source = remoteSource(remoteModel(server, known, more), store, fetch, timers)
  return { store, source, read: () => source.read(NAME) }
}

const listed = () => ({ bytes: server.body.length, sha256: sha256(server.body) })

/** Loads until so many bytes came, then the user cancels. */
async function cancelAfter(bytes: number, known: Known = {}): Promise<void> {
  server.faults = [{ hangAfter: bytes }]
  const { source, store } = await page(known)
  const abort = new AbortController()
  const onProgress = ({ loaded }: ReadProgress) => {
    if (loaded >= bytes) void whenStored().then(() => abort.abort())
  }
  const whenStored = async () => {
    while ((await store.getModel('test:bge-m3'))?.storedBytes !== bytes - (bytes % PIECE));
  }
  await expect(source.read(NAME, { signal: abort.signal, onProgress })).rejects.toMatchObject({
    code: 'run/cancelled',
  })
  server.requests.length = 0
}

describe.each(['cache', 'indexeddb'] as const)('stored in %s', (backend) => {
  beforeEach(() => void (browser = freshBrowser(backend)))

  it('a file is fetched once', async () => {
    const first = await (await page(listed())).read()
    expect(first).toMatchObject({ origin: 'network', sha256: sha256(server.body) })
    expect(Buffer.compare(first.data, server.body)).toBe(0)
    const second = await page(listed())
    expect(await second.source.list()).toEqual([{ name: NAME, ...listed(), stored: true }])
    const again = await second.read()
    expect(again).toMatchObject({ origin: 'store', sha256: sha256(server.body) })
    expect(Buffer.compare(again.data, server.body)).toBe(0)
    expect(server.log).toEqual(['GET'])
    expect(second.source.warnings?.()).toEqual([])
  })

  it('a cancelled download goes on from the pieces that are stored', async () => {
    await cancelAfter(5000, listed())
    const { source } = await page(listed())
    expect(await source.list()).toEqual([{ name: NAME, ...listed() }])
    const progress: ReadProgress[] = []
    const found = await source.read(NAME, { onProgress: (at) => progress.push(at) })
    expect(server.log).toEqual(['GET 4096-'])
    expect(found.origin).toBe('network')
    expect(found.sha256).toBe(sha256(server.body))
    expect(Buffer.compare(found.data, server.body)).toBe(0)
    expect(progress[0]).toEqual({ loaded: 1024, total: 10_000, origin: 'store' })
    expect(progress.filter(({ origin }) => origin === 'store').at(-1)?.loaded).toBe(4096)
    expect(progress.at(-1)).toEqual({ loaded: 10_000, total: 10_000, origin: 'network' })
    expect(await (await page(listed())).read()).toMatchObject({ origin: 'store' })
  })
})

it('the record has what is needed to load without a request', async () => {
  const { store, read } = await page(listed())
  await read()
  const listing = [{ name: NAME, url: server.url, ...listed() }]
  expect(await store.list()).toMatchObject([
    {
      key: 'test:bge-m3',
      title: 'bge-m3 of a test',
      ref: { kind: 'url' },
      listing,
      storedBytes: 10_000,
      files: [{ name: NAME, complete: true, ...listed() }],
    },
  ])
})

describe('going on without a known hash', () => {
  it('asks with If-Range, and goes on with the rest', async () => {
    await cancelAfter(5000)
    const found = await (await page()).read()
    expect(server.requests).toEqual([{ method: 'GET', range: 'bytes=4096-', ifRange: '"one"' }])
    expect(Buffer.compare(found.data, server.body)).toBe(0)
    expect(found.sha256).toBe(sha256(server.body))
  })

  it('by the date where the ETag is weak', async () => {
    server.etag = 'W/"one"'
    server.lastModified = 'Mon, 01 Jan 2024 00:00:00 GMT'
    await cancelAfter(5000)
    await (await page()).read()
    expect(server.requests[0]).toMatchObject({ ifRange: server.lastModified })
  })

  it.each([
    ['says so with a 200', true, ['GET 4096-']],
    ['sends the new rest all the same', false, ['GET 4096-', 'GET']],
  ])('a changed file starts over where the server %s', async (_, ifRange, requests) => {
    await cancelAfter(5000)
    server.body = server.body.map((byte) => byte ^ 255)
    server.etag = '"two"'
    server.ifRange = ifRange
    const found = await (await page()).read()
    expect(server.log).toEqual(requests)
    expect(Buffer.compare(found.data, server.body)).toBe(0)
    const again = await (await page()).read()
    expect(again.origin).toBe('store')
    expect(Buffer.compare(again.data, server.body)).toBe(0)
  })

  it('starts over where nothing tells that the file is the same', async () => {
    server.etag = null
    await cancelAfter(5000)
    expect(Buffer.compare((await (await page()).read()).data, server.body)).toBe(0)
    expect(server.log).toEqual(['GET'])
  })
})

describe('going on with a known hash', () => {
  it('takes the body of a 200 as it is', async () => {
    await cancelAfter(5000, listed())
    server.ranges = false
    expect(Buffer.compare((await (await page(listed())).read()).data, server.body)).toBe(0)
    expect(server.log).toEqual(['GET 4096-'])
  })

  it('starts over after a 416', async () => {
    await cancelAfter(5000, listed())
    server.faults = [{ status: 416 }]
    expect(Buffer.compare((await (await page(listed())).read()).data, server.body)).toBe(0)
    expect(server.log).toEqual(['GET 4096-', 'GET'])
  })

  it('starts over when it is not the rest', async () => {
    await cancelAfter(5000, listed())
    server.faults = [{ status: 206, headers: { 'Content-Range': 'bytes 0-4/10000' }, body: 'other' }]
    expect(Buffer.compare((await (await page(listed())).read()).data, server.body)).toBe(0)
    expect(server.log).toEqual(['GET 4096-', 'GET'])
  })

  it('starts over when the rest is of a file of another length', async () => {
    await cancelAfter(5000, { bytes: null, sha256: listed().sha256 })
    server.faults = [{ status: 206, headers: { 'Content-Range': 'bytes 4096-4100/4101' }, body: 'other' }]
    const { data } = await (await page({ sha256: listed().sha256 })).read()
    expect(Buffer.compare(data, server.body)).toBe(0)
    expect(server.log).toEqual(['GET 4096-', 'GET'])
  })

  it('fetches from a damaged piece on', async () => {
    await (await page(listed())).read()
    const [, second] = browser.pieces.values()
    second![7]! ^= 1
    const found = await (await page(listed())).read()
    expect(server.log).toEqual(['GET', 'GET 1024-'])
    expect(found).toMatchObject({ origin: 'network', sha256: listed().sha256 })
    expect(Buffer.compare(found.data, server.body)).toBe(0)
    expect(await (await page(listed())).read()).toMatchObject({ origin: 'store' })
  })

  it('needs no request when only the last mark is missing', async () => {
    const store = await openStore({ pieceBytes: PIECE })
    const model = remoteModel(server, listed())
    await store.putModel({ ...model, listing: model.files })
    const key = { model: model.key, name: NAME }
    const writer = await store.write(key, { ...listed(), validator: null }, null)
    for (let i = 0; i * PIECE < server.body.length; i++)
      await writer.append(i, server.body.slice(i * PIECE, (i + 1) * PIECE))
    expect(await (await page(listed())).read()).toMatchObject({ origin: 'store', sha256: listed().sha256 })
    expect(await store.find(key)).toMatchObject({ complete: true })
    expect(server.log).toEqual([])
  })

  it('a new hash in the list means a new download', async () => {
    await (await page(listed())).read()
    server.body = server.body.map((byte) => byte ^ 255)
    const { source, store } = await page(listed())
    expect(await source.list()).toEqual([{ name: NAME, ...listed() }])
    expect(await source.read(NAME)).toMatchObject({ origin: 'network', sha256: listed().sha256 })
    expect(server.log).toEqual(['GET', 'GET'])
    expect((await store.list())[0]!.storedBytes).toBe(10_000)
    expect(browser.pieces.size).toBe(10)
  })

  it('a wrong hash is an error, and what is stored of it goes', async () => {
    const { read, store } = await page({ sha256: 'ab'.repeat(32) })
    await expect(read()).rejects.toMatchObject({
      code: 'model/hash-mismatch',
      values: { file: NAME, found: sha256(server.body), expected: 'ab'.repeat(32) },
    })
    expect(browser.pieces.size).toBe(0)
    expect(await store.find({ model: 'test:bge-m3', name: NAME })).toBeNull()
  })
})

describe('whole, without a known hash', () => {
  const readTwice = async (between: () => void) => {
    await (await page()).read()
    between()
    return (await page()).read()
  }

  it('asks whether it is unchanged', async () => {
    expect(await readTwice(() => undefined)).toMatchObject({ origin: 'store', sha256: sha256(server.body) })
    expect(server.log).toEqual(['GET', 'HEAD'])
  })

  it.each([
    ['another ETag', () => (server.etag = '"two"')],
    [
      'another length',
      () => {
        server.etag = null
        server.body = server.body.slice(1)
      },
    ],
  ])('%s means a new download', async (_, change) => {
    expect(await readTwice(change)).toMatchObject({ origin: 'network', sha256: sha256(server.body) })
    expect(server.log).toEqual(['GET', 'HEAD', 'GET'])
  })

  it('is used when the server is not reached', async () => {
    expect(await readTwice(() => server.close())).toMatchObject({ origin: 'store' })
  })

  it('is used when the server does not answer', async () => {
    await (await page()).read()
    server.faults = [{ isSilent: true }]
    const { source } = await page({}, {}, new FakeTimers(1))
    expect(await source.read(NAME)).toMatchObject({ origin: 'store' })
  })

  it.each([405, 401, 503])('is used when the server answers the question with %i', async (status) => {
    const found = await readTwice(() => void (server.faults = [{ status }]))
    expect(found).toMatchObject({ origin: 'store' })
    expect(server.log).toEqual(['GET', 'HEAD'])
  })

  it('is used when a login page is in the way', async () => {
    const found = await readTwice(() => {
      server.faults = [{ status: 200, headers: { 'Content-Type': 'text/html' } }]
    })
    expect(found).toMatchObject({ origin: 'store' })
  })

  it.each([
    ['the ETag is the same', { ETag: '"one"', 'Content-Length': '77' }, 'store'],
    ['the ETag is another', { ETag: '"two"', 'Content-Length': '10000' }, 'network'],
    ['only a length is there, the same', { 'Content-Length': '10000' }, 'store'],
    ['only a length is there, another', { 'Content-Length': '77' }, 'network'],
  ])('on another origin, whose length may be of a compressed body: %s', async (_, headers, origin) => {
    await (await page()).read()
    const head = new Response(null, { headers })
    Object.defineProperty(head, 'type', { value: 'cors' })
    const store = await openStore({ pieceBytes: PIECE })
    const fetched: typeof fetch = (url, init) =>
      init?.method === 'HEAD' ? Promise.resolve(head) : fetch(url, init)
    expect(await remoteSource(remoteModel(server), store, fetched).read(NAME)).toMatchObject({ origin })
  })

  it('is missing when the server has it no more', async () => {
    await expect(readTwice(() => void (server.faults = [{ status: 404 }]))).rejects.toMatchObject({
      code: 'model/file-missing',
    })
  })
})

describe('the store only', () => {
  it('reads without a request, changed or not', async () => {
    await (await page()).read()
    server.etag = '"two"'
    expect(await (await page({}, { storedOnly: true })).read()).toMatchObject({ origin: 'store' })
    expect(server.log).toEqual(['GET'])
  })

  it('names the file that is not there, or not wholly', async () => {
    const incomplete = { code: 'store/incomplete', values: { model: 'bge-m3 of a test', file: NAME } }
    const stored = () => page(listed(), { storedOnly: true })
    await expect((await stored()).read()).rejects.toMatchObject(incomplete)
    await cancelAfter(5000, listed())
    await expect((await stored()).read()).rejects.toMatchObject(incomplete)
    await (await page(listed())).read()
    server.requests.length = 0
    expect(await (await stored()).read()).toMatchObject({ origin: 'store' })
    browser.pieces.delete([...browser.pieces.keys()][3]!)
    await expect((await stored()).read()).rejects.toMatchObject(incomplete)
    expect(server.log).toEqual([])
  })
})

describe('when it cannot be stored', () => {
  it('a full disk is a warning, once, and the part is deleted', async () => {
    browser.refusal = (url) => (url.endsWith('/3') ? quotaError() : null)
    const { read, source } = await page(listed())
    expect(await read()).toMatchObject({ origin: 'network', sha256: listed().sha256 })
    expect(source.warnings?.()).toEqual([
      {
        code: 'not-stored',
        file: NAME,
        reason: 'quota',
        detail: 'QuotaExceededError: The quota has been exceeded.',
      },
    ])
    expect(browser.pieces.size).toBe(0)
    expect(await source.list()).toEqual([{ name: NAME, ...listed() }])
  })

  it('a full disk stays one warning when the connection breaks and starts over', async () => {
    server.etag = null
    browser.refusal = quotaError
    server.faults = [{ cutAfter: 5000 }]
    const { read, source } = await page()
    expect((await read()).sha256).toBe(sha256(server.body))
    expect(source.warnings?.()).toHaveLength(1)
  })

  it('without any store it loads, and says so', async () => {
    globalThis.indexedDB.open = () => {
      throw new DOMException('Denied.', 'SecurityError')
    }
    const { read, source } = await page(listed())
    expect(await source.list()).toEqual([{ name: NAME, ...listed() }])
    expect(await read()).toMatchObject({ origin: 'network', sha256: listed().sha256 })
    expect(source.warnings?.()).toEqual([
      { code: 'not-stored', file: NAME, reason: 'blocked', detail: 'SecurityError: Denied.' },
    ])
    expect(await (await page(listed())).read()).toMatchObject({ origin: 'network' })
  })
})

it('receiving waits while the store is a piece behind', async () => {
  let release = () => undefined as void
  const released = new Promise<void>((resolve) => (release = resolve))
  browser.gate = () => released
  let chunks = 0
  const half = PIECE / 2
  const body = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        if (chunks * half >= server.body.length) return controller.close()
        controller.enqueue(server.body.slice(chunks * half, ++chunks * half))
      },
    },
    { highWaterMark: 0 },
  )
  const store = await openStore({ pieceBytes: PIECE })
  const source = remoteSource(remoteModel(server, listed()), store, () => Promise.resolve(new Response(body)))
  const reading = source.read(NAME)
  for (let turn = 0; turn < 2000; turn++) await new Promise((resolve) => setImmediate(resolve))
  expect(chunks).toBe(4)
  release()
  expect((await reading).sha256).toBe(listed().sha256)
})

it('two pages that load the same file at once both get it, and it is stored once', async () => {
  const [one, two] = await Promise.all([page(listed()), page(listed())])
  const found = await Promise.all([one.read(), two.read()])
  for (const { data } of found) expect(Buffer.compare(data, server.body)).toBe(0)
  const again = await (await page(listed())).read()
  server.requests.length = 0
  const last = await page(listed())
  expect(Buffer.compare(again.data, server.body)).toBe(0)
  expect(await last.read()).toMatchObject({ origin: 'store' })
  expect(server.log).toEqual([])
  expect(browser.pieces.size).toBe(10)
})
