/** One request for a file, from some byte on. */
import { Broken, failed, missing, unauthorized } from './errors'
import { isPart, isWebPage, retryAfter, totalOf, totalOfPart, validatorOf } from './reply'
import type { Timers } from './timers'
import type { RemoteFile, RemoteModel } from './types'
import { Watch } from './watch'

const STALL = 60_000
const HEAD_LIMIT = 10_000
const RETRY_AFTER_LIMIT = 30_000

export interface Connection {
  readonly response: Response
  readonly watch: Watch
  /** The server was told to send a part only of the file that it sent before. */
  readonly isConditional: boolean
}

/** A part of the file that was asked for alone. */
export interface Part {
  readonly data: Uint8Array<ArrayBuffer>
  /** Of the whole file, where the server shows it. */
  readonly total: number | null
  readonly validator: string | null
}

/** The server does not send parts that one could rely on. */
export class NoParts extends Error {}

export class Requests {
  constructor(
    private readonly model: RemoteModel,
    private readonly file: RemoteFile,
    private readonly fetch: typeof globalThis.fetch,
    private readonly timers: Timers,
    private readonly cancel: AbortSignal,
  ) {}

  /**
   * @param from 0: the whole file
   * @param validator for If-Range; null: none is needed
   * @returns 200, 206, or 416 to a request for a part
   * @throws Broken when it may be tried again
   * @throws EngineError model/file-missing, hub/unauthorized, network/failed
   */
  async get(from: number, validator: string | null): Promise<Connection> {
    const range = from === 0 ? {} : { Range: `bytes=${from}-` }
    const isConditional = from > 0 && validator !== null && isOwnOrigin(this.file.url)
    const ifRange = isConditional ? { 'If-Range': validator } : {}
    return { ...(await this.connect({ ...range, ...ifRange }, from > 0)), isConditional }
  }

  /**
   * Bytes [from, to), or less at the file's end.
   * @throws NoParts; as get
   */
  async part(from: number, to: number): Promise<Part> {
    const { response, watch } = await this.connect({ Range: `bytes=${from}-${to - 1}` }, true)
    try {
      const total = totalOfPart(response)
      if (!isPart(response, from, to)) throw new NoParts(`the server answered ${response.status}`)
      const data = await watch.wait(response.arrayBuffer()).catch((error: unknown) => {
        throw this.broken(error, watch)
      })
      if (data.byteLength !== Math.min(to, total ?? to) - from)
        throw new NoParts('the part has another length')
      return { data: new Uint8Array(data), total, validator: validatorOf(response) }
    } finally {
      watch.close()
    }
  }

  /** Null: it cannot be known now (no connection, a server that does not answer HEAD). */
  async head(): Promise<{ bytes: number | null; validator: string | null } | null> {
    const watch = new Watch(this.timers, HEAD_LIMIT, this.cancel)
    const response = await watch.wait(this.send('HEAD', {}, watch.signal)).catch(() => null)
    watch.close()
    if (response?.status === 404 || response?.status === 410) throw missing(this.file, response.status)
    if (!response?.ok || isWebPage(response, this.file.name)) return null
    const validator = validatorOf(response)
    // Another origin may hide that this is the length of a compressed body.
    const isSure = response.type !== 'cors' || validator === null
    return { bytes: isSure ? totalOf(response, 0) : null, validator }
  }

  /** What to throw when a connection broke. */
  broken(error: unknown, watch: Watch): Broken {
    const reason = watch.hasStalled
      ? `nothing came for ${STALL / 1000} seconds`
      : error instanceof Error
        ? error.message
        : String(error)
    return new Broken(failed(this.file, reason))
  }

  private async connect(
    headers: Record<string, string>,
    isRange: boolean,
  ): Promise<Pick<Connection, 'response' | 'watch'>> {
    const watch = new Watch(this.timers, STALL, this.cancel)
    const response = await watch.wait(this.send('GET', headers, watch.signal)).catch((error: unknown) => {
      watch.close()
      throw this.broken(error, watch)
    })
    const refusal = this.refusal(response, isRange)
    if (!refusal) return { response, watch }
    watch.close()
    throw refusal
  }

  private send(method: string, headers: Record<string, string>, signal: AbortSignal): Promise<Response> {
    const { fetch, model, file } = this
    return fetch(file.url, {
      method,
      headers: { ...model.headers, ...headers },
      signal,
      credentials: 'same-origin',
      // The browser's own cache would hold the same gigabytes once more.
      cache: 'no-store',
    })
  }

  private refusal(response: Response, isRange: boolean): Error | null {
    const { status } = response
    const { file } = this
    const reason = `the server answered ${status}`
    if (status === 404 || status === 410) return missing(file, status)
    if (status === 401 || status === 403) return unauthorized(file, this.model, status)
    if (status === 429 || status >= 500)
      return new Broken(failed(file, reason, status), retryAfter(response, RETRY_AFTER_LIMIT))
    if (status === 416 && isRange) return null
    if (status !== 200 && status !== 206) return failed(file, reason, status)
    if (isWebPage(response, file.name))
      return failed(
        file,
        'the server sent a web page in its place (a login page, or its answer to unknown paths)',
        status,
      )
    return null
  }
}

/** Elsewhere If-Range would need a permission that servers seldom give; the answer's validator is compared. */
function isOwnOrigin(url: string): boolean {
  const own = typeof location === 'undefined' ? null : location.origin
  return own === null || new URL(url).origin === own
}
