/**
 * The listing API of ModelScope: /api/v1/models/{repo}/repo/files (HubApi.get_model_files in modelscope/hub/api.py).
 * Its replies, as clients have seen them: an unknown revision gives 200 with `Files: null`. Every refusal gives 404, and
 * `Code` tells why: 10010205001 no such repository, 10010200001 no access, 10990101004 no such revision. `Revision` of a
 * file is the last commit that changed this file; `LatestCommitter.ShortId` is the commit of the whole revision.
 */
import { detail } from '../../../engine/details'
import { z } from '../../../engine/zod'
import {
  encodePart,
  encodePath,
  jsonOf,
  noList,
  notAllowed,
  notFound,
  notReached,
  request,
  type RequestContext,
} from './request'
import type { HubRepo, Listing } from './types'

const NO_ACCESS = 10010200001

const fileSchema = z.object({
  Path: z.string(),
  Type: z.string(),
  Size: z.nullish(z.number()),
  Sha256: z.nullish(z.string()),
  Revision: z.nullish(z.string()),
})
const replySchema = z.object({
  Code: z.number(),
  Data: z.nullish(
    z.object({
      Files: z.nullish(z.array(fileSchema)),
      LatestCommitter: z.nullish(z.object({ Id: z.nullish(z.string()), ShortId: z.nullish(z.string()) })),
    }),
  ),
})
type Data = NonNullable<z.infer<typeof replySchema>['Data']>

/**
 * The default branch of ModelScope is called master: where a repository has no "main", master is taken for it.
 * @returns null when the host has no such API
 * @throws EngineError hub/not-found, hub/unauthorized, network/failed, run/cancelled
 */
export async function listModelScope(repo: HubRepo, context: RequestContext): Promise<Listing | null> {
  for (const revision of repo.revision === 'main' ? ['main', 'master'] : [repo.revision]) {
    const data = await read(repo, revision, context)
    if (data === null) return null
    if (data !== 'missing') return listingOf(repo, revision, data)
  }
  throw notFound(context.what, filesUrl(repo, repo.revision))
}

/** The URL of the revision's files, with a slash at the end. */
export const resolveUrl = ({ host, repo }: HubRepo, revision: string): string =>
  `${host.url}/models/${encodePath(repo)}/resolve/${encodePart(revision)}/`

const filesUrl = ({ host, repo }: HubRepo, revision: string) =>
  `${host.url}/api/v1/models/${encodePath(repo)}/repo/files?Revision=${encodePart(revision)}&Recursive=true`

async function read(
  repo: HubRepo,
  revision: string,
  context: RequestContext,
): Promise<Data | 'missing' | null> {
  const url = filesUrl(repo, revision)
  const response = await request(context, url)
  const { status } = response
  const parsed = replySchema.safeParse(await jsonOf(response, context.signal))
  const reply = parsed.success ? parsed.data : null
  if (response.ok) {
    if (!reply) throw noList(context, url, status)
    return reply.Data?.Files ? reply.Data : 'missing'
  }
  if (status === 401 || status === 403 || reply?.Code === NO_ACCESS)
    throw notAllowed(context.what, url, status)
  if (status === 404 && reply) return 'missing'
  if (status === 404 || status === 405 || status === 501) return null
  throw notReached(context.what, url, detail('answered', { status }), status)
}

function listingOf(repo: HubRepo, revision: string, { Files, LatestCommitter }: Data): Listing {
  const blobs = (Files ?? []).filter(({ Type }) => Type === 'blob')
  return {
    commit: commitOf(LatestCommitter, blobs),
    files: blobs.map(({ Path, Size, Sha256, Revision }) => ({
      name: Path,
      // The file's own commit is part of the URL, so a push between listing and download changes nothing.
      url: resolveUrl(repo, isCommit(Revision) ? Revision : revision) + encodePath(Path),
      bytes: Size ?? null,
      sha256: /^[\da-f]{64}$/i.test(Sha256 ?? '') ? Sha256!.toLowerCase() : null,
    })),
  }
}

const isCommit = (text: string | null | undefined): text is string => /^[\da-f]{40}$/.test(text ?? '')

function commitOf(
  latest: Data['LatestCommitter'],
  blobs: readonly z.infer<typeof fileSchema>[],
): string | null {
  if (isCommit(latest?.Id)) return latest.Id
  const short = latest?.ShortId ?? ''
  const full = blobs.find(({ Revision }) => short.length >= 7 && Revision?.startsWith(short))?.Revision
  return full ?? (/^[\da-f]{7,}$/.test(short) ? short : null)
}
