/**
 * The Hugging Face hub's listing API, as mirrors serve it too: /api/models/{repo}/revision/{revision} and
 * …/tree/{revision} (https://huggingface.co/docs/hub/api, huggingface_hub's HfApi.list_repo_tree).
 */
import { z } from '../../../engine/zod'
import { ask, encodePath, jsonOf, noList, notAllowed, notFound, notReached, type Asking } from './asking'
import type { HubRepo, Listing } from './types'

const revisionSchema = z.object({ sha: z.string().check(z.regex(/^[\da-f]{40}$/)) })
const treeSchema = z.array(
  z.object({
    type: z.string(),
    path: z.string(),
    size: z.optional(z.number()),
    /** `oid` is the file's SHA-256; small files have a Git hash only. */
    lfs: z.optional(z.object({ oid: z.string(), size: z.number() })),
  }),
)
/** Of 1,000 files each. */
const MAX_PAGES = 20

/** @returns null when the host has no such API */
export async function listHuggingFace(repo: HubRepo, asked: Asking): Promise<Listing | null> {
  const api = `${repo.host.url}/api/models/${encodePath(repo.repo)}`
  const found = await read(`${api}/revision/${encodeURIComponent(repo.revision)}`, asked, revisionSchema)
  const commit = found?.value.sha ?? null
  const tree = `${api}/tree/${encodeURIComponent(commit ?? repo.revision)}`
  const base = resolveUrl(repo, commit ?? repo.revision)
  const files: Listing['files'][number][] = []
  let query: string | null = '?recursive=true'
  for (let page = 0; query !== null && page < MAX_PAGES; page++) {
    const list: Read<z.infer<typeof treeSchema>> | null = await read(tree + query, asked, treeSchema)
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

/** With a slash at the end. */
export const resolveUrl = ({ host, repo }: HubRepo, revision: string): string =>
  `${host.url}/${encodePath(repo)}/resolve/${encodeURIComponent(revision)}/`

/** Of `Link: <…>; rel="next"`, whose host may be the hub's own where a mirror answered. */
function nextQuery(link: string | null, base: string): string | null {
  const next = /<([^>]+)>\s*;\s*rel="?next"?/.exec(link ?? '')?.[1]
  return next !== undefined && URL.canParse(next, base) ? new URL(next, base).search : null
}

interface Read<T> {
  readonly value: T
  readonly link: string | null
}

/** @returns null when nothing at this URL speaks the API */
async function read<T>(url: string, asked: Asking, schema: z.ZodMiniType<T>): Promise<Read<T> | null> {
  const response = await ask(asked, url)
  const { status } = response
  const json = await jsonOf(response, asked.signal)
  if (response.ok) {
    const parsed = schema.safeParse(json)
    if (!parsed.success) throw noList(asked, url, status)
    return { value: parsed.data, link: response.headers.get('link') }
  }
  // huggingface_hub's hf_raise_for_status reads the same header.
  const code = response.headers.get('x-error-code')
  if (code === 'RepoNotFound' || code === 'RevisionNotFound') throw notFound(asked.what, url)
  if (status === 401 || status === 403) throw notAllowed(asked.what, url, status)
  const isApi = code !== null || (typeof json === 'object' && json !== null && 'error' in json)
  if (status === 404 && isApi) throw notFound(asked.what, url)
  if (status === 404 || status === 405 || status === 501) return null
  throw notReached(asked.what, url, `the server answered ${status}`, status)
}
