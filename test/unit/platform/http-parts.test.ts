/** Parts of a remote file by requests of their own: ahead of its download, and without one. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { OpenFile } from '../../../src/engine/model/ports'
import { remoteSource } from '../../../src/platform/web/http/remote-source'
import { openStore } from '../../../src/platform/web/store/store'
import { FakeTimers, FileServer, freshBrowser, remoteModel, sha256, someBytes } from './fakes'

const NAME = 'model.onnx'
const PIECE = 64 * 1024
const KB = 1024
const SIZE = 2000 * KB
const BODY = someBytes(SIZE)

let server: FileServer
beforeEach(async () => {
  freshBrowser('cache')
  server = await new FileServer().listen()
  server.body = BODY.slice()
})
afterEach(() => server.close())

const listed = () => ({ bytes: SIZE, sha256: sha256(server.body) })

async function openSource(
  known: Parameters<typeof remoteModel>[1] = listed(),
  more: Parameters<typeof remoteModel>[2] = {},
  fetched: typeof fetch = fetch,
) {
  const store = await openStore({ pieceBytes: PIECE })
  return remoteSource(remoteModel(server, known, more), store, fetched, new FakeTimers())
}

const turns = async () => {
  for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setImmediate(resolve))
}

const isRight = (found: Uint8Array, start: number, end: number) =>
  found.byteLength === end - start && Buffer.compare(found, server.body.subarray(start, end)) === 0

describe('ahead of the download', () => {
  /** The first 100 kB have come. */
  async function hanging(
    known: Parameters<typeof remoteModel>[1] = listed(),
    fetched?: typeof fetch,
  ): Promise<OpenFile> {
    server.faults = [{ hangAfter: 100 * KB }]
    const file = await (await openSource(known, {}, fetched)).open(NAME)
    await file.read(0, 100 * KB)
    return file
  }

  it('a small read is a request of its own, and what it brings beside is kept', async () => {
    const file = await hanging()
    const found = await file.read(1500 * KB, 1500 * KB + 100)
    expect(isRight(found, 1500 * KB, 1500 * KB + 100)).toBe(true)
    expect(isRight(await file.read(1510 * KB, 1520 * KB), 1510 * KB, 1520 * KB)).toBe(true)
    expect(isRight(await file.read(SIZE - 10, SIZE), SIZE - 10, SIZE)).toBe(true)
    expect(server.log).toEqual(['GET', `GET ${1500 * KB}-${1564 * KB - 1}`, `GET ${SIZE - 10}-${SIZE - 1}`])
    server.release()
    expect(await file.checked).toMatchObject({ sha256: listed().sha256, origin: 'network' })
  })

  it('neighbours share a request, and there are two at most at a time', async () => {
    let atOnce = 0
    let most = 0
    const file = await hanging(listed(), async (...request) => {
      most = Math.max(most, ++atOnce)
      const response = await fetch(...request)
      await turns()
      atOnce--
      return response
    })
    const places = [600, 1900, 640, 1000, 1300, 1600, 700].map((at) => at * KB)
    const found = await Promise.all(places.map((at) => file.read(at, at + 4)))
    for (const [index, at] of places.entries()) expect(isRight(found[index]!, at, at + 4)).toBe(true)
    expect(most).toBe(2)
    expect(server.log.slice(1).sort()).toEqual(
      [
        [600, 764],
        [1000, 1064],
        [1300, 1364],
        [1600, 1664],
        [1900, 1964],
      ]
        .map(([from, to]) => `GET ${from! * KB}-${to! * KB - 1}`)
        .sort(),
    )
    file.close()
  })

  it('a large read waits, and so does one that the download is near to', async () => {
    const file = await hanging()
    const large = file.read(800 * KB, 1400 * KB)
    const near = file.read(200 * KB, 201 * KB)
    server.release()
    expect(isRight(await large, 800 * KB, 1400 * KB)).toBe(true)
    expect(isRight(await near, 200 * KB, 201 * KB)).toBe(true)
    expect(server.log).toEqual(['GET'])
  })

  it.each<[string, () => void]>([
    ['sends all of it', () => (server.ranges = false)],
    ['fails', () => (server.faults = [{ status: 503 }])],
    ['refuses', () => (server.faults = [{ status: 403 }])],
    ['has another file by now', () => (server.etag = '"two"')],
    [
      'sends another part',
      () =>
        (server.faults = [{ status: 206, headers: { 'Content-Range': `bytes 0-3/${SIZE}` }, body: 'bad!' }]),
    ],
    [
      'sends a part of a file of another length',
      () =>
        (server.faults = [
          { status: 206, headers: { 'Content-Range': `bytes ${1500 * KB}-${1564 * KB - 1}/9999999` } },
        ]),
    ],
    [
      'sends it compressed',
      () => (server.faults = [{ status: 206, headers: { 'Content-Encoding': 'br' }, body: 'bad!' }]),
    ],
  ])('where the server %s the download is waited for, and no more is asked', async (_, change) => {
    let answers = 0
    const file = await hanging(listed(), async (...request) => {
      const response = await fetch(...request)
      answers++
      return response
    })
    change()
    const reads = [1500, 900].map((at) => file.read(at * KB, at * KB + 100))
    while (answers < 3) await turns()
    await turns()
    const last = file.read(1200 * KB, 1200 * KB + 100)
    server.release()
    const found = await Promise.all([...reads, last])
    for (const [index, at] of [1500, 900, 1200].entries())
      expect(isRight(found[index]!, at * KB, at * KB + 100)).toBe(true)
    expect(server.requests).toHaveLength(3)
    expect(await file.checked).toMatchObject({ sha256: sha256(BODY) })
  })

  it('what turns out to be another file’s is an error', async () => {
    server.etag = null
    const file = await hanging({ bytes: SIZE })
    const before = server.body
    server.body = before.map((byte) => byte ^ 255)
    await file.read(1500 * KB, 1500 * KB + 100)
    server.body = before
    server.release()
    await expect(file.checked).rejects.toMatchObject({
      code: 'network/failed',
      values: { reason: 'the file changed on its server while it was read' },
    })
  })

  it('nothing is asked while a stored file is verified', async () => {
    await (await openSource()).read(NAME)
    const file = await (await openSource()).open(NAME)
    const found = await Promise.all([1900, 400].map((at) => file.read(at * KB, at * KB + 10)))
    expect(isRight(found[0]!, 1900 * KB, 1900 * KB + 10)).toBe(true)
    expect(server.log).toEqual(['GET'])
  })
})

describe('a look without a download', () => {
  it('takes parts, each once', async () => {
    const ranges = (await (await openSource()).peek(NAME))!
    expect(ranges).toMatchObject({ name: NAME, bytes: SIZE })
    expect(isRight(await ranges.read(0, 1000), 0, 1000)).toBe(true)
    expect(isRight(await ranges.read(60 * KB, 70 * KB), 60 * KB, 70 * KB)).toBe(true)
    expect(isRight(await ranges.read(100 * KB, 101 * KB), 100 * KB, 101 * KB)).toBe(true)
    expect(isRight(await ranges.read(SIZE - 5, SIZE), SIZE - 5, SIZE)).toBe(true)
    expect(isRight(await ranges.read(SIZE - 300 * KB, SIZE), SIZE - 300 * KB, SIZE)).toBe(true)
    await expect(ranges.read(SIZE - 5, SIZE + 1)).rejects.toMatchObject({ code: 'model/truncated' })
    expect(server.log.slice(0, 2)).toEqual([`GET 0-${64 * KB - 1}`, `GET ${60 * KB}-${124 * KB - 1}`])
    expect(server.requests).toHaveLength(4)
  })

  it('learns the length where the list does not tell it, of a small file too', async () => {
    expect((await (await openSource({})).peek(NAME))!.bytes).toBe(SIZE)
    server.body = someBytes(500)
    const small = (await (await openSource({})).peek(NAME))!
    expect(small.bytes).toBe(500)
    expect(isRight(await small.read(0, 500), 0, 500)).toBe(true)
  })

  it('is refused by a server without ranges, whose body is not read', async () => {
    server.ranges = false
    server.faults = [{ hangAfter: 1000 }]
    expect(await (await openSource()).peek(NAME)).toBeNull()
  })

  it('reads what is stored, with no request', async () => {
    const source = await openSource()
    await source.read(NAME)
    server.requests.length = 0
    for (const more of [{}, { storedOnly: true }]) {
      const ranges = (await (await openSource(listed(), more)).peek(NAME))!
      expect(ranges.bytes).toBe(SIZE)
      expect(isRight(await ranges.read(60 * KB, 200 * KB), 60 * KB, 200 * KB)).toBe(true)
    }
    expect(server.log).toEqual([])
  })

  it('asks no server where only the store may be asked', async () => {
    expect(await (await openSource(listed(), { storedOnly: true })).peek(NAME)).toBeNull()
    expect(server.log).toEqual([])
  })

  it('ends when the file changes between two parts', async () => {
    const ranges = (await (await openSource()).peek(NAME))!
    server.etag = '"two"'
    await expect(ranges.read(900 * KB, 901 * KB)).rejects.toMatchObject({
      code: 'network/failed',
      values: { file: NAME, reason: 'the file changed on its server' },
    })
  })

  it('says what read would say of a file that is not there, or a server that is not', async () => {
    server.faults = [{ status: 404 }]
    await expect((await openSource()).peek(NAME)).rejects.toMatchObject({ code: 'model/file-missing' })
    server.close()
    await expect((await openSource()).peek(NAME)).rejects.toMatchObject({ code: 'network/failed' })
  })

  it('can be cancelled', async () => {
    server.faults = [{ isSilent: true }]
    const abort = new AbortController()
    const looking = (await openSource()).peek(NAME, { signal: abort.signal })
    while (server.requests.length === 0) await new Promise((resolve) => setImmediate(resolve))
    abort.abort()
    await expect(looking).rejects.toMatchObject({ code: 'run/cancelled' })
  })

  it('believes a part of another origin that hides its place only when its length is right', async () => {
    const hidden =
      (length: number): typeof fetch =>
      (_url, init) => {
        const [from, to] = new Headers(init!.headers).get('range')!.slice(6).split('-').map(Number)
        const body = BODY.slice(from, to! + 1 + length)
        const headers = { 'Content-Length': String(body.byteLength) }
        return Promise.resolve(
          Object.defineProperty(new Response(body, { status: 206, headers }), 'type', { value: 'cors' }),
        )
      }
    expect(await (await openSource(listed(), {}, hidden(-1))).peek(NAME)).toBeNull()
    const ranges = (await (await openSource(listed(), {}, hidden(0))).peek(NAME))!
    expect(isRight(await ranges.read(900 * KB, 901 * KB), 900 * KB, 901 * KB)).toBe(true)
    expect(await (await openSource({}, {}, hidden(0))).peek(NAME)).toBeNull()
  })
})
