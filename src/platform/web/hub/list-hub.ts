/** Lists the files of a repository on a hub, a mirror or a proxy. */
import { EngineError, type CancelSignal } from '../../../engine/errors'
import type { RemoteModel } from '../http/types'
import { requestContext } from './request'
import * as huggingface from './huggingface'
import * as modelscope from './modelscope'
import { probeRepo } from './probe-repo'
import type { HubRepo, Listing } from './types'

/** @throws EngineError hub/not-found, hub/unauthorized, hub/nothing-found, network/failed, run/cancelled */
export async function listHub(
  repo: HubRepo,
  fetch: typeof globalThis.fetch,
  signal?: CancelSignal,
): Promise<RemoteModel> {
  const context = requestContext(repo.repo, fetch, signal, repo.token)
  const { commit, files } = (await listed(repo, context)) ?? (await probed(repo, context))
  const { host, repo: id } = repo
  const version = commit ?? repo.revision
  const place = `${host.url}/${id}`
  const origin = `${place.replace(/^https?:\/\//, '')}@${commit?.slice(0, 8) ?? version}`
  return {
    id,
    origin,
    key: `hub:${place}@${version}`,
    title: origin,
    ref: { kind: 'hub', host, repo: id, revision: version, isDemo: false },
    files,
    ...(Object.keys(context.headers).length > 0 && { headers: context.headers }),
  }
}

type Context = ReturnType<typeof requestContext>

/** @returns null when the host has no listing API */
const listed = (repo: HubRepo, context: Context): Promise<Listing | null> =>
  repo.host.scheme === 'modelscope'
    ? modelscope.listModelScope(repo, context)
    : huggingface.listHuggingFace(repo, context)

/** Finds the files by their usual names. */
async function probed(repo: HubRepo, context: Context): Promise<Listing> {
  if (repo.host.scheme === 'huggingface')
    return probeRepo(repo, huggingface.resolveUrl(repo, repo.revision), context)
  const at = (revision: string) =>
    probeRepo({ ...repo, revision }, modelscope.resolveUrl(repo, revision), context)
  return at(repo.revision).catch((error: unknown) => {
    const isMissing = error instanceof EngineError && error.code === 'hub/nothing-found'
    if (!isMissing || repo.revision !== 'main') throw error
    return at('master')
  })
}
