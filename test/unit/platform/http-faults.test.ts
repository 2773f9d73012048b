/** Broken connections are tried again and gone on with; what cannot get better is an error that names the file. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ReadProgress } from '../../../src/engine/model/ports'
import { remoteSource } from '../../../src/platform/web/http/remote-source'
import { noStore } from '../../../src/platform/web/store/store'
import { FakeTimers, FileServer, remoteModel, sha256, type Fault } from './fakes'

const NAME = 'model.onnx'

let server: FileServer
beforeEach(async () => void (server = await new FileServer().listen()))
afterEach(() => server.close())

const listed = () => ({ bytes: server.body.length, sha256: sha256(server.body) })

async function load(
  known: Parameters<typeof remoteModel>[1] = {},
  timers = new FakeTimers(),
  more: Parameters<typeof remoteModel>[2] = {},
) {
  const progress: ReadProgress[] = []
  const source = remoteSource(remoteModel(server, known, more), noStore('a test'), fetch, timers)
  const found = await source.read(NAME, { onProgress: (at) => progress.push(at) })
  expect(Buffer.compare(found.data, server.body)).toBe(0)
  expect(found.sha256).toBe(sha256(server.body))
  return progress
}

describe('a connection that breaks', () => {
  it('is gone on with where it broke', async () => {
    server.faults = [{ cutAfter: 3000 }, { cutAfter: 2000 }]
    const timers = new FakeTimers()
    const progress = await load(listed(), timers)
    expect(server.log).toEqual(['GET', 'GET 3000-', 'GET 5000-'])
    expect(timers.pauses).toEqual([500, 500])
    expect(progress.filter(({ retry }) => retry !== undefined)).toEqual([
      { loaded: 3000, total: 10_000, origin: 'network', retry: 1 },
      { loaded: 5000, total: 10_000, origin: 'network', retry: 1 },
    ])
    expect(progress.at(-1)).toEqual({ loaded: 10_000, total: 10_000, origin: 'network' })
  })

  it('starts over where nothing tells that the file is the same', async () => {
    server.etag = null
    server.faults = [{ cutAfter: 3000 }]
    await load()
    expect(server.log).toEqual(['GET', 'GET'])
  })

  it('starts over when the file has changed meanwhile', async () => {
    server.faults = [{ cutAfter: 3000, headers: { ETag: '"zero"' } }]
    await load()
    expect(server.requests[1]).toMatchObject({ range: 'bytes=3000-', ifRange: '"zero"' })
    expect(server.log).toEqual(['GET', 'GET 3000-'])
  })

  it('counts as broken when the body ends early without a word', async () => {
    server.faults = [{ status: 200, body: 'abc', headers: { 'Transfer-Encoding': 'chunked' } }]
    server.body.set(new TextEncoder().encode('abc'))
    await load(listed())
    expect(server.log).toEqual(['GET', 'GET 3-'])
  })

  it('counts as broken when nothing comes for a minute', async () => {
    server.faults = [{ hangAfter: 3000 }, { isSilent: true }]
    // Limits are set for: the answer, the first chunk, the silence after it; and for the second answer.
    const { after, ...timers } = new FakeTimers()
    const limits: number[] = []
    await load(listed(), {
      ...timers,
      after: (ms: number, callback: () => void) => {
        if (ms < 60_000) return after(ms, callback)
        const isSilence = [2, 3].includes(limits.push(ms) - 1)
        const timer = isSilence ? setTimeout(callback, 50) : undefined
        return () => clearTimeout(timer)
      },
    } as FakeTimers)
    expect(server.log).toEqual(['GET', 'GET 3000-', 'GET 3000-'])
  })

  it('is tried five times in a row, longer apart each time', async () => {
    server.faults = Array.from({ length: 6 }, () => ({ cutAfter: 0 }))
    const timers = new FakeTimers()
    await expect(load(listed(), timers)).rejects.toMatchObject({
      code: 'network/failed',
      values: { file: NAME, url: server.url },
    })
    expect(timers.pauses).toEqual([500, 1000, 2000, 4000, 8000])
    expect(server.requests).toHaveLength(6)
  })

  it('the count begins again only with bytes that were not there before', async () => {
    server.etag = null // each try starts at 0
    server.faults = [1000, 3000, 2000, 3000, 1000, 3000, 3000, 3000].map((cutAfter) => ({ cutAfter }))
    const timers = new FakeTimers()
    await expect(load({}, timers)).rejects.toMatchObject({ code: 'network/failed' })
    expect(timers.pauses).toEqual([500, 500, 1000, 2000, 4000, 8000])
  })

  it('a busy server is asked again when it says', async () => {
    const retryAfter = (seconds: string) => ({ status: 429, headers: { 'Retry-After': seconds } })
    server.faults = [{ status: 503 }, retryAfter('3'), retryAfter('600'), { status: 500 }]
    const timers = new FakeTimers()
    await load(listed(), timers)
    expect(timers.pauses).toEqual([500, 3000, 30_000, 4000])
  })

  it('a server that stays broken is named with its status', async () => {
    server.faults = Array.from({ length: 6 }, () => ({ status: 502 }))
    await expect(load(listed())).rejects.toMatchObject({
      code: 'network/failed',
      values: { file: NAME, status: 502, reason: 'the server answered 502' },
    })
  })

  it('a server that is not there is an error that names the file', async () => {
    server.close()
    await expect(load(listed())).rejects.toMatchObject({ code: 'network/failed', values: { file: NAME } })
  })
})

describe('what cannot get better is not tried again', () => {
  it.each([
    [404, {}, 'model/file-missing', { file: NAME }],
    [410, {}, 'model/file-missing', { file: NAME }],
    [401, {}, 'hub/unauthorized', { repo: 'team/bge-m3', status: 401 }],
    [403, {}, 'hub/unauthorized', { repo: 'team/bge-m3', status: 403 }],
    [400, {}, 'network/failed', { file: NAME, status: 400, reason: 'the server answered 400' }],
    [
      200,
      { 'Content-Type': 'text/html; charset=utf-8' },
      'network/failed',
      {
        file: NAME,
        reason: 'the server sent a web page in its place (a login page, or its answer to unknown paths)',
      },
    ],
  ])('%i %o', async (status, headers, code, values) => {
    server.faults = [{ status, headers }]
    await expect(load(listed())).rejects.toMatchObject({ code, values })
    expect(server.log).toEqual(['GET'])
  })

  it('a host that refuses is named', async () => {
    server.faults = [{ status: 401 }]
    await expect(load()).rejects.toMatchObject({ values: { host: new URL(server.url).host } })
  })

  it('a wrong hash', async () => {
    const expected = 'ab'.repeat(32)
    await expect(load({ sha256: expected })).rejects.toMatchObject({
      code: 'model/hash-mismatch',
      values: { file: NAME, found: sha256(server.body), expected },
    })
  })

  it.each([
    ['longer', 9000, true, 10_000],
    ['longer, unannounced', 9000, false, 10_000],
    ['shorter', 11_000, true, 10_000],
  ])('a file that is %s than listed', async (_, bytes, length, found) => {
    server.length = length
    await expect(load({ bytes })).rejects.toMatchObject({
      code: 'model/truncated',
      values: { file: NAME, found, expected: bytes },
    })
    expect(server.log).toEqual(['GET'])
  })

  it('a file of another origin that is shorter than listed', async () => {
    let requests = 0
    const fetched = () => {
      requests++
      const response = new Response(server.body, { headers: { 'Content-Length': '10000' } })
      return Promise.resolve(Object.defineProperty(response, 'type', { value: 'cors' }))
    }
    const model = remoteModel(server, { bytes: 11_000 })
    const source = remoteSource(model, noStore('a test'), fetched, new FakeTimers())
    await expect(source.read(NAME)).rejects.toMatchObject({ code: 'model/truncated' })
    expect(requests).toBe(1)
  })

  it('a file that is shorter than listed, unannounced, by a server that cannot go on', async () => {
    server.length = false
    server.ranges = false
    server.etag = null
    await expect(load({ bytes: 11_000 })).rejects.toMatchObject({
      code: 'model/truncated',
      values: { found: 10_000, expected: 11_000 },
    })
  })

  it('a file that the list does not name', async () => {
    const source = remoteSource(remoteModel(server), noStore('a test'), fetch, new FakeTimers())
    await expect(source.read('other')).rejects.toMatchObject({
      code: 'model/file-missing',
      values: { file: 'other' },
    })
    expect(server.log).toEqual([])
  })
})

describe('sizes', () => {
  it('a size that no one knows', async () => {
    server.length = false
    const progress = await load()
    expect(progress.at(-1)).toEqual({ loaded: 10_000, total: null, origin: 'network' })
  })

  it('a length that is of the compressed body, with that hidden', async () => {
    const fetched = () => Promise.resolve(new Response(server.body, { headers: { 'Content-Length': '777' } }))
    const source = remoteSource(remoteModel(server), noStore('a test'), fetched, new FakeTimers())
    const { data } = await source.read(NAME)
    expect(Buffer.compare(data, server.body)).toBe(0)
  })

  it('an empty file', async () => {
    server.body = new Uint8Array(0)
    await load({ bytes: 0 })
    await load()
  })

  it('a file for which there is no memory', async () => {
    await expect(load({ bytes: 2 ** 52 })).rejects.toMatchObject({ code: 'model/truncated' })
    server.length = false
    await expect(load({ bytes: 2 ** 52 })).rejects.toMatchObject({
      code: 'model/out-of-memory',
      values: { file: NAME },
    })
  })
})

it('the model’s headers go with every request', async () => {
  server.faults = [{ cutAfter: 3000 }]
  await load(listed(), new FakeTimers(), { headers: { Authorization: 'Bearer x' } })
  expect(server.requests.map(({ authorization }) => authorization)).toEqual(['Bearer x', 'Bearer x'])
})

describe('cancel', () => {
  it.each<[string, Fault]>([
    ['while bytes come', { hangAfter: 3000 }],
    ['before the server answers', { isSilent: true }],
    ['in the pause before another try', { status: 503 }],
  ])('ends at once %s', async (_, fault) => {
    server.faults = [fault]
    const timers = new FakeTimers()
    const abort = new AbortController()
    const whenPaused = new Promise<void>((resolve) => {
      timers.after = (ms) => {
        if (ms < 10_000) resolve()
        return () => undefined
      }
    })
    const source = remoteSource(remoteModel(server, listed()), noStore('a test'), fetch, timers)
    let loaded = () => undefined as void
    const whenLoaded = new Promise<void>((resolve) => (loaded = resolve))
    const reading = source.read(NAME, { signal: abort.signal, onProgress: loaded })
    if (fault.hangAfter) await whenLoaded
    else if (fault.status) await whenPaused
    else while (server.requests.length === 0) await new Promise((resolve) => setImmediate(resolve))
    abort.abort()
    await expect(reading).rejects.toMatchObject({ code: 'run/cancelled' })
    expect(server.log).toEqual(['GET'])
  })

  it('before it begins, makes no request', async () => {
    const source = remoteSource(remoteModel(server), noStore('a test'), fetch, new FakeTimers())
    await expect(source.read(NAME, { signal: AbortSignal.abort() })).rejects.toMatchObject({
      code: 'run/cancelled',
    })
    expect(server.log).toEqual([])
  })
})
