/** A browser's storage and a file server, both with faults on demand. */
import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { RemoteFile, RemoteModel } from '../../../src/platform/web/http/types'
import type { Timers } from '../../../src/platform/web/http/timers'

/** The part of the Cache API that the store uses. */
export class FakeCaches {
  readonly stored = new Map<string, Map<string, Uint8Array<ArrayBuffer>>>()
  /** Thrown by `put` in place of storing; null: it works. */
  refusal: ((url: string) => Error | null) | null = null
  /** Awaited by `put` before it stores. */
  gate: () => Promise<void> = () => Promise.resolve()

  open = (name: string) => {
    const entries = this.stored.get(name) ?? new Map<string, Uint8Array<ArrayBuffer>>()
    this.stored.set(name, entries)
    return Promise.resolve({
      put: async (url: string, response: Response) => {
        const bytes = new Uint8Array(await response.arrayBuffer())
        await this.gate()
        const error = this.refusal?.(url)
        if (error) throw error
        entries.set(url, bytes)
      },
      match: (url: string) => {
        const bytes = entries.get(url)
        return Promise.resolve(bytes && new Response(bytes))
      },
      delete: (url: string) => Promise.resolve(entries.delete(url)),
      keys: () => Promise.resolve([...entries.keys()].map((url) => new Request(url))),
    })
  }

  delete = (name: string) => Promise.resolve(this.stored.delete(name))

  /** The pieces' bytes by name, in order of storing. */
  get pieces(): Map<string, Uint8Array<ArrayBuffer>> {
    return this.stored.get('m3scope-pieces-1') ?? new Map()
  }
}

/** An empty browser. */
export function freshBrowser(backend: 'cache' | 'indexeddb'): FakeCaches {
  const fake = new FakeCaches()
  globalThis.indexedDB = new IDBFactory()
  if (backend === 'cache') Object.assign(globalThis, { caches: fake })
  else Reflect.deleteProperty(globalThis, 'caches')
  return fake
}

export const quotaError = () => new DOMException('The quota has been exceeded.', 'QuotaExceededError')

/** Bytes that are different at every place of a file. */
export const someBytes = (length: number, seed = 1): Uint8Array<ArrayBuffer> =>
  Uint8Array.from({ length }, (_, i) => Math.imul(i + seed, 2654435761) >>> 23)

export const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

/** Pauses are noted and over at once; nothing ever stalls unless the test says so. */
export class FakeTimers implements Timers {
  readonly pauses: number[] = []
  private time = 0

  /** @param stalls so many limits on silence, the first ones, are hit */
  constructor(private stalls = 0) {}

  /** A second passes between two looks: no progress is held back. */
  now = () => (this.time += 1000)
  after = (ms: number, callback: () => void) => {
    const isLimit = ms === 60_000 || ms === 10_000
    if (!isLimit) this.pauses.push(ms)
    if (isLimit && this.stalls === 0) return () => undefined
    if (isLimit) this.stalls--
    // A limit that is to be hit leaves time for what does come.
    const timer = setTimeout(callback, isLimit ? 50 : 0)
    return () => clearTimeout(timer)
  }
}

export interface Fault {
  /** No answer at all. */
  readonly isSilent?: boolean
  readonly status?: number
  readonly headers?: Readonly<Record<string, string>>
  /** The connection is cut after so many bytes of the body. */
  readonly cutAfter?: number
  /** Nothing more comes after so many bytes, until release() or cut(). */
  readonly hangAfter?: number
  readonly body?: string
}

/** One file under /file, as nginx would serve it; `faults` are used up one per request. */
export class FileServer {
  url = ''
  body = someBytes(10_000)
  etag: string | null = '"one"'
  lastModified: string | null = null
  ranges = true
  ifRange = true
  length = true
  contentType = 'application/octet-stream'
  faults: Fault[] = []
  readonly requests: { method: string; range?: string; ifRange?: string; authorization?: string }[] = []
  private held: { goOn(): void; cut(): void }[] = []
  private readonly server = createServer((request, response) => this.answer(request, response))

  async listen(): Promise<this> {
    this.server.listen(0, '127.0.0.1')
    await once(this.server, 'listening')
    this.url = `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/file`
    return this
  }

  close(): void {
    this.server.closeAllConnections()
    this.server.close()
  }

  /** What hangs goes on. */
  release(): void {
    for (const { goOn } of this.held.splice(0)) goOn()
  }

  /** What hangs loses its connection. */
  cut(): void {
    for (const { cut } of this.held.splice(0)) cut()
  }

  /** "GET", "GET 4096-" and so on. */
  get log(): string[] {
    return this.requests.map(({ method, range }) => (range ? `${method} ${range.slice(6)}` : method))
  }

  private answer(request: IncomingMessage, response: ServerResponse): void {
    const { range, authorization } = request.headers
    const ifRange = request.headers['if-range'] as string | undefined
    this.requests.push({
      method: request.method!,
      ...(range !== undefined && { range }),
      ...(ifRange !== undefined && { ifRange }),
      ...(authorization !== undefined && { authorization }),
    })
    const fault = this.faults.shift()
    if (fault?.isSilent) return
    response.setHeader('Content-Type', this.contentType)
    if (this.etag !== null) response.setHeader('ETag', this.etag)
    if (this.lastModified !== null) response.setHeader('Last-Modified', this.lastModified)
    for (const [name, value] of Object.entries(fault?.headers ?? {})) response.setHeader(name, value)
    if (fault?.status !== undefined) {
      response.statusCode = fault.status
      response.end(fault.body ?? '')
      return
    }
    const isUnchanged =
      !this.ifRange || ifRange === undefined || ifRange === this.etag || ifRange === this.lastModified
    const from = range !== undefined && this.ranges && isUnchanged ? Number(/\d+/.exec(range)![0]) : null
    if (from !== null && from >= this.body.length) {
      response.statusCode = 416
      response.setHeader('Content-Range', `bytes */${this.body.length}`)
      response.end()
      return
    }
    const last = from === null ? undefined : /-(\d+)/.exec(range!)?.[1]
    const part = this.body.subarray(from ?? 0, last === undefined ? undefined : Number(last) + 1)
    if (from !== null) {
      const to = from + part.length
      response.statusCode = 206
      response.setHeader('Content-Range', `bytes ${from}-${to - 1}/${this.body.length}`)
    }
    if (this.length) response.setHeader('Content-Length', part.length)
    if (request.method === 'HEAD') response.end()
    else if (fault?.cutAfter !== undefined)
      response.write(part.subarray(0, fault.cutAfter), () => setTimeout(() => response.destroy(), 20))
    else if (fault?.hangAfter !== undefined) {
      response.write(part.subarray(0, fault.hangAfter))
      this.held.push({
        goOn: () => response.end(part.subarray(fault.hangAfter)),
        cut: () => response.destroy(),
      })
    } else {
      response.flushHeaders() // else Node would add the length
      response.end(part)
    }
  }
}

export const remoteModel = (
  server: FileServer,
  known: Partial<Pick<RemoteFile, 'bytes' | 'sha256'>> = {},
  more: Partial<RemoteModel> = {},
): RemoteModel => ({
  id: 'team/bge-m3',
  origin: 'a test',
  key: 'test:bge-m3',
  title: 'bge-m3 of a test',
  ref: { kind: 'url' },
  files: [{ name: 'model.onnx', url: server.url, bytes: null, sha256: null, ...known }],
  ...more,
})
