/** Opens a model as a ModelSource, from every place that a page can read. */
import { EngineError, type CancelSignal } from '../engine/errors'
import { DISK_ORIGIN, siteOrigin } from '../engine/model/origin'
import { overlaySource } from '../engine/model/overlay'
import type { ModelSource } from '../engine/model/ports'
import { folderId } from '../platform/web/hub/address'
import { listHub } from '../platform/web/hub/list-hub'
import { probeUrl } from '../platform/web/hub/probe-url'
import { remoteSource } from '../platform/web/http/remote-source'
import type { RemoteModel } from '../platform/web/http/types'
import { localSource } from '../platform/web/local/local-source'
import { openStore, type ModelStore } from '../platform/web/store/store'
import type { HeadsRef, HubModel, ModelRef, SiteModel, UrlModel } from './calls'

/** The browser's fetch throws when it is called as a method of another object than the global one. */
const get: typeof fetch = (...request) => fetch(...request)

let store: Promise<ModelStore> | null = null
const theStore = (): Promise<ModelStore> => (store ??= openStore())

/** @throws EngineError hub/*, network/failed, store/incomplete, model/file-missing, run/cancelled */
export async function openWebModel(model: ModelRef, signal?: CancelSignal): Promise<ModelSource> {
  const own = await openOwn(model, signal)
  if (model.heads === undefined) return own
  const { source, origin } = await openHeads(model.heads, signal)
  return overlaySource(own, source, origin)
}

async function openOwn(model: ModelRef, signal?: CancelSignal): Promise<ModelSource> {
  switch (model.kind) {
    case 'site':
      return remote(await siteModel(model, signal))
    case 'hub':
    case 'url':
      return remote(model.storedOnly ? await storedModel(model) : await listed(model, signal))
    case 'local':
      return localSource(model)
    case 'folder':
      throw new EngineError('model/file-missing', `A page cannot open the folder ${model.path}.`, {
        file: model.path,
      })
  }
}

const remote = async (model: RemoteModel): Promise<ModelSource> => remoteSource(model, await theStore(), get)

async function siteModel(model: SiteModel, signal?: CancelSignal): Promise<RemoteModel> {
  const { id, baseUrl, name, files } = model
  const identity = {
    id,
    origin: siteOrigin(new URL(baseUrl).pathname),
    key: `site:${baseUrl}`,
    title: name ?? id,
    ref: null,
  }
  if (files === null) {
    const found = model.storedOnly ? await storedSite(identity.key, id) : await probeUrl(baseUrl, get, signal)
    return { ...found, ...identity }
  }
  return {
    ...identity,
    ...(model.storedOnly && { storedOnly: true }),
    files: files.map((file) => ({
      name: file.name,
      url: new URL(file.name, baseUrl).href,
      bytes: file.bytes,
      sha256: file.sha256 ?? null,
    })),
  }
}

/** @throws EngineError store/incomplete */
async function storedSite(key: string, title: string): Promise<Pick<RemoteModel, 'files' | 'storedOnly'>> {
  const record = (await (await theStore()).list()).find((each) => each.key === key)
  if (!record) throw notStored(title)
  return { files: record.listing, storedOnly: true }
}

const notStored = (title: string): EngineError =>
  new EngineError('store/incomplete', `${title} is not stored in this browser.`, {
    model: title,
    file: 'config.json',
  })

async function listed(model: HubModel | UrlModel, signal?: CancelSignal): Promise<RemoteModel> {
  const found =
    model.kind === 'hub'
      ? await listHub(model, get, signal)
      : await probeUrl(model.baseUrl, get, signal, named(model))
  return { ...found, ref: plainRef(model) }
}

/** The name of the wanted graph is tried too, since it may be unusual. */
const named = ({ graphFile }: UrlModel): string[] => (graphFile === undefined ? [] : [graphFile])

/** What is needed to find the model again, without token and without choice of a graph. */
const plainRef = (model: HubModel | UrlModel) =>
  model.kind === 'hub'
    ? { kind: 'hub', host: model.host, repo: model.repo, revision: model.revision, isDemo: false }
    : { kind: 'url', baseUrl: model.baseUrl, isDemo: false }

/** @throws EngineError store/incomplete */
async function storedModel(model: HubModel | UrlModel): Promise<RemoteModel> {
  const wanted = JSON.stringify(plainRef(model))
  const commit = model.kind === 'hub' ? `hub:${model.host.url}/${model.repo}@${model.revision}` : null
  // The store lists the model that was used last first.
  const record = (await (await theStore()).list()).find(
    ({ key, ref }) => key === commit || JSON.stringify(ref) === wanted,
  )
  const title = model.kind === 'hub' ? model.repo : model.baseUrl
  if (!record) throw notStored(title)
  return {
    id: model.kind === 'hub' ? model.repo : folderId(model.baseUrl),
    origin: record.title,
    key: record.key,
    title: record.title,
    ref: record.ref,
    files: record.listing,
    storedOnly: true,
  }
}

async function openHeads(
  heads: HeadsRef,
  signal?: CancelSignal,
): Promise<{ source: ModelSource; origin: string }> {
  if (heads.kind === 'local')
    return { source: localSource({ id: 'head files', files: heads.files }), origin: DISK_ORIGIN }
  const model: HubModel = { ...heads, kind: 'hub', isDemo: false }
  // Stored head files are not fetched again, and not listed again: the listing would be a request too.
  const found = await storedModel(model).catch(() => listed(model, signal))
  return { source: await remote({ ...found, storedOnly: false }), origin: found.origin }
}
