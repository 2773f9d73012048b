/** Requests for one file, or for a range of it. */
import { browserSaid, type Detail } from '../../../engine/detail-words'
import { detail } from '../../../engine/details'
import { RetryableError, failed, missing, unauthorized } from './errors'
import { isPart, isWebPage, retryAfter, totalOf, totalOfPart, validatorOf } from './reply'
import type { Timers } from './timers'
import type { RemoteFile, RemoteModel } from './types'
import { Watch } from './watch'

/** Milliseconds without new bytes after which a connection is closed. */
const STALL = 60_000
const HEAD_LIMIT = 10_000
const RETRY_AFTER_LIMIT = 30_000

export interface Connection {
  readonly response: Response
  readonly watch: Watch
  /** The request had If-Range: the server sends a part only of the file that it sent before. */
  readonly isConditional: boolean
}

/** A range of the file that was requested alone. */
export interface Part {
  readonly data: Uint8Array<ArrayBuffer>
  /** Length of the whole file. Null when the server does not show it. */
  readonly total: number | null
  readonly validator: string | null
}

/** The server has no usable Range requests. */
export class RangesUnusable extends Error {
  constructor(readonly what: Detail) {
    super(what.text)
  }
}

export class Requests {
  constructor(
    private readonly model: RemoteModel,
    private readonly file: RemoteFile,
    private readonly fetch: typeof globalThis.fetch,
    private readonly timers: Timers,
    private readonly cancel: AbortSignal,
  ) {}

  /**
   * @param from first byte; 0 requests the whole file
   * @param validator for If-Range; null when it is not needed
   * @returns a reply with 200 or 206, or with 416 to a request for a part
   * @throws RetryableError when the request may be repeated
   * @throws EngineError model/file-missing, hub/unauthorized, network/failed
   */
  async get(from: number, validator: string | null): Promise<Connection> {
    const range = from === 0 ? {} : { Range: `bytes=${from}-` }
    const isConditional = from > 0 && validator !== null && isOwnOrigin(this.file.url)
    const ifRange = isConditional ? { 'If-Range': validator } : {}
    return { ...(await this.connect({ ...range, ...ifRange }, from > 0)), isConditional }
  }

  /**
   * @returns bytes [from, to), or fewer at the end of the file
   * @throws RangesUnusable, and what get throws
   */
  async part(from: number, to: number): Promise<Part> {
    const { response, watch } = await this.connect({ Range: `bytes=${from}-${to - 1}` }, true)
    try {
      const total = totalOfPart(response)
      if (!isPart(response, from, to))
        throw new RangesUnusable(detail('answered', { status: response.status }))
      const data = await watch.wait(response.arrayBuffer()).catch((error: unknown) => {
        throw this.retryableError(error, watch)
      })
      if (data.byteLength !== Math.min(to, total ?? to) - from)
        throw new RangesUnusable(detail('part-length'))
      return { data: new Uint8Array(data), total, validator: validatorOf(response) }
    } finally {
      watch.close()
    }
  }

  /** @returns null when there is no connection, or the server does not answer HEAD. @throws EngineError model/file-missing */
  async head(): Promise<{ bytes: number | null; validator: string | null } | null> {
    const watch = new Watch(this.timers, HEAD_LIMIT, this.cancel)
    const response = await watch.wait(this.send('HEAD', {}, watch.signal)).catch(() => null)
    watch.close()
    if (response?.status === 404 || response?.status === 410) throw missing(this.file, response.status)
    if (!response?.ok || isWebPage(response, this.file.name)) return null
    const validator = validatorOf(response)
    // Another origin may hide Content-Encoding; then the length may be that of the compressed body.
    const isSure = response.type !== 'cors' || validator === null
    return { bytes: isSure ? totalOf(response, 0) : null, validator }
  }

  /** The error for a connection that broke. */
  retryableError(error: unknown, watch: Watch): RetryableError {
    const reason = watch.hasStalled ? detail('stalled', { seconds: STALL / 1000 }) : browserSaid(error)
    return new RetryableError(failed(this.file, reason))
  }

  private async connect(
    headers: Record<string, string>,
    isRange: boolean,
  ): Promise<Pick<Connection, 'response' | 'watch'>> {
    const watch = new Watch(this.timers, STALL, this.cancel)
    const response = await watch.wait(this.send('GET', headers, watch.signal)).catch((error: unknown) => {
      watch.close()
      throw this.retryableError(error, watch)
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
      // The browser's own cache would store the same gigabytes a second time.
      cache: 'no-store',
    })
  }

  private refusal(response: Response, isRange: boolean): Error | null {
    const { status } = response
    const { file } = this
    const reason = detail('answered', { status })
    if (status === 404 || status === 410) return missing(file, status)
    if (status === 401 || status === 403) return unauthorized(file, this.model, status)
    if (status === 429 || status >= 500)
      return new RetryableError(failed(file, reason, status), retryAfter(response, RETRY_AFTER_LIMIT))
    if (status === 416 && isRange) return null
    if (status !== 200 && status !== 206) return failed(file, reason, status)
    if (isWebPage(response, file.name)) return failed(file, detail('web-page'), status)
    return null
  }
}

/**
 * If-Range is sent to the page's own origin only: on other origins it would need a CORS permission that servers seldom
 * give. There, the validator of the reply is compared.
 */
function isOwnOrigin(url: string): boolean {
  const own = typeof location === 'undefined' ? null : location.origin
  return own === null || new URL(url).origin === own
}
