/** A repository behind a host that serves files but has no listing API (a simple proxy): its files are found by name. */
import type { RequestContext } from './request'
import { nothingFound } from './probe-url'
import { Prober } from './prober'
import { findUsualFiles } from './usual-files'
import type { HubRepo, Listing } from './types'

/**
 * @param baseUrl of the revision's files, with a slash at the end
 * @throws EngineError hub/nothing-found, hub/unauthorized, network/failed, run/cancelled
 */
export async function probeRepo(
  { graphFile }: HubRepo,
  baseUrl: string,
  context: RequestContext,
): Promise<Listing> {
  const prober = new Prober(context)
  const wanted = graphFile === undefined ? [] : [graphFile]
  const files = await findUsualFiles((url) => prober.find(url), wanted, baseUrl)
  if (files.length === 0) throw nothingFound(baseUrl, prober)
  return { commit: prober.commit, files }
}
