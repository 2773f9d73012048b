import { browserSaid, type Detail } from '../../engine/detail-words'
import { EngineError } from '../../engine/errors'

/**
 * Fetches a small file from the page's own server.
 * @throws EngineError network/failed, with the name of the file
 */
export async function fetchText(url: string, get: typeof fetch = fetch): Promise<string> {
  const file = new URL(url).pathname.split('/').at(-1)!
  const failed = (reason: string | Detail, status: number) =>
    new EngineError('network/failed', `${url}: ${typeof reason === 'string' ? reason : reason.text}`, {
      file,
      url,
      reason,
      status,
    })
  let reply: Response
  try {
    reply = await get(url)
  } catch (error) {
    throw failed(browserSaid(error), 0)
  }
  if (!reply.ok) throw failed(`HTTP ${reply.status}`, reply.status)
  return reply.text()
}
