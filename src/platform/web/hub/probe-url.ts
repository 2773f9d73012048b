/** A model's folder on any server. Its files are found by trying the usual names. */
import { EngineError, type CancelSignal } from '../../../engine/errors'
import type { RemoteModel } from '../http/types'
import { folderId } from './address'
import { notAllowed, requestContext } from './request'
import { Prober } from './prober'
import { findUsualFiles, USUAL_FILES } from './usual-files'

/**
 * @param baseUrl with a slash at the end
 * @param wanted more names to try
 * @throws EngineError hub/nothing-found, hub/unauthorized, network/failed, run/cancelled
 */
export async function probeUrl(
  baseUrl: string,
  fetch: typeof globalThis.fetch,
  signal?: CancelSignal,
  wanted: readonly string[] = [],
): Promise<RemoteModel> {
  const prober = new Prober(requestContext(baseUrl, fetch, signal))
  const files = await findUsualFiles((url) => prober.find(url), wanted, baseUrl)
  if (files.length === 0) throw nothingFound(baseUrl, prober)
  const { host, pathname } = new URL(baseUrl)
  return {
    id: folderId(baseUrl),
    origin: host + pathname,
    key: `url:${baseUrl}`,
    title: host + pathname,
    ref: { kind: 'url', baseUrl, isDemo: false },
    files,
  }
}

export function nothingFound(baseUrl: string, { forbidden }: Prober): EngineError {
  if (forbidden !== null) return notAllowed(baseUrl, forbidden, 403)
  const tried = USUAL_FILES.filter((name) => /^(config|tokenizer)\.json$|^(onnx\/)?model\.onnx$/.test(name))
  return new EngineError('hub/nothing-found', `${baseUrl} has none of ${USUAL_FILES.join(', ')}.`, {
    url: baseUrl,
    tried: `${tried.join(', ')}, …`,
  })
}
