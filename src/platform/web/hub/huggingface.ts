/**
 * The listing API of the Hugging Face hub, which mirrors have too: /api/models/{repo}/revision/{revision} and
 * …/tree/{revision} (https://huggingface.co/docs/hub/api; HfApi.list_repo_tree of huggingface_hub).
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

const revisionSchema = z.object({ sha: z.string().check(z.regex(/^[\da-f]{40}$/)) })
const treeSchema = z.array(
  z.object({
    type: z.string(),
    path: z.string(),
    size: z.optional(z.number()),
    /** `oid` is the SHA-256 of the file. Small files have no `lfs`, and so only a Git hash. */
    lfs: z.optional(z.object({ oid: z.string(), size: z.number() })),
  }),
)
/** A page lists up to 1,000 files. */
const MAX_PAGES = 20

/**
 * @returns null when the host has no such API
 * @throws EngineError hub/not-found, hub/unauthorized, network/failed, run/cancelled
 */
export async function listHuggingFace(repo: HubRepo, context: RequestContext): Promise<Listing | null> {
  const api = `${repo.host.url}/api/models/${encodePath(repo.repo)}`
  const found = await read(`${api}/revision/${encodePart(repo.revision)}`, context, revisionSchema)
  const commit = found?.value.sha ?? null
  const tree = `${api}/tree/${encodePart(commit ?? repo.revision)}`
  const base = resolveUrl(repo, commit ?? repo.revision)
  const files: Listing['files'][number][] = []
  let query: string | null = '?recursive=true'
  for (let page = 0; query !== null && page < MAX_PAGES; page++) {
    const list: Read<z.infer<typeof treeSchema>> | null = await read(tree + query, context, treeSchema)
    if (!list) return null
    for (const { type, path, size, lfs } of list.value)
      if (type === 'file')
        files.push({
          name: path,
          url: base + encodePath(path),
          bytes: lfs?.size ?? size ?? null,
          sha256: lfs?.oid ?? null,
        })
    query = nextQuery(list.link, tree)
  }
  return { commit, files }
}

/** The URL of the revision's files, with a slash at the end. */
export const resolveUrl = ({ host, repo }: HubRepo, revision: string): string =>
  `${host.url}/${encodePath(repo)}/resolve/${encodePart(revision)}/`

/** Reads `Link: <…>; rel="next"`. Its host may be the hub, also in the reply of a mirror, so only the query is used. */
function nextQuery(link: string | null, base: string): string | null {
  const next = /<([^>]+)>\s*;\s*rel="?next"?/.exec(link ?? '')?.[1]
  return next !== undefined && URL.canParse(next, base) ? new URL(next, base).search : null
}

interface Read<T> {
  readonly value: T
  readonly link: string | null
}

/** @returns null when the host has no such API */
async function read<T>(
  url: string,
  context: RequestContext,
  schema: z.ZodMiniType<T>,
): Promise<Read<T> | null> {
  const response = await request(context, url)
  const { status } = response
  const json = await jsonOf(response, context.signal)
  if (response.ok) {
    const parsed = schema.safeParse(json)
    if (!parsed.success) throw noList(context, url, status)
    return { value: parsed.data, link: response.headers.get('link') }
  }
  // hf_raise_for_status of huggingface_hub reads the same header.
  const code = response.headers.get('x-error-code')
  if (code === 'RepoNotFound' || code === 'RevisionNotFound') throw notFound(context.what, url)
  if (status === 401 || status === 403) throw notAllowed(context.what, url, status)
  const isApi = code !== null || (typeof json === 'object' && json !== null && 'error' in json)
  if (status === 404 && isApi) throw notFound(context.what, url)
  if (status === 404 || status === 405 || status === 501) return null
  throw notReached(context.what, url, detail('answered', { status }), status)
}
