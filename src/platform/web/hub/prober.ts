/** Finds out whether a file exists and how long it is, without downloading it. */
import { detail } from '../../../engine/details'
import { isWebPage, totalOf } from '../http/reply'
import { notAllowed, notReached, request, type RequestContext } from './request'
import type { ProbedFile } from './usual-files'

export class Prober {
  /** A URL that was refused with 403. S3 also answers 403 when a file does not exist. */
  forbidden: string | null = null
  /** The commit that the hub's replies name; null when none did. */
  commit: string | null = null

  constructor(private readonly context: RequestContext) {}

  /** @returns null when there is no such file. @throws EngineError network/failed, hub/unauthorized (401), run/cancelled */
  async find(url: string): Promise<ProbedFile | null> {
    const head = await this.head(url)
    const response = head ?? (await this.firstByte(url))
    const { status } = response
    this.commit ??= commitOf(response)
    if (status === 401) throw notAllowed(this.context.what, url, status)
    if (status === 403) this.forbidden = url
    if (status === 429 || (status >= 500 && status !== 501))
      throw notReached(this.context.what, url, detail('answered', { status }), status)
    // Many servers answer 200 with their start page for every unknown path.
    if (!response.ok || isWebPage(response, url)) return null
    // Another origin may hide Content-Encoding; then Content-Length may be that of the compressed text.
    const sized = head && url.endsWith('.json') ? await this.firstByte(url).catch(() => null) : response
    return { bytes: sized && lengthOf(sized) }
  }

  /** @returns null when the server refuses HEAD */
  private async head(url: string): Promise<Response | null> {
    const response = await request(this.context, url, { method: 'HEAD' }).catch((error: unknown) => {
      if (this.context.signal.aborted) throw error
      return null
    })
    return response && [400, 403, 405, 501].includes(response.status) ? null : response
  }

  /** Browsers request a range without compression, so the reply tells the true length. */
  private async firstByte(url: string): Promise<Response> {
    const response = await request(this.context, url, { headers: { Range: 'bytes=0-0' } })
    await response.body?.cancel()
    return response
  }
}

/** @returns null when the reply with one byte hides the length of the whole file */
const lengthOf = (response: Response): number | null =>
  response.status === 206 && !response.headers.has('content-range') ? null : totalOf(response, 0)

function commitOf({ headers }: Response): string | null {
  const commit = headers.get('x-repo-commit')
  return commit !== null && /^[\da-f]{40}$/.test(commit) ? commit : null
}
