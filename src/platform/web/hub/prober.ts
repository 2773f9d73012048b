/** Whether a file is there, and how long it is, without fetching it. */
import { isWebPage, totalOf } from '../http/reply'
import { ask, notAllowed, notReached, type Asking } from './asking'
import type { ProbedFile } from './usual-files'

export class Prober {
  /** A URL that was refused with 403: S3 answers so for what is missing too. */
  forbidden: string | null = null
  /** As the hub's own answers say it. */
  commit: string | null = null

  constructor(private readonly asked: Asking) {}

  /** @throws EngineError network/failed, hub/unauthorized (401), run/cancelled */
  async find(url: string): Promise<ProbedFile | null> {
    const head = await this.head(url)
    const response = head ?? (await this.firstByte(url))
    const { status } = response
    this.commit ??= commitOf(response)
    if (status === 401) throw notAllowed(this.asked.what, url, status)
    if (status === 403) this.forbidden = url
    if (status === 429 || (status >= 500 && status !== 501))
      throw notReached(this.asked.what, url, `the server answered ${status}`, status)
    // Many servers answer every unknown path with their start page.
    if (!response.ok || isWebPage(response, url)) return null
    // The length of a text is that of its compressed form where another origin hides the encoding.
    const sized = head && url.endsWith('.json') ? await this.firstByte(url).catch(() => null) : response
    return { bytes: sized && lengthOf(sized) }
  }

  /** Null where HEAD is refused. */
  private async head(url: string): Promise<Response | null> {
    const response = await ask(this.asked, url, { method: 'HEAD' }).catch((error: unknown) => {
      if (this.asked.signal.aborted) throw error
      return null
    })
    return response && [400, 403, 405, 501].includes(response.status) ? null : response
  }

  /** Browsers ask for a range uncompressed. */
  private async firstByte(url: string): Promise<Response> {
    const response = await ask(this.asked, url, { headers: { Range: 'bytes=0-0' } })
    await response.body?.cancel()
    return response
  }
}

/** Null where a part's answer hides the length of the whole. */
const lengthOf = (response: Response): number | null =>
  response.status === 206 && !response.headers.has('content-range') ? null : totalOf(response, 0)

function commitOf({ headers }: Response): string | null {
  const commit = headers.get('x-repo-commit')
  return commit !== null && /^[\da-f]{40}$/.test(commit) ? commit : null
}
