/** A repository behind a host that passes files only and lists nothing: transformers.js knows the names to try. */
import type * as Transformers from '@huggingface/transformers'
import { throwIfCancelled } from '../../../engine/errors'
import type { RemoteFile } from '../http/types'
import { ask, encodePath, notAllowed, type Asking } from './asking'
import { Prober } from './prober'
import { nothingFound } from './probe-url'
import { findUsualFiles } from './usual-files'
import type { HubRepo, Listing } from './types'

type Registry = Pick<typeof Transformers, 'ModelRegistry' | 'env' | 'LogLevel'>

/** transformers.js has one environment for the whole realm. */
let turn: Promise<unknown> = Promise.resolve()
let visits = 0

/**
 * @param baseUrl of the revision's files, with a slash at the end
 * @throws EngineError hub/nothing-found, hub/unauthorized, network/failed, run/cancelled
 */
export function listByRegistry(
  repo: HubRepo,
  baseUrl: string,
  asked: Asking,
  load: () => Promise<Registry> = () => import('@huggingface/transformers'),
): Promise<Listing> {
  const mine = turn.then(() => list(repo, baseUrl, asked, load))
  turn = mine.catch(() => undefined)
  return mine
}

async function list(
  repo: HubRepo,
  baseUrl: string,
  asked: Asking,
  load: () => Promise<Registry>,
): Promise<Listing> {
  const prober = new Prober(asked)
  const wanted = repo.graphFile === undefined ? [] : [repo.graphFile]
  const { ModelRegistry, env, LogLevel } = await load()
  // Its memory of answers has no host in its keys, but it has this.
  const options = { revision: repo.revision, cache_dir: `${baseUrl}#${++visits}` }
  Object.assign(env, {
    allowLocalModels: false,
    useBrowserCache: false,
    useFSCache: false,
    useWasmCache: false,
    logLevel: LogLevel.ERROR,
    remoteHost: repo.host.url,
    remotePathTemplate: `${repo.host.scheme === 'modelscope' ? 'models/' : ''}{model}/resolve/{revision}/`,
    fetch: (url: string | URL, init?: RequestInit) => answer(String(url), init, asked, prober),
  })
  const find = async (name: string) => {
    const { exists, size } = await ModelRegistry.get_file_metadata(repo.repo, encodePath(name), options)
    return exists ? { bytes: size ?? null } : null
  }
  const graphs = await graphNames(repo, options, ModelRegistry, asked)
  const files: RemoteFile[] = await findUsualFiles(find, [...wanted, ...graphs], baseUrl)
  if (files.length === 0) throw nothingFound(baseUrl, prober)
  return { commit: prober.commit, files }
}

/** The dtypes that it finds, as names; none where there is no config.json that it can read. */
async function graphNames(
  { repo }: HubRepo,
  options: { readonly revision: string; readonly cache_dir: string },
  registry: Registry['ModelRegistry'],
  { signal }: Asking,
): Promise<string[]> {
  const names: string[] = []
  for (const base of ['model', 'sentence_transformers'])
    try {
      const dtypes = await registry.get_available_dtypes(repo, { ...options, model_file_name: base })
      names.push(...dtypes.map((dtype) => `onnx/${base}${SUFFIX[dtype] ?? `_${dtype}`}.onnx`))
    } catch {
      throwIfCancelled(signal)
    }
  return names
}

const SUFFIX: Readonly<Record<string, string>> = { fp32: '', q8: '_quantized' }

/** In place of its own requests: ours have the token, and know a start page from a file. */
async function answer(
  url: string,
  init: RequestInit | undefined,
  asked: Asking,
  prober: Prober,
): Promise<Response> {
  if (!new Headers(init?.headers).has('Range')) {
    const response = await ask(asked, url)
    if (response.status === 401) throw notAllowed(asked.what, url, response.status)
    return response
  }
  const found = await prober.find(url)
  if (!found) return new Response(null, { status: 404 })
  return new Response(null, {
    headers: found.bytes === null ? {} : { 'Content-Length': String(found.bytes) },
  })
}
